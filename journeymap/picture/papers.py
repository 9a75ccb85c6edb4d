"""Papers that a picture may be made for, and a picture at their true size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from journeymap.picture.marks import Picture
from journeymap.picture.placing import place

PaperName = Literal["poster", "a4", "slide"]
PIXELS_PER_MM = 96 / 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, wider than high.

    Args:
        width: In millimetres.
        height: In millimetres.
        scales: At how many times its size a picture may be printed, the largest first: at the last
            one the smallest letters are still read. Empty for a poster: one page, as large as fits.
    """

    width: float
    height: float
    scales: tuple[float, ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels (1/96 inch)."""
        return self.width * PIXELS_PER_MM, self.height * PIXELS_PER_MM


PAPERS: Mapping[PaperName, Paper] = {
    "poster": Paper(1189, 841),
    "a4": Paper(297, 210, (1.0, 0.93, 0.867)),  # letters of 10 pixels are then 6.5 points high
    "slide": Paper(338.667, 190.5, (1.1, 1.0, 0.9)),
}


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
