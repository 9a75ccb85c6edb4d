"""Marks as native shapes of a slide, placed in pixels; text without room of its own beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal, assert_never

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from journeymap.documents.slides.paragraphs import prepare_frame, write_line
from journeymap.documents.slides.units import to_emu, to_rgb
from journeymap.picture.lettering import clean_line, text_width
from journeymap.picture.marks import (
    Arrow,
    Box,
    Circle,
    Group,
    Line,
    Mark,
    Outline,
    Point,
    Polygon,
    Text,
)

_ASCENT = 0.93  # of the size, from the top of a line to its baseline; a little more than Arial's
_STEPS = 10  # straight pieces of one Bezier curve


def add_marks(on: Any, marks: Iterable[Mark]) -> list[Any]:
    """Adds marks as shapes, in their order; colours are ``#rrggbb`` already.

    Args:
        on: The shapes of a slide.
        marks: What to add. A group becomes a group with its title as alternative text.

    Returns:
        The shapes, a group counted as one.
    """
    return [shape for mark in marks for shape in _add_mark(on, mark) if shape is not None]


def add_group(on: Any, marks: Iterable[Mark], title: str, *, name: str = "") -> Any:
    """Adds marks as one group, which can be taken apart; nothing where there are none.

    The library measures a group anew with each shape that it gets: so they come all at once.

    Args:
        on: The shapes of a slide.
        marks: What to add.
        title: Its alternative text.
        name: Its name in the list of shapes.
    """
    held = add_marks(on, marks)
    if not held:
        return None
    group = on.add_group_shape(held)
    describe(group, title, name=name)
    return group


def _add_mark(on: Any, mark: Mark) -> Iterator[Any]:
    match mark:
        case Box():
            yield add_box(on, mark)
        case Text():
            yield add_text(on, mark)
        case Circle():
            yield _add_circle(on, mark)
        case Polygon():
            yield _add_polygon(on, mark)
        case Line():
            yield add_line(on, mark)
        case Arrow():
            yield _add_arrow(on, mark)
        case Outline():
            yield from _add_outline(on, mark)
        case Group():
            yield add_group(on, mark.marks, mark.title)
        case _:
            assert_never(mark)


def describe(shape: Any, title: str, *, name: str = "") -> None:
    """Gives a shape its alternative text and its name in the list of shapes, where not empty."""
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


def _add_circle(on: Any, mark: Circle) -> Any:
    box = Box(mark.x - mark.radius, mark.y - mark.radius, 2 * mark.radius, 2 * mark.radius)
    shape = add_box(on, box, MSO_SHAPE.OVAL)
    _paint(shape, mark.fill, mark.stroke, mark.stroke_width, dashed=mark.dashed)
    return shape


def _add_polygon(on: Any, mark: Polygon) -> Any:
    shape = _add_freeform(on, mark.points, closed=True)
    _paint(shape, mark.fill, mark.stroke, mark.stroke_width, opacity=mark.opacity)
    return shape


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


def _add_arrow(on: Any, mark: Arrow) -> Any:
    points = [mark.points[0]]
    for i in range(1, len(mark.points) - 2, 3):
        points += _flatten(points[-1], *mark.points[i : i + 3])
    line = Line(tuple(points), mark.stroke, mark.stroke_width, mark.dashed)
    return add_line(on, line, arrow=True)


def _add_outline(on: Any, mark: Outline) -> Iterator[Any]:
    for part in mark.parts:
        points = [part[0]]
        for i in range(1, len(part) - 2, 3):
            points += _flatten(points[-1], *part[i : i + 3])
        if mark.fill and len(points) > 2:
            shape = _add_freeform(on, points, closed=True)
            _paint(shape, mark.fill, mark.stroke, mark.stroke_width)
            yield shape
        else:
            yield add_line(on, Line(tuple(points), mark.stroke, mark.stroke_width))


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
    dashed: bool | Literal["dots"] = False,
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
        shape.line.dash_style = MSO_LINE.ROUND_DOT if dashed == "dots" else MSO_LINE.DASH
