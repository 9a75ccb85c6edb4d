"""Exact tests of counts, and Benjamini-Hochberg over those that could be significant."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.comparing.attainable import adjust_attainable, exact_overuse
from journeymap.statistics.comparing.multiplicity import adjust_benjamini_hochberg

sides = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


def by_hand(x: int, n: int, marked: int, whole: int) -> Fraction:
    ways = (math.comb(marked, i) * math.comb(whole - marked, n - i) for i in range(x, n + 1))
    return Fraction(sum(ways), math.comb(whole, n))


@given(sides, sides)
def test_sum_of_the_hypergeometric_tail(here: list[int], there: list[int]) -> None:
    (x, n), (y, m) = here, there
    (found,) = exact_overuse([(x, n, y, m)])
    assert found.p == pytest.approx(float(by_hand(x, n, x + y, n + m)), rel=1e-9)
    most = min(n, x + y)
    assert found.smallest == pytest.approx(float(by_hand(most, n, x + y, n + m)), rel=1e-9)
    assert 0 < found.smallest <= found.p <= 1


def test_the_lady_tasting_tea() -> None:
    """Fisher 1935: three of four cups right, and all four."""
    three, four = exact_overuse([(3, 4, 1, 4), (4, 4, 0, 4)])
    assert (three.p, four.p) == pytest.approx((17 / 70, 1 / 70))
    assert three.smallest == four.smallest == four.p
    assert exact_overuse([]) == ()


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((5, 4, 0, 4), "more are marked than there are"),
        ((1, 4, 5, 4), "more are marked than there are"),
        ((-1, 4, 0, 4), "x"),
        ((1, 4, 0.5, 4), "x_elsewhere"),
    ],
)
def test_counts_that_cannot_be_meant(counts: tuple[int, int, int, int], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        exact_overuse([counts])


def test_what_cannot_be_significant_is_left_out() -> None:
    # K = 3: three can reach .05/3 = .0167, while four or more can reach neither .05/1 nor .05/2
    smallest = [0.001, 0.001, 0.015, 0.02, 0.04, 0.3]
    p = [0.001, 0.012, 0.5, 0.02, 0.04, 0.3]
    assert adjust_attainable(p, smallest, q=0.05) == pytest.approx((0.003, 0.018, 0.5, 1, 1, 1))
    assert adjust_attainable([], [], q=0.05) == ()
    assert adjust_attainable([0.2], [0.1], q=0.05) == (1.0,)
    assert adjust_attainable([0.05], [0.05], q=0.05) == (0.05,)  # just attainable


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)), st.floats(0.01, 0.5))
def test_laws_of_adjusting(pairs: list[list[float]], q: float) -> None:
    smallest, p = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    found = adjust_attainable(p, smallest, q=q)
    assert all(own <= one <= 1 for own, one in zip(p, found, strict=True))
    assert all(one == 1 for one, least in zip(found, smallest, strict=True) if least > q)
    if all(least == 0 for least in smallest):
        assert found == adjust_benjamini_hochberg(p)


@pytest.mark.parametrize(
    ("p", "smallest", "q", "said"),
    [
        ([0.1], [0.1, 0.1], 0.05, "smallest"),
        ([0.1], [0.2], 0.05, "the smallest p must lie from 0 to its p, and that not above 1"),
        ([1.1], [0.2], 0.05, "the smallest p must lie from 0 to its p, and that not above 1"),
        ([0.1], [0.1], 1, "q must lie between 0 and 1, neither of them, got 1"),
        ([0.1], [0.1], 0, "q must lie between 0 and 1, neither of them, got 0"),
    ],
)
def test_numbers_that_cannot_be_meant(
    p: list[float], smallest: list[float], q: float, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        adjust_attainable(p, smallest, q=q)
