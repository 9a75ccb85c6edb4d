from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.model.elements import Stage
from journeymap.model.formats import TableFormat
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.tables import workbook
from journeymap.tables.opening import open_table
from journeymap.tables.table import Table
from journeymap.tables.vendors import find_layout

openpyxl: Any = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
pytest.importorskip("python_calamine", reason="python-calamine is not installed")

JOURNEY = Journey(name="Shop", stages=[Stage(name="Buy", touchpoints=["Cart", "Pay"])])
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="Answers" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>"
    ),
}
HEADER = "".join(
    f'<c r="{c}1" t="inlineStr"><is><t>{name}</t></is></c>'
    for c, name in zip("ABC", ("touchpoint", "metric", "score"), strict=True)
)


def text(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def by_hand(path: Path, sheet: str, parts: Mapping[str, str | bytes] = {}) -> Path:
    whole = f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>'
    named = {**PARTS, "xl/worksheets/sheet1.xml": whole, **parts}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in named.items():
            archive.writestr(name, content)
    return path


def with_answer(cell: str) -> str:
    row = text("A2", "pay") + text("B2", "csat") + cell
    return f'<row r="1">{HEADER}</row><row r="2">{row}</row>'


def save(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def rows_of(table: Table) -> list[tuple[object, ...]]:
    return list(table.fetch(table.frame.select(*table.columns.values())))


def problem_of(path: Path) -> str:
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, path)
    return str(caught.value).removeprefix(str(path))


def test_cells_are_as_people_read_them(tmp_path: Path) -> None:
    noon = dt.datetime(2026, 3, 1, 12, 30)
    rows: list[list[object]] = [
        [],
        [None, "score", "at", 2026],
        [None, 4.0, dt.date(2026, 3, 1), True],
        [],
        [None, 4.25, noon, dt.timedelta(hours=30, seconds=5)],
        [None, " 4,5 ", dt.time(9, 5), "zażółć\n支付"],
        [None, None, None, " "],
    ]
    table = open_table(save(tmp_path / "a.xlsx", Answers=rows), ())
    assert list(table.columns) == ["score", "at", "2026"]
    assert rows_of(table) == [
        ("4", "2026-03-01", "true"),
        ("4.25", "2026-03-01T12:30:00", "30:00:05"),
        (" 4,5 ", "09:05:00", "zażółć\n支付"),
    ]
    assert (table.header, table.lines([1, 2, 3])) == (2, {1: 3, 2: 5, 3: 6})


def test_a_workbook_is_measured_like_any_table(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["touchpoint", "metric", "score"],
        ["Cart", "csat", 4],
        ["Cart", "csat", "5"],
        ["Pay", "csat", None],
    ]
    readings = measure_answers(JOURNEY, save(tmp_path / "a.XLSX", Answers=rows))
    assert (readings[0].counts, str(readings.intake)) == (
        {4: 1, 5: 1},
        "3 answers in 3 rows: 2 used, 1 set aside (no answer 1)",
    )


def test_faults_are_told_with_the_row_of_the_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [],
        ["touchpoint", "metric", "score"],
        ["cart", "csat", 4],
        [],
        ["cart", "csat", "4,5"],
    ]
    told = problem_of(save(tmp_path / "a.xlsx", Answers=rows))
    assert told.startswith(":5: score: not a number '4,5'")
    told = problem_of(save(tmp_path / "a.xlsx", Answers=[[], ["touchpoint", "metric", "skore"]]))
    assert told.startswith(":2: no column 'score'")
    told = problem_of(save(tmp_path / "a.xlsx", Answers=[["score", "score"]]))
    assert told == ":1: doubled column 'score'; each column needs a name of its own"


def test_sheets_are_chosen_by_name(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", Notes=[["note"], ["x"]], Answers=[["score"], [4]])
    table = open_table(path, ())
    assert list(table.columns) == ["note"]
    assert table.notes == ("the sheet 'Notes' is read; the workbook also has 'Answers'",)
    told = problem_of(path)
    assert told.endswith(
        "; a wide table needs a source file; the sheet 'Notes' is read; the workbook also has "
        "'Answers'"
    )
    table = open_table(path, (), TableFormat(sheet="Answers"))
    assert (rows_of(table), table.notes) == ([("4",)], ())
    wide = Source(
        format={"sheet": "Answers"}, questions={"Cart": {"touchpoint": "cart", "metric": "csat"}}
    )
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, path, wide)
    assert str(caught.value) == (
        f"{path}:1: no column 'Cart'; the first line must name the columns 'Cart'; "
        "the sheet 'Answers' is read; the workbook also has 'Notes'"
    )
    with pytest.raises(AnswersError) as caught:
        open_table(path, (), TableFormat(sheet="answer"))
    sentence = f"{path}: format.sheet: no sheet 'answer'; did you mean 'Answers'?"
    assert str(caught.value) == sentence


def test_a_hidden_first_sheet_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    book.create_sheet("Answers").append(["score"])
    book.save(path)
    assert list(open_table(path, ()).columns) == ["score"]


@pytest.mark.parametrize(
    "cell", ["<f>2+2</f>", "<f>2+2</f><v></v>", "<f>2+2</f><v/>", '<f t="shared" si="0"/>']
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_formula_without_a_value(tmp_path: Path, cell: str, prefix: str) -> None:
    for tag in ("f", "v") if prefix else ():
        cell = cell.replace(f"<{tag}", f"<{prefix}{tag}").replace(f"</{tag}", f"</{prefix}{tag}")
    cell = f'<c r="C2" xmlns:x="{MAIN}">{cell}</c>'
    told = problem_of(by_hand(tmp_path / "a.xlsx", with_answer(cell)))
    hint = "open the workbook in Excel or LibreOffice and save it"
    assert told == f":2: C2: a formula without a stored value; {hint}"


def test_formulas_with_a_value_are_their_value(tmp_path: Path) -> None:
    cell = '<c r="C2"><f>2+2</f><v>4</v></c><c r="D2" t="str"><f>""</f><v></v></c>'
    assert measure_answers(JOURNEY, by_hand(tmp_path / "a.xlsx", with_answer(cell)))[0].counts == {
        4: 1
    }


def test_an_error_in_a_cell_is_told(tmp_path: Path) -> None:
    cell = '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    told = problem_of(by_hand(tmp_path / "a.xlsx", with_answer(cell)))
    assert told.startswith(":2: score: not a number '#DIV/0!'")
    # the table begins in column B and the error stands at its very edge
    sheet = f'<row r="1">{text("B1", "a")}{text("D1", "b")}</row>'
    sheet += '<row><c r="B2"><v>1</v></c><c r="D2" t="e"><v>#N/A</v></c></row>'
    table = open_table(by_hand(tmp_path / "a.xlsx", sheet), ())
    assert rows_of(table) == [("1", "#N/A")]


DTD = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "docProps/core.xml", "a.rels"])
def test_a_document_type_is_refused(tmp_path: Path, part: str) -> None:
    content = f'<?xml version="1.0"?><!-- {"x" * 2_000_000} -->{DTD}<a>&x;</a>'
    told = problem_of(by_hand(tmp_path / "a.xlsx", with_answer(""), {part: content}))
    sentence = "an XML document type (DTD) inside the workbook; save it again as .xlsx"
    assert told == f": {sentence}"


DAMAGED = ": the file can't be read as a workbook; save it again as .xlsx"


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.xml": "<workbook"},
        {"xl/workbook.xml": f"<workbook xmlns='{MAIN}'><sheets/></workbook>"},
        {"xl/_rels/workbook.xml.rels": "<Relationships/>"},
        {"XL/workbook.xml": "<workbook/>"},
        {"xl/worksheets/sheet1.xml": f"<a>{DTD}</a>".encode("utf-16")},
        {"xl/worksheets/sheet1.xml": ""},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c r='A&#66;'>"},
    ],
    ids=str,
)
def test_damaged_workbooks(tmp_path: Path, parts: dict[str, str | bytes]) -> None:
    told = problem_of(by_hand(tmp_path / "a.xlsx", with_answer(""), parts))
    assert told == DAMAGED


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"x" * 99])
def test_no_workbooks_at_all(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert problem_of(path) == DAMAGED


def test_an_old_or_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(508))
    message = "the file is in an encrypted or old Excel format"
    assert problem_of(path) == f": {message}; save it as .xlsx, without a password"


def test_a_part_packed_too_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_LARGE", 1_000_000)
    path = tmp_path / "a.xlsx"
    by_hand(path, with_answer(f'<c r="C2"><v>4</v></c>{" " * 3_000_000}'))
    told = problem_of(path)
    message = "the workbook unpacks to over 1,000,000 bytes, too much for memory"
    assert told == f": {message}; save the sheet as CSV UTF-8"
    # the zip lies about how large the part is
    content = path.read_bytes()
    with ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert problem_of(path) == told


@pytest.mark.parametrize("place", ["XFD1048576", "ZZZZZZZZZ1", "A99999999999999"])
def test_a_cell_far_away(tmp_path: Path, place: str) -> None:
    path = by_hand(tmp_path / "a.xlsx", with_answer(f"<c\n r = '{place}'><v>4</v></c>"))
    told = problem_of(path)
    assert "a workbook is read into memory, and at most 50,000,000 cells are" in told
    assert told.endswith("save the sheet as CSV UTF-8")


def test_nothing_is_unpacked(tmp_path: Path) -> None:
    parts = {"../../escaped.xml": "<a/>", "/tmp/../escaped.txt": "x"}
    (tmp_path / "in").mkdir()
    path = by_hand(tmp_path / "in" / "a.xlsx", with_answer('<c r="C2"><v>4</v></c>'), parts)
    assert measure_answers(JOURNEY, path)[0].n == 1
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "a.xlsx"]


def test_an_empty_sheet(tmp_path: Path) -> None:
    hint = "another one is chosen by format: {sheet: NAME} in a source file or --sheet NAME"
    assert problem_of(save(tmp_path / "a.xlsx", Answers=[])) == f": the sheet is empty; {hint}"


def test_an_export_of_a_vendor_saved_by_excel(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Respondent ID", "Collector ID", "Which?", None],
        [None, None, "Web", "Shop"],
        [118000000001, 7, "Web", None],
    ]
    assert find_layout([[str(c or "") for c in row] for row in rows], None, "a") is not None
    table = open_table(save(tmp_path / "a.xlsx", Sheet=rows), ())
    assert rows_of(table) == [("118000000001", "7", "Web", None)]
    assert list(table.columns)[2:] == ["Which? [Web]", "Which? [Shop]"]
    assert table.lines([1]) == {1: 3}


def test_without_the_library(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", Answers=[["score"], [4]])
    code = (
        "import sys; sys.modules['python_calamine'] = None\n"
        "from journeymap.errors import MissingLibraryError\n"
        "from journeymap.tables.opening import open_table\n"
        "try: open_table(sys.argv[1], ())\n"
        "except MissingLibraryError as error: print(error)"
    )
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    expected = "a workbook needs python-calamine; pip install 'journeymap[excel]'\n"
    assert done.stdout == expected
