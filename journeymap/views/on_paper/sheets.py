"""Pages of paper with what a picture shows, a running head and the signs at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from journeymap.picture.blocks import EMPTY, Block, rule
from journeymap.picture.lettering import shorten, text_width
from journeymap.picture.marks import Group, Picture, Text
from journeymap.picture.papers import Paper, put_on_paper
from journeymap.picture.placing import place
from journeymap.picture.theme import MARGIN, MUTED, SMALL
from journeymap.views.on_paper.paging import Page, Pages, fill_pages, shrink
from journeymap.views.on_paper.pieces import Contents, Unit

EDGE = 28.0  # paper is white around a page anyway: its margin is narrower than a picture's
TOP, FOOT = 36.0, 14.0  # below the running head, and below the signs
LARGER = 0.3  # what letters of twice the size are worth, against a page that is all empty
LOW = 0.2  # what it costs to save height
_HEAD = 21.0  # where the letters of the running head stand


def describe_sheets(
    contents: Contents, paper: Paper
) -> tuple[tuple[Picture, ...], tuple[str, ...]]:
    """The pages of a picture, and what to know about them.

    As few pages as can be, and of those about equally full ones with large letters; letters are
    never smaller than can be read, unless one thing alone is higher than a page.

    Args:
        contents: What the picture shows.
        paper: The sheet.
    """
    sheets = [
        _Sheet(contents, paper, scale, low) for scale in paper.scales for low in (False, True)
    ]
    tried = [(fill_pages(sheet.units, sheet.room), sheet) for sheet in sheets]
    found, sheet = min(tried, key=lambda one: _rate(*one))
    return sheet.describe(found)


def _rate(found: Pages, sheet: _Sheet) -> tuple[float, float]:
    """How many pages, and how unpleasant they are to read: breaks, empty pages, small letters."""
    letters = sheet.scale / sheet.paper.scales[-1]
    return len(found.pages), found.cost - LARGER * letters + LOW * sheet.low


@dataclass(frozen=True)
class _Sheet:
    """A paper with what is to stand on it, so many times as large as it is laid out."""

    contents: Contents
    paper: Paper
    scale: float
    low: bool

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in the pixels of the layout; what juts out at the sides is white."""
        width, height = self.paper.size
        return width / self.scale + 2 * (MARGIN - EDGE), height / self.scale

    @property
    def right(self) -> float:
        """Where everything ends."""
        return self.size[0] - MARGIN

    @cached_property
    def signs(self) -> Block:
        """What signs mean, as high as they are, below a thin line."""
        signs = self.contents.show_signs(8.0, self.right)
        if not signs.height:
            return EMPTY
        return Block((rule(0.0, self.right), *signs.marks), signs.height + 8)

    @property
    def room(self) -> float:
        """How high a page's content may be: between its head and its foot."""
        return self.size[1] - TOP - self.signs.height - FOOT

    @cached_property
    def units(self) -> list[Unit]:
        """All that the picture shows, at this width."""
        return [unit for unit in self.contents.list_units(self.right, self.low) if unit.pieces]

    def describe(self, found: Pages) -> tuple[tuple[Picture, ...], tuple[str, ...]]:
        """The pages at their true size; one that is too high is made smaller, and it is told."""
        room, count = self.room, len(found.pages)
        high = [n for n, page in enumerate(found.pages, 1) if page.height > room + 0.01]
        pages = [
            shrink(page, room, MARGIN) if n in high else page
            for n, page in enumerate(found.pages, 1)
        ]
        pictures = (self._finish(page, n, count) for n, page in enumerate(pages, 1))
        return tuple(pictures), _note_small(high)

    def _finish(self, page: Page, number: int, count: int) -> Picture:
        foot = place(self.signs.marks, 0.0, self.size[1] - FOOT - self.signs.height)
        marks = (*place(page.marks, 0.0, TOP), *foot)
        title, told, words = self.contents.title, self.contents.told, self.contents.words
        if count > 1:
            where = words("page {n} of {all}", n=number, all=count)
            marks += self._head(where, name=number > 1)
            title, told = f"{title}, {where}", told if number == 1 else where
        left = -self.scale * (MARGIN - EDGE)
        return put_on_paper(Picture(*self.size, title, told, marks), self.paper, self.scale, left)

    def _head(self, where: str, *, name: bool) -> tuple[Group | Text, ...]:
        """What this is, on one line, and the page's number above the right edge."""
        number = Text(self.right, _HEAD, where, SMALL, fill=MUTED, anchor="end")
        if not name:
            return (number,)
        room = self.right - MARGIN - text_width(where, SMALL) - 24
        shown = shorten(self.contents.head, SMALL, room, bold=True)
        told = Text(MARGIN, _HEAD, shown, SMALL, bold=True, fill=MUTED)
        return (Group((told,), title=self.contents.head), number)


def _note_small(pages: list[int]) -> tuple[str, ...]:
    if not pages:
        return ()
    which = f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}"
    return (f"The letters on {which} are smaller, since something is higher than the paper.",)
