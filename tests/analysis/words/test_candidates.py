"""Candidates for quotes: few, whatever the order; and how a comment may be shown."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.words.candidates import LONGEST_QUOTE, Candidate, Candidates, to_quote
from journeymap.analysis.words.corpus import to_key
from journeymap.text import find_unseen


def make(i: int) -> Candidate:
    return Candidate(f"comment {i}", False, "en", float(i % 5), i)


def test_candidates_hang_on_texts_not_on_their_order() -> None:
    many = [make(i) for i in range(3_000)]
    found = []
    for seed in (1, 2):
        random.Random(seed).shuffle(many)
        candidates = Candidates()
        for one in many:
            candidates.offer(one, to_key(one.text), one.answer)
        some = sorted(candidates.find_some(), key=lambda one: to_key(one.text))[:200]
        worst = sorted(candidates.find_worst(), key=lambda pair: (pair[0], to_key(pair[1].text)))
        found.append((some, worst[:50]))
    assert found[0] == found[1]
    assert {goodness for goodness, _ in found[0][1]} == {0.0}


def test_of_equal_texts_the_first_row_stays() -> None:
    candidates = Candidates()
    for row in (7, 3, 5):
        candidates.offer(Candidate("ok", False, "en", None, row), to_key("ok"), None)
    assert [one.row for one in candidates.find_some()] == [3]
    assert candidates.find_worst() == candidates.find_best() == []


def test_best_have_the_highest_answers() -> None:
    candidates = Candidates()
    for i in range(5):
        candidates.offer(make(i), i, float(i))
    assert max(candidates.find_best())[0] == 4.0
    assert min(candidates.find_worst())[0] == 0.0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("fine", "fine"),
        ("a\x00b\u202ec\ud800d\x1b[31m", "abcd[31m"),
        ("two\nlines", "two\nlines"),
        (" \u2066 ", ""),
        ("x" * LONGEST_QUOTE, "x" * LONGEST_QUOTE),
        ("x" * (LONGEST_QUOTE + 1), "x" * (LONGEST_QUOTE - 1) + "…"),
        ("word " * 200, ("word " * 99 + "word") + "…"),
        ("x" * 498 + "e\u0302\u0323" + "y" * 9, "x" * 498 + "…"),
        ("x" * 498 + "👍🏽" + "y" * 9, "x" * 498 + "…"),
        ("x" * 497 + "👨\u200d👩" + "y" * 9, "x" * 497 + "…"),
        ("x" * 498 + "🇵🇱" + "y" * 9, "x" * 498 + "…"),
        ("e" + "\u0302" * 900, "e…"),
    ],
)
def test_quotes_end_after_a_whole_letter(text: str, shown: str) -> None:
    assert to_quote(text) == (shown, shown.endswith("…"))


@given(st.text())
def test_no_quote_holds_what_breaks_a_page(text: str) -> None:
    shown, shortened = to_quote(text)
    assert find_unseen(shown) is None
    assert len(shown) <= LONGEST_QUOTE
    assert shortened or len(shown) <= len(text)
