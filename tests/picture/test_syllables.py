from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture.syllables import SHORTEST, find_breaks


@pytest.mark.parametrize(
    ("word", "most", "pieces"),
    [
        ("potwierdzenia", 9, ("potwier", "dzenia")),
        ("przeszkadzać", 9, ("przeszka", "dzać")),
        ("confirmation", 9, ("confirma", "tion")),
        ("подтверждения", 9, ("подтверж", "дения")),
        ("подъездами", 7, ("подъез", "дами")),
        ("компьютерный", 8, ("компью", "терный")),
        ("строительство", 9, ("строи", "тельство")),
        ("Пользователь", 8, ("Пользова", "тель")),
        ("районный", 6, ("район", "ный")),
        ("επιβεβαίωση", 6, ("επιβε", "βαίωση")),
        ("Krankenversicherung", 11, ("Krankenver", "sicherung")),
    ],
)
def test_a_syllable_begins_with_a_consonant_before_a_vowel(
    word: str, most: int, pieces: tuple[str, str]
) -> None:
    first = next(find_breaks(word, most))
    assert (word[:first], word[first:]) == pieces


@pytest.mark.parametrize(
    "word", ["подъездный", "семьянинский", "компьютерный", "ОБЪЯВЛЕНИЕ", "Ньюйоркский", "майорами"]
)
def test_no_line_begins_with_a_sign_or_a_short_i(word: str) -> None:
    assert all(word[i] not in "ьъйЬЪЙ" for i in find_breaks(word, len(word)))
    assert list(find_breaks(word, len(word)))


@given(st.text("ьъйоаедтн", min_size=6, max_size=20))
def test_no_piece_of_any_letters_begins_with_one(word: str) -> None:
    assert all(word[i] not in "ьъй" for i in find_breaks(word, len(word)))


@pytest.mark.parametrize(
    "word", ["支払手続支払手続", "תשלוםתשלום", "دفعدفعدفع", "1234567890", "strngthsk", "x.y.z.x.y"]
)
def test_other_scripts_and_words_without_syllables_have_no_hyphen(word: str) -> None:
    assert list(find_breaks(word, 8)) == []


@given(st.text(max_size=30), st.integers(0, 40))
def test_no_piece_is_short_and_the_longest_comes_first(word: str, most: int) -> None:
    found = list(find_breaks(word, most)) if word else []
    assert found == sorted(found, reverse=True)
    for i in found:
        assert SHORTEST <= i <= min(most, len(word) - SHORTEST)
        assert word[: i + 1].isalpha()
