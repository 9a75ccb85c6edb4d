"""Where everything on the map stands: stages as columns, side by side, in one band or several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeymap.analysis.experience import Experience, ExperiencePoint
from journeymap.model.elements import Stage, Touchpoint
from journeymap.model.journey import Journey
from journeymap.picture.theme import LABELS, MARGIN
from journeymap.views.journey_map.widths import column_width, stage_width

WIDEST_BAND = 2000.0  # of the columns of a map that is as large as it needs
LEAST_TOTAL = 900.0
MOST_COLUMN = 340.0  # to which a column is stretched
MOST_STRETCH = 1.8  # of a band that is shorter than others
STAGE_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A touchpoint's column."""

    touchpoint: Touchpoint
    point: ExperiencePoint
    x: float
    width: float

    @property
    def middle(self) -> float:
        """The column's middle."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Span:
    """A stage, or a part of one that is too long for a band, with its columns."""

    stage: Stage
    slots: tuple[Slot, ...]
    x: float
    width: float
    continued: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Stages side by side; a long journey has several bands below each other."""

    spans: tuple[Span, ...]

    @property
    def left(self) -> float:
        """Where the columns begin."""
        return self.spans[0].x

    @property
    def right(self) -> float:
        """Where the columns end."""
        return self.spans[-1].x + self.spans[-1].width

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All columns from left to right."""
        return tuple(slot for span in self.spans for slot in span.slots)


@dataclass(frozen=True, slots=True)
class _Part:
    """A stage, or a part of one, before it has a place."""

    stage: Stage
    touchpoints: tuple[Touchpoint, ...]
    column: float
    continued: bool = False

    @property
    def columns(self) -> int:
        """How many columns it takes; a stage without touchpoints takes one."""
        return max(len(self.touchpoints), 1)

    @property
    def width(self) -> float:
        """The least that it needs."""
        return self.columns * self.column


def plan_bands(
    journey: Journey, experience: Experience, *, width: float | None = None
) -> tuple[Band, ...]:
    """The map's bands, wide enough that no word of a name need be broken.

    Args:
        journey: The journey.
        experience: Its experience curve, one point per touchpoint in reading order.
        width: How wide the columns of a band may be together, and are made unless that takes much
            stretching; as wide as they need, in rows of up to 2,000, where None.

    Returns:
        As few bands as there can be, each about as wide as the others; a stage is only divided
        where it is wider than a band.
    """
    points = {point.touchpoint: point for point in experience.rows}
    most = WIDEST_BAND if width is None else width
    parts = [part for stage in journey.stages for part in _divide(_measure(stage, most), most)]
    groups = _group(parts, most)
    least = min(LEAST_TOTAL, most) if width is None else most
    target = max(least, *(_total(group) for group in groups))
    stretch = MOST_STRETCH if len(groups) > 1 else MOST_COLUMN
    return tuple(_place(group, points, _find_stretch(group, target, stretch)) for group in groups)


def _measure(stage: Stage, most: float) -> _Part:
    """A stage with columns of one width."""
    touchpoints = stage.touchpoints
    wanted = max(map(column_width, touchpoints), default=0.0)
    column = max(wanted, stage_width(stage) / max(len(touchpoints), 1))
    return _Part(stage, touchpoints, min(column, most))


def _divide(part: _Part, most: float) -> list[_Part]:
    """A stage that is too wide for a band in parts of about equal length."""
    count = len(part.touchpoints)
    fitting = max(1, int((most + 1e-6) / part.column))
    number = max(1, -(-count // fitting))
    length = -(-count // number) or 1
    return [
        _Part(part.stage, part.touchpoints[i * length : (i + 1) * length], part.column, i > 0)
        for i in range(number)
    ]


def _group(parts: Sequence[_Part], most: float) -> list[list[_Part]]:
    """The parts in as few bands as possible, the widest of them as narrow as possible."""
    fewest = len(list(_fill(parts, most)))
    low, high = max(part.width for part in parts), most
    for _ in range(24 if fewest > 1 else 0):
        middle = (low + high) / 2
        if len(list(_fill(parts, middle))) > fewest:
            low = middle
        else:
            high = middle
    return list(_fill(parts, high))


def _fill(parts: Sequence[_Part], most: float) -> Iterator[list[_Part]]:
    """The parts in bands, each as full as it can be."""
    group: list[_Part] = []
    for part in parts:
        if group and _total([*group, part]) > most + 1e-6:
            yield group
            group = []
        group.append(part)
    yield group


def _total(group: Sequence[_Part]) -> float:
    return sum(part.width for part in group) + STAGE_GAP * (len(group) - 1)


def _place(group: Sequence[_Part], points: Mapping[str, ExperiencePoint], stretch: float) -> Band:
    """The parts side by side, their columns so many times as wide as they need."""
    x, spans = MARGIN + LABELS, []
    for part in group:
        width = part.column * stretch
        slots = tuple(
            Slot(t, points[t.id], x + i * width, width) for i, t in enumerate(part.touchpoints)
        )
        spans.append(Span(part.stage, slots, x, part.columns * width, part.continued))
        x += part.columns * width + STAGE_GAP
    return Band(tuple(spans))


def _find_stretch(group: Sequence[_Part], target: float, most: float) -> float:
    """By how much the columns grow to reach a width: neither far nor very wide."""
    gaps = STAGE_GAP * (len(group) - 1)
    wanted = (target - gaps) / (_total(group) - gaps)
    roomy = MOST_COLUMN / max(part.column for part in group)
    return max(1.0, min(wanted, most, roomy))
