"""Workbooks: tidy, typed, the same twice; nothing foreign is a formula."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from journeymap.demo import load_demo
from journeymap.documents.planning import plan_report
from journeymap.documents.workbook.writing import make_workbook, write_workbook
from journeymap.errors import MissingLibraryError
from journeymap.model.journey import Journey
from tests.documents.reports import NAMES, make_nps, plan

openpyxl: Any = import_module("openpyxl") if find_spec("openpyxl") else None
pytestmark = pytest.mark.skipif(
    not (find_spec("xlsxwriter") and openpyxl), reason="XlsxWriter or openpyxl is not installed"
)


@cache
def make(name: str) -> bytes:
    return make_workbook(plan(name))


def open_book(name: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(make(name)))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    heads, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_a_sheet_for_every_section() -> None:
    book, report = open_book("demo"), plan("demo")
    assert book.sheetnames[0] == "Summary"
    assert book.sheetnames[-1] == "Notes"
    assert len(book.sheetnames) == 2 + sum(s.result is not None for s in report.sections)
    answers = {row["question"]: row["answer"] for row in rows_of(book["Summary"])}
    assert "Undecided between Shops (P 57 %)" in answers["What is weakest?"]


def test_all_shown_texts_are_in_the_language() -> None:
    report = plan_report(load_demo(), language="pl")
    book = openpyxl.load_workbook(io.BytesIO(make_workbook(report)))
    shown = [
        str(value)
        for sheet in book.worksheets
        for row in rows_of(sheet)
        for key, value in row.items()
        if str(key).startswith("shown") and value
    ]
    assert any(re.search(r"\d,\d", one) for one in shown)
    assert not [one for one in shown if re.fullmatch(r"[-+]?\d+\.\d+( %)?", one)]


def test_numbers_are_numbers_in_their_formats() -> None:
    sheet = open_book("demo")["Weakest touchpoints"]
    first = rows_of(sheet)[0]
    assert (first["name"], first["touchpoint"], first["n"]) == ("Shops", "shops", 2625)
    assert first["value"] == pytest.approx(0.5672, abs=1e-4)
    formats = {cell.value: sheet.cell(2, cell.column).number_format for cell in sheet[1]}
    assert (formats["value"], formats["p_weakest"], formats["n"]) == ("0.0%", "0%", "#,##0")
    goals = open_book("demo")["Goals"]
    assert {row["target"] for row in rows_of(goals)} == {0.7, 0.75, 0.8}


def test_tables_are_tidy() -> None:
    for sheet in open_book("demo"):
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref.startswith("A1:"), sheet.title
        assert not sheet.merged_cells.ranges, sheet.title
        heads = [cell.value for cell in sheet[1]]
        assert all(heads)
        assert len(set(heads)) == len(heads)


def test_rankings_have_a_native_chart() -> None:
    book = open_book("demo")
    assert [len(book[name]._charts) for name in ("Weakest touchpoints", "Goals")] == [1, 0]


def chart_of(made: bytes, sheet: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(made))[sheet]._charts[0]


def test_the_charts_are_drawn_from_the_cells_that_the_pictures_show() -> None:
    sheet = open_book("demo")["What to fix first"]
    (series,) = chart_of(make("demo"), "What to fix first").series
    column = [cell.value for cell in sheet[1]].index("lost_per_100")
    letter = sheet.cell(1, column + 1).column_letter
    assert f"!${letter}$2:${letter}$" in series.val.numRef.f


def test_an_axis_begins_at_zero_unless_a_value_is_below() -> None:
    made = make_workbook(plan_report(make_nps()))
    assert chart_of(made, "Weakest touchpoints").y_axis.scaling.min is None
    assert chart_of(make("demo"), "Weakest touchpoints").y_axis.scaling.min == 0


def test_nothing_foreign_is_a_formula_or_a_link() -> None:
    found = set()
    for sheet in open_book("hostile"):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
            assert cell.hyperlink is None
            found.add(cell.value)
    assert {" ".join(name.split()) for name in NAMES} <= found


def test_no_name_in_a_chart_is_a_formula() -> None:
    names = ["=1+1", "=A1", "=Sheet1!A1"]
    readings = [
        {"touchpoint": f"t{i}", "metric": "sum", "value": 3 + i / 2, "n": 50, "wave": wave}
        for i in range(3)
        for wave in ("2024", "2025", "2026")
    ]
    touchpoints = [{"id": f"t{i}", "name": name} for i, name in enumerate(names)]
    journey = Journey.model_validate({
        "name": "Shop", "metrics": [{"id": "sum", "name": "=sum", "kind": "rating_mean",
        "worst": 1, "best": 5}], "stages": [{"name": "Buy", "touchpoints": touchpoints}],
        "readings": readings,
    })  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(make_workbook(plan_report(journey)))) as archive:
        charts = [archive.read(e).decode() for e in archive.namelist() if "charts/chart" in e]
    assert len(charts) >= 3
    formulas = [f for chart in charts for f in re.findall("<c:f>(.*?)</c:f>", chart)]
    assert [f for f in formulas if not re.fullmatch(r"'[^']+'!\$\w+\$\d+:\$\w+\$\d+", f)] == []
    assert any("<c:v>=1+1</c:v>" in chart for chart in charts)


@pytest.mark.parametrize("name", ["three", "long", "unmeasured", "low_is_good"])
def test_other_journeys_open_again(name: str) -> None:
    assert open_book(name).sheetnames[0] == "Summary"


@pytest.mark.parametrize("name", ["demo", "hostile"])
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert make_workbook(plan(name)) == make(name)


def test_without_the_library_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingLibraryError) as refused:
        write_workbook(plan("three"), tmp_path / "book.xlsx")
    assert str(refused.value) == "a workbook needs XlsxWriter; pip install 'journeymap[excel]'"
