from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.evidence.settings_check import (
    check_count,
    check_level,
    check_optional_count,
    check_q,
    check_sure,
)


@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_a_level_between_is_kept(level: float) -> None:
    assert check_level(level) == level


@pytest.mark.parametrize(
    "level", [0, 1, -0.1, 1.5, 95, float("nan"), float("inf"), True, "x", None]
)
def test_another_level_is_refused(level: Any) -> None:
    with pytest.raises(ValueError, match=r"^level must lie between 0 and 1, neither of them, got "):
        check_level(level)
    with pytest.raises(ValueError, match=r"^q must lie between 0 and 1, neither of them, got "):
        check_q(level)


def test_an_adjusted_p_between_is_kept() -> None:
    assert [check_q(q) for q in (0.001, 0.05, 0.999)] == [0.001, 0.05, 0.999]


@pytest.mark.parametrize("sure", [0.5, 1, 0.2])
def test_sure_is_more_than_a_coin(sure: float) -> None:
    sentence = rf"^sure must lie between 0\.5 and 1, neither of them, got {sure}$"
    with pytest.raises(ValueError, match=sentence):
        check_sure(sure)


@given(st.integers(min_value=0))
def test_a_whole_number_is_kept(seed: int) -> None:
    assert check_count("seed", seed, 0) == seed


@pytest.mark.parametrize("count", [0, -3, 2.5, 2.0, True, "2", None])
def test_another_count_is_refused(count: Any) -> None:
    with pytest.raises(ValueError, match=r"^k must be a whole number of at least 1, got "):
        check_count("k", count, 1)


def test_numbers_of_numpy_become_plain() -> None:
    assert type(check_count("k", np.int64(3), 1)) is int  # type: ignore[arg-type]
    assert type(check_level(np.float32(0.5))) is float  # type: ignore[arg-type]


def test_what_may_be_left_out() -> None:
    assert check_optional_count("top", None, 1) is None
    assert check_optional_count("top", 4, 1) == 4
