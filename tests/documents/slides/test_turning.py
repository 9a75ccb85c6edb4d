"""A deck for those who read from right to left, and what opens on its cards."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

from journeymap.documents.planning import plan_report
from journeymap.documents.slides.writing import make_slides
from tests.documents.reports import make_hebrew

pptx: Any = import_module("pptx") if find_spec("pptx") else None
pytestmark = pytest.mark.skipif(not pptx, reason="python-pptx is not installed")

WIDTH = 12_192_000


@cache
def make() -> bytes:
    return make_slides(plan_report(make_hebrew()))


def open_deck() -> Any:
    return pptx.Presentation(io.BytesIO(make()))


def find_card(text: str) -> Any:
    shapes = (shape for slide in open_deck().slides for shape in slide.shapes)
    return next(s for s in shapes if s.has_text_frame and text in s.text_frame.text.split("\n"))


def test_the_first_touchpoint_stands_at_the_right() -> None:
    first, second = find_card("דף הבית"), find_card("תשלום Pay")
    assert first.left > second.left + second.width
    assert 0 <= second.left < first.left + first.width <= WIDTH


def test_stages_point_to_the_left_and_lines_begin_at_the_right() -> None:
    stage = find_card("קנייה")
    assert stage.element.spPr.xpath("./a:xfrm/@flipH") == ["1"]
    paragraph = stage.text_frame.paragraphs[0]._p.pPr
    assert (paragraph.get("algn"), paragraph.get("rtl")) == ("r", "1")


def test_tables_and_charts_begin_at_the_right() -> None:
    shapes = [shape for slide in open_deck().slides for shape in slide.shapes]
    tables = [shape.table for shape in shapes if shape.has_table]
    assert {table._tbl.tblPr.get("rtl") for table in tables} == {"1"}
    charts = [shape.chart for shape in shapes if shape.has_chart]
    assert charts
    assert all(chart.value_axis.reverse_order for chart in charts)


def test_an_english_line_is_read_from_the_left() -> None:
    for slide in open_deck().slides:
        for paragraph in slide.shapes.title.text_frame.paragraphs:
            english = "touchpoint" in paragraph.text
            assert not english or paragraph._p.pPr.get("rtl") is None


def test_cards_open_pages_and_mails_and_name_their_channel() -> None:
    opened = find_card("דף הבית").click_action.hyperlink.address
    assert opened == "https://example.com/a?b=1&c=2"
    assert find_card("תשלום Pay").click_action.hyperlink.address == "mailto:pay@example.com"
    assert find_card("אפליקציה")
    with zipfile.ZipFile(io.BytesIO(make())) as archive:
        rels = [archive.read(e).decode() for e in archive.namelist() if e.endswith(".rels")]
    assert sum(text.count('TargetMode="External"') for text in rels) == 2


def test_the_same_report_gives_the_same_bytes() -> None:
    assert make_slides(plan_report(make_hebrew())) == make()
