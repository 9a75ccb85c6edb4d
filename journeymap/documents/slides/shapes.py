"""Marks as native shapes of a slide, placed in pixels; text without room of its own beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, assert_never

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from journeymap.picture.lettering import clean_line, text_width, wrap_text
from journeymap.picture.marks import (
    Anchor,
    Arrow,
    Box,
    Circle,
    Group,
    Line,
    Mark,
    Point,
    Polygon,
    Text,
)

EMU_PER_PIXEL = 9525
POINTS_PER_PIXEL = 0.75
_ASCENT = 0.93  # of the size, from the top of a line to its baseline; a little more than Arial's
_LONG_WORD = 0.6  # of the room: a longer word may be broken by one program and not by another
_MOST_LINES = 60
_STEPS = 10  # straight pieces of one Bezier curve
_ALIGN = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}


def to_emu(length: float) -> Emu:
    """Pixels in the unit of the file."""
    return Emu(round(length * EMU_PER_PIXEL))


def to_points(size: float) -> Any:
    """The size of letters in points, to a tenth, never under one."""
    return Pt(max(1.0, round(size * POINTS_PER_PIXEL, 1)))


def add_marks(on: Any, marks: Iterable[Mark]) -> None:
    """Adds marks as shapes, in their order; colours are ``#rrggbb`` already.

    Args:
        on: The shapes of a slide or of a group.
        marks: What to add. A group becomes a group with its title as alternative text.
    """
    for mark in marks:
        match mark:
            case Box():
                add_box(on, mark)
            case Text():
                add_text(on, mark)
            case Circle():
                _add_circle(on, mark)
            case Polygon():
                _add_polygon(on, mark)
            case Line():
                add_line(on, mark)
            case Arrow():
                _add_arrow(on, mark)
            case Group():
                if mark.marks:
                    group = on.add_group_shape()
                    describe(group, mark.title)
                    add_marks(group.shapes, mark.marks)
            case _:
                assert_never(mark)


def describe(shape: Any, title: str, *, name: str = "") -> None:
    """Gives a shape its alternative text, or says that it is decoration."""
    properties = shape.element.xpath("./*/p:cNvPr")[0]
    said = " ".join(filter(None, map(clean_line, title.splitlines())))
    if said:
        properties.set("descr", said)
    if name:
        properties.set("name", name)


def add_box(on: Any, mark: Box, kind: Any = None) -> Any:
    """A rectangle, or another shape that fills the same room."""
    rounded = MSO_SHAPE.ROUNDED_RECTANGLE if mark.radius else MSO_SHAPE.RECTANGLE
    place = (mark.x, mark.y, max(mark.width, 0.1), max(mark.height, 0.1))
    shape = on.add_shape(kind or rounded, *map(to_emu, place))
    if mark.radius and kind is None:
        shape.adjustments[0] = min(0.5, mark.radius / max(0.1, min(mark.width, mark.height)))
    _paint(shape, mark.fill, mark.stroke, mark.stroke_width, dashed=mark.dashed)
    return shape


def add_text(on: Any, mark: Text) -> Any:
    """A line of text in a box of just its width, which it never breaks at."""
    said = clean_line(mark.text)
    if not said:
        return None
    width = text_width(said, mark.size, bold=mark.bold) + 1
    left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
    top = mark.y - _ASCENT * mark.size
    box = on.add_textbox(*map(to_emu, (left, top, width, 1.2 * mark.size)))
    frame = prepare_frame(box, wrap=False)
    write_line(frame.paragraphs[0], replace(mark, text=said), align=mark.anchor)
    return box


def prepare_frame(shape: Any, *, wrap: bool = True, middle: bool = False, inset: float = 0) -> Any:
    """The text of a shape: it neither grows nor shrinks, with the same room on all sides."""
    frame = shape.text_frame
    frame.word_wrap = wrap
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = to_emu(inset)
    frame.margin_top = frame.margin_bottom = Emu(0)
    return frame


def hold_lines(text: str, size: float, width: float, *, bold: bool = False) -> str:
    r"""A text with line ends where it was measured to break, if programs may break it elsewhere.

    Words flow alike everywhere; what has no blanks for long, as Japanese or a link, does not.

    Args:
        text: The text.
        size: Size of the letters, in pixels.
        width: The room.
        bold: Whether it is set in bold.

    Example:
        >>> hold_lines("Pay by card or cash", 10, 60), hold_lines("支付页面支付页面", 10, 60)
        ('Pay by card or cash', '支付页面支\n付页面')
    """
    line = clean_line(text)
    widest = max((text_width(word, size, bold=bold) for word in line.split(" ")), default=0.0)
    if widest <= _LONG_WORD * width:
        return line
    return "\n".join(wrap_text(line, size, width, bold=bold, lines=_MOST_LINES))


def write_line(paragraph: Any, look: Text, *, align: Anchor = "start") -> None:
    """A paragraph in the look of a mark; its line ends stay."""
    for i, line in enumerate(look.text.split("\n")):
        if i:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = clean_line(line)
        run.font.size = to_points(look.size)
        run.font.bold = look.bold
        run.font.italic = look.italic
        if look.fill:
            run.font.color.rgb = to_rgb(look.fill)
    paragraph.alignment = _ALIGN[align]
    if any("\u0590" <= c <= "\u08ff" or "\ufb1d" <= c <= "\ufefc" for c in look.text):
        paragraph._p.get_or_add_pPr().set("rtl", "1")


def to_rgb(colour: str) -> RGBColor:
    """``#rrggbb`` as the library has it."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def _add_circle(on: Any, mark: Circle) -> None:
    box = Box(mark.x - mark.radius, mark.y - mark.radius, 2 * mark.radius, 2 * mark.radius)
    shape = add_box(on, box, MSO_SHAPE.OVAL)
    _paint(shape, mark.fill, mark.stroke, mark.stroke_width, dashed=mark.dashed)


def _add_polygon(on: Any, mark: Polygon) -> None:
    shape = _add_freeform(on, mark.points, closed=True)
    _paint(shape, mark.fill, mark.stroke, mark.stroke_width, opacity=mark.opacity)


def add_line(on: Any, mark: Line, *, arrow: bool = False) -> Any:
    """A connector between two points, a freeform through more."""
    points = [p for i, p in enumerate(mark.points) if i == 0 or p != mark.points[i - 1]]
    if len(points) < 2:
        return None
    if len(points) == 2:
        ends = map(to_emu, (*points[0], *points[1]))
        shape = on.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    else:
        shape = _add_freeform(on, points, closed=False)
    _paint(shape, None, mark.stroke, mark.stroke_width, dashed=mark.dashed)
    if arrow:
        end = parse_xml(f'<a:tailEnd {nsdecls("a")} type="triangle" w="med" len="med"/>')
        shape.line._get_or_add_ln().append(end)
    return shape


def _add_arrow(on: Any, mark: Arrow) -> None:
    points = [mark.points[0]]
    for i in range(1, len(mark.points) - 2, 3):
        points += _flatten(points[-1], *mark.points[i : i + 3])
    add_line(on, Line(tuple(points), mark.stroke, mark.stroke_width, mark.dashed), arrow=True)


def _flatten(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    """A Bezier curve as straight pieces, without its start."""
    if one == start and two == end:
        return [end]
    found = []
    for i in range(1, _STEPS + 1):
        t = i / _STEPS
        u = 1 - t
        w = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        ways = list(zip(start, one, two, end, strict=True))
        x, y = (sum(wk * pk for wk, pk in zip(w, way, strict=True)) for way in ways)
        found.append((x, y))
    return found


def _add_freeform(on: Any, points: Sequence[Point], *, closed: bool) -> Any:
    first, *rest = [(int(to_emu(x)), int(to_emu(y))) for x, y in points]
    builder = on.build_freeform(*first, scale=1.0)
    builder.add_line_segments(rest, close=closed)
    return builder.convert_to_shape()


def _paint(
    shape: Any,
    fill: str | None,
    stroke: str,
    width: float,
    *,
    dashed: bool = False,
    opacity: float = 1.0,
) -> None:
    """Colours a shape; without the theme's shadow, outline and white letters.

    Args:
        shape: The shape.
        fill: Its colour; empty for none, and None for a line that has none.
        stroke: The colour of its outline; empty for none.
        width: Of the outline, in pixels.
        dashed: Whether the outline is broken.
        opacity: Of the fill, 0 to 1.
    """
    for style in shape.element.findall(qn("p:style")):
        shape.element.remove(style)
    is_connector = shape.element.tag == qn("p:cxnSp")
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = to_rgb(fill)
        if opacity < 1:
            colour = shape.element.find(f".//{qn('a:solidFill')}/{qn('a:srgbClr')}")
            alpha = parse_xml(f'<a:alpha {nsdecls("a")} val="{round(100_000 * opacity)}"/>')
            colour.append(alpha)
    elif not is_connector:
        shape.fill.background()
    if not stroke:
        shape.line.fill.background()
        return
    shape.line.fill.solid()
    shape.line.color.rgb = to_rgb(stroke)
    shape.line.width = to_emu(width)
    if dashed:
        shape.line.dash_style = MSO_LINE.SQUARE_DOT
