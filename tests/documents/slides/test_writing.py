"""Decks: native, readable, the same twice; foreign text stays text."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from journeymap.demo import load_demo
from journeymap.documents.planning import plan_report
from journeymap.documents.slides.writing import make_slides, write_slides
from journeymap.errors import MissingLibraryError
from journeymap.model.journey import Journey
from journeymap.picture.figures import hold_figures
from tests.documents.reports import FORMULAS, LONG, NAMES, make_full, make_talkative, plan

pptx: Any = import_module("pptx") if find_spec("pptx") else None
openpyxl: Any = import_module("openpyxl") if find_spec("openpyxl") else None
pytestmark = pytest.mark.skipif(
    not (pptx and openpyxl), reason="python-pptx or openpyxl is not installed"
)


LEAST_POINTS = 10
WIDTH, HEIGHT = 12_192_000, 6_858_000


@cache
def make(name: str) -> bytes:
    return make_slides(plan(name))


def open_deck(name: str) -> Any:
    return pptx.Presentation(io.BytesIO(make(name)))


def shapes_of(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:  # a group
            yield from shapes_of(shape.shapes)


def texts_of(slide: Any) -> Iterator[str]:
    for shape in shapes_of(slide.shapes):
        if shape.has_text_frame:
            yield shape.text_frame.text.replace("\v", "")
        if shape.has_table:
            yield from (
                cell.text.replace("\v", "") for row in shape.table.rows for cell in row.cells
            )


def test_the_deck_tells_the_demo() -> None:
    deck = open_deck("demo")
    assert (deck.slide_width, deck.slide_height) == (WIDTH, HEIGHT)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0] == "Departing from San Francisco International Airport"
    held = "Undecided between Shops (P 57 %) and Restaurants (P 43 %)"  # no figure is torn
    assert titles[1].startswith(hold_figures(held))
    assert "Get to the airport: goal missed" in titles
    assert "7 goals: 4 met, 2 missed, 1 at risk." in titles
    assert all(titles)


def test_the_map_has_every_touchpoint_as_a_card_and_a_curve() -> None:
    deck = open_deck("demo")
    names = [touchpoint.name for touchpoint in plan("demo").journey.touchpoints]
    cards = [
        shape.text_frame.text
        for slide in deck.slides
        for shape in shapes_of(slide.shapes)
        if shape.shape_type == 1 and shape.has_text_frame
    ]
    assert [n for n in names if not any(n in card.replace("\v", " ") for card in cards)] == []
    told = [s.element.xpath("./*/p:cNvPr/@descr") for slide in deck.slides for s in slide.shapes]
    assert any("Experience: Road signs: 73.2 %" in "".join(words) for words in told)


def test_the_map_speaks_the_language_of_the_deck() -> None:
    deck = pptx.Presentation(io.BytesIO(make_slides(plan_report(load_demo(), language="pl"))))
    said = [text for slide in deck.slides for text in texts_of(slide)]
    cards = [text for text in said if text.startswith(("✗ ", "✓ "))]
    assert any("(69,1 do 71,4)" in text for text in cards)
    assert [text for text in cards if " to " in text] == []
    assert "▼ najsłabszy?\nShops" in said
    assert "Załącznik" in said


def test_charts_are_native_and_hold_their_data() -> None:
    deck = open_deck("demo")
    charts = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    assert len(charts) == 3
    ranking = charts[0].plots[0]
    assert list(ranking.categories)[:3] == ["▼ Shops", "▼ Restaurants", "Long-term shuttle"]
    assert round(ranking.series[0].values[0], 3) == 0.567
    book = openpyxl.load_workbook(io.BytesIO(charts[0].part.chart_workbook.xlsx_part.blob))
    cells = [[cell.value for cell in row] for row in book["Sheet1"].iter_rows()]
    assert cells[1][0] == "▼ Shops"
    assert round(cells[1][1], 3) == 0.567


def test_notes_tell_the_method_and_how_many_answered() -> None:
    deck = open_deck("demo")
    noted = [s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide]
    assert any("n: 820 to 2,969 answers" in notes for notes in noted)
    assert any("20,000 draws" in notes for notes in noted)


@pytest.mark.parametrize("name", ["demo", "three", "long", "unmeasured", "low_is_good", "hostile"])
def test_nothing_lies_outside_and_letters_can_be_read(name: str) -> None:
    for number, slide in enumerate(open_deck(name).slides, 1):
        for shape in slide.shapes:
            ends = (shape.left + shape.width, shape.top + shape.height)
            assert 0 <= shape.left <= ends[0] <= WIDTH, (number, shape.name)
            assert 0 <= shape.top <= ends[1] <= HEIGHT, (number, shape.name)
        for shape in slide.shapes:
            if shape.has_text_frame and shape.shape_type != 6:
                sizes = [r.font.size.pt for p in shape.text_frame.paragraphs for r in p.runs
                         if r.font.size]  # fmt: skip
                assert min(sizes, default=LEAST_POINTS) >= LEAST_POINTS, (number, shape.name)


@pytest.mark.parametrize("name", ["demo", "hostile"])
def test_no_text_is_cut(name: str) -> None:
    said = [text for slide in open_deck(name).slides for text in texts_of(slide)]
    assert [text for text in said if text.endswith("…")] == []


def test_a_long_text_stands_in_full_in_the_notes_and_takes_no_time() -> None:
    report = plan_report(make_talkative())
    began = time.process_time()
    deck = pptx.Presentation(io.BytesIO(make_slides(report)))
    assert time.process_time() - began < 15  # many times what it takes
    noted = [(slide, slide.notes_slide.notes_text_frame.text) for slide in deck.slides
             if slide.has_notes_slide]  # fmt: skip
    for text in LONG:
        held = [slide for slide, notes in noted if text in notes]
        assert held, text[:20]
        beginning = "".join(text.split())[:60]
        for slide in held:
            assert beginning in "".join("".join(texts_of(slide)).split())


def test_the_answers_stand_before_the_appendix_and_its_tables() -> None:
    deck = open_deck("demo")
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    at = titles.index("Appendix")
    assert at == 5
    assert any(shape.has_chart for shape in deck.slides[2].shapes)
    assert sum(s.has_table for slide in list(deck.slides)[at:] for s in slide.shapes) > 8


def test_a_short_journey_shows_all_lanes_of_its_map_in_front() -> None:
    deck = pptx.Presentation(io.BytesIO(make_slides(plan_report(make_full()))))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    front = list(deck.slides)[: titles.index("Appendix")]
    assert len(front) == 6
    assert "Anna" in "".join(texts_of(front[0]))
    assert "A visit from end to end" in "".join(texts_of(front[0]))
    maps = [list(texts_of(slide)) for slide in front[2:4]]
    for number, label in ((0, "Emotions"), (0, "Experience"), (0, "Readings"), (1, "Actions"),
                          (1, "Expectations"), (1, "Quotes"), (1, "Pain points"),
                          (1, "Opportunities")):  # fmt: skip
        assert label in maps[number], label
    assert sum("Owners" in texts for texts in maps) == 1
    assert "“It took long” – — a patient" in maps[1]


def test_most_of_each_slide_is_used() -> None:
    for name in ("demo", "three"):
        deck = open_deck(name)
        for number, slide in enumerate(deck.slides, 1):
            title = slide.shapes.title.text_frame.text
            if number == 1 or title == "Appendix":
                continue
            shapes = [s for s in slide.shapes if s.top < 0.92 * HEIGHT]
            assert max(s.top + s.height for s in shapes) > 0.6 * HEIGHT, (name, number, title)
            assert max(s.left + s.width for s in shapes) > 0.8 * WIDTH, (name, number, title)


def test_every_part_parses_and_foreign_text_is_shown_as_written() -> None:
    with zipfile.ZipFile(io.BytesIO(make("hostile"))) as archive:
        for entry in archive.namelist():
            if entry.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(entry))
        rels = [archive.read(e).decode() for e in archive.namelist() if e.endswith(".rels")]
    assert not any('TargetMode="External"' in text for text in rels)
    said = {
        text.replace(" ", "") for slide in open_deck("hostile").slides for text in texts_of(slide)
    }
    whole = "\n".join(said)
    for name in NAMES:
        assert "".join(name.split()) in whole, name


def test_no_chart_has_a_formula() -> None:
    touchpoints = [{"id": f"t{i}", "name": name} for i, name in enumerate(FORMULAS)]
    readings = [
        {"touchpoint": f"t{i}", "metric": "csat", "value": 3 + i / 9, "n": 60}
        for i in range(len(FORMULAS))
    ]
    stages = [{"name": "Buy", "touchpoints": touchpoints}]
    journey = Journey.model_validate({"name": "=1", "stages": stages, "readings": readings})
    deck = pptx.Presentation(io.BytesIO(make_slides(plan_report(journey))))
    charts = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    for chart in charts:
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        cells = [cell for row in book["Sheet1"].iter_rows() for cell in row]
        assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
    assert "▼ =1+1" in list(charts[0].plots[0].categories)


def test_the_same_report_gives_the_same_bytes() -> None:
    first = make("hostile")
    assert make_slides(plan("hostile")) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_without_the_library_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(MissingLibraryError) as refused:
        write_slides(plan("three"), tmp_path / "deck.pptx")
    assert str(refused.value) == "slides need python-pptx; pip install 'journeymap[pptx]'"
