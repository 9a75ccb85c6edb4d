"""Where everything on the map stands: stages as columns, side by side, in one band or several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

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
    columns: tuple[float, ...]  # a stage without touchpoints takes one
    continued: bool = False

    @property
    def width(self) -> float:
        """The least that it needs."""
        return sum(self.columns)


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
    groups = _group(_list_parts(journey, most), most)
    if len(groups) > 1:  # fewer are worth columns of several widths
        groups = min(groups, _group(_list_parts(journey, most, tight=True), most), key=len)
    least = min(LEAST_TOTAL, most) if width is None else most
    target = max(least, *(_total(group) for group in groups))
    stretch = MOST_STRETCH if len(groups) > 1 else MOST_COLUMN
    return tuple(_place(group, points, _find_stretch(group, target, stretch)) for group in groups)


def _list_parts(journey: Journey, most: float, *, tight: bool = False) -> list[_Part]:
    parts = (_measure(stage, most, tight=tight) for stage in journey.stages)
    return [one for part in parts for one in _divide(part, most)]


def _measure(stage: Stage, most: float, *, tight: bool) -> _Part:
    """A stage with columns of one width, or each as narrow as can be."""
    wanted = [
        min(column_width(touchpoint, tight=tight), most) for touchpoint in stage.touchpoints
    ] or [0.0]
    least = min(stage_width(stage, tight=tight), most)
    if tight and sum(wanted) > 0:
        grown = max(1.0, least / sum(wanted))
        columns = tuple(min(column * grown, most) for column in wanted)
    else:
        columns = (min(max(*wanted, least / len(wanted)), most),) * len(wanted)
    return _Part(stage, stage.touchpoints, columns)


def _divide(part: _Part, most: float) -> list[_Part]:
    """A stage that is too wide for a band in parts of about equal length."""
    count = len(part.touchpoints)
    if part.width <= most + 1e-6 or count < 2:
        return [part]
    fitting = max(1, int((most + 1e-6) / max(part.columns)))
    length = -(-count // -(-count // fitting))
    return [
        _Part(part.stage, part.touchpoints[i : i + length], part.columns[i : i + length], i > 0)
        for i in range(0, count, length)
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
        widths = [stretch * column for column in part.columns]
        lefts = accumulate(widths, initial=x)
        slots = tuple(
            Slot(t, points[t.id], left, width)
            for t, left, width in zip(part.touchpoints, lefts, widths, strict=False)
        )
        spans.append(Span(part.stage, slots, x, sum(widths), part.continued))
        x += sum(widths) + STAGE_GAP
    return Band(tuple(spans))


def _find_stretch(group: Sequence[_Part], target: float, most: float) -> float:
    """By how much the columns grow to reach a width: neither far nor very wide."""
    gaps = STAGE_GAP * (len(group) - 1)
    wanted = (target - gaps) / (_total(group) - gaps)
    roomy = MOST_COLUMN / max(max(part.columns) for part in group)
    return max(1.0, min(wanted, most, roomy))
