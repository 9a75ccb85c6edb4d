"""Comments cut into words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.words.tokens import LONGEST_READ, is_word, split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Too slow; I gave up", ["Too", "slow", "I", "gave", "up"]),
        ("l'attente, d'abord", ["l", "attente", "d", "abord"]),
        ("<script>alert(1)</script><b class='x'>bad</b>", ["alert", "1", "bad"]),
        ("fast &amp; good&nbsp;shop &lt;3", ["fast", "good", "shop", "3"]),
        ("a < b and c > d", ["a", "b", "and", "c", "d"]),
        ("mail me@shop.example or https://shop.example/x?y www.shop.example", ["mail", "or"]),
        ("at 5 @ home", ["at", "5", "home"]),
        ("डिलीवरी देर से", ["डिलीवरी", "देर", "से"]),
        ("e\u0302\u0323 x\u0302y\u0302", ["e\u0302\u0323", "x\u0302y\u0302"]),
        ("\x1b[31mred\x1b[0m", ["31mred", "0m"]),
        ("配送が遅い ok", ["配送", "送が", "が遅", "遅い", "ok"]),
        ("配 送a", ["配", "送", "a"]),
        ("👍🏽 👨‍👩‍👧", []),
        ("\x00\u202e=1+1", ["1", "1"]),
        ("", []),
    ],
)  # fmt: skip
def test_words_of_a_comment(text: str, words: list[str]) -> None:
    assert split_words(text) == words


def test_of_a_very_long_comment_the_beginning_is_read() -> None:
    assert len(split_words("ab " * LONGEST_READ)) == -(-LONGEST_READ // 3)


@pytest.mark.parametrize("hostile", ["<", "&", "@", "a", "<a", "&#", "a@", "www.", "<a " * 3])
def test_no_comment_takes_long(hostile: str) -> None:
    started = time.perf_counter()
    split_words(hostile * 1_000_000)
    assert time.perf_counter() - started < 1


@given(st.text())
def test_every_text_can_be_cut(text: str) -> None:
    assert all(word and not word.isspace() for word in split_words(text))


@pytest.mark.parametrize(
    ("word", "tells"),
    [
        ("ab", True), ("a", False), ("12", False), ("1a", True), ("___", False), ("遅", True),
        ("e\u0302\u0323", False), ("x" * 60, True), ("x" * 61, False), ("", False),
    ],
)  # fmt: skip
def test_which_runs_are_words(word: str, tells: bool) -> None:
    assert is_word(word) is tells
