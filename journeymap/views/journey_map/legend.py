"""The foot of the map: what the signs mean, where the numbers come from, what to know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from journeymap.analysis.evidence.selection import select_readings
from journeymap.analysis.experience import ExperiencePoint
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
from journeymap.views.on_paper.pieces import Signs
from journeymap.views.telling.flags import say_frame

MOST_SOURCES = 4


def show_signs(facts: Facts, y: float, right: float, signs: Signs | None = None) -> Block:
    """What the signs mean: those with these names, or all of the journey where None."""
    keys = [key for name, key in _keys(facts) if signs is None or name in signs]
    return lay_keys(keys, MARGIN, y, right - MARGIN)


def find_signs(points: Sequence[ExperiencePoint]) -> Signs:
    """The names of the signs on the curve over some touchpoints."""
    measured = [point for point in points if point.kind == "measured"]
    found = {
        "hollow": any(point.low is None for point in measured),
        "guess": any(point.kind == "guess" for point in points),
        "interval": any(point.low is not None for point in measured),
        "goal": any(point.target is not None for point in points),
    }
    statuses = {point.status or "measured" for point in measured}
    return frozenset(name for name, there in found.items() if there) | statuses


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


def _keys(facts: Facts) -> Iterator[tuple[str, Key]]:
    """The signs that this map uses by their names, each with its words."""
    words, rows = facts.words, facts.experience.rows
    signs = find_signs(rows)
    if "met" in signs:
        yield "met", _key(partial(shape, status="met"), words("reaches the goal line"))
    if "at_risk" in signs:
        yield "at_risk", _key(partial(shape, status="at_risk"), words("may reach it or not"))
    if "missed" in signs:
        yield "missed", _key(partial(shape, status="missed"), words("misses the goal line"))
    if "measured" in signs:
        yield "measured", _key(partial(shape, status=None), words("measured, no goal line"))
    if "hollow" in signs:
        sign = partial(shape, status=None, known=False)
        yield "hollow", _key(sign, words("hollow: interval unknown"))
    if "guess" in signs:
        yield "guess", _key(partial(shape, status=None, guess=True), words("guess, not measured"))
    if "interval" in signs:
        level = words.number(f"{100 * facts.experience.settings['level']:.3g}")
        yield "interval", _key(_interval_sign, words("{percent} % interval", percent=level))
    if "goal" in signs:
        told = words("goal line: the touchpoint’s own goal, or its stage’s")
        yield "goal", _key(_goal_sign, told)
    if facts.weakest.verdict.touchpoints:
        yield "weakest", _key(_weakest_sign, say_frame(facts.weakest.verdict.kind, words))


def _key(draw: Callable[[float, float], Mark], told: str) -> Key:
    return Key(lambda x, y: (draw(x, y),), told)


def _interval_sign(x: float, y: float) -> Mark:
    return Box(x - 8, y - 6, 16, 12, fill=BAND)


def _goal_sign(x: float, y: float) -> Mark:
    return Line(((x - 9, y), (x + 9, y)), CURVE, 1.4, dashed=True)


def _weakest_sign(x: float, y: float) -> Mark:
    return Box(x - 8, y - 6, 16, 12, fill=PAPER, stroke=POOR, stroke_width=2.0, radius=3.0)
