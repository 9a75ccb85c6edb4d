"""The experience curve: values on a numbered axis, their uncertainty, goals, and honest gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from journeymap.analysis.experience import Experience
from journeymap.analysis.goals.words import WORDS
from journeymap.picture.blocks import EMPTY, GAP, LABEL_WIDTH, Block, lane_label
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Circle, Group, Line, Mark, Polygon, Text
from journeymap.picture.theme import BAND, BODY, CURVE, FAINT, MUTED, PAPER, RULE, SMALL, STATUS_INK
from journeymap.views.facts import Facts
from journeymap.views.journey_map.axis import HEIGHT, Axis, plan_axis
from journeymap.views.journey_map.plan import Band, Slot


def curve_lane(band: Band, facts: Facts, y: float) -> Block:
    """The curve over one band; nothing where no touchpoint of the journey has a value."""
    axis = plan_axis(facts.experience)
    if axis is None:
        return EMPTY
    top = y + GAP
    room = LABEL_WIDTH - max(text_width(axis.write_tick(tick), SMALL) for tick in axis.ticks)
    label = lane_label(top, "Experience", _remarks(facts.experience), width=room)
    runs = list(_runs(band.slots, _is_measured))
    marks: list[Mark] = [*label.marks, *_grid(band, axis, top)]
    marks += [mark for run in runs for mark in _uncertainty(run, axis, top)]
    marks += list(_goal_lines(band, axis, top))
    marks += [_line(run, axis, top) for run in runs if len(run) > 1]
    marks += [
        _point(slot, axis, top, _neighbours(band.slots, i))
        for i, slot in enumerate(band.slots)
        if slot.point.kind in ("measured", "guess") and slot.point.value is not None
    ]
    return Block(tuple(marks), max(HEIGHT, label.height) + 2 * GAP)


def _remarks(experience: Experience) -> list[str]:
    """What the axis shows, which end is good where that surprises, and what the band is."""
    metric = experience.metric
    known = any(row.low is not None and row.kind == "measured" for row in experience.rows)
    level = f"{100 * experience.settings['level']:.3g} % interval" if known else ""
    if metric is None:
        return ["health, 0 to 100", "up is better", level]
    unit = {"duration": metric.unit or "", "nps": "points", "gap": ""}.get(
        metric.kind, "%" if metric.is_share else ""
    )
    scale = unit or f"{metric.worst:g} to {metric.best:g}"
    return [f"{metric.label}, {scale}", "up is better" if metric.better == "low" else "", level]


def _grid(band: Band, axis: Axis, top: float) -> Iterator[Mark]:
    for tick in axis.ticks:
        y = axis.to_y(tick, top)
        yield Line(((band.left, y), (band.right, y)), RULE, dashed=True)
        yield Text(band.left - 8, y + 4, axis.write_tick(tick), SMALL, fill=MUTED, anchor="end")


def _value(slot: Slot) -> float:
    return slot.point.value or 0.0


def _is_measured(slot: Slot) -> bool:
    return slot.point.kind == "measured" and slot.point.value is not None


def _has_interval(slot: Slot) -> bool:
    return slot.point.low is not None and slot.point.high is not None


def _runs(slots: Sequence[Slot], known: Callable[[Slot], bool]) -> Iterator[list[Slot]]:
    """Stretches of neighbours of which something is known: between them is a gap."""
    for is_known, run in groupby(slots, known):
        if is_known:
            yield list(run)


def _line(run: Sequence[Slot], axis: Axis, top: float) -> Line:
    return Line(tuple((s.middle, axis.to_y(_value(s), top)) for s in run), CURVE, 2.2)


def _uncertainty(run: Sequence[Slot], axis: Axis, top: float) -> Iterator[Mark]:
    """The band through neighbouring intervals, and a whisker at each point."""
    for known in _runs(run, _has_interval):
        upper = [(s.middle, axis.to_y(s.point.high or 0.0, top)) for s in known]
        lower = [(s.middle, axis.to_y(s.point.low or 0.0, top)) for s in known]
        if len(known) > 1:
            yield Polygon((*upper, *reversed(lower)), fill=BAND, opacity=0.75)
        for ends in zip(lower, upper, strict=True):
            yield Line(ends, FAINT, 1.2)


def _goal_lines(band: Band, axis: Axis, top: float) -> Iterator[Mark]:
    """A dashed line over each stretch of touchpoints with the same goal."""
    for span in band.spans:
        for target, found in groupby(span.slots, lambda slot: slot.point.target):
            stretch = list(found)
            if target is not None:
                y = axis.to_y(target, top)
                ends = ((stretch[0].x, y), (stretch[-1].x + stretch[-1].width, y))
                yield Line(ends, CURVE, 1.4, dashed=True)


def _neighbours(slots: Sequence[Slot], i: int) -> list[float]:
    """The values beside a point on the same stretch of the curve."""
    if not _is_measured(slots[i]):
        return []
    beside = [slots[k] for k in (i - 1, i + 1) if 0 <= k < len(slots)]
    return [_value(slot) for slot in beside if _is_measured(slot)]


def _point(slot: Slot, axis: Axis, top: float, beside: Sequence[float]) -> Group:
    """A point's sign with its value, above the curve on a hill and below it in a valley."""
    point, y = slot.point, axis.to_y(_value(slot), top)
    guess = point.kind == "guess"
    heights = [axis.to_y(other, top) for other in beside]
    valley = bool(heights) and sum(heights) / len(heights) < y
    ends = [y, *(axis.to_y(end, top) for end in (point.low, point.high) if end is not None)]
    label = _value_label(slot, axis, max(ends) + 20 if valley else min(ends) - 9)
    sign = shape(slot.middle, y, point.status, guess=guess, known=point.low is not None)
    word = "guess" if guess else WORDS[point.status] if point.status else "measured"
    return Group((*label, sign), title=f"{point.name}: {point.shown} ({word})")


def _value_label(slot: Slot, axis: Axis, baseline: float) -> tuple[Box, Text]:
    """A point's value on a ground of its own, so that no line crosses it."""
    guess = slot.point.kind == "guess"
    text = f"{'≈' if guess else ''}{axis.write(_value(slot))}"
    colour = MUTED if guess else STATUS_INK[slot.point.status]
    width = text_width(text, BODY, bold=True) + 4
    return (
        Box(slot.middle - width / 2, baseline - 11, width, 14, fill=PAPER, radius=3.0),
        Text(slot.middle, baseline, text, BODY, not guess, guess, colour, "middle"),
    )


def shape(
    x: float, y: float, status: str | None, *, guess: bool = False, known: bool = True
) -> Mark:
    """A point's sign: round when met or without goal, a diamond at risk, a triangle when missed.

    Args:
        x: Its middle.
        y: Its middle.
        status: Where its goal stands; None without a goal.
        guess: Whether it is a guess: a dashed circle.
        known: Whether its interval is known; the sign is hollow where it isn't.
    """
    if guess:
        return Circle(x, y, 6.0, fill=PAPER, stroke=MUTED, stroke_width=1.5, dashed=True)
    colour = STATUS_INK[status]
    fill, stroke = (colour, PAPER) if known else (PAPER, colour)
    if status == "at_risk":
        return Polygon(((x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)), fill, stroke, 1.5)
    if status == "missed":
        return Polygon(((x - 8, y - 6), (x + 8, y - 6), (x, y + 8)), fill, stroke, 1.5)
    return Circle(x, y, 6.5, fill, stroke, 1.8)
