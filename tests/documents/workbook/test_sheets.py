"""Names and texts that a workbook takes, whatever they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeymap.documents.workbook.forms import LONGEST, to_text
from journeymap.documents.workbook.sheets import name_sheet


@given(st.text(), st.sets(st.sampled_from(["goals", "sheet", "a", "history"])))
def test_a_sheet_name_is_one_that_excel_takes(name: str, taken: set[str]) -> None:
    found = name_sheet(name, taken)
    assert 1 <= len(found.encode("utf-16-le")) // 2 <= 31
    assert not set(found) & set("[]:*?/\\")
    assert found.lower() not in taken
    assert not found.startswith("'")
    assert not found.endswith("'")
    assert found.lower() != "history"


def test_names_that_are_taken_get_a_number() -> None:
    long = "What moves the outcome of the journey"
    assert name_sheet(long, set()) == "What moves the outcome of the j"
    assert (
        name_sheet(long, {"what moves the outcome of the j"}) == "What moves the outcome of the 2"
    )


@given(st.text())
def test_a_cell_holds_only_what_a_file_can(text: str) -> None:
    shown = to_text(text)
    assert all(
        c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff" for c in shown
    )


def test_a_text_is_no_longer_than_a_cell() -> None:
    for letter in ("x", "🙂"):
        shown = to_text(letter * 40_000)
        assert len(shown.encode("utf-16-le")) // 2 <= LONGEST
        assert shown.endswith(" […]")


def test_mappings_and_lists_become_a_text() -> None:
    assert to_text({"area": "=A", "n": 3}) == "area==A; n=3"
    assert to_text(["a", "b\x07"]) == "a, b"
