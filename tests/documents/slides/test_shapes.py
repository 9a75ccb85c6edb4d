"""Each mark becomes one native shape, where the mark is."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

from journeymap.picture.marks import Arrow, Box, Circle, Group, Line, Mark, Polygon, Text

pptx: Any = import_module("pptx") if find_spec("pptx") else None
pytestmark = pytest.mark.skipif(not (pptx), reason="python-pptx is not installed")


EMU = 9525


def paint(*marks: Mark) -> Any:
    from journeymap.documents.slides.shapes import add_marks

    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    add_marks(slide.shapes, marks)
    return slide.shapes


def test_a_box_keeps_its_place_and_its_colours() -> None:
    (shape,) = paint(Box(10, 20, 100, 40, fill="#aa3377", stroke="#000000", radius=8))
    assert (shape.left, shape.top, shape.width, shape.height) == (
        10 * EMU, 20 * EMU, 100 * EMU, 40 * EMU,
    )  # fmt: skip
    assert str(shape.fill.fore_color.rgb) == "AA3377"
    assert shape.adjustments[0] == pytest.approx(0.2)


def test_a_text_stands_on_its_baseline_and_at_its_anchor() -> None:
    cart = Text(50, 100, "Cart", 20, fill="#000000")
    start, middle = paint(cart, replace(cart, anchor="middle"))
    assert start.left == 50 * EMU
    assert middle.left + middle.width // 2 == pytest.approx(50 * EMU, abs=2)
    assert start.top / EMU == pytest.approx(100 - 0.93 * 20)
    assert start.text_frame.paragraphs[0].runs[0].font.size.pt == 15
    assert not start.text_frame.word_wrap


def test_lines_are_connectors_or_freeforms_and_arrows_have_heads() -> None:
    two, three, arrow = paint(
        Line(((0, 0), (9, 9)), "#000000", dashed=True),
        Line(((0, 0), (9, 9), (20, 0)), "#000000"),
        Arrow(((0, 0), (10, 0), (20, 20), (30, 20)), "#000000"),
    )
    assert two.element.tag.endswith("}cxnSp")
    assert three.shape_type == 5  # a freeform
    assert arrow.element.xpath(".//a:tailEnd/@type") == ["triangle"]
    assert (arrow.left + arrow.width) / EMU == pytest.approx(30)


def test_a_polygon_lets_through_what_lies_behind() -> None:
    (shape,) = paint(Polygon(((0, 0), (9, 0), (9, 9)), fill="#aa3377", opacity=0.5))
    assert shape.element.xpath(".//a:alpha/@val") == ["50000"]


def test_a_group_says_what_it_shows() -> None:
    (group,) = paint(
        Group((Circle(9, 9, 4, fill="#aa3377"), Text(9, 9, "x", fill="")), title="Pay:\nweak")
    )
    assert group.element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr") == ["Pay: weak"]
    assert len(group.shapes) == 2


def test_nothing_is_made_of_nothing() -> None:
    assert len(paint(Text(1, 9, "\u202e \x07"), Line(((1, 1), (1, 1)), "#000000"), Group(()))) == 0


def test_texts_that_programs_break_elsewhere_keep_their_lines() -> None:
    from journeymap.documents.slides.paragraphs import hold_lines

    assert hold_lines("Pay by card or cash", 10, 60) == "Pay by card or cash"
    assert hold_lines("支付页面支付页面", 10, 60).count("\n") == 1
