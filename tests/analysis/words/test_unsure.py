"""How few comments are enough for an obvious word, and what is said where they are not."""

from __future__ import annotations

import math

import pytest

from journeymap.analysis.words.finding import find_words
from tests.analysis.words.speaking import SHOP, tell


def test_an_obvious_word_is_found_in_ten_comments() -> None:
    """Sixty comments in two languages, of ten at each place: "card" in all of one, else nowhere."""
    said = {
        "cart": [*["It was easy to find"] * 5, *["The page is slow for me"] * 5],
        "payment": [*["The card is with me"] * 5, *["They refused my card"] * 3, "Card ok", "Card"],
        "delivery": [*["The courier was late"] * 8, "The man was nice", "It is all fine with me"],
    }
    polish = {
        "cart": [*["Nie było koszyka w sklepie"] * 5, *["Strona jest wolna"] * 5],
        "payment": ["Nie było problemu z tym", "Jest to wygodne"] * 5,
        "delivery": ["Kurier był bardzo miły", "Nie było mnie w domu"] * 5,
    }
    result = find_words(SHOP, tell(**{name: [*said[name], *polish[name]] for name in said}))
    assert dict(result.languages) == {"en": 30, "pl": 30}
    found = {row.stem: row for row in result.rows if row.language == "en"}
    card = found["card"]
    assert (card.touchpoint, card.documents, card.comments, card.kind) == (
        "payment", 10, 10, "typical",
    )  # fmt: skip
    assert card.p == pytest.approx(1 / math.comb(30, 10), rel=1e-9)
    assert (found["late"].touchpoint, found["late"].documents) == ("delivery", 8)
    assert max(found[stem].p_adjusted or 0 for stem in ("card", "late")) < 0.001
    assert "Too short to tell, taken to be in en as comments like it: 2 comments." in result.notes


def test_words_that_may_lead_by_chance_are_unsure() -> None:
    said = {
        "cart": [*["basket"] * 3, *["fine"] * 9, *["page slow"] * 8],
        "payment": [*["card"] * 3, *["fine"] * 9, *["page slow"] * 8],
    }
    result = find_words(SHOP, tell(**said), language="en", quotes=0)
    assert [(row.name, row.word, row.kind) for row in result.rows] == [
        ("Cart", "basket", "unsure"),
        ("Payment", "card", "unsure"),
    ]
    assert {place.status for place in result.places} == {"unsure"}
    assert str(result) == (
        "40 comments on 2 places, none of them with words of its own: too few to be sure.\n"
        "place    word    comments  odds to elsewhere  p adjusted  sure\n"
        "Cart     basket   3 of 20              5.4 x       1.000  unsure\n"
        "Payment  card     3 of 20              5.4 x       1.000  unsure\n"
        "note: Too few to be sure of any word, so those that lead are marked unsure: Cart (20) and "
        "Payment (20)."
    )
    some = {**said, "delivery": ["courier"] * 20}
    told = find_words(SHOP, tell(**some), language="en", quotes=0)
    assert {row.word: row.kind for row in told.rows}["courier"] == "typical"
    assert told.headline() == "60 comments on 3 places, 1 of them with words of its own."
    assert "yes" in str(told)
