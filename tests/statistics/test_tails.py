from __future__ import annotations

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy import special

from journeymap.statistics.tails import beta_tail, t_quantile, t_tail

sizes = st.floats(-0.3, 9.5).map(lambda power: 10**power)
parts = st.floats(0, 1)


@given(a=sizes, b=sizes, x=parts)
@example(a=0.5, b=0.5, x=0.0)
@example(a=0.5, b=0.5, x=1.0)
@example(a=8.5e6, b=9.0, x=1 - 1.26e-6)
def test_beta_is_scipys(a: float, b: float, x: float) -> None:
    assert beta_tail(a, b, x) == pytest.approx(float(special.betainc(a, b, x)), abs=1e-9)


@given(a=sizes, b=sizes, p=parts)
def test_beta_is_scipys_where_it_is_neither_0_nor_1(a: float, b: float, p: float) -> None:
    x = float(special.betaincinv(a, b, p))
    assume(not math.isnan(x))  # scipy finds none for some
    assert beta_tail(a, b, x) == pytest.approx(float(special.betainc(a, b, x)), abs=1e-9)


@given(df=st.floats(-2, 12).map(lambda power: 10**power), t=st.floats(-1e9, 1e9))
@example(df=9, t=math.inf)
@example(df=9, t=-math.inf)
@example(df=9, t=0)
def test_t_is_scipys(df: float, t: float) -> None:
    assert t_tail(df, t) == pytest.approx(float(special.stdtr(df, t)), abs=1e-9)
    assert t_tail(df, t / 1e9) == pytest.approx(float(special.stdtr(df, t / 1e9)), abs=1e-9)


@given(df=st.floats(-0.5, 2.4).map(lambda power: 10**power), p=st.floats(0.5, 1 - 1e-9))
@example(df=0.1, p=0.975)
@example(df=1, p=0.975)
def test_quantiles_are_scipys(df: float, p: float) -> None:
    assert t_quantile(df, p) == pytest.approx(float(special.stdtrit(df, p)), rel=1e-9, abs=1e-12)


def test_a_quantile_beyond_all_numbers_is_endless() -> None:
    assert t_quantile(0.01, 0.9999) == math.inf
