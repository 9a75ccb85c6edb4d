"""Papers that a picture may be made for, and a picture at their true size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from journeymap.errors import quote, suggest
from journeymap.picture.marks import Picture
from journeymap.picture.placing import place, smallest_text
from journeymap.picture.theme import TINY

PaperName = Literal["poster", "a4", "slide"]
PIXELS_PER_MM = 96 / 25.4
POINTS_PER_PIXEL = 0.75
_STEPS, _LARGEST = 7, 1.7  # sizes tried, and how many times as large as the smallest one they are


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, wider than high.

    Args:
        width: In millimetres.
        height: In millimetres.
        readable: How high letters are that can still be read there, in points.
        single: Whether there is one page only, on which everything is as large as fits.
    """

    width: float
    height: float
    readable: float
    single: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels (1/96 inch)."""
        return self.width * PIXELS_PER_MM, self.height * PIXELS_PER_MM

    @property
    def scales(self) -> tuple[float, ...]:
        """At how many times its size a picture may be printed, the largest first.

        At the last one the smallest letters can still be read.
        """
        least = self.readable / (POINTS_PER_PIXEL * TINY)
        return tuple(least * _LARGEST ** (step / (_STEPS - 1)) for step in reversed(range(_STEPS)))


PAPERS: Mapping[PaperName, Paper] = {
    "poster": Paper(1189, 841, 6.5, single=True),
    "a4": Paper(297, 210, 7.0),
    "slide": Paper(338.667, 190.5, 10.0),
}


def find_paper(name: str) -> Paper:
    """The paper of a name.

    Raises:
        ValueError: if there is no such paper, with the nearest name.

    Example:
        >>> find_paper("a4").width
        297
    """
    found = next((paper for known, paper in PAPERS.items() if known == name), None)
    if found is None:
        known, hint = ", ".join(PAPERS), suggest(name, list(PAPERS))
        raise ValueError(f"pictures are drawn for {known}, not for {quote(name)}; {hint}")
    return found


def put_on_paper(
    picture: Picture, paper: Paper, scale: float, x: float = 0.0, y: float = 0.0
) -> Picture:
    """A picture, so many times as large, on a page of a paper's true size.

    Args:
        picture: What to put there.
        paper: The sheet.
        scale: How many times as large the picture becomes.
        x: Where its left edge comes to lie on the sheet.
        y: Where its upper edge comes to lie.

    Example:
        >>> from journeymap.picture.marks import Text
        >>> page = put_on_paper(Picture(90, 60, "", "", (Text(9, 20, "a"),)), PAPERS["a4"], 2)
        >>> round(page.width), page.marks[0].x, page.marks[0].size, page.on_paper
        (1123, 18.0, 24.0, True)
    """
    width, height = paper.size
    marks = place(picture.marks, x, y, scale)
    return replace(picture, width=width, height=height, marks=marks, on_paper=True)


def measure_letters(picture: Picture) -> float | None:
    """How high the smallest letters of a picture at its true size are, in points; None without.

    Example:
        >>> from journeymap.picture.marks import Text
        >>> measure_letters(Picture(90, 60, "", "", (Text(9, 20, "a", 12),)))
        9.0
    """
    smallest = smallest_text(picture)
    return None if smallest is None else POINTS_PER_PIXEL * smallest
