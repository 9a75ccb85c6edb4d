"""The rows of a map's slide: stages, goals, touchpoints, readings, pains and opportunities."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from journeymap.analysis.goals.table import GoalRow
from journeymap.documents.slides.cards import Card, Said, measure_card
from journeymap.documents.slides.deck import SMALLEST
from journeymap.documents.slides.journey_map.columns import Column, group_stages
from journeymap.model.elements import Touchpoint
from journeymap.picture.blocks import Style
from journeymap.picture.theme import (
    BODY,
    FRAME,
    MUTED,
    OPPORTUNITY_GROUND,
    OPPORTUNITY_INK,
    PAIN_GROUND,
    PAIN_INK,
    PAPER,
    POOR,
    STAGE,
    STAGE_INK,
    STAGE_MUTED,
    STATUS_GROUND,
    STATUS_INK,
)
from journeymap.views.channel_icons import find_channel
from journeymap.views.facts import Facts, say_status, say_value, sign_of
from journeymap.views.journey_map.notes import Look, Note, cut_notes
from journeymap.views.journey_map.opportunities import list_opportunities, number_opportunities
from journeymap.views.journey_map.pains import list_pains
from journeymap.views.journey_map.readings import tell_reading
from journeymap.views.telling.flags import say_flag, say_moment
from journeymap.views.telling.goals import say_target
from journeymap.wording.words import Words

MOST_NOTES = 3  # pains or opportunities of one touchpoint; the others are counted
_NAME = SMALLEST + 1.4


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of cards of one height, and what it is called at the left edge."""

    label: str
    cards: tuple[Card, ...]

    @property
    def height(self) -> float:
        """The height of its highest card; 0 without cards."""
        return max(map(measure_card, self.cards), default=0.0)


def enlarge(lane: Lane, scale: float) -> Lane:
    """The lane in letters that many times as large."""
    cards = tuple(
        replace(card, parts=tuple(replace(part, size=scale * part.size) for part in card.parts))
        for card in lane.cards
    )
    return replace(lane, cards=cards)


def lanes_above(columns: Sequence[Column], facts: Facts) -> list[Lane]:
    """What stands above the curve: stages, their goals, touchpoints."""
    return _kept((_stages, _goals, _touchpoints), columns, facts)


def lanes_below(columns: Sequence[Column], facts: Facts) -> list[Lane]:
    """What stands below the curve: readings, pains, opportunities."""
    return _kept((_readings, _pains, _opportunities), columns, facts)


Make = Callable[[Sequence[Column], Facts], Lane]


def _kept(makes: Sequence[Make], columns: Sequence[Column], facts: Facts) -> list[Lane]:
    return [lane for lane in (make(columns, facts) for make in makes) if lane.cards]


def _stages(columns: Sequence[Column], facts: Facts) -> Lane:  # noqa: ARG001
    cards = []
    for stage, own in group_stages(columns):
        parts = (
            Said(stage.name, _NAME + 1.4, bold=True, fill=STAGE_INK),
            Said(stage.question or "", fill=STAGE_MUTED),
        )
        width = own[-1].left + own[-1].width - own[0].left
        cards.append(Card(own[0].left, width, parts, STAGE, shape="stage", anchor="start"))
    return Lane("", tuple(cards))


def _goals(columns: Sequence[Column], facts: Facts) -> Lane:
    cards = []
    for stage, own in group_stages(columns):
        rows = facts.goals.for_place("stage", stage.id)
        if rows:
            width = own[-1].left + own[-1].width - own[0].left
            fill = STATUS_GROUND[rows[0].status]
            parts = [part for row in rows for part in _say_goal(row, facts.words)]
            cards.append(Card(own[0].left, width, parts, fill, anchor="start"))
    return Lane(facts.words("Stage goal"), tuple(cards))


def _say_goal(row: GoalRow, words: Words) -> Iterator[Said]:
    word = say_status(row.status, words, value=row.value)
    shown = say_value(row.shown, words)
    yield Said(f"{sign_of(row.status)}{word}: {shown}", bold=True, fill=STATUS_INK[row.status])
    yield Said(say_target(row, words), fill=MUTED)


def _touchpoints(columns: Sequence[Column], facts: Facts) -> Lane:
    cards = tuple(
        _card(column, column.touchpoint, facts) for column in columns if column.touchpoint
    )
    return Lane(facts.words("Touchpoints"), cards)


def _card(column: Column, touchpoint: Touchpoint, facts: Facts) -> Card:
    flag = say_flag(facts.weakest, touchpoint.id, facts.words)
    channel = find_channel(facts.journey, touchpoint)
    parts = (
        Said(flag, bold=True, fill=POOR),
        Said(say_moment(touchpoint, facts.words), fill=MUTED),
        Said(touchpoint.name, _NAME, bold=True),
        Said(channel.name if channel else "", fill=MUTED),
    )
    return Card(
        column.left,
        column.width,
        parts,
        fill=PAPER,
        stroke=POOR if flag else FRAME,
        thick=bool(flag),
        title=touchpoint.name,
        link=touchpoint.url or "",
    )


def _readings(columns: Sequence[Column], facts: Facts) -> Lane:
    cards = tuple(
        Card(
            column.left,
            column.width,
            [_to_said(text, style) for text, style in tell_reading(point, facts.words)],
            shape="plain",
        )
        for column in columns
        if (point := column.point)
    )
    known = any(c.point and (c.point.kind != "missing" or c.point.others) for c in columns)
    return Lane(facts.words("Readings"), cards if known else ())


def _to_said(text: str, style: Style) -> Said:
    """A paragraph of the map in letters that can be read from a screen."""
    size = _NAME if style.size >= BODY else SMALLEST
    return Said(text, size, style.bold, style.italic, style.fill)


def _pains(columns: Sequence[Column], facts: Facts) -> Lane:
    def find(touchpoint: Touchpoint) -> Sequence[Note]:
        return list_pains(touchpoint, facts.words)

    look = Look(facts.words("Pain points"), (), PAIN_GROUND, PAIN_INK)
    return _notes(columns, find, look, facts.words)


def _opportunities(columns: Sequence[Column], facts: Facts) -> Lane:
    numbers = number_opportunities(facts)

    def find(touchpoint: Touchpoint) -> Sequence[Note]:
        return list_opportunities(touchpoint, numbers, facts.words)

    look = Look(facts.words("Opportunities"), (), OPPORTUNITY_GROUND, OPPORTUNITY_INK)
    return _notes(columns, find, look, facts.words)


def _notes(
    columns: Sequence[Column],
    find: Callable[[Touchpoint], Sequence[Note]],
    look: Look,
    words: Words,
) -> Lane:
    """The first notes of each touchpoint, and how many more there are."""
    cards = []
    for column in columns:
        notes = find(column.touchpoint) if column.touchpoint else ()
        parts = [
            Said(str(note), fill=look.ink) for note in cut_notes(notes, words, most=MOST_NOTES)
        ]
        if parts:
            cards.append(Card(column.left, column.width, parts, look.ground, anchor="start"))
    return Lane(look.title, tuple(cards))
