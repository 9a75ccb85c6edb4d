from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.printed import display_width, to_csv, to_html_table, to_line, to_table


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("Zażółć", 6), ("支付", 4), ("e\u0301", 1), ("a\u200bb", 2), ("ﾊﾝ", 2), ("Ａ", 2)],
)
def test_width(text: str, columns: int) -> None:
    assert display_width(text) == columns


def test_line_shows_what_cannot_be_seen() -> None:
    assert to_line(" a\n b\tc ") == "a b c"
    assert to_line("a\x1b[31m\u202eb") == "a\\x1b[31m\\u202eb"


@given(st.text())
def test_line_is_one_printable_line(text: str) -> None:
    assert to_line(text).isprintable()


def test_table_is_aligned() -> None:
    rows = [["Cart", "1,204", "x"], ["支付", "9", ""], ["two\nlines", "-3", "=1"]]
    assert to_table(["touchpoint", "n", "note"], rows, right=[1]) == (
        "touchpoint      n  note\n"
        "Cart        1,204  x\n"
        "支付            9\n"
        "two lines      -3  =1"
    )  # fmt: skip


def test_table_without_rows_is_its_heading() -> None:
    assert to_table(["touchpoint", "n"], []) == "touchpoint  n"


def test_a_table_that_is_too_wide_goes_on_in_further_lines() -> None:
    rows = [
        ["Long-term shuttle at night", "1,204", "missed (the worst of all of them)"],
        ["A", "9", ""],
    ]
    headings = ["touchpoint", "n", "status"]
    assert to_table(headings, rows, right=[1], most=45) == (
        "touchpoint              n  status\n"
        "Long-term shuttle   1,204  missed (the worst\n"
        "at night                   of all of them)\n"
        "A                       9"
    )  # fmt: skip
    assert to_table(headings, rows, right=[1], most=100) == to_table(headings, rows, right=[1])


def test_words_that_are_too_long_are_cut_and_numbers_are_not() -> None:
    found = to_table(["", "n"], [["x" * 30 + " 支" * 3, "1" * 20]], right=[1], most=20)
    assert found == (
        f"{'':12}{'n':>22}\n"
        f"{'x' * 12}  {'1' * 20}\n"
        f"{'x' * 12}\n"
        "xxxxxx 支 支\n"
        "支"
    )  # fmt: skip


@given(st.lists(st.lists(st.text("ab 支", max_size=60), min_size=4, max_size=4), max_size=4))
def test_a_table_fits(rows: list[list[str]]) -> None:
    headings = ["a", "b", "c", "d"]
    for line in to_table(headings, rows, most=60).splitlines():
        assert display_width(line) <= 60
    said = to_table(headings, rows, most=60).replace("\n", "")
    assert sorted(said.replace(" ", "")) == sorted("".join(sum(rows, headings)).replace(" ", ""))


def test_html_is_escaped() -> None:
    assert to_html_table(["a<b", "n"], [["<script>&\"'", "3"]], right=[1]) == (
        "<table><thead><tr>"
        '<th style="text-align:left">a&lt;b</th>'
        '<th style="text-align:right">n</th></tr></thead>'
        '<tbody><tr><td style="text-align:left">&lt;script&gt;&amp;&quot;&#x27;</td>'
        '<td style="text-align:right">3</td></tr></tbody></table>'
    )


def test_csv_defuses_formulas_and_keeps_numbers() -> None:
    rows: list[list[object]] = [["=1+1", -3], ["-x", 0.5], ["+1", None], ["@a", True]]
    assert to_csv(["name", "n"], rows) == ("name,n\n'=1+1,-3\n'-x,0.5\n'+1,\n'@a,True\n")


def test_csv_defuses_a_mapping() -> None:
    assert to_csv(["segment"], [[{"=a": "b", "c": 1}]]) == "segment\n'=a=b; c=1\n"


CELLS = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2)))
def test_csv_is_read_back(rows: list[list[str]]) -> None:
    found = list(csv.reader(StringIO(to_csv(["a", "b"], rows))))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


def test_headings_of_numbers_go_on_in_further_lines_where_all_else_is_narrow() -> None:
    headings, rows = ["place", "P(within 5)", "rank (90 %)"], [["Cart", "94 %", "1 to 4"]]
    assert to_table(headings, rows, right=[1, 2], most=23).splitlines() == [
        "place  P(within    rank",
        "             5)  (90 %)",
        "Cart       94 %  1 to 4",
    ]
