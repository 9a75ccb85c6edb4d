"""Which touchpoints stand on one slide, and where their columns are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeymap.analysis.experience import ExperiencePoint
from journeymap.documents.slides.deck import EDGE, INNER
from journeymap.model.elements import Stage, Touchpoint
from journeymap.views.facts import Facts

LABEL = 122.0  # room at the left edge for what a row is
GAP = 8.0
MOST = 8  # touchpoints on one slide


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


def part_columns(columns: Sequence[Column], most: int = MOST) -> list[list[Column]]:
    """Columns by slide: as few slides as can be, none much fuller than the others.

    Whole stages stay together as long as they fit; long ones come in even parts.

    Args:
        columns: All of them.
        most: How many may stand on one slide.
    """
    fewest = list(_fill(columns, most))
    evener = (list(_fill(columns, cap)) for cap in range(1, most))
    return next((parts for parts in evener if len(parts) == len(fewest)), fewest)


def _fill(columns: Sequence[Column], most: int) -> Iterator[list[Column]]:
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


def halve(columns: Sequence[Column]) -> tuple[list[Column], list[Column]]:
    """Two parts of nearly one length: between two stages, or within the only one."""
    middle = len(columns) / 2
    starts = [i for i in range(1, len(columns)) if columns[i].stage.id != columns[i - 1].stage.id]
    at = min(starts, key=lambda i: abs(i - middle), default=round(middle))
    return list(columns[:at]), list(columns[at:])


def set_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns side by side over the width of a slide."""
    room = INNER - LABEL + GAP
    width = room / len(columns)
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
