from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from journeymap.statistics.comparing.ratios import compare_durations
from journeymap.statistics.durations import log_moments

times = st.lists(st.floats(0.1, 1000), min_size=3, max_size=20, unique=True)


@given(times, times)
@settings(deadline=None)
def test_ratio_is_welchs_t_on_logs(a: list[float], b: list[float]) -> None:
    found = compare_durations(log_moments(a)[:3], log_moments(b)[:3])
    test = stats.ttest_ind(np.log(a), np.log(b), equal_var=False)
    interval = test.confidence_interval(0.95)
    assert found.p == pytest.approx(test.pvalue)
    assert (math.log(found.low), math.log(found.high)) == pytest.approx(
        (interval.low, interval.high), abs=1e-9
    )
    back = compare_durations(log_moments(b)[:3], log_moments(a)[:3])
    assert (back.ratio, back.low, back.high) == pytest.approx(
        (1 / found.ratio, 1 / found.high, 1 / found.low)
    )


def test_equal_times_say_nothing() -> None:
    found = compare_durations((math.log(60), 0.0, 9), (math.log(30), 0.0, 9))
    assert found.ratio == pytest.approx(2)
    assert (found.low, found.high, found.p) == (0.0, math.inf, 1.0)
    with pytest.raises(ValueError, match=r"^the times of the first are too large: "):
        compare_durations((800, 1.0, 9), (0, 1.0, 9))
