"""Pages that fill up from top to bottom: strips below each other, headings repeated.

A page is filled before the next one begins, and only one that stays nearly empty takes something
from the page before. ``views/on_paper/paging.py`` chooses all breaks of a map at once, so that its
sheets are about equally full. That is not taken here: it needs heights that are fixed, while a
picture may be made smaller here to stand on what is left of a page (``Strip.least``); and of a
table over many pages each would end equally short, as if something were missing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Line, Mark, Picture, Text
from journeymap.picture.papers import PAPERS
from journeymap.picture.placing import place
from journeymap.picture.theme import MUTED, RULE, SMALL, Theme
from journeymap.wording.words import Words

WIDTH, HEIGHT = PAPERS["a4"].size
EDGE = 52.0
INNER = WIDTH - 2 * EDGE
TOP, BOTTOM = 46.0, HEIGHT - 54.0
ROOM = BOTTOM - TOP
LEAST_SHARE = 0.3  # of a page that is filled: less is filled up from the page before


@dataclass(frozen=True, slots=True)
class Strip:
    """Something that is not divided, with what it asks of the page on which it stands.

    Args:
        block: What it shows, from (0, 0).
        gap: The room above it, where it is not the first on its page.
        again: What stands above it where it begins a page, such as the headings of its table.
        follows: How much of what comes next must stand on the same page.
        least: The scale to which it may be made smaller, to stand on a page that is nearly full.
        opens: Whether a subject begins with it, so that a page had better begin there than later.
    """

    block: Block
    gap: float = 0.0
    again: Block = EMPTY
    follows: float = 0.0
    least: float = 1.0
    opens: bool = False


def lay_strips(strips: Iterable[Strip]) -> list[list[Mark]]:
    """The marks of each page; none is a mere remainder of the one before.

    Args:
        strips: What is to be shown, in order.
    """
    pages = _fill_pages(strips)
    for i in range(1, len(pages)):
        pages[i - 1 : i + 1] = _even_out(pages[i - 1], pages[i])
    return [list(_draw(page)) for page in pages]


def _fill_pages(strips: Iterable[Strip]) -> list[list[Strip]]:
    pages: list[list[Strip]] = []
    y = ROOM
    for strip in strips:
        high = strip.block.height
        least = strip.least * high if strip.least < 1 else high
        if not pages or y + strip.gap + least + strip.follows > ROOM:
            pages.append([])
            y = strip.again.height
        else:
            y += strip.gap
        pages[-1].append(strip)
        y += min(high, max(least, ROOM - y - strip.follows))
    return pages


def _even_out(before: list[Strip], last: list[Strip]) -> list[list[Strip]]:
    """Two pages; where the second is nearly empty, it takes what belongs to it from the first."""
    least = LEAST_SHARE * ROOM
    if _height(last) >= least:
        return [before, last]
    for at in _list_breaks(before):
        moved = [*before[at:], *last]
        if least <= _height(moved) <= ROOM and _height(before[:at]) >= least:
            return [before[:at], moved]
    return [before, last]


def _list_breaks(page: Sequence[Strip]) -> Iterator[int]:
    """Where a page may be divided: before a subject at best, and never after a heading."""
    ends = [i for i in range(len(page) - 1, 0, -1) if not page[i - 1].follows]
    yield from (i for i in range(len(page) - 1, 0, -1) if page[i].opens)
    yield from ends


def _height(page: Sequence[Strip]) -> float:
    gaps = sum(strip.gap for strip in page[1:]) + (page[0].again.height if page else 0.0)
    return gaps + sum(strip.block.height for strip in page)


def _draw(page: Sequence[Strip]) -> Iterator[Mark]:
    """The strips of a page below each other."""
    y = 0.0
    for i, strip in enumerate(page):
        if i == 0:
            yield from place(strip.again.marks, EDGE, TOP)
            y = strip.again.height
        else:
            y += strip.gap
        high = strip.block.height
        rest = ROOM - y - strip.follows
        scale = min(1.0, max(strip.least, rest / high)) if high and strip.least < 1 else 1.0
        left = EDGE + INNER * (1 - scale) / 2
        yield from place(strip.block.marks, left, TOP + y, scale)
        y += scale * high


def finish_pages(
    pages: Iterable[list[Mark]], name: str, theme: Theme, words: Words, *, first: int = 1
) -> list[Picture]:
    """The pages with the journey's name and a number at the foot.

    Args:
        pages: The marks of each.
        name: What stands at the foot; left out where it is too long.
        theme: Its colours and font.
        words: The language of the foot.
        first: The number of the first page.
    """
    shown = name if text_width(name, SMALL) < 0.8 * INNER else ""
    found = []
    for number, marks in enumerate(pages, first):
        y = HEIGHT - 26
        foot = (
            Line(((EDGE, y - 18), (WIDTH - EDGE, y - 18)), RULE),
            Text(EDGE, y, shown, SMALL, fill=MUTED),
            Text(WIDTH - EDGE, y, words("page {n}", n=number), SMALL, fill=MUTED, anchor="end"),
        )
        found.append(Picture(WIDTH, HEIGHT, name, "", (*marks, *foot), theme=theme))
    return found
