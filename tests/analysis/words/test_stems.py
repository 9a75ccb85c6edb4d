"""Stems: forms of a word are one word; small words and numbers are none."""

from __future__ import annotations

import pytest

from journeymap.analysis.words.stems import Stems
from tests.analysis.words.speaking import STEMS

FORMS = {
    "en": ["Courier", "couriers", "COURIER'S".removesuffix("'S")],
    "pl": ["kurier", "kuriera", "Kurierem"],
    "ru": ["доставка", "Доставки", "доставку"],
    "de": ["Kurier", "Kuriere", "KURIEREN"],
    "fr": ["livreur", "Livreurs"],
    "es": ["repartidor", "Repartidores"],
}


@pytest.mark.parametrize("language", FORMS)
def test_forms_have_one_stem(language: str) -> None:
    stems = Stems(language)
    assert {stems.find(form) for form in FORMS[language]} == {STEMS[language]["delivery"]}


def test_small_words_and_numbers_tell_nothing() -> None:
    assert [Stems("pl").find(word) for word in ("Nie", "się", "24", "x", "kurier")] == [
        *[None] * 4,
        "kurier",
    ]
    assert [Stems("unknown").find(word) for word in ("nie", "THE", "kuriera")] == [
        None,
        None,
        "kuriera",
    ]
    assert Stems("it").find("una") == "una"  # Italian has no list of its own


def test_own_stop_words_in_any_form() -> None:
    stems = Stems("pl", ["KURIERZY", "Kurier"])
    assert [stems.find(word) for word in ("kurierem", "Kurier", "paczka")] == [None, None, "paczk"]


def test_sharp_s_and_composed_letters_are_one_spelling() -> None:
    stems = Stems("de")
    assert stems.find("Straße") == stems.find("STRASSE")
    assert Stems("unknown").find("cafe\u0301") == Stems("unknown").find("CAFÉ") == "café"
