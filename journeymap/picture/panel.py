"""What stands around the lanes: title, journey goal, the panel of the weakest, legend and notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from journeymap.analysis.result import show_percent
from journeymap.analysis.weakest import WeakestRow
from journeymap.picture.blocks import EMPTY, Block, Style, framed, paragraph, stack
from journeymap.picture.curve import shape
from journeymap.picture.facts import Facts
from journeymap.picture.lanes import goal_box
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Circle, Line, Mark, Text
from journeymap.picture.theme import (
    BAND,
    BODY,
    CURVE,
    HEADING,
    INK,
    MARGIN,
    MUTED,
    PANEL,
    PAPER,
    POOR,
    RULE,
    SMALL,
    TITLE,
)

MOST_ROWS = 5
_HEADINGS = ("rank", "touchpoint", "stage", "value", "P(weakest)", "rank (90 %)", "answers")
_RIGHT = (0, 4, 5, 6)


def header(facts: Facts, y: float, right: float) -> Block:
    """Title, who travels, what was measured, and the verdict on the journey's own goal."""
    goals = facts.goals.for_place("journey", facts.journey.id)
    room = right - MARGIN
    goal_width = min(380.0, room * 0.42)
    width = room - goal_width - 24 if goals else room
    parts = [
        (facts.journey.name, Style(TITLE, bold=True, lines=8)),
        (facts.journey.description or "", Style(BODY, fill=INK, lines=20)),
        (_subtitle(facts), Style(BODY, fill=MUTED, lines=10)),
    ]
    title = stack(MARGIN, y, width, parts)
    marks: list[Mark] = list(title.marks)
    height = title.height
    top = y
    for row in goals:
        box = goal_box(row, right - goal_width, top, goal_width)
        marks += box.marks
        top += box.height + 4
        height = max(height, top - y)
    return Block(tuple(marks), height + 16)


def _subtitle(facts: Facts) -> str:
    persona, experience = facts.journey.persona, facts.experience
    segment = ", ".join(f"{key} {value}" for key, value in experience.settings["segment"].items())
    parts = [
        f"Persona: {persona.name}" + (f", wants: {persona.goal}" if persona.goal else "")
        if persona
        else "",
        f"wave {experience.wave}" if experience.wave else "",
        segment,
        f"measured: {experience.measured} of {len(experience.rows)} touchpoints"
        if experience.measured
        else "",
        f"owner: {facts.journey.owner}" if facts.journey.owner else "",
    ]
    return "\u00a0· ".join(part for part in parts if part)


def weakest_panel(facts: Facts, y: float, right: float) -> Block:
    """The verdict in words and the touchpoints most likely to be the weakest."""
    rows = facts.weakest.rows[:MOST_ROWS]
    if not rows:
        return EMPTY
    width = right - MARGIN
    left = MARGIN + 20
    title = paragraph(left, y + 16, width - 40, "Weakest touchpoints", Style(HEADING, bold=True))
    verdict = paragraph(
        left, y + 20 + title.height, width - 40, facts.weakest.verdict.text, Style(BODY, lines=12)
    )
    top = y + 34 + title.height + verdict.height
    table = _table(rows, facts, left, top, width - 40)
    height = top - y + table.height + 14
    return Block(
        (framed(MARGIN, y, width, height, PANEL), *title.marks, *verdict.marks, *table.marks),
        height + 14,
    )


def _table(rows: Sequence[WeakestRow], facts: Facts, x: float, y: float, width: float) -> Block:
    lines = [_HEADINGS, *(_cells(i, row, facts) for i, row in enumerate(rows, 1))]
    widths = _fit(
        [
            max(text_width(line[c], BODY, bold=True) for line in lines) + 26
            for c in range(len(_HEADINGS))
        ],
        width,
    )
    marks: list[Mark] = []
    top = y
    for i, line in enumerate(lines):
        left, tallest = x, 0.0
        for c, cell in enumerate(line):
            style = Style(BODY, bold=c == 1, lines=12) if i else Style(SMALL, fill=MUTED, lines=1)
            at = left + widths[c] - 26 if c in _RIGHT else left
            block = paragraph(
                at, top, widths[c] - 20, cell, style, anchor="end" if c in _RIGHT else "start"
            )
            marks += block.marks
            tallest = max(tallest, block.height)
            left += widths[c]
        room = x + width - left
        if room >= 200:
            marks += _range(rows[i - 1], rows, left, top, room) if i else _range_heading(left, top)
        top += tallest + 5
    return Block(tuple(marks), top - y)


def _range(
    row: WeakestRow, rows: Sequence[WeakestRow], x: float, y: float, width: float
) -> list[Mark]:
    """The pooled health with its 90 % interval, on one axis for all rows; left is weaker."""
    ends = [
        (r.pooled_health - 1.645 * r.pooled_sd, r.pooled_health + 1.645 * r.pooled_sd) for r in rows
    ]
    low, high = min(end[0] for end in ends), max(end[1] for end in ends)
    width = min(width - 10, 420.0)

    def at(health: float) -> float:
        return x + 6 + (width - 12) * (health - low) / max(high - low, 1e-9)

    middle, reach = y + 7, 1.645 * row.pooled_sd
    return [
        Line(((x, middle), (x + width, middle)), RULE),
        Line(
            ((at(row.pooled_health - reach), middle), (at(row.pooled_health + reach), middle)),
            CURVE,
            3.0,
        ),
        Circle(at(row.pooled_health), middle, 4.5, fill=CURVE, stroke=PAPER, stroke_width=1.2),
    ]


def _range_heading(x: float, y: float) -> list[Mark]:
    return [Text(x, y + 11, "health with 90 % interval, weaker to the left", SMALL, fill=MUTED)]


def _fit(wanted: list[float], width: float) -> list[float]:
    """Column widths that fit: the names give way first, and wrap."""
    over = sum(wanted) - width
    for c in (1, 2, 3):
        give = min(max(0.0, over), max(0.0, wanted[c] - 110.0))
        wanted[c] -= give
        over -= give
    return wanted


def _cells(rank: int, row: WeakestRow, facts: Facts) -> tuple[str, ...]:
    few = row.base == "suppressed"
    return (
        str(rank),
        row.name,
        facts.journey.stage(row.stage).name,
        "too few answers" if few else row.shown,
        show_percent(row.p_weakest),
        f"{row.rank_low}–{row.rank_high}",
        "–" if row.n is None else f"{row.n:,}",
    )


def legend(facts: Facts, y: float, right: float) -> Block:
    """What the signs mean, and what to know before believing the numbers."""
    rows = facts.experience.rows
    marks: list[Mark] = []
    x, top = MARGIN, y
    for sign, words in _signs(facts):
        width = text_width(words, SMALL) + 42
        if x + width > right and x > MARGIN:
            x, top = MARGIN, top + 20
        marks += [*sign(x + 9, top + 8), Text(x + 24, top + 12, words, SMALL, fill=MUTED)]
        x += width
    height = top - y + (24 if marks else 0)
    sources = sorted({r.source for r in facts.journey.readings if r.source})[:4]
    notes = [*facts.experience.notes, *facts.goals.notes, *facts.weakest.notes]
    text = " ".join(
        [*dict.fromkeys(notes), *([f"Sources: {', '.join(sources)}."] if sources else [])]
    )
    shown = (
        paragraph(MARGIN, y + height, right - MARGIN, text, Style(SMALL, fill=MUTED, lines=20))
        if rows and text
        else EMPTY
    )
    return Block((*marks, *shown.marks), height + shown.height)


def _signs(facts: Facts) -> list[tuple[Callable[[float, float], list[Mark]], str]]:
    """The signs that this map uses, each with its words."""
    rows = facts.experience.rows
    statuses = {row.status for row in rows if row.kind == "measured"}
    kinds = {row.kind for row in rows}
    found: list[tuple[Callable[[float, float], list[Mark]], str]] = []
    words = {
        "met": "meets its goal",
        "at_risk": "at risk",
        "missed": "misses its goal",
        None: "measured, no goal",
    }
    found += [
        (partial(_sign, status), text) for status, text in words.items() if status in statuses
    ]
    if "guess" in kinds:
        found.append((lambda x, y: [shape(x, y, None, guess=True)], "guess, not measured"))
    if any(row.low is not None and row.kind == "measured" for row in rows):
        found.append(
            (
                lambda x, y: [Box(x - 8, y - 6, 16, 12, fill=BAND)],
                f"{100 * facts.experience.settings['level']:.3g} % interval",
            )
        )
    if any(row.target is not None for row in rows):
        found.append(
            (lambda x, y: [Line(((x - 9, y), (x + 9, y)), CURVE, 1.4, dashed=True)], "goal")
        )
    if facts.weakest.verdict.touchpoints:
        found.append(
            (
                lambda x, y: [
                    Box(x - 8, y - 6, 16, 12, fill=PAPER, stroke=POOR, stroke_width=2.0, radius=3.0)
                ],
                "may be the weakest",
            )
        )
    return found


def _sign(status: str | None, x: float, y: float) -> list[Mark]:
    return [shape(x, y, status)]
