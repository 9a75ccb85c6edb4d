"""A picture described before it is drawn: plain records that know neither journey nor painter.

Lengths are in pixels (1/96 inch), x to the right, y down, from the top left corner. A colour is a
role of the theme (``ink``) or ``#rrggbb``; an empty one paints nothing. Every mark is closed under
equality, so a picture can be compared, counted and tested without painting it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from journeymap.picture.theme import INK, LIGHT, PAPER, Theme

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
Dashes = bool | Literal["dots"]  # dots are shorter and further apart than dashes


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``radius`` rounds its corners, ``dashed`` breaks its outline."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 1.0
    radius: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape through its points."""

    points: tuple[Point, ...]
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 1.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line through its points (two or more), straight from one to the next."""

    points: tuple[Point, ...]
    stroke: str
    stroke_width: float = 1.0
    dashed: Dashes = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A smooth arrow: a start, then Bezier triples (control, control, end); a head at the end.

    ``head`` is how long the head is besides what its stroke's width adds.
    """

    points: tuple[Point, ...]
    stroke: str
    stroke_width: float = 1.5
    dashed: Dashes = False
    head: float = 4.0


@dataclass(frozen=True, slots=True)
class Outline:
    """Strokes with round ends; each part is a start, then Bezier triples, as of an arrow.

    Left and right stay as they are when a picture is turned for readers from right to left.
    """

    parts: tuple[tuple[Point, ...], ...]
    stroke: str
    stroke_width: float = 1.5
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around (x, y)."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on the baseline ``y``; ``anchor`` says which of its ends lies at ``x``."""

    x: float
    y: float
    text: str
    size: float = 12.0
    bold: bool = False
    italic: bool = False
    fill: str = INK
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that belong together; ``title`` is read aloud and shown as a tooltip.

    ``key`` says which touchpoint they are about, so that a page can find them.
    """

    marks: tuple[Mark, ...]
    title: str = ""
    link: str = ""
    key: str = ""


Mark = Box | Polygon | Line | Arrow | Outline | Circle | Text | Group


@dataclass(frozen=True, slots=True)
class Core:
    """What of a picture is the drawing itself, where sentences stand above and below it.

    Args:
        above: How many of its marks stand above.
        below: How many stand below.
        top: Where the drawing begins.
        bottom: Where it ends.
    """

    above: int
    below: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture: size, name and description for readers who can't see it, and marks.

    ``on_paper`` says that it has the true size of a sheet of paper, and is to keep it. ``core`` is
    the drawing itself where sentences stand around it; None where all of it is.
    """

    width: float
    height: float
    title: str
    description: str
    marks: tuple[Mark, ...]
    background: str = PAPER
    theme: Theme = LIGHT
    on_paper: bool = False
    core: Core | None = None


def change_marks(marks: Iterable[Mark], change: Callable[[Mark], Mark]) -> tuple[Mark, ...]:
    """The marks with each one changed, those inside groups first.

    Example:
        >>> from dataclasses import replace
        >>> bold = lambda mark: replace(mark, bold=True) if isinstance(mark, Text) else mark
        >>> change_marks((Group((Text(1, 8, "a"),)),), bold)[0].marks[0].bold
        True
    """
    return tuple(
        change(_change_inside(mark, change) if isinstance(mark, Group) else mark) for mark in marks
    )


def _change_inside(group: Group, change: Callable[[Mark], Mark]) -> Group:
    """The group with its marks changed; the same one where none is."""
    marks = change_marks(group.marks, change)
    if all(new is old for new, old in zip(marks, group.marks, strict=True)):
        return group
    return Group(marks, group.title, group.link, group.key)
