"""The experience curve: values on a numbered axis, their uncertainty, goals, and honest gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from journeymap.analysis.experience import Experience, ExperiencePoint
from journeymap.picture.blocks import EMPTY, GAP, LABEL_WIDTH, Block, lane_label
from journeymap.picture.labelling import Area
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Circle, Group, Line, Mark, Point, Polygon, Text
from journeymap.picture.plotting import legend
from journeymap.picture.theme import BAND, CURVE, FAINT, MUTED, PAPER, RULE, SMALL, STATUS_INK
from journeymap.views.facts import Facts, say_status
from journeymap.views.journey_map.axis import Axis, plan_axis
from journeymap.views.journey_map.lines import draw_line, find_points, keys_of, other_lines
from journeymap.views.journey_map.plan import Band, Slot
from journeymap.views.journey_map.value_labels import Crowd, Value, place_values
from journeymap.wording.units import name_unit
from journeymap.wording.words import Words

SIGN = 7.0  # from a point's middle to the edge of its sign


def curve_lane(band: Band, facts: Facts, y: float, *, low: bool = False) -> Block:
    """The curve over one band; nothing where no touchpoint of the journey has a value."""
    others = other_lines(facts)
    axis = plan_axis(facts.experience, *(line.experience for line in others))
    if axis is None:
        return EMPTY
    axis = axis.written_in(facts.words)
    axis = axis.lowered() if low else axis
    room = LABEL_WIDTH - max(text_width(axis.write_tick(tick), SMALL) for tick in axis.ticks)
    remarks = _remarks(facts.experience, facts.words)
    label = lane_label(y + GAP, facts.words("Experience"), remarks, width=room)
    keys = _name_lines(band, facts, y + GAP)
    top = y + GAP + keys.height
    marks = (*label.marks, *keys.marks, *draw_curve(band, facts, axis, top))
    return Block(marks, max(keys.height + axis.height, label.height) + 2 * GAP)


def draw_curve(band: Band, facts: Facts, axis: Axis, top: float) -> list[Mark]:
    """The curve alone: the grid with its numbers, uncertainty, goals, lines, points and values.

    Args:
        band: The columns.
        facts: The journey with its curve.
        axis: Its axis, which says how high it is.
        top: Where it begins.
    """
    others = other_lines(facts)
    runs = list(_runs(band.slots, _is_measured))
    marks: list[Mark] = list(_grid(band, axis, top))
    marks += [mark for run in runs for mark in _uncertainty(run, axis, top)]
    marks += list(_goal_lines(band, axis, top))
    for number, line in enumerate(others, 1):
        marks += draw_line(line, band, axis, top, number=number, words=facts.words)
    marks += [_line(run, axis, top) for run in runs if len(run) > 1]
    marks += _points(band, facts, axis, top)
    return marks


def _name_lines(band: Band, facts: Facts, y: float) -> Block:
    """What the lines are called, where there are several."""
    if facts.lines is None:
        return EMPTY
    return legend(keys_of(facts.lines, facts.words), band.left, y, band.right - band.left)


def _remarks(experience: Experience, words: Words) -> list[str]:
    """What the axis shows, which end is good where that surprises, and what the band is."""
    metric = experience.metric
    known = any(row.low is not None and row.kind == "measured" for row in experience.rows)
    percent = words.number(f"{100 * experience.settings['level']:.3g}")
    level = words("{percent} % interval", percent=percent) if known else ""
    if metric is None:
        return [words("health, 0 to 100"), words("up is better"), level]
    unit = {
        "duration": words.say(name_unit(metric.unit or "")),
        "nps": words("points"),
        "gap": "",
    }.get(metric.kind, "%" if metric.is_share else "")
    scale = unit or words("{low} to {high}", low=f"{metric.worst:g}", high=f"{metric.best:g}")
    better = words("up is better") if metric.better == "low" else ""
    return [f"{words.say(metric.label)}, {scale}", better, level]


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


def _goal_lines(band: Band, axis: Axis, top: float) -> Iterator[Line]:
    """A dashed line over each stretch of touchpoints with the same goal."""
    for span in band.spans:
        for target, found in groupby(span.slots, lambda slot: slot.point.target):
            stretch = list(found)
            if target is not None:
                y = axis.to_y(target, top)
                ends = ((stretch[0].x, y), (stretch[-1].x + stretch[-1].width, y))
                yield Line(ends, CURVE, 1.4, dashed=True)


def _points(band: Band, facts: Facts, axis: Axis, top: float) -> Iterator[Group]:
    """Each point's sign with its value beside it."""
    slots, words = band.slots, facts.words
    shown = [
        i
        for i, slot in enumerate(slots)
        if slot.point.kind in ("measured", "guess") and slot.point.value is not None
    ]
    values = [_to_value(slots, i, axis, top) for i in shown]
    labels = place_values(values, _crowd(band, facts, axis, top))
    for i, value, label in zip(shown, values, labels, strict=True):
        point, y = slots[i].point, axis.to_y(_value(slots[i]), top)
        known = point.low is not None
        sign = shape(value.x, y, point.status, guess=value.guess, known=known)
        told = f"{point.name}: {words.say(point.shown)} ({_name_kind(point, words)})"
        yield Group((*label, sign), title=told, key=point.touchpoint)


def _name_kind(point: ExperiencePoint, words: Words) -> str:
    """Whether a value is a guess, and else where its goal stands."""
    if point.kind == "guess":
        return words("guess")
    return say_status(point.status, words) if point.status else words("measured")


def _to_value(slots: Sequence[Slot], i: int, axis: Axis, top: float) -> Value:
    """A point's value: above the curve on a hill, below it in a valley."""
    slot, point = slots[i], slots[i].point
    y = axis.to_y(_value(slot), top)
    heights = [axis.to_y(other, top) for other in _neighbours(slots, i)]
    ends = [axis.to_y(end, top) for end in (point.low, point.high) if end is not None]
    guess = point.kind == "guess"
    return Value(
        f"{'≈' if guess else ''}{axis.write_beside(_value(slot), point.target)}",
        slot.middle,
        y,
        min(y - SIGN, *ends, y),
        max(y + SIGN, *ends, y),
        bool(heights) and sum(heights) / len(heights) < y,
        guess,
        point.status,
    )


def _neighbours(slots: Sequence[Slot], i: int) -> list[float]:
    """The values beside a point on the same stretch of the curve."""
    if not _is_measured(slots[i]):
        return []
    beside = [slots[k] for k in (i - 1, i + 1) if 0 <= k < len(slots)]
    return [_value(slot) for slot in beside if _is_measured(slot)]


def _crowd(band: Band, facts: Facts, axis: Axis, top: float) -> Crowd:
    """All lines and signs that a value could stand on."""
    lines: list[tuple[Point, Point]] = []
    signs: list[Area] = []
    for run in _runs(band.slots, _is_measured):
        lines += pairwise(_line(run, axis, top).points)
    for line in other_lines(facts):
        places = [place for place in find_points(line, band, axis, top) if place]
        lines += pairwise(places)
        signs += [Area(x - 6, y - 6, x + 6, y + 6) for x, y in places]
    lines += [(goal.points[0], goal.points[1]) for goal in _goal_lines(band, axis, top)]
    return Crowd(lines, signs, top - 5, top + axis.height + 6, bool(signs))


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
