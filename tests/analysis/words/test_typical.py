"""Which words stand out, and when nothing may be said."""

from __future__ import annotations

import math
import random

import pytest

from journeymap.analysis.words.choosing import Chosen
from journeymap.analysis.words.gathering import Gathered
from journeymap.analysis.words.typical import LEAST_Z, PRIOR_SHARE, compare, find_typical
from journeymap.answers.comments import read_comments
from journeymap.statistics.words import informative_prior, log_odds
from tests.analysis.words.speaking import SHOP, tell

CART, PAY = ("cart", None), ("payment", None)


def gather(**said: list[str]) -> Gathered:
    return gather_in("en", said)


def gather_in(language: str | None, said: dict[str, list[str]]) -> Gathered:
    gathered = Gathered(language)
    gathered.take_all(Chosen(read_comments(SHOP, tell(**said)), None, {}))
    return gathered


def test_one_place_against_all_others() -> None:
    own, whole = {"basket": 8, "shop": 5}, {"basket": 9, "shop": 25, "card": 20, "once": 1}
    found = compare(own, whole, 3)
    here = {"basket": 8, "shop": 5, "card": 0, "": 0}
    there = {"basket": 1, "shop": 20, "card": 20, "": 1}
    prior = informative_prior(here, there, total=PRIOR_SHARE * 13)
    expected = log_odds(here, there, prior=prior)
    assert {word: one.z for word, one in found.items()} == pytest.approx(
        {word: one.z for word, one in expected.items() if word}
    )


def test_nothing_to_compare() -> None:
    assert compare({}, {"a": 5, "b": 5}, 3) == {}  # the place has no words
    assert compare({"a": 1}, {"a": 5}, 3) == {}
    assert compare({"a": 1}, {"a": 2, "b": 2}, 3) == {}  # all of them are rare


def test_family_is_all_words_of_all_places() -> None:
    said = {
        "cart": ["basket lost"] * 12 + ["shop nice"] * 6,
        "payment": ["card refused"] * 12 + ["shop nice"] * 6,
    }
    found = find_typical(gather(**said), q=0.05, min_count=3)
    assert found[CART, "en"].status == "typical"
    assert list(found[CART, "en"].words) == ["basket", "lost"]
    one = found[CART, "en"].words["basket"]
    assert one is not None
    assert one.p == pytest.approx(math.comb(18, 12) / math.comb(36, 12))
    # four of the twelve comparisons are as strong, two at both places
    assert one.p_adjusted == pytest.approx(one.p * 12 / 4)
    assert found[PAY, "en"].weights["card"] == pytest.approx(one.z)


@pytest.mark.parametrize(("n", "status"), [(9, "too_few"), (10, "typical")])
def test_ten_comments_are_needed_here(n: int, status: str) -> None:
    found = find_typical(
        gather(cart=["lost basket"] * n, payment=["card"] * 60), q=0.05, min_count=3
    )
    assert found[CART, "en"].status == status


@pytest.mark.parametrize(("n", "status"), [(9, "frequent"), (10, "typical")])
def test_and_ten_elsewhere(n: int, status: str) -> None:
    said = {"cart": ["lost basket"] * 60, "payment": ["card refused"] * n}
    found = find_typical(gather(**said), q=0.05, min_count=3)
    assert found[CART, "en"].status == status
    words = found[CART, "en"].words
    assert list(words) == ["basket", "lost"]
    assert (words["basket"] is None) == (status == "frequent")


def test_min_count_counts_comments_of_the_place() -> None:
    said = {"cart": ["lost basket"] * 8 + ["nice"] * 12, "payment": ["card"] * 40}
    assert list(find_typical(gather(**said), q=0.5, min_count=8)[CART, "en"].words) == [
        "nice",
        "basket",
        "lost",
    ]
    assert list(find_typical(gather(**said), q=0.5, min_count=9)[CART, "en"].words) == ["nice"]


def test_languages_are_compared_apart() -> None:
    said = {
        "cart": ["The basket was lost and this is bad"] * 20,
        "payment": ["Karta nie działa i to jest złe"] * 20,
    }
    gathered = gather_in(None, said)
    found = find_typical(gathered, q=0.05, min_count=3)
    assert {key: one.status for key, one in found.items()} == {
        (CART, "en"): "frequent",
        (PAY, "pl"): "frequent",
    }


def test_where_nothing_differs_nothing_is_found() -> None:
    chance = random.Random(1)
    vocabulary = [f"word{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(120)]
    weights = [1 / (i + 1) for i in range(120)]
    rows = [" ".join(chance.choices(vocabulary, weights, k=6)) for _ in range(1_200)]
    found = find_typical(
        gather(cart=rows[:100], payment=rows[100:500], delivery=rows[500:]), q=0.05, min_count=3
    )
    assert {one.status for one in found.values()} == {"unsure"}
    assert all(1 <= len(one.words) <= 3 for one in found.values())
    assert all(
        one is not None and one.z > 1 for told in found.values() for one in told.words.values()
    )


def test_where_all_say_the_same_no_word_leads() -> None:
    said = {"cart": ["nice page"] * 20, "payment": ["nice page"] * 20}
    found = find_typical(gather(**said), q=0.05, min_count=3)
    assert {one.status for one in found.values()} == {"none_stands_out"}
    assert not any(one.words for one in found.values())


def test_words_too_rare_to_be_found_cost_nothing() -> None:
    """A hundred words that three comments hold leave the p of one in ten comments as it is."""
    rare = [f"rare{chr(97 + i // 26)}{chr(97 + i % 26)}x" for i in range(100)]
    said = {
        "cart": ["basket"] * 10 + [" ".join(rare)] * 2 + ["nice"] * 8,
        "payment": [" ".join(rare)] + ["nice"] * 19,
    }
    one = find_typical(gather(**said), q=0.05, min_count=3)[CART, "en"].words["basket"]
    assert one is not None
    assert one.p == pytest.approx(math.comb(20, 10) / math.comb(40, 10))
    assert one.p_adjusted <= 4 * one.p  # basket and nice, at two places


def test_z_must_be_above_196_too() -> None:
    said = {"cart": ["lost"] * 4 + ["nice"] * 40, "payment": ["card"] * 40}
    (z,) = (
        one.z
        for one in compare({"lost": 4, "nice": 40}, {"lost": 4, "nice": 40, "card": 40}, 3).values()
        if one.word == "lost"
    )
    assert z < LEAST_Z
    assert "lost" not in find_typical(gather(**said), q=0.9, min_count=3)[CART, "en"].words
