"""The map on paper: as one picture, on one poster, or on as many pages as it needs."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.errors import quote, suggest
from journeymap.picture.blocks import Block, Style, paragraph
from journeymap.picture.fitting import abridge
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Picture
from journeymap.picture.papers import PAPERS, Paper, PaperName, put_on_paper
from journeymap.picture.placing import place
from journeymap.picture.theme import LABELS, MARGIN, MUTED, TINY
from journeymap.views.facts import Facts
from journeymap.views.journey_map.describe import TOP, describe_map, name_map, tell_map
from journeymap.views.journey_map.paging import Page, Pages, fill_pages, shrink
from journeymap.views.journey_map.pieces import list_units
from journeymap.views.journey_map.plan import plan_bands
from journeymap.views.journey_map.poster import describe_poster

Described = tuple[tuple[Picture, ...], tuple[str, ...]]
_FOOT = Style(TINY, fill=MUTED)


def describe_pages(
    facts: Facts, paper: PaperName | None = None, *, lanes: tuple[str, ...] | None = None
) -> Described:
    """The pages of a map, at least one, and what to know about them.

    Args:
        facts: The journey with what was found out about it.
        paper: "poster", "a4" or "slide"; one picture as large as it needs where None.
        lanes: The names of the lanes, in their order; all that have content where None.

    Raises:
        ValueError: if there is no such paper.
    """
    if paper is None:
        return (describe_map(facts, lanes=lanes),), ()
    if paper not in PAPERS:
        hint = suggest(paper, list(PAPERS))
        raise ValueError(f"a map is drawn for {', '.join(PAPERS)}, not for {quote(paper)}; {hint}")
    if not PAPERS[paper].scales:
        return describe_poster(facts, PAPERS[paper], lanes)
    sheets = [_Sheet(facts, PAPERS[paper], scale, lanes) for scale in PAPERS[paper].scales]
    tried = [(sheet.fill(), sheet) for sheet in sheets]
    # as few pages as possible, and of those the largest letters
    found, sheet = min(tried, key=lambda one: (len(one[0].pages), one[0].divided, -one[1].scale))
    return sheet.describe(found)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A paper with what is to stand on it, so many times as large as it is laid out."""

    facts: Facts
    paper: Paper
    scale: float
    lanes: tuple[str, ...] | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in the pixels of the layout."""
        width, height = self.paper.size
        return width / self.scale, height / self.scale

    @property
    def room(self) -> float:
        """How high a page's content may be: between its margin and its foot."""
        return self.size[1] - TOP - self._foot(99, 99).height - MARGIN

    def fill(self) -> Pages:
        """All that the map shows, on as many pages as it needs."""
        right = self.size[0] - MARGIN
        width = right - MARGIN - LABELS
        bands = plan_bands(self.facts.journey, self.facts.experience, width=width)
        return fill_pages(list_units(self.facts, bands, right, self.lanes), self.room)

    def describe(self, found: Pages) -> Described:
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
        marks = place(page.marks, 0.0, TOP)
        title, told = name_map(self.facts), tell_map(self.facts)
        if count > 1:
            marks += self._foot(number, count).marks
            where = self.facts.words("page {n} of {all}", n=number, all=count)
            title, told = f"{title}, {where}", told if number == 1 else where
        return put_on_paper(Picture(*self.size, title, told, marks), self.paper, self.scale)

    def _foot(self, number: int, count: int) -> Block:
        """The journey's name and the page's number, above the lower margin."""
        width, height = self.size
        told = self.facts.words("page {n} of {all}", n=number, all=count)
        room = width - 2 * MARGIN - text_width(told, TINY) - 20
        name = paragraph(MARGIN, 0.0, room, abridge(self.facts.journey.name), _FOOT)
        page = paragraph(width - MARGIN, 0.0, width, told, _FOOT, anchor="end")
        top = height - MARGIN / 2 - name.height
        return Block(place((*name.marks, *page.marks), 0.0, top), name.height)


def _note_small(pages: list[int]) -> tuple[str, ...]:
    if not pages:
        return ()
    which = f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}"
    return (f"The letters on {which} are smaller, since something is higher than the paper.",)
