"""A picture as SVG: text that every browser shows, written with nothing but the standard library.

Every word is escaped, whatever it holds. Nothing is fetched, nothing runs and nothing refers to
an id outside its own picture, so that a file may be opened from anywhere and several pictures may
stand on one page. Letters stay letters: they can be searched, copied and read aloud.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import assert_never

from journeymap.picture.direction import has_right_to_left
from journeymap.picture.lettering import clean_line
from journeymap.picture.marks import (
    Arrow,
    Box,
    Circle,
    Group,
    Line,
    Mark,
    Outline,
    Picture,
    Point,
    Polygon,
    Text,
)
from journeymap.picture.strokes import cut_arrow, find_dashes
from journeymap.picture.theme import Theme

_FONTS = "'DejaVu Sans', Verdana, 'Noto Sans', 'Noto Sans CJK JP', 'Noto Sans CJK SC', sans-serif"
_SIZE = 12.0
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}  # fine in XML and HTML
)
_LINK = re.compile(r"(https?://|mailto:)[^\s\x00-\x20\x7f-\x9f\"'<>\\`]+", re.IGNORECASE)


def to_svg(picture: Picture) -> str:
    """The whole SVG document; the same picture gives the same text.

    Args:
        picture: What to paint. Links other than http, https and mailto are left out.

    Example:
        >>> dot = Picture(20, 20, "A dot", "", (Circle(10, 10, 5, fill="#aa3377"),), background="")
        >>> print(to_svg(dot).splitlines()[-2])
        <circle cx="10" cy="10" r="5" fill="#aa3377"/>
    """
    background = Box(0, 0, picture.width, picture.height, fill=picture.background)
    marks = (background, *picture.marks) if picture.background else picture.marks
    return "\n".join((*_open(picture), *_Painter(picture.theme).paint(marks), "</svg>", ""))


def _open(picture: Picture) -> Iterator[str]:
    """The root with its name and description, under ids that are the picture's own."""
    named = {"title": _escape_lines(picture.title), "desc": _escape_lines(picture.description)}
    number = f"{zlib.crc32(repr(named).encode()):08x}"
    ids = " ".join(f"{tag}-{number}" for tag, words in named.items() if words)
    width, height = _number(picture.width), _number(picture.height)
    # what is inside an image can't be reached, and links must be
    role = "group" if any(map(_has_link, picture.marks)) else "img"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg"{_size(picture)}'
        f' viewBox="0 0 {width} {height}" role="{role}" aria-labelledby="{ids}"'
        f' font-family="{_families(picture.theme.font)}" font-size="{_number(_SIZE)}"'
        ' text-rendering="geometricPrecision" direction="ltr">'
    )
    for tag, words in named.items():
        if words:
            yield f'<{tag} id="{tag}-{number}">{words}</{tag}>'


def _size(picture: Picture) -> str:
    """Width and height; of a sheet of paper in millimetres, so that it is printed as large."""
    unit, per_pixel = ("mm", 25.4 / 96) if picture.on_paper else ("", 1.0)
    width, height = (_number(side * per_pixel) for side in (picture.width, picture.height))
    return f' width="{width}{unit}" height="{height}{unit}"'


def _families(font: str) -> str:
    return _escape(f"'{font}', ") + _FONTS if font.replace(" ", "").isalnum() else _FONTS


class _Painter:
    """Marks as elements; a role becomes its colour when it is painted, and no mark is copied."""

    def __init__(self, theme: Theme) -> None:
        self._colour_of = cache(lambda role: _escape(theme.colour_of(role)))

    def paint(self, marks: Iterable[Mark]) -> Iterator[str]:
        """The elements of the marks, in their order.

        Raises:
            KeyError: if a mark names a role that there is not.
        """
        for mark in marks:
            match mark:
                case Text():
                    yield from self._paint_text(mark)
                case Box():
                    yield self._paint_box(mark)
                case Group():
                    yield from self._paint_group(mark)
                case Line():
                    points = _points(mark.points)
                    yield f'<polyline points="{points}" fill="none"{self._outline(mark)}/>'
                case Circle():
                    place = _attributes(cx=mark.x, cy=mark.y, r=mark.radius)
                    yield f"<circle{place}{self._fill(mark.fill)}{self._outline(mark)}/>"
                case Polygon():
                    yield self._paint_polygon(mark)
                case Arrow():
                    yield from self._paint_arrow(mark)
                case Outline():
                    yield self._paint_outline(mark)
                case _:
                    assert_never(mark)

    def _paint_text(self, mark: Text) -> Iterator[str]:
        shown = clean_line(mark.text)
        if not shown:
            return
        size = f' font-size="{_number(mark.size)}"' if mark.size != _SIZE else ""
        weight = ' font-weight="bold"' if mark.bold else ""
        slant = ' font-style="italic"' if mark.italic else ""
        anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
        # lets punctuation follow its sentence; the anchor stays where it would be in English
        order = ' unicode-bidi="plaintext"' if has_right_to_left(shown) else ""
        style = f"{size}{weight}{slant}{self._fill(mark.fill)}{anchor}{order}"
        yield f"<text{_attributes(x=mark.x, y=mark.y)}{style}>{_escape(shown)}</text>"

    def _paint_box(self, mark: Box) -> str:
        place = _attributes(x=mark.x, y=mark.y, width=mark.width, height=mark.height)
        radius = _attributes(rx=mark.radius) if mark.radius else ""
        return f"<rect{place}{radius}{self._fill(mark.fill)}{self._outline(mark)}/>"

    def _paint_polygon(self, mark: Polygon) -> str:
        opacity = _attributes(opacity=mark.opacity) if mark.opacity != 1 else ""
        style = f"{self._fill(mark.fill)}{self._outline(mark)}{opacity}"
        return f'<polygon points="{_points(mark.points)}"{style}/>'

    def _paint_arrow(self, mark: Arrow) -> Iterator[str]:
        shaft, head = cut_arrow(mark)
        way = f"M{_points(shaft[:1])} C{_points(shaft[1:])}"
        yield f'<path d="{way}" fill="none"{self._outline(mark)}/>'
        yield self._paint_polygon(head)

    def _paint_outline(self, mark: Outline) -> str:
        way = "".join(map(_draw_part, mark.parts))
        round_ends = ' stroke-linecap="round" stroke-linejoin="round"'
        return f'<path d="{way}"{self._fill(mark.fill)}{self._outline(mark)}{round_ends}/>'

    def _paint_group(self, group: Group) -> Iterator[str]:
        link = _safe_link(group.link)
        key = f' data-key="{_escape(clean_line(group.key))}"' if group.key else ""
        yield f'<a href="{_escape(link)}" rel="noopener"{key}>' if link else f"<g{key}>"
        if title := _escape_lines(group.title):
            yield f"<title>{title}</title>"
        yield from self.paint(group.marks)
        yield "</a>" if link else "</g>"

    def _fill(self, colour: str) -> str:
        return f' fill="{self._colour_of(colour) or "none"}"'

    def _outline(self, mark: Box | Polygon | Line | Arrow | Outline | Circle) -> str:
        if not mark.stroke:
            return ""
        width = f' stroke-width="{_number(mark.stroke_width)}"' if mark.stroke_width != 1 else ""
        lengths = " ".join(map(_number, find_dashes(mark)))
        dashes = f' stroke-dasharray="{lengths}"' if lengths else ""
        return f' stroke="{self._colour_of(mark.stroke)}"{width}{dashes}'


def _draw_part(part: tuple[Point, ...]) -> str:
    """A part as commands; where both controls lie at the ends, the way is straight."""
    drawn = [f"M{_points(part[:1])}"]
    for i in range(1, len(part), 3):
        straight = part[i] == part[i - 1] and part[i + 1] == part[i + 2]
        ends = part[i + 2 : i + 3] if straight else part[i : i + 3]
        drawn.append(f"{'L' if straight else 'C'}{_points(ends)}")
    return "".join(drawn)


def _safe_link(link: str) -> str:
    return link if _LINK.fullmatch(link) and clean_line(link) == link else ""


def _has_link(mark: Mark) -> bool:
    return isinstance(mark, Group) and (
        bool(_safe_link(mark.link)) or any(map(_has_link, mark.marks))
    )


def _attributes(**lengths: float) -> str:
    return "".join(f' {name}="{_number(length)}"' for name, length in lengths.items())


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


@lru_cache(maxsize=4096)  # the same heights and widths come again and again
def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)


def _escape_lines(text: str) -> str:
    return _escape("\n".join(line for line in map(clean_line, text.splitlines()) if line))
