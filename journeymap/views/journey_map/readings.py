"""The lane of readings: each touchpoint's value with its interval, n and health bar."""

from __future__ import annotations

from journeymap.analysis.experience import ExperiencePoint, OtherReading
from journeymap.picture.blocks import EMPTY, GAP, Block, Style, lane_label, stack
from journeymap.picture.marks import Box, Group, Mark
from journeymap.picture.theme import BODY, GRID, MUTED, SMALL, STATUS_INK, TINY
from journeymap.views.facts import Facts, sign_of
from journeymap.views.journey_map.plan import Band, Slot
from journeymap.wording.words import Words

_VALUE = Style(BODY, bold=True)
_INTERVAL = Style(SMALL)
_REMARK = Style(SMALL, fill=MUTED)
_ABSENT = Style(SMALL, italic=True, fill=MUTED)


def reading_lane(band: Band, facts: Facts, y: float) -> Block:
    """Each touchpoint's value with its interval, n and health bar, and its other metrics."""
    if not any(slot.point.kind != "missing" or slot.point.others for slot in band.slots):
        return EMPTY
    label = lane_label(y + GAP, facts.words("Readings"), _remarks(band, facts))
    marks: list[Mark] = list(label.marks)
    height = label.height
    for slot in band.slots:
        parts = tell_reading(slot.point, facts.words)
        text = stack(slot.middle, y + GAP, slot.width - 10, parts, anchor="middle")
        bar = _health_bar(slot, y + GAP + text.height + 5)
        title = f"{slot.touchpoint.name}: {', '.join(said for said, _ in parts if said)}"
        marks.append(Group((*text.marks, *bar), title=title, key=slot.touchpoint.id))
        height = max(height, text.height + (14 if bar else 0))
    return Block(tuple(marks), height + 2 * GAP)


def _remarks(band: Band, facts: Facts) -> list[str]:
    """Which metric the values are of, and which wave."""
    metric, wave, words = facts.experience.metric, facts.experience.wave, facts.words
    return [
        words.say(metric.label) if metric else words("health, 0 to 100"),
        words("wave {wave}", wave=wave) if wave else "",
        words("bar: health 0 to 100") if any(map(_has_bar, band.slots)) else "",
    ]


def tell_reading(point: ExperiencePoint, words: Words) -> list[tuple[str, Style]]:
    """What is known of a touchpoint: on the curve's metric, and beside it on others.

    Args:
        point: Its point of the curve.
        words: The fixed words.

    Returns:
        Paragraphs, each with its look.
    """
    if point.kind == "missing" and point.others:
        return [part for other in point.others for part in _other_parts(other, words)]
    small = Style(TINY, fill=MUTED)
    others = [(f"{words.say(o.label)} {words.number(o.shown_value)}", small) for o in point.others]
    return [*_own_parts(point, words), *others]


def _own_parts(point: ExperiencePoint, words: Words) -> list[tuple[str, Style]]:
    """What the curve's metric says; nothing that fewer than ten answers say."""
    n, value = _count(point.n, words), words.number(point.shown_value)
    match point.kind:
        case "missing":
            return [(words("not measured"), _ABSENT)]
        case "too_few":
            few = [(words("too few answers"), _ABSENT)]
            return few if point.n is None else [*few, (n, _REMARK)]
        case "guess":
            guess = Style(BODY, italic=True, fill=MUTED)
            return [(f"≈ {value}", guess), (words("guess"), _ABSENT)]
    low = words("{n}, low base", n=n) if point.base == "low" else n
    return [(value, _VALUE), (words.say(point.shown_interval), _INTERVAL), (low, _REMARK)]


def _count(n: int | None, words: Words) -> str:
    return words("n unknown") if n is None else words("n {n}", n=words.number(f"{n:,}"))


def _other_parts(other: OtherReading, words: Words) -> list[tuple[str, Style]]:
    """A reading of a touchpoint that the curve's metric does not measure: named, never mixed in."""
    colour = STATUS_INK[other.status or "not_measured"]
    value = f"{sign_of(other.status)}{words.number(other.shown_value)}"
    return [
        (value, Style(BODY, bold=True, fill=colour)),
        (words.say(other.label), Style(SMALL, italic=True, fill=MUTED)),
        (words.say(other.shown_interval), _INTERVAL),
        (_count(other.n, words), _REMARK),
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
