"""Where everything on the map stands: stages as columns, side by side, in one band or several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from journeymap.analysis.experience import Experience, ExperiencePoint
from journeymap.model.elements import Stage, Touchpoint
from journeymap.model.journey import Journey
from journeymap.picture.theme import LABELS, MARGIN
from journeymap.views.journey_map.parts import STAGE_GAP, Part, cut_bands, total
from journeymap.views.journey_map.widths import (
    NARROWEST,
    NARROWEST_ON_PAGES,
    Lanes,
    column_width,
    stage_width,
)
from journeymap.views.on_paper.pieces import Fit

WIDEST_BAND = 2000.0  # of the columns of a map that is as large as it needs
LEAST_TOTAL = 900.0
MOST_COLUMN = 340.0  # to which a column is stretched
MOST_STRETCH = 2.4  # of a band that is shorter than others


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


def plan_bands(
    journey: Journey,
    experience: Experience,
    *,
    width: float | None = None,
    fit: Fit | None = None,
    lanes: Lanes = None,
) -> tuple[Band, ...]:
    """The map's bands, wide enough that no word of a name need be broken.

    Args:
        journey: The journey.
        experience: Its experience curve, one point per touchpoint in reading order.
        width: How wide the columns of a band may be together, and are made unless that takes much
            stretching; as wide as they need, in rows of up to 2,000, where None.
        fit: How columns are made to fit on pages; None where the picture is as large as it needs.
        lanes: The names of the lanes whose texts are shown; all where None.

    Returns:
        As few bands as there can be, each about as wide as the others; a stage is only divided
        where it is wider than a band or, on pages, where that makes fewer bands.
    """
    points = {point.touchpoint: point for point in experience.rows}
    most = WIDEST_BAND if width is None else width
    if fit is not None:
        least = NARROWEST_ON_PAGES if fit.tight else NARROWEST
        parts = [
            _measure(stage, most, lanes, tight=fit.tight, narrowest=least)
            for stage in journey.stages
        ]
        groups = cut_bands(parts, most, fit.most)
    else:
        groups = _group(_list_parts(journey, most, lanes), most)
        if len(groups) > 1:  # fewer are worth columns of several widths
            tight = _group(_list_parts(journey, most, lanes, tight=True), most)
            groups = min(groups, tight, key=len)
    least = min(LEAST_TOTAL, most) if width is None else most
    target = max(least, *(total(group) for group in groups))
    stretch = MOST_STRETCH if len(groups) > 1 else MOST_COLUMN
    return tuple(_place(group, points, _find_level(group, target, stretch)) for group in groups)


def _list_parts(journey: Journey, most: float, lanes: Lanes, *, tight: bool = False) -> list[Part]:
    parts = (_measure(stage, most, lanes, tight=tight) for stage in journey.stages)
    return [one for part in parts for one in _divide(part, most)]


def _measure(
    stage: Stage, most: float, lanes: Lanes, *, tight: bool, narrowest: float = NARROWEST
) -> Part:
    """A stage with columns of one width, or each as narrow as can be."""
    wanted = [
        min(column_width(touchpoint, tight=tight, lanes=lanes, narrowest=narrowest), most)
        for touchpoint in stage.touchpoints
    ] or [0.0]
    least = min(stage_width(stage, tight=tight, lanes=lanes), most)
    if tight and sum(wanted) > 0:
        grown = max(1.0, least / sum(wanted))
        columns = tuple(min(column * grown, most) for column in wanted)
    else:
        columns = (min(max(*wanted, least / len(wanted)), most),) * len(wanted)
    return Part(stage, stage.touchpoints, columns, least=least)


def _divide(part: Part, most: float) -> list[Part]:
    """A stage that is too wide for a band in parts of about equal length."""
    count = len(part.touchpoints)
    if part.width <= most + 1e-6 or count < 2:
        return [part]
    fitting = max(1, int((most + 1e-6) / max(part.columns)))
    length = -(-count // -(-count // fitting))
    return [part.take(i, min(count, i + length)) for i in range(0, count, length)]


def _group(parts: Sequence[Part], most: float) -> list[list[Part]]:
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


def _fill(parts: Sequence[Part], most: float) -> Iterator[list[Part]]:
    """The parts in bands, each as full as it can be."""
    group: list[Part] = []
    for part in parts:
        if group and total([*group, part]) > most + 1e-6:
            yield group
            group = []
        group.append(part)
    yield group


def _place(group: Sequence[Part], points: Mapping[str, ExperiencePoint], level: float) -> Band:
    """The parts side by side, each column at least so wide."""
    x, spans = MARGIN + LABELS, []
    for part in group:
        widths = [max(level, column) for column in part.columns]
        lefts = accumulate(widths, initial=x)
        slots = tuple(
            Slot(t, points[t.id], left, width)
            for t, left, width in zip(part.touchpoints, lefts, widths, strict=False)
        )
        spans.append(Span(part.stage, slots, x, sum(widths), part.continued))
        x += sum(widths) + STAGE_GAP
    return Band(tuple(spans))


def _find_level(group: Sequence[Part], target: float, most: float) -> float:
    """How wide columns are at least, so that together they reach a width: the narrow ones grow."""
    columns = sorted(column for part in group for column in part.columns)
    gaps = STAGE_GAP * (len(group) - 1)
    wanted = min(target - gaps, most * sum(columns))
    for count in range(len(columns), 0, -1):
        level = (wanted - sum(columns[count:])) / count
        if level >= columns[count - 1]:
            return min(level, MOST_COLUMN)
    return 0.0
