"""A deck for those who read from right to left: everything changes sides, words stay words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.enum.shapes import MSO_AUTO_SHAPE_TYPE, MSO_SHAPE_TYPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn

from journeymap.documents.slides.cards import SIGN_NAME
from journeymap.documents.slides.deck import Deck
from journeymap.documents.slides.pictures import PICTURE_NAME
from journeymap.picture.direction import mostly_right_to_left

_OTHER_SIDE = {PP_ALIGN.LEFT: PP_ALIGN.RIGHT, PP_ALIGN.RIGHT: PP_ALIGN.LEFT}


def turn_slides(deck: Deck) -> None:
    """Turns every slide of a finished deck.

    The curve stays, since it is described turned; other pictures and icons move as they are.
    """
    width = deck.file.slide_width
    for slide in deck.file.slides:
        for shape in slide.shapes:
            if shape.shape_type != MSO_SHAPE_TYPE.GROUP:
                _turn(shape, width)
            elif shape.name in (SIGN_NAME, PICTURE_NAME):
                shape.left = width - shape.left - shape.width


def _turn(shape: Any, width: int) -> None:
    shape.left = width - shape.left - shape.width
    if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE:
        _point_left(shape)
    if shape.has_table:
        shape.table._tbl.tblPr.set("rtl", "1")
    for paragraph in _list_paragraphs(shape):
        paragraph.alignment = _OTHER_SIDE.get(paragraph.alignment, paragraph.alignment)
        if mostly_right_to_left([paragraph.text]):
            paragraph._p.get_or_add_pPr().set("rtl", "1")


def _point_left(shape: Any) -> None:
    """The arrow of a stage points to the next one, which stands at its left."""
    if shape.auto_shape_type == MSO_AUTO_SHAPE_TYPE.PENTAGON:
        shape.element.spPr.find(qn("a:xfrm")).set("flipH", "1")


def _list_paragraphs(shape: Any) -> Iterator[Any]:
    if shape.has_text_frame:
        yield from shape.text_frame.paragraphs
    if shape.has_table:
        for row in shape.table.rows:
            for cell in row.cells:
                yield from cell.text_frame.paragraphs
