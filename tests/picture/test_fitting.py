from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture.fitting import LONGEST, abridge


@given(st.text(max_size=900))
def test_a_text_is_whole_or_a_beginning_that_says_so(text: str) -> None:
    short = abridge(text)
    if len(text) <= LONGEST:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert LONGEST / 2 < len(short) <= LONGEST + 1


def test_words_are_kept_whole() -> None:
    assert abridge("Waits for the shuttle", 12) == "Waits for…"
    assert abridge("Waits for the shuttle", 13) == "Waits for the…"


def test_one_long_word_is_cut_anywhere() -> None:
    assert abridge("x" * 500) == "x" * LONGEST + "…"
