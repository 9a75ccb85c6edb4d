from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.ranking.verdicts import Judgement, candidate_set, judge


def test_verdicts_at_the_limits() -> None:
    assert judge(0.9, 30) == Judgement("clear")
    assert judge(0.6, 30) == Judgement("likely")
    assert judge(0.59999, 30) == Judgement("undecided")
    assert judge(1.0, 9) == Judgement("too_few_answers")
    assert judge(0.3, 10) == Judgement("undecided", low_base=True)
    assert judge(0.7, 10, clear=0.7, min_n=5, low_base=8) == Judgement("clear")


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=30), st.floats(0.1, 1))
def test_a_candidate_set_is_the_smallest_that_reaches_the_mass(
    raw: list[float], mass: float
) -> None:
    p = [value / sum(raw) for value in raw]
    found = candidate_set(p, mass=mass)
    taken = [p[i] for i in found]
    assert taken == sorted(p, reverse=True)[: len(found)]
    assert sum(taken) >= mass - 1e-8
    assert sum(taken[:-1]) < mass


def test_candidates_without_a_chance_are_left_out() -> None:
    assert candidate_set([math.nan, 0.0, 0.3]) == (2,)
    assert candidate_set([0.5, 0.4, 0.1]) == (0, 1)
    assert candidate_set([]) == ()
