"""The field of a priority matrix: four quadrants, points, and labels that stand clear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from journeymap.analysis.priorities.quadrant_rows import WORDS, Quadrant, QuadrantRow
from journeymap.analysis.priorities.quadrants import LIKELY
from journeymap.picture.blocks import Block, Style, paragraph
from journeymap.picture.labelling import Area, Placed, place_labels
from journeymap.picture.lettering import LINE_HEIGHT, clean_line, text_width
from journeymap.picture.marks import Anchor, Box, Circle, Group, Line, Mark, Polygon, Text
from journeymap.picture.plotting import Ruler, lay_axis_below, raise_axis
from journeymap.picture.scale import Scale, plan_scale
from journeymap.picture.theme import (
    BODY,
    CURVE,
    FAINT,
    FRAME,
    INK,
    MUTED,
    PANEL,
    PAPER,
    POOR,
    POOR_GROUND,
    SMALL,
)
from journeymap.views.charts.phrases import is_unsure
from journeymap.wording.words import Words

LONGEST_NAME = 200.0  # pixels; a field with longer ones has numbers and a list beside it
MOST_NAMES, MOST_NUMBERS = 12, 40
RADIUS = 5.5
NAME_ROOM = 34.0
START: Anchor = "start"
END: Anchor = "end"
MARGIN_SHARE = 0.08  # of the room that all values take, beyond them
LEAST_SIDE = 0.25  # of an axis lies at least on each side of the cut
_NARROW = 1e-9  # less than this, and all values lie on the cut
FIRST = "➔"  # beside what the advice is to start with
UNDER_WAY = "↻"  # beside what needs work that goes on already
WEAKEST = "▼"


@dataclass(frozen=True, slots=True)
class Cross:
    """Both axes of a matrix, and where each is cut.

    Args:
        across: Performance.
        upright: Importance.
        cut: Where performance and importance are cut.
    """

    across: Ruler
    upright: Ruler
    cut: tuple[float, float]

    def at(self, row: QuadrantRow) -> tuple[float, float]:
        """Where a row's point lies."""
        return self.across.at(row.health), self.upright.at(row.importance)

    @property
    def middle(self) -> tuple[float, float]:
        """Where the quadrants meet."""
        return self.across.at(self.cut[0]), self.upright.at(self.cut[1])

    @property
    def area(self) -> Area:
        """The field: above and below all points is room for the names of the quadrants."""
        top, bottom = self.upright.end - NAME_ROOM, self.upright.start + NAME_ROOM
        return Area(self.across.start, top, self.across.end, bottom)


def plan_around(
    cut: float, values: Iterable[float], *, least: float | None = None, most: float = inf
) -> Scale:
    """A scale that holds every value, with room on both sides of the cut.

    Args:
        cut: Where the axis is cut.
        values: What lies on it.
        least: What no value can lie below; the axis ends there.
        most: What no value can lie above; no number stands beyond it.
    """
    known = [*values, cut]
    low, high = min(known), max(known)
    wide = high - low
    spare = MARGIN_SHARE * (wide if wide > _NARROW * max(1.0, abs(cut)) else max(1.0, abs(cut)))
    low, high = low - spare, high + spare
    low = min(low, (cut - LEAST_SIDE * high) / (1 - LEAST_SIDE))
    low = low if least is None else max(low, min(least, *known))
    high = max(high, (cut - LEAST_SIDE * low) / (1 - LEAST_SIDE))
    planned = plan_scale((low, high), ticks=6)
    from_ = 0.0 if min(known) >= 0 else low
    ticks = tuple(tick for tick in planned.ticks if max(low, from_) <= tick <= min(high, most))
    return Scale(low, high, ticks, planned.digits)


def draw_field(cross: Cross, words: Words) -> tuple[list[Mark], list[Area]]:
    """The quadrants with their names in the outer corners, and the room that labels must leave."""
    area = cross.area
    x, y = cross.middle
    corners: tuple[tuple[Quadrant, Area, str], ...] = (
        ("major_weak", Area(area.left, area.top, x, y), POOR_GROUND),
        ("major_strong", Area(x, area.top, area.right, y), PAPER),
        ("minor_weak", Area(area.left, y, x, area.bottom), PAPER),
        ("minor_strong", Area(x, y, area.right, area.bottom), PANEL),
    )
    grounds: list[Mark] = [to_box(quarter, fill) for _, quarter, fill in corners]
    axes = (
        *raise_axis(cross.upright, area.left, area.right),
        *lay_axis_below(cross.across, area.top, area.bottom),
    )
    marks: list[Mark] = [*grounds, *axes]
    taken: list[Area] = []
    for quadrant, quarter, fill in corners:
        name = _name_corner(quadrant, quarter, cross, words)
        taken.append(_around(name.marks))
        marks += [to_box(taken[-1], fill), *name.marks]
    lines = (((x, area.top), (x, area.bottom)), ((area.left, y), (area.right, y)))
    marks += [Line(line, FAINT, 1.4, dashed=True) for line in lines]
    taken += [Area(x, area.top, x, area.bottom), Area(area.left, y, area.right, y)]
    return [*marks, replace(to_box(area, ""), stroke=FRAME)], taken


def to_box(area: Area, fill: str) -> Box:
    """An area as a box."""
    return Box(area.left, area.top, area.right - area.left, area.bottom - area.top, fill=fill)


def _name_corner(quadrant: Quadrant, quarter: Area, cross: Cross, words: Words) -> Block:
    """A quadrant's name in the corner that is farthest from the cut."""
    is_left, is_upper = quarter.left == cross.area.left, quarter.top == cross.area.top
    style = Style(BODY, bold=True, fill=INK if quadrant == "major_weak" else MUTED)
    text, width = words.say(WORDS[quadrant]), quarter.right - quarter.left - 20
    x, anchor = (quarter.left + 10, START) if is_left else (quarter.right - 10, END)
    height = paragraph(x, 0, width, text, style).height
    top = quarter.top + 8 if is_upper else quarter.bottom - 10 - height
    return paragraph(x, top, width, text, style, anchor=anchor)


def _around(marks: Iterable[Mark]) -> Area:
    """The room of some lines of text."""
    texts = [mark for mark in marks if isinstance(mark, Text)]
    spans = []
    for text in texts:
        width = text_width(text.text, text.size, bold=text.bold)
        left = text.x if text.anchor == "start" else text.x - width
        spans.append((left, text.y - text.size, left + width, text.y + 0.3 * text.size))
    lefts, tops, rights, bottoms = zip(*spans, strict=True)
    return Area(min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands at the points: names, or numbers that a list explains.

    Args:
        texts: A label per point, as far as there are numbers.
        places: Where each stands; None where there was no room.
        are_names: Whether they are names.
    """

    texts: Sequence[str]
    places: Sequence[Placed | None]
    are_names: bool

    @property
    def number(self) -> int:
        """How many points have a label."""
        return sum(place is not None for place in self.places)


def find_labels(rows: Sequence[QuadrantRow], cross: Cross, words: Words) -> Labels:
    """Names where all are short and have room, else numbers.

    Args:
        rows: In the order of their numbers.
        cross: The axes.
        words: The fixed words.
    """
    taken = draw_field(cross, words)[1]
    names = [flag(row, clean_line(row.name)) for row in rows]
    if _are_short(names) and all(places := _place(names, rows, cross, taken)):
        return Labels(names, places, are_names=True)
    numbers = [
        flag(row, f"{i}") if row.is_weakest or row.under_way else f"{i}"
        for i, row in enumerate(rows[:MOST_NUMBERS], 1)
    ]
    return Labels(numbers, _place(numbers, rows, cross, taken), are_names=False)


def flag(row: QuadrantRow, label: str) -> str:
    """A label with its signs before it: the weakest, and whether to start or to go on there."""
    signs = (
        WEAKEST if row.is_weakest else "",
        FIRST if row.advice == "start" else UNDER_WAY if row.under_way else "",
    )
    return "\u00a0".join(part for part in (*signs, label) if part)


def draw_points(
    rows: Sequence[QuadrantRow], titles: Sequence[str], cross: Cross, labels: Labels
) -> list[Mark]:
    """The points with their labels.

    Args:
        rows: In the order of their numbers.
        titles: What is read aloud of each.
        cross: The axes.
        labels: What stands at the points.
    """
    marks: list[Mark] = []
    for i, row in enumerate(rows):
        placed = labels.places[i] if i < len(labels.places) else None
        label = _draw_label(labels.texts[i], placed) if placed else ()
        point = Group((_sign(row, *cross.at(row)),))  # apart: its label stands beside it
        marks.append(Group((*label, point), titles[i], key=row.touchpoint))
    return marks


def _are_short(names: Sequence[str]) -> bool:
    widths = (text_width(name, SMALL, bold=True) for name in names)
    return len(names) <= MOST_NAMES and all(width <= LONGEST_NAME for width in widths)


def _place(
    labels: Sequence[str], rows: Sequence[QuadrantRow], cross: Cross, taken: Sequence[Area]
) -> list[Placed | None]:
    sizes = [(text_width(label, SMALL, bold=True), LINE_HEIGHT * SMALL) for label in labels]
    points = [cross.at(row) for row in rows]
    return place_labels(points, sizes, cross.area, radius=RADIUS, obstacles=taken)


def _draw_label(label: str, placed: Placed) -> tuple[Mark, ...]:
    area = placed.area
    middle = (area.left + area.right) / 2
    text = Text(middle, area.bottom - 0.3 * SMALL, label, SMALL, bold=True, anchor="middle")
    return (Line(placed.leader, MUTED), text) if placed.leader else (text,)


def _sign(row: QuadrantRow, x: float, y: float) -> Mark:
    """Round where the quadrant is likely, a diamond where it isn't; hollow on few answers."""
    likely = row.p_quadrant[row.quadrant] >= LIKELY
    colour = POOR if row.advice == "start" or row.under_way or row.is_weakest else CURVE
    return sign(x, y, likely=likely, hollow=is_unsure(row.base), colour=colour)


def sign(x: float, y: float, *, likely: bool, hollow: bool, colour: str = CURVE) -> Mark:
    """A point of the matrix.

    Args:
        x: Its middle.
        y: Its middle.
        likely: Whether its quadrant is.
        hollow: Whether few answered.
        colour: Its colour.
    """
    fill, stroke = (PAPER, colour) if hollow else (colour, PAPER)
    if likely:
        return Circle(x, y, RADIUS, fill, stroke, 1.4)
    r = RADIUS + 1.5
    return Polygon(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), fill, stroke, 1.4)
