"""The lanes of the map: stages, goals, touchpoints, readings, pains, opportunities.

Each lane is a function of a band and of what is known; it gives back its marks and its height, or
nothing at all where it has nothing to show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeymap.analysis.experience import OtherReading
from journeymap.analysis.goals import SIGNS, WORDS, GoalRow
from journeymap.analysis.result import show_percent
from journeymap.picture.blocks import EMPTY, Block, Style, framed, lane_label, paragraph, stack
from journeymap.picture.facts import Facts
from journeymap.picture.marks import Box, Group, Mark, Polygon
from journeymap.picture.plan import Band, Slot, Span
from journeymap.picture.theme import (
    BODY,
    FRAME,
    GRID,
    HEADING,
    INK,
    MUTED,
    OPPORTUNITY_GROUND,
    OPPORTUNITY_INK,
    PAPER,
    POOR,
    POOR_GROUND,
    SMALL,
    STAGE,
    STAGE_INK,
    STAGE_MUTED,
    STATUS_GROUND,
    STATUS_INK,
    TINY,
)

GAP = 10.0
MOST_NOTES = 6
MOST_LINES = 14  # far more than a name should take; a longer one ends in an ellipsis


def stage_lane(band: Band, _: Facts, y: float) -> Block:
    """Stages as arrows that point onward, with the question each one answers."""
    texts = [stack(span.x + 22, 0.0, span.width - 38, _stage_parts(span)) for span in band.spans]
    height = max(text.height for text in texts) + 20
    marks: list[Mark] = []
    for span, text in zip(band.spans, texts, strict=True):
        left, right, tip = span.x, span.x + span.width, 11.0
        shape = (
            (left, y), (right - tip, y), (right, y + height / 2),
            (right - tip, y + height), (left, y + height), (left + tip, y + height / 2),
        )  # fmt: skip
        top = y + (height - text.height) / 2
        words = stack(span.x + 22, top, span.width - 38, _stage_parts(span)).marks
        marks.append(Group((Polygon(shape, fill=STAGE), *words), title=span.stage.name))
    return Block(tuple(marks), height + GAP)


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


def goal_box(row: GoalRow, x: float, y: float, width: float) -> Block:
    """One goal: a box that says how it stands."""
    chance = "" if row.p_met is None else f" · P(met) {show_percent(row.p_met)}"
    remarks = [*([row.reason] if row.reason else ()), *(["low base"] if row.low_base else ())]
    scope = "journey " if row.scope == "journey" else ""
    value = "" if row.value is None else f": {row.shown}"
    strong = Style(BODY, bold=True, fill=STATUS_INK[row.status], lines=MOST_LINES)
    parts = [
        (f"{SIGNS[row.status]} {WORDS[row.status].capitalize()}{value}", strong),
        (f"{scope}goal {row.shown_goal}{chance}", Style(SMALL, fill=MUTED, lines=MOST_LINES)),
        (", ".join(remarks), Style(TINY, fill=MUTED, lines=MOST_LINES)),
    ]
    text = stack(x + 10, y + 7, width - 18, parts)
    ground = framed(x, y, width, text.height + 14, STATUS_GROUND[row.status])
    return Block(
        (Group((ground, *text.marks), title=f"{row.name}: {row.shown_goal}: {WORDS[row.status]}"),),
        text.height + 14,
    )


def touchpoint_lane(band: Band, facts: Facts, y: float) -> Block:
    """A box per touchpoint with its name and channel; those that may be the weakest are marked."""
    weakest = set(facts.weakest.verdict.touchpoints)
    texts = {slot.touchpoint.id: _touchpoint_parts(slot) for slot in band.slots}
    heights = [
        stack(0.0, 0.0, slot.width - 20, texts[slot.touchpoint.id]).height for slot in band.slots
    ]
    height = max(heights, default=0.0) + 18
    top = y + GAP + 8
    marks: list[Mark] = list(lane_label(top, "Touchpoints").marks)
    for slot, used in zip(band.slots, heights, strict=True):
        flagged = slot.touchpoint.id in weakest
        stroke, weight = (POOR, 2.0) if flagged else (FRAME, 1.0)
        box = Box(slot.x + 4, top, slot.width - 8, height, PAPER, stroke, weight, radius=8.0)
        words = stack(
            slot.middle,
            top + (height - used) / 2,
            slot.width - 20,
            texts[slot.touchpoint.id],
            anchor="middle",
        )
        flag = _flag(slot, top, facts) if flagged else ()
        title = ". ".join(
            filter(
                None, (slot.touchpoint.name, slot.touchpoint.description, slot.touchpoint.expects)
            )
        )
        marks.append(Group((box, *words.marks, *flag), title=title, link=slot.touchpoint.url or ""))
    return Block(tuple(marks), height + 2 * GAP + 8)


def _touchpoint_parts(slot: Slot) -> list[tuple[str, Style]]:
    touchpoint = slot.touchpoint
    return [
        ("★ moment of truth" if touchpoint.moment_of_truth else "", Style(TINY, fill=MUTED)),
        (touchpoint.name, Style(BODY, bold=True, lines=MOST_LINES)),
        (touchpoint.channel or "", Style(TINY, fill=MUTED, lines=6)),
    ]


def _flag(slot: Slot, y: float, facts: Facts) -> tuple[Mark, ...]:
    """A tag on the upper edge of a box: the weakest, or one of several that may be it."""
    word = "weakest" if facts.weakest.verdict.kind in ("clear", "likely") else "weakest?"
    text = paragraph(
        slot.middle,
        y - 8,
        slot.width - 12,
        f"▼ {word}",
        Style(TINY, bold=True, fill=PAPER, lines=1),
        anchor="middle",
    )
    width = min(slot.width - 10, 74.0)
    return (Box(slot.middle - width / 2, y - 9, width, 16, fill=POOR, radius=8.0), *text.marks)


def reading_lane(band: Band, facts: Facts, y: float) -> Block:
    """Each touchpoint's value with its interval, n and health bar, and its other metrics."""
    if not any(slot.point.kind != "missing" or slot.point.others for slot in band.slots):
        return EMPTY
    metric = facts.experience.metric
    wave = f"wave {facts.experience.wave}" if facts.experience.wave else ""
    remarks = [metric.label if metric else "health, 0 to 100", wave, "bar: health 0 to 100"]
    label = lane_label(y + GAP, "Readings", [remark for remark in remarks if remark])
    marks: list[Mark] = list(label.marks)
    height = label.height
    for slot in band.slots:
        text = stack(slot.middle, y + GAP, slot.width - 10, _reading_parts(slot), anchor="middle")
        bar = _health_bar(slot, y + GAP + text.height + 5)
        marks += [*text.marks, *bar]
        height = max(height, text.height + (14 if bar else 0))
    return Block(tuple(marks), height + 2 * GAP)


def _reading_parts(slot: Slot) -> list[tuple[str, Style]]:
    point = slot.point
    n = "" if point.n is None else f"n {point.n:,}"
    if point.kind == "missing" and point.others:
        return [part for other in point.others for part in _other_parts(other)]
    others = [
        (f"{other.label} {other.shown.partition(' (')[0]}", Style(TINY, fill=MUTED, lines=4))
        for other in point.others
    ]
    if point.kind == "missing":
        return [("not measured", Style(SMALL, italic=True, fill=MUTED))]
    if point.kind == "too_few":
        return [
            ("too few answers", Style(SMALL, italic=True, fill=MUTED)),
            (n, Style(SMALL, fill=MUTED)),
            *others,
        ]
    value, _, interval = point.shown.partition(" (")
    if point.kind == "guess":
        return [
            (f"≈ {value}", Style(BODY, italic=True, fill=MUTED)),
            ("guess", Style(SMALL, italic=True, fill=MUTED)),
            *others,
        ]
    low = ", low base" if point.base == "low" else ""
    return [
        (value, Style(BODY, bold=True)),
        (interval.rstrip(")"), Style(SMALL, fill=INK)),
        (f"{n}{low}" if n else "n unknown", Style(SMALL, fill=MUTED)),
        *others,
    ]


def _other_parts(other: OtherReading) -> list[tuple[str, Style]]:
    """A reading of a touchpoint that the curve's metric does not measure: named, never mixed in."""
    value, _, interval = other.shown.partition(" (")
    sign = f"{SIGNS[other.status]} " if other.status else ""
    return [
        (f"{sign}{value}", Style(BODY, bold=True, fill=STATUS_INK[other.status or "not_measured"])),
        (other.label, Style(SMALL, italic=True, fill=MUTED, lines=4)),
        (interval.rstrip(")"), Style(SMALL, fill=INK)),
        ("n unknown" if other.n is None else f"n {other.n:,}", Style(SMALL, fill=MUTED)),
    ]


def _health_bar(slot: Slot, y: float) -> tuple[Mark, ...]:
    if slot.point.health is None or slot.point.kind != "measured":
        return ()
    x, width = slot.x + 12, slot.width - 24
    done = max(2.0, width * slot.point.health / 100)
    return (
        Box(x, y, width, 6, fill=GRID, radius=3.0),
        Box(x, y, done, 6, fill=STATUS_INK[slot.point.status], radius=3.0),
    )


def pain_lane(band: Band, _: Facts, y: float) -> Block:
    """Pain points in customers' words, with how many said so."""

    def words(slot: Slot) -> list[str]:
        return [
            f"“{pain.says}”" + (f" ×{pain.count:,}" if pain.count else "")
            for pain in slot.touchpoint.pains
        ]

    return _note_lane(
        band, y, ("Pain points", ["in customers’ words"]), words, (POOR_GROUND, "#7c1d16")
    )


def opportunity_lane(band: Band, _: Facts, y: float) -> Block:
    """What could be done, by whom, with how much effort."""

    def words(slot: Slot) -> list[str]:
        return [
            " · ".join(
                filter(
                    None,
                    (o.do, o.owner or slot.touchpoint.owner, o.effort and f"{o.effort} effort"),
                )
            )
            for o in slot.touchpoint.opportunities
        ]

    return _note_lane(band, y, ("Opportunities", []), words, (OPPORTUNITY_GROUND, OPPORTUNITY_INK))


def _note_lane(
    band: Band,
    y: float,
    label: tuple[str, Sequence[str]],
    words: Callable[[Slot], list[str]],
    colours: tuple[str, str],
) -> Block:
    """Boxes of notes; each may reach over neighbours to the right that have none."""
    noted = [(i, notes) for i, slot in enumerate(band.slots) if (notes := words(slot))]
    if not noted:
        return EMPTY
    name = lane_label(y + GAP, *label)
    marks: list[Mark] = list(name.marks)
    height = name.height
    ends = [i for i, _ in noted[1:]] + [len(band.slots)]
    for (i, notes), end in zip(noted, ends, strict=True):
        slot, last = band.slots[i], band.slots[_reach(band, i, end)]
        width = last.x + last.width - slot.x - 8
        more = [f"and {len(notes) - MOST_NOTES} more"] if len(notes) > MOST_NOTES else []
        parts = [
            (note, Style(SMALL, fill=colours[1], lines=MOST_LINES))
            for note in [*notes[:MOST_NOTES], *more]
        ]
        text = stack(slot.x + 13, y + GAP + 8, width - 18, parts)
        title = f"{slot.touchpoint.name}: {' '.join(notes)}"
        ground = framed(slot.x + 4, y + GAP, width, text.height + 16, colours[0])
        marks.append(Group((ground, *text.marks), title=title))
        height = max(height, text.height + 16)
    return Block(tuple(marks), height + 2 * GAP)


def _reach(band: Band, first: int, end: int) -> int:
    """The last column of a note: as far as 230 pixels, but not over the next note."""
    last = first
    while (
        last + 1 < end
        and band.slots[last + 1].x + band.slots[last + 1].width - band.slots[first].x <= 230
    ):
        last += 1
    return last
