"""Small pieces that lanes are made of: paragraphs, labels and boxes that fit what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.picture.direction import keep_direction
from journeymap.picture.lettering import LINE_HEIGHT, line_height, wrap_text
from journeymap.picture.marks import Anchor, Box, Line, Mark, Text
from journeymap.picture.theme import BODY, INK, LABELS, MARGIN, MUTED, RULE, SMALL

GAP = 10.0
LABEL_WIDTH = LABELS - 14
MOST_LINES = 10_000  # whatever a text takes: names and sentences are never cut


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is written: size in pixels, weight, slant, colour.

    ``lines`` is the most that it may take; the last one then ends in "…".
    """

    size: float
    bold: bool = False
    italic: bool = False
    fill: str = INK
    lines: int = MOST_LINES


@dataclass(frozen=True, slots=True)
class Block:
    """Marks and the height that they take."""

    marks: tuple[Mark, ...]
    height: float


EMPTY = Block((), 0.0)


def paragraph(
    x: float, y: float, width: float, text: str, style: Style, *, anchor: Anchor = "start"
) -> Block:
    """A text in lines no wider than ``width``, its top at ``y``; ``x`` is where the anchor lies."""
    wrapped = wrap_text(text, style.size, width, bold=style.bold, lines=style.lines)
    lines = keep_direction(text, wrapped)
    height = line_height(text)
    step = style.size * height
    first = y + style.size * (0.98 + (height - LINE_HEIGHT) / 2)
    look = (style.size, style.bold, style.italic, style.fill)
    marks = tuple(Text(x, first + i * step, line, *look, anchor) for i, line in enumerate(lines))
    return Block(marks, len(lines) * step)


def stack(
    x: float,
    y: float,
    width: float,
    parts: Sequence[tuple[str, Style]],
    *,
    anchor: Anchor = "start",
) -> Block:
    """Paragraphs below each other; empty texts take no room."""
    marks: list[Mark] = []
    top = y
    for text, style in parts:
        if text:
            block = paragraph(x, top, width, text, style, anchor=anchor)
            marks += block.marks
            top += block.height
    return Block(tuple(marks), top - y)


def lane_label(
    y: float, title: str, remarks: Sequence[str] = (), *, width: float = LABEL_WIDTH
) -> Block:
    """A lane's name at the left edge, with small remarks below it; empty ones take no room."""
    parts = [
        (title, Style(BODY, bold=True)),
        *((remark, Style(SMALL, fill=MUTED)) for remark in remarks),
    ]
    return stack(MARGIN, y, width, parts)


def rule(y: float, right: float) -> Line:
    """The thin line between two lanes, from the left margin."""
    return Line(((MARGIN, y), (right, y)), stroke=RULE)


def framed(x: float, y: float, width: float, height: float, fill: str) -> Box:
    """A rounded box without an outline."""
    return Box(x, y, width, height, fill=fill, radius=7.0)
