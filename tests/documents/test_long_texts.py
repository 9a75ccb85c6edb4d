"""Long texts: what is shown of them, and which ones a slide shows only the beginning of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.documents.long_texts import LongTexts, find_long_texts, squeeze
from journeymap.model.journey import Journey
from journeymap.picture.fitting import LONGEST, abridge

START = "Customers wait in the hall until somebody calls them to the counter, "
FIRST = START + "where the papers are read. " * 20
SECOND = START + "and then they go home again. " * 20


def test_they_are_found_once_in_the_order_of_the_journey() -> None:
    journey = Journey.model_validate({
        "name": "Office",
        "description": SECOND,
        "stages": [{"name": "Ask", "touchpoints": [
            {"name": "Wait", "description": FIRST}, {"name": "Go", "description": SECOND}]}],
    })  # fmt: skip
    assert find_long_texts(journey).texts == (SECOND, FIRST)
    short = {"name": "x" * LONGEST, "id": "x", "stages": ["Buy"]}
    assert find_long_texts(Journey.model_validate(short)).texts == ()


def test_a_sentence_keeps_what_stands_around_a_long_name() -> None:
    long = LongTexts((FIRST, SECOND))
    said = long.shorten(f"Weakest: {FIRST}, then {SECOND}.")
    assert said == f"Weakest: {abridge(FIRST, 160)}, then {abridge(SECOND, 160)}."
    assert long.shorten("Weakest: Pay.") == "Weakest: Pay."
    assert long.shorten(FIRST, 50) == abridge(FIRST, 50)


def test_headings_and_cells_of_a_table_are_shortened() -> None:
    headings, rows, right = LongTexts((FIRST,)).shorten_cells((
        ["touchpoint", FIRST], [[FIRST, "1"], ["Pay", "2"]], [1],
    ))  # fmt: skip
    assert headings == ["touchpoint", abridge(FIRST, 160)]
    assert rows == [[abridge(FIRST, 160), "1"], ["Pay", "2"]]
    assert right == [1]


def test_of_texts_that_hold_each_other_the_longer_is_shortened() -> None:
    longer = f"{FIRST} and {SECOND}"
    assert LongTexts((FIRST, longer)).shorten(longer) == abridge(longer, 160)


def test_of_texts_with_one_beginning_only_the_shortened_is_found() -> None:
    long = LongTexts((FIRST, SECOND))
    assert list(long.find_shortened(abridge(FIRST, 160))) == [FIRST]
    assert list(long.find_shortened(f"Of {abridge(SECOND, 160)}: more")) == [SECOND]
    assert list(long.find_shortened(f"{abridge(SECOND, 90)}\n{FIRST}")) == [SECOND]


def test_what_is_cut_where_two_are_still_alike_gives_both() -> None:
    long = LongTexts((FIRST, SECOND))
    assert list(long.find_shortened(abridge(FIRST, 60))) == [FIRST, SECOND]


@pytest.mark.parametrize("shown", ["", "…", FIRST, START, f"{START} more …", f"C… {FIRST}"])
def test_what_is_whole_or_has_no_beginning_is_not_found(shown: str) -> None:
    assert list(LongTexts((FIRST, SECOND)).find_shortened(shown)) == []


def test_a_beginning_that_comes_again_inside_is_known() -> None:
    text = "wait and wait and wait " * 30
    assert list(LongTexts((text,)).find_shortened(f"{abridge(text, 160)} and so on")) == [text]


@given(st.lists(st.text("ab …\n", min_size=60, max_size=90), max_size=4, unique=True))
def test_what_is_abridged_is_found_wherever_its_lines_end(texts: list[str]) -> None:
    whole = [text for text in texts if len(squeeze(abridge(text, 50))) > 20]
    for text in whole:
        shown = abridge(text, 50)
        found = set(LongTexts((text,)).find_shortened(f"So: {shown} !"))
        assert found == {text} or squeeze(text) in squeeze(f"So: {shown} !")
