"""The foot of the map: what the signs mean, where the numbers come from, what to know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from journeymap.analysis.evidence.selection import select_readings
from journeymap.model.readings import Reading
from journeymap.picture.blocks import EMPTY, Block, Style, paragraph
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Line, Mark, Text
from journeymap.picture.theme import BAND, CURVE, MARGIN, MUTED, PAPER, POOR, SMALL
from journeymap.views.facts import Facts
from journeymap.views.journey_map.curve import shape

MOST_SOURCES = 4
_WORDS = {
    "met": "reaches the goal line",
    "at_risk": "may reach it or not",
    "missed": "misses the goal line",
    None: "measured, no goal line",
}
_Sign = Callable[[float, float], Mark]


def legend(facts: Facts, y: float, right: float) -> Block:
    """What the signs mean, and what to know before believing the numbers."""
    marks: list[Mark] = []
    x, top = MARGIN, y
    for sign, words in _signs(facts):
        width = text_width(words, SMALL) + 42
        if x + width > right and x > MARGIN:
            x, top = MARGIN, top + 20
        marks += [sign(x + 9, top + 8), Text(x + 24, top + 12, words, SMALL, fill=MUTED)]
        x += width
    height = top - y + (24 if marks else 0)
    text, style = _remarks(facts), Style(SMALL, fill=MUTED, lines=20)
    told = paragraph(MARGIN, y + height, right - MARGIN, text, style) if text else EMPTY
    return Block((*marks, *told.marks), height + told.height)


def _remarks(facts: Facts) -> str:
    """The notes of all results, each once, and the sources of the readings of this wave."""
    if not facts.experience.rows:
        return ""
    notes = [*facts.experience.notes, *facts.goals.notes, *facts.weakest.notes]
    sources = sorted({r.source for r in _readings_shown(facts) if r.source})
    more = f" and {len(sources) - MOST_SOURCES:,} more" if len(sources) > MOST_SOURCES else ""
    told = [f"Sources: {', '.join(sources[:MOST_SOURCES])}{more}."] if sources else []
    return " ".join([*dict.fromkeys(notes), *told])


def _readings_shown(facts: Facts) -> Iterator[Reading]:
    asked = facts.experience.settings
    shown = select_readings(facts.journey, wave=asked["wave"], segment=asked["segment"])
    return (reading for at in shown.readings.values() for reading in at.values())


def _signs(facts: Facts) -> Iterator[tuple[_Sign, str]]:
    """The signs that this map uses, each with its words."""
    rows = facts.experience.rows
    measured = [row for row in rows if row.kind == "measured"]
    statuses = {row.status for row in measured}
    for status, words in _WORDS.items():
        if status in statuses:
            yield partial(shape, status=status), words
    if any(row.low is None for row in measured):
        yield partial(shape, status=None, known=False), "hollow: interval unknown"
    if any(row.kind == "guess" for row in rows):
        yield partial(shape, status=None, guess=True), "guess, not measured"
    if any(row.low is not None for row in measured):
        yield _interval_sign, f"{100 * facts.experience.settings['level']:.3g} % interval"
    if any(row.target is not None for row in rows):
        yield _goal_sign, "goal line: the touchpoint’s own goal, or its stage’s"
    if facts.weakest.verdict.touchpoints:
        yield _weakest_sign, "may be the weakest"


def _interval_sign(x: float, y: float) -> Mark:
    return Box(x - 8, y - 6, 16, 12, fill=BAND)


def _goal_sign(x: float, y: float) -> Mark:
    return Line(((x - 9, y), (x + 9, y)), CURVE, 1.4, dashed=True)


def _weakest_sign(x: float, y: float) -> Mark:
    return Box(x - 8, y - 6, 16, 12, fill=PAPER, stroke=POOR, stroke_width=2.0, radius=3.0)
