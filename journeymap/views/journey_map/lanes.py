"""The lanes of the map: stages, goals, touchpoints, readings.

Each lane is a function of a band and of what is known; it gives back its marks and its height, or
nothing at all where it has nothing to show.
"""

from __future__ import annotations

from journeymap.analysis.experience import ExperiencePoint, OtherReading
from journeymap.picture.blocks import (
    EMPTY,
    GAP,
    MOST_LINES,
    Block,
    Style,
    lane_label,
    paragraph,
    stack,
)
from journeymap.picture.marks import Box, Group, Mark, Polygon
from journeymap.picture.theme import (
    BODY,
    FRAME,
    GRID,
    HEADING,
    MUTED,
    PAPER,
    POOR,
    SMALL,
    STAGE,
    STAGE_INK,
    STAGE_MUTED,
    STATUS_INK,
    TINY,
)
from journeymap.views.facts import Facts, sign_of
from journeymap.views.goal_box import goal_box
from journeymap.views.journey_map.plan import Band, Slot, Span

_VALUE = Style(BODY, bold=True)
_INTERVAL = Style(SMALL)
_REMARK = Style(SMALL, fill=MUTED)
_ABSENT = Style(SMALL, italic=True, fill=MUTED)


def stage_lane(band: Band, _: Facts, y: float) -> Block:
    """Stages as arrows that point onward, with the question each one answers."""
    heights = [stack(0.0, 0.0, span.width - 38, _stage_parts(span)).height for span in band.spans]
    height = max(heights) + 20
    marks: list[Mark] = []
    for span, used in zip(band.spans, heights, strict=True):
        top = y + (height - used) / 2
        words = stack(span.x + 22, top, span.width - 38, _stage_parts(span)).marks
        marks.append(Group((_arrow(span, y, height), *words), title=span.stage.name))
    return Block(tuple(marks), height + GAP)


def _arrow(span: Span, y: float, height: float) -> Polygon:
    left, right, tip = span.x, span.x + span.width, 11.0
    middle, bottom = y + height / 2, y + height
    shape = (
        (left, y), (right - tip, y), (right, middle),
        (right - tip, bottom), (left, bottom), (left + tip, middle),
    )  # fmt: skip
    return Polygon(shape, fill=STAGE)


def _stage_parts(span: Span) -> list[tuple[str, Style]]:
    name = f"{span.stage.name} (continued)" if span.continued else span.stage.name
    question = "" if span.continued else span.stage.question or span.stage.description or ""
    return [
        (name, Style(HEADING, bold=True, fill=STAGE_INK, lines=MOST_LINES)),
        (question, Style(SMALL, fill=STAGE_MUTED, lines=MOST_LINES)),
    ]


def goal_lane(band: Band, facts: Facts, y: float) -> Block:
    """The verdict on each stage's goals: sign, word, value, and the chance behind it."""
    found = {span.stage.id: facts.goals.for_place("stage", span.stage.id) for span in band.spans}
    if not any(found.values()):
        return EMPTY
    label = lane_label(y + GAP, "Stage goal", ["with the chance that it is met"])
    marks: list[Mark] = list(label.marks)
    height = label.height
    for span in band.spans:
        top = y + GAP
        for row in found[span.stage.id]:
            box = goal_box(row, span.x + 2, top, span.width - 6)
            marks += box.marks
            top += box.height + 4
        height = max(height, top - y - GAP - 4)
    return Block(tuple(marks), height + 2 * GAP)


def touchpoint_lane(band: Band, facts: Facts, y: float) -> Block:
    """A box per touchpoint with its name and channel; those that may be the weakest are marked."""
    heights = [
        stack(0.0, 0.0, slot.width - 20, _touchpoint_parts(slot)).height for slot in band.slots
    ]
    height = max(heights, default=0.0) + 18
    top = y + GAP + 8
    marks: list[Mark] = list(lane_label(top, "Touchpoints").marks)
    for slot, used in zip(band.slots, heights, strict=True):
        marks.append(_touchpoint_box(slot, facts, top, height, used))
    return Block(tuple(marks), height + 2 * GAP + 8)


def _touchpoint_box(slot: Slot, facts: Facts, y: float, height: float, used: float) -> Group:
    """One touchpoint; ``used`` is the height of its words."""
    touchpoint = slot.touchpoint
    flagged = facts.is_weakest(touchpoint.id)
    stroke, weight = (POOR, 2.0) if flagged else (FRAME, 1.0)
    box = Box(slot.x + 4, y, slot.width - 8, height, PAPER, stroke, weight, radius=8.0)
    top, parts = y + (height - used) / 2, _touchpoint_parts(slot)
    words = stack(slot.middle, top, slot.width - 20, parts, anchor="middle")
    flag = _flag(slot, y, facts) if flagged else ()
    told = (touchpoint.name, touchpoint.description, touchpoint.expects)
    title = ". ".join(filter(None, told))
    return Group((box, *words.marks, *flag), title=title, link=touchpoint.url or "")


def _touchpoint_parts(slot: Slot) -> list[tuple[str, Style]]:
    touchpoint = slot.touchpoint
    return [
        ("★ moment of truth" if touchpoint.moment_of_truth else "", Style(TINY, fill=MUTED)),
        (touchpoint.name, Style(BODY, bold=True, lines=MOST_LINES)),
        (touchpoint.channel or "", Style(TINY, fill=MUTED, lines=6)),
    ]


def _flag(slot: Slot, y: float, facts: Facts) -> tuple[Mark, ...]:
    """A tag on the upper edge of a box: the weakest, or one of several that may be it."""
    word = "weakest" if facts.weakest.verdict.kind == "clear" else "weakest?"
    style = Style(TINY, bold=True, fill=PAPER, lines=1)
    text = paragraph(slot.middle, y - 8, slot.width - 12, f"▼ {word}", style, anchor="middle")
    width = min(slot.width - 10, 74.0)
    return (Box(slot.middle - width / 2, y - 9, width, 16, fill=POOR, radius=8.0), *text.marks)


def reading_lane(band: Band, facts: Facts, y: float) -> Block:
    """Each touchpoint's value with its interval, n and health bar, and its other metrics."""
    if not any(slot.point.kind != "missing" or slot.point.others for slot in band.slots):
        return EMPTY
    label = lane_label(y + GAP, "Readings", _reading_remarks(band, facts))
    marks: list[Mark] = list(label.marks)
    height = label.height
    for slot in band.slots:
        parts = _reading_parts(slot.point)
        text = stack(slot.middle, y + GAP, slot.width - 10, parts, anchor="middle")
        bar = _health_bar(slot, y + GAP + text.height + 5)
        marks += [*text.marks, *bar]
        height = max(height, text.height + (14 if bar else 0))
    return Block(tuple(marks), height + 2 * GAP)


def _reading_remarks(band: Band, facts: Facts) -> list[str]:
    """Which metric the values are of, and which wave."""
    metric, wave = facts.experience.metric, facts.experience.wave
    return [
        metric.label if metric else "health, 0 to 100",
        f"wave {wave}" if wave else "",
        "bar: health 0 to 100" if any(map(_has_bar, band.slots)) else "",
    ]


def _reading_parts(point: ExperiencePoint) -> list[tuple[str, Style]]:
    """What is known of a touchpoint: on the curve's metric, and beside it on others."""
    if point.kind == "missing" and point.others:
        return [part for other in point.others for part in _other_parts(other)]
    small = Style(TINY, fill=MUTED, lines=4)
    others = [(f"{other.label} {other.shown_value}", small) for other in point.others]
    return [*_own_parts(point), *others]


def _own_parts(point: ExperiencePoint) -> list[tuple[str, Style]]:
    """What the curve's metric says; nothing that fewer than ten answers say."""
    n = "" if point.n is None else f"n {point.n:,}"
    value, interval = point.shown_value, point.shown_interval
    match point.kind:
        case "missing":
            return [("not measured", _ABSENT)]
        case "too_few":
            return [("too few answers", _ABSENT), (n, _REMARK)]
        case "guess":
            return [(f"≈ {value}", Style(BODY, italic=True, fill=MUTED)), ("guess", _ABSENT)]
    low = ", low base" if point.base == "low" else ""
    return [(value, _VALUE), (interval, _INTERVAL), (f"{n}{low}" if n else "n unknown", _REMARK)]


def _other_parts(other: OtherReading) -> list[tuple[str, Style]]:
    """A reading of a touchpoint that the curve's metric does not measure: named, never mixed in."""
    colour = STATUS_INK[other.status or "not_measured"]
    return [
        (f"{sign_of(other.status)}{other.shown_value}", Style(BODY, bold=True, fill=colour)),
        (other.label, Style(SMALL, italic=True, fill=MUTED, lines=4)),
        (other.shown_interval, _INTERVAL),
        ("n unknown" if other.n is None else f"n {other.n:,}", _REMARK),
    ]


def _has_bar(slot: Slot) -> bool:
    return slot.point.health is not None and slot.point.kind == "measured"


def _health_bar(slot: Slot, y: float) -> tuple[Mark, ...]:
    if slot.point.health is None or not _has_bar(slot):
        return ()
    x, width = slot.x + 12, slot.width - 24
    done = max(2.0, width * slot.point.health / 100)
    return (
        Box(x, y, width, 6, fill=GRID, radius=3.0),
        Box(x, y, done, 6, fill=STATUS_INK[slot.point.status], radius=3.0),
    )
