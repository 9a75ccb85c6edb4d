"""The lanes of the map as cards: those that the picture of the map has, in the views' own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from journeymap.analysis.goals.table import GoalRow
from journeymap.documents.slides.cards import SIGN, Card
from journeymap.documents.slides.journey_map.cards import (
    Lane,
    Make,
    Parts,
    stage_cards,
    to_said,
)
from journeymap.documents.slides.journey_map.columns import Column
from journeymap.documents.slides.journey_map.notes import (
    list_actions,
    list_expectations,
    opportunity_notes,
    pain_notes,
    quote_notes,
)
from journeymap.fields import FrozenMap
from journeymap.model.elements import Stage, Touchpoint
from journeymap.picture.blocks import Style
from journeymap.picture.fitting import abridge
from journeymap.picture.icons import face, icon
from journeymap.picture.marks import Outline
from journeymap.picture.theme import (
    CURVE,
    FRAME,
    MUTED,
    PANEL,
    PAPER,
    POOR,
    SMALL,
    STAGE,
    STATUS_GROUND,
)
from journeymap.views.channel_icons import find_channel, find_channel_icon
from journeymap.views.facts import Facts
from journeymap.views.goal_box import tell_goal
from journeymap.views.journey_map.emotions import COLOURS
from journeymap.views.journey_map.owners import find_owner
from journeymap.views.journey_map.readings import tell_reading
from journeymap.views.journey_map.stages import tell_stage
from journeymap.views.journey_map.touchpoints import tell_touchpoint
from journeymap.views.telling.flags import say_flag
from journeymap.wording.words import Words


def make_lane(name: str, columns: Sequence[Column], facts: Facts) -> Lane:
    """A lane by its name in the picture of the map; without cards where it has nothing to say."""
    return LANES[name](columns, facts)


def _stages(columns: Sequence[Column], facts: Facts) -> Lane:
    def make(stage: Stage, continued: bool) -> Card:
        parts = to_said(tell_stage(stage, facts.words, continued=continued))
        return Card(0, 0, parts, STAGE, shape="stage", anchor="start")

    return Lane("", tuple(stage_cards(columns, make)))


def _goals(columns: Sequence[Column], facts: Facts) -> Lane:
    def make(stage: Stage, _continued: bool) -> Card | None:
        rows = facts.goals.for_place("stage", stage.id)
        if not rows:
            return None
        said = [part for row in rows for part in to_said(_shorten(row, facts.words))]
        return Card(0, 0, said, STATUS_GROUND[rows[0].status], anchor="start")

    return Lane(facts.words("Stage goal"), tuple(stage_cards(columns, make)))


def _shorten(row: GoalRow, words: Words) -> Parts:
    """How a goal stands, with its doubts; why stands in the table of goals."""
    return tell_goal(row, words)[: 3 if row.low_base else 2]


def _touchpoints(columns: Sequence[Column], facts: Facts) -> Lane:
    cards = (_card(c, c.touchpoint, facts) for c in columns if c.touchpoint)
    return Lane(facts.words("Touchpoints"), tuple(cards))


def _card(column: Column, touchpoint: Touchpoint, facts: Facts) -> Card:
    flag = say_flag(facts.weakest, touchpoint.id, facts.words)
    parts = [(flag, Style(SMALL, bold=True, fill=POOR)), *tell_touchpoint(touchpoint, facts.words)]
    return Card(
        column.left,
        column.width,
        to_said(parts),
        fill=PAPER,
        stroke=POOR if flag else FRAME,
        thick=bool(flag),
        title=touchpoint.name,
        link=touchpoint.url or "",
    )


def _channels(columns: Sequence[Column], facts: Facts) -> Lane:
    cards = []
    for column in columns:
        channel = find_channel(facts.journey, column.touchpoint) if column.touchpoint else None
        if channel:
            name = find_channel_icon(channel)
            sign = icon(name, 0, 0, SIGN, colour=CURVE) if name else None
            style = Style(SMALL, fill=MUTED)
            cards.append(_plain(column, [(abridge(channel.name), style)], sign))
    return Lane(facts.words("Channels"), tuple(cards))


def _emotions(columns: Sequence[Column], facts: Facts) -> Lane:
    cards = []
    for column in columns:
        emotion = column.touchpoint.emotion if column.touchpoint else None
        if emotion:
            valence = emotion.valence
            sign = None if valence is None else face(valence, 0, 0, SIGN, colour=COLOURS[valence])
            cards.append(_plain(column, [(abridge(emotion.name), Style(SMALL))], sign))
    return Lane(facts.words("Emotions"), tuple(cards))


def _readings(columns: Sequence[Column], facts: Facts) -> Lane:
    known = any(c.point and (c.point.kind != "missing" or c.point.others) for c in columns)
    cards = (
        _plain(column, tell_reading(column.point, facts.words))
        for column in columns
        if column.point
    )
    return Lane(facts.words("Readings"), tuple(cards) if known else ())


def _owners(columns: Sequence[Column], facts: Facts) -> Lane:
    return Lane(facts.words("Owners"), tuple(_list_owners(columns)))


def _list_owners(columns: Sequence[Column]) -> Iterator[Card]:
    """A bar over neighbours of a stage that have the same owner."""
    owned = [(c, (c.stage.id, find_owner(c.stage, c.touchpoint))) for c in columns if c.touchpoint]
    runs = groupby(owned, lambda pair: pair[1])
    for (_, owner), run in runs:
        own = [column for column, _ in run]
        if owner:
            width = own[-1].left + own[-1].width - own[0].left
            yield Card(own[0].left, width, to_said([(abridge(owner), Style(SMALL))]), PANEL)


def _plain(column: Column, parts: Parts, sign: Outline | None = None) -> Card:
    return Card(column.left, column.width, to_said(parts), shape="plain", sign=sign)


LANES: Mapping[str, Make] = FrozenMap({
    "stages": _stages,
    "goals": _goals,
    "touchpoints": _touchpoints,
    "channels": _channels,
    "actions": list_actions,
    "expectations": list_expectations,
    "emotions": _emotions,
    "readings": _readings,
    "quotes": quote_notes,
    "pains": pain_notes,
    "opportunities": opportunity_notes,
    "owners": _owners,
})  # fmt: skip
