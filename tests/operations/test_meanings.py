from __future__ import annotations

import pytest

from journeymap.operations.faults import Refusal
from journeymap.operations.meanings import read_count, read_yes
from journeymap.starting.words import NO, YES
from journeymap.tables.codes import YES_NO, Codes


@pytest.mark.parametrize("word", ["gone", "Gone", " GONE ", "Yes", "TRUE", "y", "1", "1.0"])
def test_yes(word: str) -> None:
    assert read_yes(word, Codes.of_yes_no({"gone": 1, "here": 0})) is True


@pytest.mark.parametrize("word", ["Here", "no", "False", "N", "0", "0.0"])
def test_no(word: str) -> None:
    assert read_yes(word, Codes.of_yes_no({"gone": 1, "here": 0})) is False


@pytest.mark.parametrize("word", ["tak", "ja", "maybe", "2", "-1", "0.5", "100%"])
def test_neither(word: str) -> None:
    hint = f"write labels: {{{word}: 1}} if it means yes"
    assert read_yes(word, Codes.of_yes_no({})) == Refusal("neither yes nor no", hint)
    assert read_yes(word, Codes.of_yes_no({word.upper(): 1})) is True


def test_drafts_know_all_words_that_are_measured() -> None:
    assert {word for word, code in YES_NO.items() if code} < YES
    assert {word for word, code in YES_NO.items() if not code} < NO
    assert not YES & NO


@pytest.mark.parametrize(
    ("text", "decimal", "count"),
    [("3", ".", 3), ("3,0", ",", 3), ("3.0", ",", None), ("1.000", ",", None), ("3%", ".", None)],
)
def test_counts(text: str, decimal: str, count: int | None) -> None:
    refused = Refusal("not a whole number of 0 or more")
    assert read_count(text, decimal) == (refused if count is None else count)
