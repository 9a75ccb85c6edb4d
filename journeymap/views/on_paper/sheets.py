"""Pages of paper with what a picture shows, a running head and the signs at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from journeymap.picture.blocks import EMPTY, Block, rule
from journeymap.picture.lettering import shorten, text_width
from journeymap.picture.marks import Group, Picture, Text
from journeymap.picture.papers import Paper, put_on_paper
from journeymap.picture.placing import place
from journeymap.picture.theme import MARGIN, MUTED, SMALL
from journeymap.views.on_paper.paging import Page, Pages, fill_pages, shrink
from journeymap.views.on_paper.pieces import Contents, Fit, Signs, Unit
from journeymap.views.on_paper.small_letters import note_shrunk

EDGE = 28.0  # paper is white around a page anyway: its margin is narrower than a picture's
TOP, FOOT = 36.0, 14.0  # below the running head, and below the signs
LARGER = 0.3  # what letters of twice the size are worth, against a page that is all empty
LOW, TIGHT = 0.2, 0.2  # what it costs to save height, and width
MOST_BESIDE = 16  # columns of a band that may be fewer so that they stay whole
_HEAD = 21.0  # where the letters of the running head stand
_FITS = tuple(Fit(low, tight) for low in (False, True) for tight in (False, True))


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
    sheets = [_Sheet(contents, paper, scale, fit) for scale in paper.scales for fit in _FITS]
    chosen = _choose(sheets)
    fewest = min(sheets, key=lambda sheet: sheet.rate()[1:])
    most = contents.patience * len(fewest.found.pages)
    whole = _keep_whole(contents, paper, most) if chosen.found.torn else chosen
    few = whole is not None and len(whole.found.pages) <= most
    return whole.describe() if whole is not None and few else fewest.describe()


def _keep_whole(contents: Contents, paper: Paper, most_pages: float) -> _Sheet | None:
    """The pages with as many columns side by side as stay whole.

    None where one alone does not, or where that takes too many pages. Fewer columns are wider and
    therefore lower, so that the number is halved in on.
    """
    beside, found = range(1, min(contents.columns, MOST_BESIDE) + 1), None
    while beside:
        middle = beside[len(beside) // 2]
        smallest = _Sheet(contents, paper, paper.scales[-1], replace(_FITS[-1], most=middle))
        if smallest.found.torn:
            beside = range(beside.start, middle)
        else:
            beside, found = range(middle + 1, beside.stop), smallest
    if found is None or len(found.found.pages) > most_pages:
        return None
    fits = [replace(fit, most=found.fit.most) for fit in _FITS]
    return _choose([_Sheet(contents, paper, scale, fit) for scale in paper.scales for fit in fits])


def _choose(sheets: Sequence[_Sheet]) -> _Sheet:
    return min(sheets, key=lambda sheet: sheet.rate())


@dataclass(frozen=True)
class _Sheet:
    """A paper with what is to stand on it, so many times as large as it is laid out."""

    contents: Contents
    paper: Paper
    scale: float
    fit: Fit

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in the pixels of the layout; what juts out at the sides is white."""
        width, height = self.paper.size
        return width / self.scale + 2 * (MARGIN - EDGE), height / self.scale

    @property
    def right(self) -> float:
        """Where everything ends."""
        return self.size[0] - MARGIN

    def rate(self) -> tuple[float, float, float]:
        """Columns torn, pages, and how unpleasant they are: breaks, empty ones, small letters."""
        letters, found = self.scale / self.paper.scales[-1], self.found
        dear = LOW * self.fit.low + TIGHT * self.fit.tight
        return found.torn > 0, len(found.pages), found.cost - LARGER * letters + dear

    @cached_property
    def found(self) -> Pages:
        """What stands on its pages."""
        return fill_pages(self.units, self.room, lambda signs: self.lay_foot(signs).height)

    @cached_property
    def _feet(self) -> dict[Signs, Block]:
        return {}

    def lay_foot(self, signs: Signs) -> Block:
        """What the signs of a page mean, as high as they are, below a thin line."""
        if signs not in self._feet:
            told = self.contents.show_signs(8.0, self.right, signs)
            foot = Block((rule(0.0, self.right), *told.marks), told.height + 8)
            self._feet[signs] = foot if told.height else EMPTY
        return self._feet[signs]

    @property
    def top(self) -> float:
        """Where a page's content begins."""
        return TOP if self.contents.headed else 0.0

    @property
    def room(self) -> float:
        """How high a page's content may be with its foot."""
        return self.size[1] - self.top - (FOOT if self.contents.headed else 0.0)

    @cached_property
    def units(self) -> list[Unit]:
        """All that the picture shows, at this width."""
        return [unit for unit in self.contents.list_units(self.right, self.fit) if unit.pieces]

    def describe(self) -> tuple[tuple[Picture, ...], tuple[str, ...]]:
        """The pages at their true size; one that is too high is made smaller, and it is told."""
        high, pictures = [], []
        for number, page in enumerate(self.found.pages, 1):
            room = self.room - self.lay_foot(page.signs).height
            if page.height > room + 0.01:
                high.append(number)
            shown = shrink(page, room, MARGIN) if number in high else page
            pictures.append(self._finish(shown, number, len(self.found.pages)))
        return tuple(pictures), note_shrunk(high)

    def _finish(self, page: Page, number: int, count: int) -> Picture:
        signs = self.lay_foot(page.signs)
        foot = place(signs.marks, 0.0, self.top + self.room - signs.height)
        marks = (*place(page.marks, 0.0, self.top), *foot)
        title, told, words = self.contents.title, self.contents.told, self.contents.words
        first = self.contents.first
        if count > 1 or first is not None:
            where = words("page {n} of {all}", n=number, all=count)
            shown = where if first is None else words("page {n}", n=first + number - 1)
            marks += self._head(shown, name=number > 1) if self.contents.headed else ()
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
