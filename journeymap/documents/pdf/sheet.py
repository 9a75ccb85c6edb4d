"""Pages that fill up from top to bottom: strips below each other, headings repeated."""

from __future__ import annotations

from collections.abc import Iterable
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


@dataclass(frozen=True, slots=True)
class Strip:
    """Something that is not divided.

    Args:
        block: What it shows, from (0, 0).
        gap: The room above it, where it is not the first on its page.
        again: What stands above it where it begins a page, such as the headings of its table.
        fresh: Whether it begins a page.
        follows: How much of what comes next must stand on the same page.
    """

    block: Block
    gap: float = 0.0
    again: Block = EMPTY
    fresh: bool = False
    follows: float = 0.0


def lay_strips(strips: Iterable[Strip]) -> list[list[Mark]]:
    """The marks of each page.

    Args:
        strips: What is to be shown, in order.
    """
    pages: list[list[Mark]] = []
    y = ROOM
    for strip in strips:
        end = y + strip.gap + strip.block.height + strip.follows
        if strip.fresh or not pages or end > ROOM:
            pages.append([*place(strip.again.marks, EDGE, TOP)])
            y = strip.again.height
        else:
            y += strip.gap
        pages[-1] += place(strip.block.marks, EDGE, TOP + y)
        y += strip.block.height
    return pages


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
