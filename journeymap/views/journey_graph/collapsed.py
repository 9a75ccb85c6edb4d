"""A journey whose touchpoints are too many for a graph: each stage is one box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from journeymap.analysis.flow.leaving import Leaving, count_leaving
from journeymap.analysis.ranking.place_rows import WeakestPlaceRow, WeakestPlaces
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.graph import transitions_of
from journeymap.model.elements import Stage, Transition
from journeymap.picture.blocks import Style
from journeymap.picture.theme import BODY, INK, PAPER, SMALL
from journeymap.views.facts import Facts
from journeymap.views.journey_graph.cards import (
    Card,
    find_card_height,
    find_card_width,
    say_leaving,
)
from journeymap.views.shades import shade_for
from journeymap.wording.told import tell
from journeymap.wording.words import Words

MOST_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Collapsed:
    """What the boxes of a graph stand for: touchpoints, or stages where these are too many.

    Args:
        cards: The boxes by their ids, in reading order.
        names: Id to name of every box, in reading order.
        transitions: The moves between the boxes.
        leaving: How many start and end where.
        frames: Id to title of the frames; none where boxes are stages.
        weakest: The ids of the boxes with a red frame.
        columns: The groups of the cards where there are no frames.
        touchpoints: How many touchpoints the boxes stand for; None where each is its own.
        inside: How many moves lie within a box and are not drawn; 0 where unknown.
        verdict: What may be said of the weakest box, in a sentence.
        kind: How clear that is.
    """

    cards: Mapping[str, Card]
    names: Mapping[str, str]
    transitions: tuple[Transition, ...]
    leaving: Mapping[str, Leaving]
    frames: Mapping[str, str] = field(default_factory=dict)
    weakest: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()
    touchpoints: int | None = None
    inside: int = 0
    verdict: str = ""
    kind: str = "undecided"

    def say(self, words: Words) -> str:
        """That boxes are stages, in a sentence; nothing where they are touchpoints."""
        if self.touchpoints is None:
            return ""
        all_, stages = words.number(f"{self.touchpoints:,}"), words.number(f"{len(self.cards):,}")
        told = words(
            "Each box is a stage: {n} touchpoints in {stages} stages.", n=all_, stages=stages
        )
        if not self.inside:
            return told
        inside = words.number(f"{self.inside:,}")
        return f"{told} {words('Moves within a stage ({n}) are not drawn.', n=inside)}"

    @property
    def note(self) -> str:
        """The same as a note, with the option where options can be given."""
        if self.touchpoints is None:
            return ""
        return tell(
            "Each box is a stage: {n} touchpoints in {stages} stages.",
            hint=" --whole draws each touchpoint.",
            n=f"{self.touchpoints:,}",
            stages=f"{len(self.cards):,}",
        )


def collapse_journey(facts: Facts) -> Collapsed:
    """The journey with a box per stage: how many touchpoints, how healthy, which one is worst.

    Args:
        facts: The journey and what was found out about it.
    """
    journey, words = facts.journey, facts.words
    asked = facts.weakest.settings
    found = find_weakest(
        journey, by="stage", metric=asked["metric"], wave=asked["wave"], segment=asked["segment"],
        level=asked["level"], seed=asked["seed"],
    )  # fmt: skip
    assert isinstance(found, WeakestPlaces)
    of_touchpoint = {t.id: stage.id for stage in journey.stages for t in stage.touchpoints}
    moves = sum_transitions(transitions_of(journey), of_touchpoint)
    leaving = sum_leaving(count_leaving(journey), of_touchpoint)
    inside = sum(move.count or 0 for move in moves if move.source == move.target)
    tags = {id_: say_leaving(one, words) for id_, one in leaving.items()}
    rows = {row.id: row for row in found.rows}
    width = find_card_width([s.name for s in journey.stages], [t for p in tags.values() for t in p])
    columns = _columns([stage.id for stage in journey.stages])
    cards = {
        stage.id: _make_card(
            stage,
            rows.get(stage.id),
            words,
            column=columns[stage.id],
            width=width,
            tags=tags.get(stage.id, ("", "")),
        )
        for stage in journey.stages
    }
    return Collapsed(
        cards,
        {stage.id: stage.name for stage in journey.stages},
        tuple(move for move in moves if move.source != move.target),
        leaving,
        weakest=frozenset(found.verdict.places),
        columns=tuple(dict.fromkeys(columns.values())),
        touchpoints=len(journey.touchpoints),
        inside=inside,
        verdict=words.say(found.headline()),
        kind=found.verdict.kind,
    )


def sum_transitions(
    transitions: Iterable[Transition], of_touchpoint: Mapping[str, str]
) -> tuple[Transition, ...]:
    """The moves between stages, with the sum of the counts; none where nobody was counted.

    Args:
        transitions: The transitions between touchpoints.
        of_touchpoint: Touchpoint to stage.

    Example:
        >>> found = sum_transitions([Transition(source="a", target="b", count=5),
        ...                          Transition(source="a", target="c", count=2)],
        ...                         {"a": "look", "b": "buy", "c": "buy"})
        >>> [(move.source, move.target, move.count) for move in found]
        [('look', 'buy', 7)]
    """
    counts: dict[tuple[str, str], int | None] = {}
    for one in transitions:
        way = of_touchpoint[one.source], of_touchpoint[one.target]
        known = counts.setdefault(way, None)
        counts[way] = known if one.count is None else (known or 0) + one.count
    return tuple(Transition(source=a, target=b, count=n) for (a, b), n in counts.items())


def sum_leaving(
    leaving: Mapping[str, Leaving], of_touchpoint: Mapping[str, str]
) -> Mapping[str, Leaving]:
    """How many journeys start and end in each stage; no shares, which can't be added up."""
    found: dict[str, Leaving] = {}
    for id_, one in leaving.items():
        stage = of_touchpoint[id_]
        before = found.get(stage, Leaving())
        starts = (before.starts or 0) + (one.starts or 0)
        ends = (before.ends or 0) + (one.ends or 0)
        found[stage] = Leaving(starts or None, ends or None)
    return {id_: one for id_, one in found.items() if one != Leaving()}


def _columns(stages: list[str]) -> dict[str, str]:
    """The column of each stage: one each, or several below each other where they are many."""
    columns = min(MOST_COLUMNS, len(stages))
    return {id_: str(place * columns // len(stages)) for place, id_ in enumerate(stages)}


def _make_card(
    stage: Stage,
    row: WeakestPlaceRow | None,
    words: Words,
    *,
    column: str,
    width: float,
    tags: tuple[str, str],
) -> Card:
    fill, ink = shade_for(row.health) if row else (PAPER, INK)
    small = Style(SMALL, fill=ink)
    health = words("health {n}", n=f"{row.health:.0f}") if row else words("not measured")
    worst = row.weakest_touchpoint if row else None
    name = next((one.name for one in stage.touchpoints if one.id == worst), "")
    parts = (
        (stage.name, Style(BODY, bold=True, fill=ink)),
        (words.count(len(stage.touchpoints), "{n} touchpoint", "{n} touchpoints"), small),
        (health, Style(SMALL, italic=row is None, fill=ink)),
        (words("weakest: {name}", name=name) if name else "", small),
    )
    title = "; ".join(text for text, _ in parts if text)
    height = find_card_height(parts, width, tags)
    return Card(stage.id, column, title, parts, fill, ink, width, height, row is not None, *tags)
