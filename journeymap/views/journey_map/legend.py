"""The foot of the map: what the signs mean, where the numbers come from, what to know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from journeymap.analysis.evidence.selection import select_readings
from journeymap.model.readings import Reading
from journeymap.picture.blocks import EMPTY, Block, Style, paragraph
from journeymap.picture.fitting import LONGEST, abridge
from journeymap.picture.marks import Box, Group, Line, Mark
from journeymap.picture.plotting import Key
from journeymap.picture.plotting import legend as lay_keys
from journeymap.picture.theme import BAND, CURVE, MARGIN, MUTED, PAPER, POOR, SMALL
from journeymap.views.facts import Facts
from journeymap.views.journey_map.curve import shape
from journeymap.views.journey_map.widths import texts_of
from journeymap.views.telling.flags import say_frame

MOST_SOURCES = 4


def show_signs(facts: Facts, y: float, right: float) -> Block:
    """What the signs mean."""
    return lay_keys(list(_keys(facts)), MARGIN, y, right - MARGIN)


def show_notes(facts: Facts, y: float, right: float) -> Block:
    """What to know before believing the numbers, and where they come from."""
    notes = _remarks(facts)
    if not notes:
        return EMPTY
    shown = " ".join(abridge(note) for note in notes)
    told = paragraph(MARGIN, y, right - MARGIN, shown, Style(SMALL, fill=MUTED))
    return Block((Group(told.marks, title=" ".join(notes)),), told.height)


def _remarks(facts: Facts) -> list[str]:
    """The notes of all results, each once, and the sources of the readings of this wave."""
    if not facts.experience.rows:
        return []
    notes = [*facts.experience.notes, *facts.goals.notes, *facts.weakest.notes]
    notes += facts.lines.notes if facts.lines else ()
    said = map(facts.words.say, notes)
    return list(dict.fromkeys([*said, *_tell_sources(facts), *_tell_abridged(facts)]))


def _tell_sources(facts: Facts) -> Iterator[str]:
    words, found = facts.words, sorted({r.source for r in _readings_shown(facts) if r.source})
    named = ", ".join(found[:MOST_SOURCES])
    if len(found) > MOST_SOURCES:
        more = words.number(f"{len(found) - MOST_SOURCES:,}")
        yield words("Sources: {names} and {n} more.", names=named, n=more)
    elif found:
        yield words("Sources: {names}.", names=named)


def _tell_abridged(facts: Facts) -> Iterator[str]:
    journey = facts.journey
    texts = [journey.name, journey.description or ""]
    for stage in journey.stages:
        texts += [stage.name, stage.question or "", stage.description or ""]
        texts += [text for one in stage.touchpoints for text in texts_of(one)]
    if any(len(text) > LONGEST for text in texts):
        yield facts.words(
            "Texts of more than {n} letters are shortened; point at one in an SVG to read it.",
            n=LONGEST,
        )


def _readings_shown(facts: Facts) -> Iterator[Reading]:
    asked = facts.experience.settings
    shown = select_readings(facts.journey, wave=asked["wave"], segment=asked["segment"])
    return (reading for at in shown.readings.values() for reading in at.values())


def _keys(facts: Facts) -> Iterator[Key]:
    """The signs that this map uses, each with its words."""
    words, rows = facts.words, facts.experience.rows
    measured = [row for row in rows if row.kind == "measured"]
    statuses = {row.status for row in measured}
    if "met" in statuses:
        yield _key(partial(shape, status="met"), words("reaches the goal line"))
    if "at_risk" in statuses:
        yield _key(partial(shape, status="at_risk"), words("may reach it or not"))
    if "missed" in statuses:
        yield _key(partial(shape, status="missed"), words("misses the goal line"))
    if None in statuses:
        yield _key(partial(shape, status=None), words("measured, no goal line"))
    if any(row.low is None for row in measured):
        yield _key(partial(shape, status=None, known=False), words("hollow: interval unknown"))
    if any(row.kind == "guess" for row in rows):
        yield _key(partial(shape, status=None, guess=True), words("guess, not measured"))
    if any(row.low is not None for row in measured):
        level = words.number(f"{100 * facts.experience.settings['level']:.3g}")
        yield _key(_interval_sign, words("{percent} % interval", percent=level))
    if any(row.target is not None for row in rows):
        yield _key(_goal_sign, words("goal line: the touchpoint’s own goal, or its stage’s"))
    if facts.weakest.verdict.touchpoints:
        yield _key(_weakest_sign, say_frame(facts.weakest.verdict.kind, words))


def _key(draw: Callable[[float, float], Mark], told: str) -> Key:
    return Key(lambda x, y: (draw(x, y),), told)


def _interval_sign(x: float, y: float) -> Mark:
    return Box(x - 8, y - 6, 16, 12, fill=BAND)


def _goal_sign(x: float, y: float) -> Mark:
    return Line(((x - 9, y), (x + 9, y)), CURVE, 1.4, dashed=True)


def _weakest_sign(x: float, y: float) -> Mark:
    return Box(x - 8, y - 6, 16, 12, fill=PAPER, stroke=POOR, stroke_width=2.0, radius=3.0)
