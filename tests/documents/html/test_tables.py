"""Tables of the page: what cells are sorted by, and whom rows are about."""

from __future__ import annotations

import pytest

from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.analysis.segments.measuring import measure_segments
from journeymap.demo import load_demo
from journeymap.documents.cells import read_tables
from journeymap.documents.html.tables import to_tables
from journeymap.documents.planning import plan_report
from journeymap.picture.lettering import clean_line
from journeymap.wording.words import Words


def test_rows_know_their_touchpoint() -> None:
    table = to_tables(find_weakest(load_demo()), Words())[0]
    assert table.headings[0] == "touchpoint"
    assert [row.touchpoint for row in table.rows[:2]] == ["shops", "food"]
    assert table.rows[0].cells[0].text == "Shops"
    assert [table.right[i] for i in (0, 3)] == [False, True]


def test_lines_for_several_rows_know_theirs_too() -> None:
    table = to_tables(measure_segments(load_demo(), "area"), Words())[0]
    assert {row.touchpoint for row in table.rows if row.touchpoint} >= {"shops", "food"}


def test_what_is_cut_is_told() -> None:
    table = to_tables(find_weakest(load_demo()), Words(), most=3)[0]
    assert (len(table.rows), table.total) == (3, 13)


def test_numbers_are_written_as_the_language_does() -> None:
    table = to_tables(find_weakest(load_demo()), Words("pl"))[0]
    assert table.rows[0].cells[2].text == "56,7 % (54,8 do 58,6)"
    value = find_weakest(load_demo()).rows[0].value
    assert float(table.rows[0].cells[2].sort) == pytest.approx(value)


@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_cell_reads_as_in_every_other_document(language: str) -> None:
    words = Words(language)
    for section in plan_report(load_demo(), language=language).sections:
        assert section.result is not None
        for table, (_, rows, _) in zip(
            to_tables(section.result, words), read_tables(section.result, words), strict=True
        ):
            shown = [[cell.text for cell in row.cells] for row in table.rows]
            assert shown == [[clean_line(text) for text in row] for row in rows[: len(shown)]]
