"""Which touchpoints stand on one slide, and where their columns are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeymap.analysis.experience import ExperiencePoint
from journeymap.documents.slides.deck import EDGE, INNER
from journeymap.model.elements import Stage, Touchpoint
from journeymap.views.facts import Facts

LABEL = 138.0  # room at the left edge for what a row is
GAP = 8.0
MOST = 8  # touchpoints on one slide
_WIDEST = 400.0


@dataclass(frozen=True, slots=True)
class Column:
    """A touchpoint's place; a stage without touchpoints has an empty one.

    Args:
        stage: Its stage.
        touchpoint: The touchpoint; None in a stage without any.
        point: What is known of its experience.
        left: Its left edge, in pixels.
        width: Its width.
    """

    stage: Stage
    touchpoint: Touchpoint | None
    point: ExperiencePoint | None
    left: float = 0.0
    width: float = 0.0

    @property
    def middle(self) -> float:
        """The middle of the column."""
        return self.left + self.width / 2


def list_columns(facts: Facts) -> list[Column]:
    """A column per touchpoint of the journey, in reading order, without a place yet."""
    points = {row.touchpoint: row for row in facts.experience.rows}
    return [
        Column(stage, touchpoint, points.get(touchpoint.id) if touchpoint else None)
        for stage in facts.journey.stages
        for touchpoint in (stage.touchpoints or (None,))
    ]


def part_columns(columns: Sequence[Column], most: int = MOST) -> Iterator[list[Column]]:
    """Columns by slide: whole stages together as long as they fit, long ones in even parts."""
    held: list[Column] = []
    for stage in _by_stage(columns):
        if held and len(held) + len(stage) > most:
            yield held
            held = []
        if len(stage) > most:
            yield from part_evenly(stage, -(-len(stage) // most))
        else:
            held = [*held, *stage]
    if held:
        yield held


def set_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns side by side over the width of a slide."""
    room = INNER - LABEL + GAP
    width = min(_WIDEST, room / len(columns)) if len(columns) > 1 else room
    return [
        Column(c.stage, c.touchpoint, c.point, EDGE + LABEL + i * width, width - GAP)
        for i, c in enumerate(columns)
    ]


def group_stages(columns: Sequence[Column]) -> Iterator[tuple[Stage, list[Column]]]:
    """The stages of a slide with their columns."""
    for found in _by_stage(columns):
        yield found[0].stage, found


def _by_stage(columns: Sequence[Column]) -> Iterator[list[Column]]:
    held: list[Column] = []
    for column in columns:
        if held and column.stage.id != held[-1].stage.id:
            yield held
            held = []
        held.append(column)
    if held:
        yield held


def part_evenly(columns: Sequence[Column], pieces: int) -> Iterator[list[Column]]:
    """The columns in so many pieces of nearly one length."""
    for i in range(pieces):
        start, end = (len(columns) * k // pieces for k in (i, i + 1))
        yield list(columns[start:end])
