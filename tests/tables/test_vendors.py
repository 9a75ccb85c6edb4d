from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.model.elements import Stage
from journeymap.model.formats import TableFormat
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.tables.opening import open_table
from journeymap.tables.profile import load_profiles
from journeymap.tables.table import Table
from journeymap.tables.vendors import MOST_ROWS, find_layout

JOURNEY = Journey(name="Sklep", stages=[Stage(name="Zakup", touchpoints=["Cart", "Pay"])])
QUALTRICS = [
    ["StartDate", "Status", "Finished", "RecordedDate", "ResponseId", "Q1", "Q2", "Q2_DO_1"],
    [
        *("Start Date", "Response Type", "Finished", "Recorded Date", "Response ID"),
        *("Jak oceniasz koszyk?\n(1 – źle)", "支付容易吗？", "支付容易吗？ - Display Order"),
    ],
    [
        json.dumps({"ImportId": "startDate", "timeZone": "Europe/Warsaw"}),
        *(json.dumps({"ImportId": i}) for i in ("status", "finished")),
        json.dumps({"ImportId": "recordedDate", "timeZone": "Asia/Tokyo"}),
        *(json.dumps({"ImportId": i}) for i in ("_recordId", "QID1", "QID2")),
        json.dumps({"ImportId": "QID2_DO", "choiceId": "1"}),
    ],
    ["2026-03-01 10:00:00", "IP Address", "True", "2026-03-01 10:05:00", "R_1", "5", "2", "1"],
    ["2026-03-01 11:00:00", "Survey Preview", "True", "2026-03-01 11:05:00", "R_2", "1", "1", "1"],
    ["2026-04-01 11:00:00", "IP Address", "False", "2026-04-01 11:05:00", "R_3", "4", "", "1"],
    ["2026-04-02 11:00:00", "IP Address", "True", "2026-04-02 11:05:00", "R_4", "4", "", "1"],
]
MONKEY = [
    ["Respondent ID", "Collector ID", "End Date", "How was\nthe cart?", "Which?", "", "", "Why?"],
    ["", "", "", "Response", "Web", "Shop, or kiosk", "Other", "Open-Ended Response"],
    ["11", "7", "03/01/2026 10:05:00 AM", "4", "Web", "", "", "“fast”\nreally"],
    ["12", "7", "03/13/2026 10:05:00 PM", "2", "Web", "Shop, or kiosk", "", ""],
]
SOURCE = Source(
    questions={
        "Q1": {"touchpoint": "cart", "metric": "csat"},
        "Q2": {"touchpoint": "pay", "metric": "csat"},
    }
)


def write(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> Path:
    text = io.StringIO(newline="")
    mark = "\t" if path.suffix == ".tsv" else ","
    csv.writer(text, delimiter=mark).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def cells(table: Table, *columns: str) -> list[tuple[object, ...]]:
    return list(table.fetch(table.frame.select(*(table.columns[c] for c in columns))))


@pytest.mark.parametrize(("name", "encoding"), [("q.csv", "utf-8-sig"), ("q.tsv", "utf-16")])
def test_a_qualtrics_export(tmp_path: Path, name: str, encoding: str) -> None:
    table = open_table(write(tmp_path / name, QUALTRICS, encoding), ("Q1",))
    assert list(table.columns) == QUALTRICS[0]
    assert cells(table, "ResponseId", "Q1", "Q2") == [("R_1", "5", "2"), ("R_4", "4", None)]
    assert dict(table.aside) == {"preview": 1, "unfinished": 1}
    assert table.notes == ("read as an export of qualtrics, with 3 rows of header",)
    assert table.layout is not None
    assert table.layout.parts == {"respondent_id": "ResponseId", "answered_at": "RecordedDate"}
    assert table.layout.questions == {
        "Q1": "Jak oceniasz koszyk? (1 – źle)",
        "Q2": "支付容易吗？",
    }


def test_rows_that_are_to_be_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "q.csv", QUALTRICS)
    source = SOURCE.replace(format={"vendor": "qualtrics", "keep": "unfinished"})
    readings = measure_answers(JOURNEY, path, source)
    assert [(r.touchpoint, dict(r.counts or {})) for r in readings] == [
        ("cart", {4: 2, 5: 1}),
        ("pay", {2: 1}),
    ]
    assert str(readings.intake).splitlines() == [
        "6 answers in 3 of 4 rows: 4 used, 2 set aside (no answer 2); rows set aside: preview 1",
        "read as an export of qualtrics, with 3 rows of header; not set aside: unfinished",
    ]
    assert dict(open_table(path, (), TableFormat(keep=["preview", "unfinished"])).aside) == {}


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (
            TableFormat(keep=["unfinnished"]),
            "no rows are set aside as 'unfinnished'; did you mean 'unfinished'?",
        ),
        (
            TableFormat(vendor="none", keep=["unfinished"]),
            "not an export that sets rows aside as 'unfinished'; take it out",
        ),
    ],
)
def test_reasons_that_there_are_not(tmp_path: Path, form: TableFormat, sentence: str) -> None:
    path = write(tmp_path / "q.csv", QUALTRICS)
    with pytest.raises(AnswersError) as caught:
        open_table(path, (), form)
    assert str(caught.value) == f"{path}: format.keep: {sentence}"


def test_a_qualtrics_export_in_numbers(tmp_path: Path) -> None:
    numbers = {"IP Address": "0", "Survey Preview": "1", "True": "1", "False": "0"}
    rows = [*QUALTRICS[:3], *([numbers.get(c, c) for c in row] for row in QUALTRICS[3:])]
    table = open_table(write(tmp_path / "q.csv", rows), ())
    assert [row for (row,) in cells(table, "ResponseId")] == ["R_1", "R_4"]
    assert dict(table.aside) == {"preview": 1, "unfinished": 1}


@pytest.mark.parametrize("status", ["Spam", "8"])
def test_spam_is_no_answer(tmp_path: Path, status: str) -> None:
    spam = ["2026-04-02 11:00:00", status, "True", "2026-04-02 11:05:00", "R_5", "1", "1", "1"]
    path = write(tmp_path / "q.csv", [*QUALTRICS, spam])
    assert measure_answers(JOURNEY, path, SOURCE).intake.rows_aside == {
        "preview": 1, "spam": 1, "unfinished": 1,
    }  # fmt: skip
    kept = open_table(path, (), TableFormat(keep=["spam"]))
    assert [row for (row,) in cells(kept, "ResponseId")] == ["R_1", "R_4", "R_5"]


def test_every_row_of_an_export_is_told(tmp_path: Path) -> None:
    readings = measure_answers(JOURNEY, write(tmp_path / "q.csv", QUALTRICS), SOURCE)
    assert [(r.touchpoint, dict(r.counts or {})) for r in readings] == [
        ("cart", {4: 1, 5: 1}),
        ("pay", {2: 1}),
    ]
    assert str(readings.intake).splitlines() == [
        "4 answers in 2 of 4 rows: 3 used, 1 set aside (no answer 1); "
        "rows set aside: preview 1, unfinished 1",
        "read as an export of qualtrics, with 3 rows of header",
    ]
    assert dict(readings.intake.rows_aside) == {"preview": 1, "unfinished": 1}


def test_the_time_of_an_export_is_read_where_waves_are_cut_by_it(tmp_path: Path) -> None:
    source = SOURCE.replace(waves="month")
    readings = measure_answers(JOURNEY, write(tmp_path / "q.csv", QUALTRICS), source)
    assert [(r.touchpoint, r.wave) for r in readings] == [
        ("cart", "2026-03"),
        ("cart", "2026-04"),
        ("pay", "2026-03"),
    ]


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    rows = [*QUALTRICS, [*QUALTRICS[3][:4], "R_5", "five", "2", "1"]]
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, write(tmp_path / "q.csv", rows), SOURCE)
    (problem,) = caught.value.problems
    # the question's text is on two lines; the previews before it are counted, too
    assert (problem.line, problem.path, problem.value) == (9, "Q1", "five")
    broken = [*QUALTRICS, ["too", "short"]]
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, write(tmp_path / "q.csv", broken), SOURCE)
    assert str(caught.value) == f"{tmp_path / 'q.csv'}:9: the row has 2 cells, the header 8"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("inner", ["\n", "\r\n", "\r"])
def test_line_ends_inside_a_header(tmp_path: Path, end: str, inner: str) -> None:
    path = tmp_path / "t.csv"
    text = end.join([f'touchpoint,metric,"sc{inner}ore",score', "pay,csat,x,4", "pay,csat,y,z", ""])
    path.write_bytes(text.encode())
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, path)
    # as every reader of text has it, CR LF is one line end, also inside a cell
    assert [(p.line, p.value) for p in caught.value.problems] == [(4, "z")]


def test_rows_of_header_may_be_long(tmp_path: Path) -> None:
    texts = ["very long indeed " * 1500 + str(i) for i in range(30)]
    ids = [json.dumps({"ImportId": f"QID{i}"}) for i in range(30)]
    rows = [[f"Q{i}" for i in range(30)], texts, ids, ["4"] * 30]
    table = open_table(write(tmp_path / "q.csv", rows), ())
    assert table.layout is not None
    assert table.layout.questions["Q29"] == texts[29]
    assert cells(table, "Q29") == [("4",)]


def test_an_older_qualtrics_export(tmp_path: Path) -> None:
    rows = [
        ["V1", "V2", "V7", "V9", "V10", "Q1", "Q2"],
        ["ResponseID", "ResponseSet", "Status", "EndDate", "Finished", "The cart?", "Paying?"],
        ["R_1", "Default Response Set", "0", "2014-03-01 10:00:00", "1", "5", "2"],
        ["R_2", "Default Response Set", "1", "2014-03-01 10:00:00", "1", "1", "1"],
    ]
    table = open_table(write(tmp_path / "q.csv", rows), ())
    assert table.layout is not None
    assert table.layout.vendor == "qualtrics-legacy"
    assert table.layout.questions == {"Q1": "The cart?", "Q2": "Paying?"}
    assert table.layout.parts == {"respondent_id": "V1", "answered_at": "V9"}
    assert (dict(table.aside), cells(table, "V1")) == ({"preview": 1}, [("R_1",)])


def test_a_surveymonkey_export(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "s.csv", MONKEY), ())
    kiosk = "Which? [Shop, or kiosk]"
    assert list(table.columns)[3:] == [
        *("How was the cart?", "Which? [Web]", kiosk, "Which? [Other]", "Why?")
    ]
    assert cells(table, "Respondent ID", "How was the cart?", kiosk) == [
        ("11", "4", None),
        ("12", "2", "Shop, or kiosk"),
    ]
    assert table.layout is not None
    assert list(table.layout.questions) == list(table.columns)[3:]
    source = Source(questions={"How was the cart?": {"touchpoint": "cart", "metric": "csat"}})
    readings = measure_answers(JOURNEY, tmp_path / "s.csv", source)
    assert (readings[0].counts, readings.intake.rows) == ({2: 1, 4: 1}, 2)


def test_a_condensed_surveymonkey_export(tmp_path: Path) -> None:
    rows = [MONKEY[0][:4], ["", "", "", ""], MONKEY[2][:4]]
    table = open_table(write(tmp_path / "s.csv", rows), ())
    assert cells(table, "How was the cart?") == [("4",)]


def test_what_only_looks_alike_is_left_alone(tmp_path: Path) -> None:
    # somebody has taken the second row of the header out
    table = open_table(write(tmp_path / "s.csv", [MONKEY[0][:4], *(r[:4] for r in MONKEY[2:])]), ())
    assert (table.layout, len(cells(table, "Respondent ID"))) == (None, 2)
    none = TableFormat(vendor="none")
    table = open_table(write(tmp_path / "q.csv", QUALTRICS), (), none)
    assert (table.layout, dict(table.aside)) == (None, {})
    assert len(cells(table, "Q1")) == 6


@pytest.mark.parametrize(
    ("vendor", "sentence"),
    [
        ("qualtrix", "q.csv: format.vendor: no vendor 'qualtrix'; did you mean 'qualtrics'?"),
        (
            "surveymonkey",
            "q.csv:1: the header is not that of an export of surveymonkey; it looks like qualtrics",
        ),
    ],
)
def test_another_vendor_than_the_table_shows(vendor: str, sentence: str) -> None:
    with pytest.raises(AnswersError) as caught:
        find_layout(QUALTRICS[:3], vendor, "q.csv")
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "head", [[], [[]], [[""], [""], [""]], [["a"], ["{"], ["{}"]], [["{" * 9000]] * 3]
)
def test_odd_headers_are_nobodys(head: list[list[str]]) -> None:
    assert find_layout(head, None, "t.csv") is None


def test_every_profile_is_whole() -> None:
    profiles = load_profiles()
    assert list(profiles) == ["qualtrics-legacy", "qualtrics", "surveymonkey"]
    assert max(profile.rows for profile in profiles.values()) == MOST_ROWS
    assert all(profile.signs for profile in profiles.values())
