"""Every catalogue says everything with the same names in braces; numbers are written by locale."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.wording.words import LANGUAGES, Words, choose_words
from tests.wording.collected import collect_counts, collect_texts, read_catalogue

TRANSLATED = [language for language in LANGUAGES if language != "en"]


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_every_text_and_no_other(language: str) -> None:
    assert sorted(read_catalogue(language)) == sorted(collect_texts() | collect_counts())


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_name_the_same_values(language: str) -> None:
    for text, said in read_catalogue(language).items():
        for form in [said] if isinstance(said, str) else said:
            assert names_in(form) == names_in(text), text
            assert form.strip()


@pytest.mark.parametrize("language", TRANSLATED)
def test_counts_have_three_forms(language: str) -> None:
    catalogue = read_catalogue(language)
    assert {text for text, said in catalogue.items() if isinstance(said, list)} == collect_counts()
    assert all(len(said) == 3 for said in catalogue.values() if isinstance(said, list))


@pytest.mark.parametrize(
    ("language", "n", "form"),
    [("pl", 1, 0), ("pl", 2, 1), ("pl", 5, 2), ("pl", 12, 2), ("pl", 22, 1), ("pl", 21, 2),
     ("ru", 1, 0), ("ru", 21, 0), ("ru", 11, 2), ("ru", 3, 1), ("ru", 13, 2), ("ru", 0, 2)],
)  # fmt: skip
def test_a_count_takes_its_form(
    language: str, n: int, form: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {"{n} answers": ["{n} a", "{n} b", "{n} c"]}
    monkeypatch.setattr("journeymap.wording.words._catalogue", lambda _: made)
    assert Words(language).count(n, "{n} answer", "{n} answers") == f"{n} {'abc'[form]}"


@pytest.mark.parametrize(
    ("shown", "polish"),
    [
        ("81.0 % (79.5 to 82.4)", "81,0 % (79,5 to 82,4)"),
        ("n 2,919", "n 2\xa0919"),
        ("1,234,567.8", "1\xa0234\xa0567,8"),
        ("version 1.2.3", "version 1.2.3"),
        ("2016-03-05", "05.03.2016"),
        ("2016", "2016"),
        ("1,5", "1,5"),
        ("-0.25", "−0,25"),
        ("< .001", "< 0,001"),
        ("p .042", "p 0,042"),
        ("a .5b", "a .5b"),
    ],
)
def test_numbers_are_written_as_people_write_them(shown: str, polish: str) -> None:
    assert Words("pl").number(shown) == polish
    assert Words("en").number(shown) == shown.replace("-0.25", "−0.25")


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_a_number_can_be_read_back(whole: int, digits: int) -> None:
    said = Words("ru").number(f"{whole:,.{digits}f}")
    assert re.fullmatch(r"\d{1,3}(\xa0\d{3})*(,\d+)?", said)
    assert float(said.replace("\xa0", "").replace(",", ".")) == whole


def test_the_language_of_the_journey_is_taken_where_there_is_a_catalogue() -> None:
    assert choose_words(None, "pl-PL") == Words("pl")
    assert choose_words(None, "ja") == choose_words(None, None) == Words("en")
    assert choose_words("ru", "pl") == Words("ru")
    with pytest.raises(ValueError, match="there are words in en, pl, ru, not in 'po'; "):
        choose_words("po")


def test_what_has_no_translation_stays_english() -> None:
    assert Words("pl")("{n} zebras", n=3) == "3 zebras"
    assert Words("pl").count(1, "{n} zebra", "{n} zebras") == "1 zebra"
