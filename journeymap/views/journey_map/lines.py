"""Other waves or segments on the curve: each with a colour, dashes and a sign of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from math import cos, pi, sin

from journeymap.analysis.experience import ExperiencePoint
from journeymap.analysis.lines import ExperienceLine, ExperienceLines
from journeymap.picture.marks import Box, Circle, Dashes, Group, Line, Mark, Point, Polygon
from journeymap.picture.plotting import Key
from journeymap.picture.theme import PAPER, SERIES
from journeymap.views.facts import Facts
from journeymap.views.journey_map.axis import Axis
from journeymap.views.journey_map.plan import Band
from journeymap.wording.words import Words

_DASHES: tuple[Dashes, ...] = (False, True, "dots", True, "dots", True)


def other_lines(facts: Facts) -> tuple[ExperienceLine, ...]:
    """The lines beside the map's own, in the order of their colours."""
    return facts.lines.lines[1:] if facts.lines else ()


def find_points(line: ExperienceLine, band: Band, axis: Axis, top: float) -> list[Point | None]:
    """Where a line's points stand, a place per column; None where there is nothing to show."""
    points = {point.touchpoint: point for point in line.experience.rows}
    return [
        (slot.middle, axis.to_y(point.value, top))
        if (point := points[slot.touchpoint.id]).value is not None and is_shown(point)
        else None
        for slot in band.slots
    ]


def is_shown(point: ExperiencePoint) -> bool:
    """Whether a point is drawn: it is a guess, or measured by enough answers."""
    return point.kind in ("measured", "guess")


def draw_line(
    line: ExperienceLine, band: Band, axis: Axis, top: float, *, number: int, words: Words
) -> Iterator[Mark]:
    """One further line: its stretches, then its points; a guess stands alone and hollow.

    Args:
        line: What is drawn.
        band: Its columns.
        axis: What its heights mean.
        top: Where the curve begins.
        number: Which of the lines it is, from 1; the map's own is 0.
        words: The fixed words of the picture's language.
    """
    points: Mapping[str, ExperiencePoint] = {p.touchpoint: p for p in line.experience.rows}
    shown = [points[slot.touchpoint.id] for slot in band.slots]
    places = find_points(line, band, axis, top)
    for stretch in find_stretches(shown, places):
        if len(stretch) > 1:
            yield Line(tuple(stretch), SERIES[number], 1.6, _DASHES[number])
    for point, place in zip(shown, places, strict=True):
        if place is not None:
            value = words.say(point.shown)
            told = words("{name}: {value} ({of})", name=point.name, value=value, of=line.name)
            guess = point.kind == "guess"
            yield Group((sign(number, *place, hollow=guess),), title=told, key=point.touchpoint)


def find_stretches(
    shown: Sequence[ExperiencePoint], places: Sequence[Point | None]
) -> Iterator[list[Point]]:
    """Neighbours that are measured: between them is a gap."""
    pairs = zip(shown, places, strict=True)
    for known, run in groupby(pairs, lambda pair: pair[0].kind == "measured" and bool(pair[1])):
        if known:
            yield [place for _, place in run if place is not None]


def sign(number: int, x: float, y: float, *, hollow: bool = False) -> Mark:
    """The sign of a line's points, told apart by shape: square, star, hexagon, plus, cross.

    None is a circle, diamond or triangle, which say where a goal stands.
    """
    colour = SERIES[number]
    fill, stroke = (PAPER, colour) if hollow else (colour, PAPER)
    if number == 1:
        return Box(x - 4, y - 4, 8, 8, fill, stroke, 1.2)
    if number == 2:
        return Polygon(_around(x, y, [6.5, 2.9] * 5, first=-pi / 2), fill, stroke, 1.0)
    if number == 3:
        return Polygon(_around(x, y, [5.5] * 6), fill, stroke, 1.2)
    plus = _around(x, y, [6.2, 6.2, 2.4] * 4, first=-0.31, steps=(0.62, pi / 4 - 0.31))
    if number == 4:
        return Polygon(plus, fill, stroke, 1.0)
    return Polygon(_turn(plus, x, y), fill, stroke, 1.0)


def _around(
    x: float, y: float, radii: Sequence[float], *, first: float = 0.0,
    steps: tuple[float, ...] = (),
) -> tuple[Point, ...]:  # fmt: skip
    """Corners around a middle; without steps they are evenly apart."""
    angle, corners = first, []
    for i, radius in enumerate(radii):
        corners.append((x + radius * cos(angle), y + radius * sin(angle)))
        angle += (steps[0] if i % 3 == 0 else steps[1]) if steps else 2 * pi / len(radii)
    return tuple(corners)


def _turn(points: Sequence[Point], x: float, y: float) -> tuple[Point, ...]:
    """The same, turned by an eighth around its middle."""
    c = cos(pi / 4)
    return tuple(
        (x + c * (px - x) - c * (py - y), y + c * (px - x) + c * (py - y)) for px, py in points
    )


def keys_of(found: ExperienceLines, words: Words) -> list[Key]:
    """What the lines are called, each with its line and sign."""
    return [
        Key(partial(_draw_key, number), name_line(found, line, words))
        for number, line in enumerate(found.lines)
    ]


def _draw_key(number: int, x: float, y: float) -> tuple[Mark, ...]:
    line = Line(((x - 12, y), (x + 12, y)), SERIES[number], 1.6, _DASHES[number])
    if number == 0:
        return (replace(line, stroke_width=2.2), Circle(x, y, 5.0, SERIES[0], PAPER, 1.4))
    return (line, sign(number, x, y))


def name_line(found: ExperienceLines, line: ExperienceLine, words: Words) -> str:
    """What a line is called: its wave, or its segment's value."""
    if found.by == "wave":
        return words("wave {wave}", wave=line.name) if line.name else words("without a wave")
    return f"{found.by} {line.name}" if line.name else words("everybody")
