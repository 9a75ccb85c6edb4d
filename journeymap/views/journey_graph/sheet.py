"""A graph with everything in its place, as marks: frames, arrows, boxes, and labels on top."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from journeymap.picture.blocks import paragraph
from journeymap.picture.layouts.layout import Layout, Placed
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Arrow, Box, Group, Mark, Text
from journeymap.picture.theme import FRAME, INK, PANEL, PAPER, SMALL
from journeymap.views.journey_graph.arranging import TITLE, TITLE_WIDTH, Sheet
from journeymap.views.journey_graph.ways import Way

LABEL_HEIGHT = 16.0


def show_sheet(
    sheet: Sheet, layout: Layout, x: float, y: float, weakest: Collection[str] = ()
) -> tuple[Mark, ...]:
    """The marks of a graph whose top left corner lies at (x, y).

    Args:
        sheet: What it shows.
        layout: Where everything lies.
        x: The left edge.
        y: The upper edge.
        weakest: The ids of the boxes that get a red frame.
    """
    frames = (
        _frame(sheet.frames[id_], _shift(place, x, y)) for id_, place in layout.groups.items()
    )
    boxes = (
        sheet.cards[id_].show(_shift(place, x, y), weakest=id_ in weakest)
        for id_, place in layout.vertices.items()
    )
    return (*frames, *_arrows(sheet, layout, x, y), *boxes, *_labels(sheet, layout, x, y))


def _arrows(sheet: Sheet, layout: Layout, x: float, y: float) -> Iterator[Mark]:
    for way, route in zip(sheet.ways, layout.routes, strict=True):
        points = tuple((px + x, py + y) for px, py in route.points)
        arrow = Arrow(points, way.stroke, way.width, dashed=way.dashes)
        yield Group((arrow,), title=way.title)


def _labels(sheet: Sheet, layout: Layout, x: float, y: float) -> Iterator[Mark]:
    for way, route in zip(sheet.ways, layout.routes, strict=True):
        if route.label is not None and way.label:
            yield _label(way, route.label[0] + x, route.label[1] + y)


def _label(way: Way, x: float, y: float) -> Group:
    width = text_width(way.label, SMALL) + 6
    left, top = x - width / 2, y - LABEL_HEIGHT / 2
    ground = Box(left, top, width, LABEL_HEIGHT, fill=PAPER, radius=4.0)
    text = Text(x, y + 4, way.label, SMALL, fill=INK, anchor="middle")
    return Group((ground, text), title=way.title)


def _frame(name: str, place: Placed) -> Group:
    title = paragraph(place.x + 14, place.y + 8, TITLE_WIDTH, name, TITLE)
    box = Box(place.x, place.y, place.width, place.height, fill=PANEL, stroke=FRAME, radius=10.0)
    return Group((box, *title.marks), title=name)


def _shift(place: Placed, x: float, y: float) -> Placed:
    return Placed(place.x + x, place.y + y, place.width, place.height)
