"""Words on plain counts: published figures, the formula by hand, and its laws."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.words import (
    TfIdf,
    document_frequencies,
    informative_prior,
    log_odds,
    tf_idf,
)

FOX = Counter(["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "pig"])
DONKEY = Counter(["the", "lazy", "purple", "pig", "jumps", "over", "the", "lazier", "donkey"])
PUBLISHED = 0.6894227886807968  # of the package fightin_words, which prints it in its README

counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 50), min_size=2)


def test_published_values() -> None:
    found = log_odds(FOX, DONKEY, prior=0.05)
    assert {word: one.z for word, one in found.items()} == pytest.approx(
        {
            **dict.fromkeys(("brown", "fox", "quick"), PUBLISHED),
            **dict.fromkeys(("jumps", "lazy", "over", "pig", "the"), 0.0),
            **dict.fromkeys(("donkey", "lazier", "purple"), -PUBLISHED),
        },
        abs=1e-12,
    )
    assert list(found)[:4] == ["brown", "fox", "quick", "jumps"]  # by z, then by the alphabet


def test_formula_by_hand() -> None:
    one = log_odds({"late": 3, "shop": 5}, {"late": 1, "shop": 9}, prior={"late": 0.5, "shop": 1})[
        "late"
    ]
    assert one.log_odds == pytest.approx(math.log(3.5 / 6) - math.log(1.5 / 10))
    assert one.variance == pytest.approx(1 / 3.5 + 1 / 1.5)
    assert one.z == pytest.approx(one.log_odds / math.sqrt(one.variance))
    assert one.p == pytest.approx(math.erfc(abs(one.z) / math.sqrt(2)))
    assert (one.count_a, one.count_b) == (3, 1)


def test_adjusted_over_all_words() -> None:
    found = list(log_odds({"a": 30, "b": 5, "c": 5}, {"a": 5, "b": 20, "c": 5}).values())
    ordered = sorted(found, key=lambda one: one.p)
    assert ordered[0].p_adjusted == pytest.approx(
        min(3 * ordered[0].p, 1.5 * ordered[1].p, ordered[2].p)
    )
    assert ordered[2].p_adjusted == pytest.approx(ordered[2].p)


@given(counts, counts)
def test_sides_mirror(a: dict[str, int], b: dict[str, int]) -> None:
    one, other = log_odds(a, b), log_odds(b, a)
    for word, found in one.items():
        assert found.log_odds == pytest.approx(-other[word].log_odds, abs=1e-9)
        assert found.variance == pytest.approx(other[word].variance)
        assert 0 <= found.p <= found.p_adjusted <= 1
        assert math.isfinite(found.z)


@given(counts)
def test_equal_sides_tell_nothing(a: dict[str, int]) -> None:
    assert {one.z for one in log_odds(a, a).values()} == {0.0}


@pytest.mark.parametrize(
    ("a", "b", "prior", "said"),
    [
        ({"x": 1}, {"x": 2}, 0.1, "there must be at least two words to compare"),
        ({}, {}, 0.1, "there must be at least two words to compare"),
        ({"x": 1, "y": -1}, {}, 0.1, "a count must be 0 or more, got -1 for 'y'"),
        ({"x": 1, "y": math.nan}, {}, 0.1, "a count must be 0 or more, got nan for 'y'"),
        ({"x": 1}, {"y": math.inf}, 0.1, "a count must be 0 or more, got inf for 'y'"),
        ({"x": 1}, {"y": 1}, 0, "the prior must be above 0, got 0 for 'x'"),
        ({"x": 1}, {"y": 1}, {"x": 1}, "the prior must be above 0, got 0 for 'y'"),
        ({"x": 1}, {"y": 1}, math.inf, "the prior must be above 0, got inf for 'x'"),
        ({"x": 1}, {"x": 1}, {"x": 1, "y": 1e-300}, "the prior is too small to be told beside"),
    ],
)
def test_what_cannot_be_meant(
    a: dict[str, float], b: dict[str, float], prior: float | dict[str, float], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        log_odds(a, b, prior=prior)


def test_a_word_of_the_prior_alone_is_a_word() -> None:
    found = log_odds({"x": 3}, {"x": 1}, prior={"x": 1, "y": 1})
    assert found["y"].count_a == found["y"].count_b == 0
    assert found["x"].z > 0 > found["y"].z


def test_informative_prior_is_the_share_of_all() -> None:
    prior = informative_prior({"a": 3, "z": 0}, {"a": 1, "b": 4}, total=16)
    assert prior == {"a": 8.0, "b": 8.0}
    for total in (0, -1, math.inf, math.nan):
        with pytest.raises(ValueError, match="the total of a prior must be above 0"):
            informative_prior({"a": 1}, total=total)
    with pytest.raises(ValueError, match="a count must be 0 or more"):
        informative_prior({"a": -1}, total=1)


def test_informative_prior_needs_more_of_a_common_word() -> None:
    """The same three times as many of a hundred: of a rare word it says more than by chance."""
    here, there = {"rare": 6, "common": 60, "rest": 34}, {"rare": 2, "common": 45, "rest": 53}
    flat = log_odds(here, there, prior=0.01)
    informed = log_odds(here, there, prior=informative_prior(here, there, total=200))
    assert informed["rare"].z < flat["rare"].z
    assert informed["common"].log_odds < flat["common"].log_odds


def test_tf_idf_as_scikit_learn_prints_it() -> None:
    found = tf_idf(["wait wait long", "courier late", "courier polite fast"])
    assert found.weights[0] == pytest.approx({"wait": 0.894427191, "long": 0.4472135955})
    assert found.idf["courier"] == pytest.approx(1.287682072)
    assert found.idf["late"] == pytest.approx(math.log(2) + 1)


def test_tf_idf_takes_lists_of_words_and_empty_texts() -> None:
    found = tf_idf([["Wait", "a"], [], ["Wait"]])
    assert found.weights[1:] == ({}, {"Wait": 1.0})
    assert found.weights[0]["a"] > found.weights[0]["Wait"]
    assert tf_idf([]) == TfIdf((), {})
    assert document_frequencies(["A Café", "cafe\u0301 10 10"]) == {"café": 2, "10": 1}


@given(st.lists(st.lists(st.sampled_from(["x", "y", "z"]), min_size=1), min_size=1))
def test_every_text_has_length_one(docs: list[list[str]]) -> None:
    found = tf_idf(docs)
    assert all(math.hypot(*one.values()) == pytest.approx(1) for one in found.weights)
    assert all(weight >= 1 for weight in found.idf.values())
