"""The experience curve: values on a numbered axis, their uncertainty, goals, and honest gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from journeymap.analysis.experience import Experience
from journeymap.metrics import Metric
from journeymap.picture.blocks import EMPTY, Block, lane_label
from journeymap.picture.facts import Facts
from journeymap.picture.lanes import GAP
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Circle, Group, Line, Mark, Polygon, Text
from journeymap.picture.plan import Band, Slot
from journeymap.picture.theme import BAND, CURVE, FAINT, MUTED, PAPER, RULE, SMALL, STATUS_INK

HEIGHT = 176.0
FINE = ("rating_mean", "gap", "duration")
PADDING = 18.0


@dataclass(frozen=True, slots=True)
class Axis:
    """The vertical axis: up is always better.

    Args:
        low: Value at the bottom (at the top where low is good).
        high: Value at the top.
        ticks: The values that are written.
        flipped: Whether low values are good and so stand above.
        write: How a point's value is written.
        write_tick: How a tick is written.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    flipped: bool
    write: Callable[[float], str]
    write_tick: Callable[[float], str]

    def to_y(self, value: float, top: float) -> float:
        """How far down a value stands."""
        share = (value - self.low) / (self.high - self.low)
        share = 1 - share if self.flipped else share
        return top + PADDING + (HEIGHT - 2 * PADDING) * (1 - min(1.0, max(0.0, share)))


def curve_lane(band: Band, facts: Facts, y: float) -> Block:
    """The curve over one band; nothing where no touchpoint of the journey has a value."""
    axis = plan_axis(facts.experience)
    if axis is None:
        return EMPTY
    top = y + GAP
    label = lane_label(top, "Experience", _remarks(facts.experience))
    marks: list[Mark] = [*label.marks, *_grid(band, axis, top)]
    runs = list(_runs(band.slots))
    marks += [mark for run in runs for mark in _uncertainty(run, axis, top)]
    marks += list(_goal_lines(band, axis, top))
    marks += [
        Line(tuple((s.middle, axis.to_y(_value(s), top)) for s in run), CURVE, 2.2)
        for run in runs
        if len(run) > 1
    ]
    shown = [
        slot
        for slot in band.slots
        if slot.point.kind in ("measured", "guess") and slot.point.value is not None
    ]
    for slot in shown:
        marks.append(_point(slot, axis, top, _neighbours(band.slots, slot)))
    return Block(tuple(marks), max(HEIGHT, label.height) + 2 * GAP)


def _remarks(experience: Experience) -> list[str]:
    metric = experience.metric
    level = f"{100 * experience.settings['level']:.3g} % interval"
    if metric is None:
        return ["health, 0 to 100", "up is better", level]
    unit = {"duration": metric.unit or "", "nps": "points", "gap": ""}.get(
        metric.kind, "%" if metric.is_share else ""
    )
    name = (
        f"{metric.label}, {unit}"
        if unit
        else f"{metric.label}, {metric.worst:g} to {metric.best:g}"
    )
    return [name, "up is better" if metric.better == "low" else "", level]


def plan_axis(experience: Experience) -> Axis | None:
    """An axis that holds every value, interval and goal, with about five ticks."""
    rows = [row for row in experience.rows if row.kind in ("measured", "guess")]
    found = [
        v
        for row in rows
        for v in (row.value, row.low, row.high, row.target)
        if v is not None and abs(v) < 1e12
    ]
    if not found:
        return None
    metric = experience.metric
    scale = 100.0 if metric is not None and metric.is_share else 1.0
    ends = (0.0, 100.0) if metric is None else metric.ends
    low, high = _widen(min(found) * scale, max(found) * scale, ends[0] * scale, ends[1] * scale)
    step = _nice((high - low) / 4)
    first, last = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
    ticks = tuple((first + i * step) / scale for i in range(round((last - first) / step) + 1))
    inside = tuple(tick for tick in ticks if ends[0] - 1e-9 <= tick <= ends[1] + 1e-9)
    flipped = metric is not None and metric.better == "low"
    return Axis(
        inside[0], inside[-1], inside, flipped,
        lambda value: _write(value, metric, step / 10 if metric and metric.kind in FINE else step),
        lambda value: _write(value, metric, step),
    )  # fmt: skip


def _widen(low: float, high: float, least: float, most: float) -> tuple[float, float]:
    """At least some room above and below, but not beyond the scale's ends."""
    room = max(0.08 * (high - low), 0.02 * abs(high), 1e-6)
    if most < float("inf"):
        room = max(room, 0.04 * (most - least))
    return max(least, low - room), min(most, high + room)


def _nice(step: float) -> float:
    size = 10.0 ** floor(log10(step))
    return float(next(m * size for m in (1, 2, 2.5, 5, 10) if m * size >= step * 0.999))


def _write(value: float, metric: Metric | None, step: float) -> str:
    if metric is None or metric.is_share:
        return (
            f"{(100 if metric else 1) * value:.0f}"
            if step >= 1
            else f"{(100 if metric else 1) * value:.1f}"
        )
    if metric.kind in ("nps", "gap"):
        return f"{value:+.0f}" if step >= 1 else f"{value:+.1f}"
    digits = max(0, -floor(log10(step) + 1e-9)) if step < 1 else 0
    return f"{value:.{digits}f}"


def _grid(band: Band, axis: Axis, top: float) -> Iterator[Mark]:
    for tick in axis.ticks:
        y = axis.to_y(tick, top)
        yield Line(((band.left, y), (band.right, y)), RULE, dashed=True)
        yield Text(band.left - 8, y + 4, axis.write_tick(tick), SMALL, fill=MUTED, anchor="end")


def _value(slot: Slot) -> float:
    return slot.point.value or 0.0


def _runs(slots: Sequence[Slot]) -> Iterator[list[Slot]]:
    """Stretches of neighbours that are all measured: the curve has a gap between them."""
    run: list[Slot] = []
    for slot in slots:
        if slot.point.kind == "measured" and slot.point.value is not None:
            run.append(slot)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _uncertainty(run: Sequence[Slot], axis: Axis, top: float) -> Iterator[Mark]:
    """The band through the intervals, and a whisker at each point."""
    known = [
        (s.middle, s.point.low, s.point.high)
        for s in run
        if s.point.low is not None and s.point.high is not None
    ]
    if len(known) > 1:
        upper = [(x, axis.to_y(high, top)) for x, _, high in known if high is not None]
        lower = [(x, axis.to_y(low, top)) for x, low, _ in known if low is not None]
        yield Polygon((*upper, *reversed(lower)), fill=BAND, opacity=0.75)
    for x, low, high in known:
        if low is not None and high is not None:
            yield Line(((x, axis.to_y(low, top)), (x, axis.to_y(high, top))), FAINT, 1.2)


def _goal_lines(band: Band, axis: Axis, top: float) -> Iterator[Mark]:
    """A dashed line over each stretch of touchpoints with the same goal."""
    for span in band.spans:
        start = 0
        for i in range(1, len(span.slots) + 1):
            if i == len(span.slots) or span.slots[i].point.target != span.slots[start].point.target:
                target = span.slots[start].point.target
                if target is not None:
                    y = axis.to_y(target, top)
                    yield Line(
                        (
                            (span.slots[start].x, y),
                            (span.slots[i - 1].x + span.slots[i - 1].width, y),
                        ),
                        CURVE,
                        1.4,
                        dashed=True,
                    )
                start = i


def _neighbours(slots: Sequence[Slot], slot: Slot) -> list[float]:
    """The values beside a point on the same stretch of the curve."""
    i = slots.index(slot)
    beside = [slots[k] for k in (i - 1, i + 1) if 0 <= k < len(slots)]
    return [
        _value(s) for s in beside if s.point.kind == "measured" and slot.point.kind == "measured"
    ]


def _point(slot: Slot, axis: Axis, top: float, beside: Sequence[float]) -> Group:
    """A point with its value, above the curve on a hill and below it in a valley."""
    point = slot.point
    value, colour = _value(slot), STATUS_INK[point.status]
    y = axis.to_y(value, top)
    heights = [axis.to_y(other, top) for other in beside]
    valley = bool(heights) and sum(heights) / len(heights) < y
    guess = point.kind == "guess"
    text = f"≈{axis.write(value)}" if guess else axis.write(value)
    ends = [axis.to_y(end, top) for end in (point.low, point.high) if end is not None] or [y]
    baseline = max(*ends, y) + 20 if valley else min(*ends, y) - 9
    width = text_width(text, 12.0, bold=True) + 4
    ground = Box(slot.middle - width / 2, baseline - 11, width, 14, fill=PAPER, radius=3.0)
    label = Text(
        slot.middle,
        baseline,
        text,
        12.0,
        bold=not guess,
        italic=guess,
        fill=MUTED if guess else colour,
        anchor="middle",
    )
    marks = (
        ground,
        label,
        shape(slot.middle, y, point.status, guess=guess, known=point.low is not None),
    )
    word = "guess" if guess else (point.status or "measured").replace("_", " ")
    return Group(marks, title=f"{point.name}: {point.shown} ({word})")


def shape(
    x: float, y: float, status: str | None, *, guess: bool = False, known: bool = True
) -> Mark:
    """A point's sign: round when met or without goal, a diamond at risk, a triangle when missed."""
    if guess:
        return Circle(x, y, 6.0, fill=PAPER, stroke=MUTED, stroke_width=1.5, dashed=True)
    colour = STATUS_INK[status]
    fill, stroke = (colour, PAPER) if known else (PAPER, colour)
    if status == "at_risk":
        return Polygon(
            ((x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)),
            fill=fill,
            stroke=stroke,
            stroke_width=1.5,
        )
    if status == "missed":
        return Polygon(
            ((x - 8, y - 6), (x + 8, y - 6), (x, y + 8)), fill=fill, stroke=stroke, stroke_width=1.5
        )
    return Circle(x, y, 6.5, fill=fill, stroke=stroke, stroke_width=1.8)
