"""The experience curve on a slide: lines, points and values above the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from journeymap.documents.slides.deck import EDGE, SMALLEST
from journeymap.documents.slides.journey_map.columns import LABEL, Column
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Circle, Line, Mark, Polygon, Text
from journeymap.picture.theme import BAND, CURVE, MUTED, PAPER, RULE, STATUS_INK
from journeymap.views.facts import Facts
from journeymap.views.journey_map.axis import Axis, plan_axis

_ROOM = 24.0  # above and below, for values
_RADIUS = 6.0


def describe_curve(
    columns: Sequence[Column], facts: Facts, top: float, height: float
) -> list[Mark]:
    """The curve as marks, between ``top`` and ``top + height``; none where nothing has a value."""
    axis = plan_axis(facts.experience)
    known = [c for c in columns if c.point and c.point.value is not None]
    if axis is None or not any(c.point and c.point.kind in ("measured", "guess") for c in known):
        return []
    way = _Way(axis, top + _ROOM, height - 2 * _ROOM)
    right = max(c.left + c.width for c in columns)
    marks: list[Mark] = []
    for tick in _few(axis.ticks):
        y = way.to_y(tick)
        marks.append(Line(((EDGE + LABEL, y), (right, y)), RULE, dashed=True))
        shown = facts.words.number(axis.write_tick(tick))
        marks.append(Text(EDGE + LABEL - 8, y + 5, shown, SMALLEST, fill=MUTED, anchor="end"))
    runs = list(_runs(columns))
    for run in runs:
        marks += _band(run, way)
    marks += _goal_lines(columns, way)
    marks += [_line(run, way) for run in runs if len(run) > 1]
    for column in known:
        marks += _point(column, columns, way, facts)
    return marks


class _Way:
    """Where a value lies: the axis of the map, on a slide's height."""

    def __init__(self, axis: Axis, top: float, height: float) -> None:
        self.axis, self.top, self.height = axis, top, height
        ends = [axis.to_y(tick, 0.0) for tick in axis.ticks]
        self.first, self.last = min(ends), max(ends)

    def to_y(self, value: float) -> float:
        share = (self.axis.to_y(value, 0.0) - self.first) / max(1.0, self.last - self.first)
        return self.top + self.height * min(1.08, max(-0.08, share))


def _few(ticks: Sequence[float]) -> Sequence[float]:
    return ticks if len(ticks) <= 4 else ticks[::2]


def _measured(column: Column) -> bool:
    point = column.point
    return point is not None and point.kind == "measured" and point.value is not None


def _runs(columns: Sequence[Column]) -> Iterator[list[Column]]:
    for is_known, run in groupby(columns, _measured):
        if is_known:
            yield list(run)


def _value(column: Column) -> float:
    return (column.point.value if column.point else None) or 0.0


def _line(run: Sequence[Column], way: _Way) -> Line:
    return Line(tuple((c.middle, way.to_y(_value(c))) for c in run), CURVE, 2.6)


def _band(run: Sequence[Column], way: _Way) -> Iterator[Polygon]:
    """The band through neighbours whose intervals are known."""
    ends = [
        (c.middle, c.point.low, c.point.high)
        for c in run
        if c.point and c.point.low is not None and c.point.high is not None
    ]
    if len(ends) > 1 and len(ends) == len(run):
        upper = [(x, way.to_y(high)) for x, _, high in ends]
        lower = [(x, way.to_y(low)) for x, low, _ in ends]
        yield Polygon((*upper, *reversed(lower)), fill=BAND, opacity=0.75)


def _goal_lines(columns: Sequence[Column], way: _Way) -> Iterator[Line]:
    """A dashed line over neighbours of one stage that have the same goal."""

    def goal(column: Column) -> tuple[str, float | None]:
        return column.stage.id, column.point.target if column.point else None

    for (_, target), found in groupby(columns, goal):
        stretch = list(found)
        if target is not None:
            y = way.to_y(target)
            ends = ((stretch[0].left, y), (stretch[-1].left + stretch[-1].width, y))
            yield Line(ends, CURVE, 1.4, dashed=True)


def _point(column: Column, columns: Sequence[Column], way: _Way, facts: Facts) -> Iterator[Mark]:
    point = column.point
    if point is None or point.kind not in ("measured", "guess"):
        return
    y, guess = way.to_y(_value(column)), point.kind == "guess"
    ink = MUTED if guess else STATUS_INK[point.status]
    shown = facts.words.number(way.axis.write(_value(column)))
    text, size = f"≈{shown}" if guess else shown, SMALLEST + 1
    baseline = y + _RADIUS + size + 3 if _in_valley(column, columns, way) else y - _RADIUS - 6
    width = text_width(text, size, bold=True) + 6
    yield Box(column.middle - width / 2, baseline - size, width, 1.25 * size, PAPER, radius=3)
    yield Text(column.middle, baseline, text, size, not guess, guess, ink, "middle")
    yield _sign(column.middle, y, point.status, ink, guess=guess)


def _in_valley(column: Column, columns: Sequence[Column], way: _Way) -> bool:
    """Whether the curve is higher beside a point, so that its value stands below."""
    beside = [
        way.to_y(_value(other))
        for pair in pairwise(columns)
        if column in pair
        for other in pair
        if other is not column and _measured(other)
    ]
    return bool(beside) and sum(beside) / len(beside) < way.to_y(_value(column))


def _sign(x: float, y: float, status: str | None, ink: str, *, guess: bool) -> Mark:
    """Round where a goal is met or there is none, a diamond at risk, a triangle missed."""
    r = _RADIUS
    if guess:
        return Circle(x, y, r, fill=PAPER, stroke=ink, stroke_width=1.6, dashed=True)
    if status == "missed":
        points = ((x - r - 1, y - r), (x + r + 1, y - r), (x, y + r + 1))
        return Polygon(points, fill=ink, stroke=PAPER, stroke_width=1.4)
    if status == "at_risk":
        points4 = ((x, y - r - 2), (x + r + 2, y), (x, y + r + 2), (x - r - 2, y))
        return Polygon(points4, fill=ink, stroke=PAPER, stroke_width=1.4)
    return Circle(x, y, r, fill=ink, stroke=PAPER, stroke_width=1.4)
