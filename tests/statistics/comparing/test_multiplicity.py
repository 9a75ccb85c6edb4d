from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests  # type: ignore[import-untyped]

from journeymap.statistics.comparing.multiplicity import (
    adjust_benjamini_hochberg,
    adjust_holm,
    count_rejected,
    is_clear,
)

# Benjamini & Hochberg 1995, section 4.2
PUBLISHED = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0,
)  # fmt: skip
families = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def test_published_family() -> None:
    assert count_rejected(adjust_benjamini_hochberg(PUBLISHED)) == 4
    assert count_rejected(adjust_holm(PUBLISHED)) == 3
    # the two that the last accepted ones hang on: 15/4 * .0095 and 12 * .0095
    assert adjust_benjamini_hochberg(PUBLISHED)[3] == pytest.approx(0.035625)
    assert adjust_holm(PUBLISHED)[3] == pytest.approx(0.114)


@given(families)
@settings(deadline=None, max_examples=50)
def test_adjusted_values_are_those_of_statsmodels(p: list[float]) -> None:
    assert adjust_benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


@pytest.mark.parametrize("p", [PUBLISHED, (0.03, 0.01, 0.01, 0.9), (0.0, 0.5, 0.02, 0.02, 1.0)])
def test_holm_is_that_of_statsmodels(p: tuple[float, ...]) -> None:
    assert adjust_holm(p) == pytest.approx(multipletests(p, method="holm")[1])


@given(families)
def test_adjusted_values_are_monotone_and_never_below_their_own(p: list[float]) -> None:
    for adjust in (adjust_benjamini_hochberg, adjust_holm):
        adjusted = adjust(p)
        assert all(one >= own for one, own in zip(adjusted, p, strict=True))
        assert max(adjusted) <= 1
        order = sorted(range(len(p)), key=p.__getitem__)
        assert all(adjusted[a] <= adjusted[b] + 1e-15 for a, b in pairwise(order))


@given(families)
def test_order_does_not_matter(p: list[float]) -> None:
    turned = p[::-1]
    for adjust in (adjust_benjamini_hochberg, adjust_holm):
        assert adjust(turned)[::-1] == pytest.approx(adjust(p))


def test_one_comparison_is_not_adjusted_and_none_is_none() -> None:
    for adjust in (adjust_benjamini_hochberg, adjust_holm):
        assert adjust([0.03]) == (0.03,)
        assert adjust([]) == ()


def test_nothing_to_adjust_loads_no_scipy() -> None:
    code = (
        "import sys, journeymap.statistics.comparing.multiplicity as found\n"
        "print(found.adjust_benjamini_hochberg([]), 'scipy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "() False\n"


def test_a_value_at_the_limit_is_clear() -> None:
    assert is_clear(0.05)
    assert not is_clear(0.05 + 1e-12)
    assert is_clear(0.2, 0.2)
    assert not is_clear(0.2, 0.1)
    assert not is_clear(None, 0.99)


def test_a_value_at_the_limit_is_rejected() -> None:
    assert count_rejected([0.05, 0.0500001, 0.2]) == 1
    assert count_rejected([0.05, 0.2], q=0.2) == 2


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_no_p_value_is_refused(wrong: float) -> None:
    for adjust in (adjust_benjamini_hochberg, adjust_holm):
        with pytest.raises(ValueError, match=r"^p-values lie between 0 and 1$"):
            adjust([0.5, wrong])
