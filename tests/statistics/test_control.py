from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.control import (
    D2,
    choose_chart,
    find_signals,
    is_uneven,
    laney_chart,
    moving_ranges,
    p_chart,
    to_standing,
    xmr_chart,
)

# Wheeler & Chambers, Understanding Statistical Process Control, 3rd ed., p. 386
WHEELER = (
    5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200,
)  # fmt: skip
CIRCUITS = (
    5, 6, 11, 6, 4, 9, 17, 10, 12, 9, 8, 7, 7, 15, 8, 18, 12, 16, 4, 7, 17, 12, 8, 7, 15, 6, 8, 12,
    7, 9,
)  # fmt: skip
finite = st.floats(-1e6, 1e6)


def test_wheeler_s_example() -> None:
    found = xmr_chart(WHEELER)
    assert found.center == 4135.5
    assert found.mean_range == pytest.approx(5339 / 15)
    assert (round(found.low[0], 2), round(found.high[15], 2)) == (3189.19, 5081.81)
    assert found.range_limit == pytest.approx(3.268 * 5339 / 15)
    assert found.signals[15] == "outside"
    assert found.signal_indices == (15,)
    assert (found.standing, found.kind, found.sigma_z) == ("ok", "xmr", None)
    assert found.ranges[:3] == (695, 0, 375)


def test_the_circuits_are_stable() -> None:
    found = p_chart(CIRCUITS, 500)
    assert found.center == pytest.approx(292 / 15000)
    assert found.low[0] == pytest.approx(0.0009307857866)
    assert found.high[0] == pytest.approx(0.03800254755)
    assert found.signal_indices == ()
    assert (found.mean_range, found.range_limit, found.sigma_z) == (None, None, None)
    assert p_chart(CIRCUITS, [500] * 30) == found


def test_p_chart_limits_follow_n_and_stay_within_a_share() -> None:
    found = p_chart([1, 40, 399], [4, 100, 400])
    p = 440 / 504
    sigma = [math.sqrt(p * (1 - p) / n) for n in (100, 400)]
    assert found.high == pytest.approx((1.0, p + 3 * sigma[0], p + 3 * sigma[1]))
    assert found.low[0] == pytest.approx(p - 3 * math.sqrt(p * (1 - p) / 4))
    assert p_chart([0, 1], [100, 100]).low == (0.0, 0.0)


def test_laney_is_the_p_chart_widened_by_sigma_z() -> None:
    counts, ns = [2100, 2300, 1900, 2200], [4000, 4100, 3900, 4000]
    plain, found = p_chart(counts, ns), laney_chart(counts, ns)
    sd = [(high - plain.center) / 3 for high in plain.high]
    z = [(p - plain.center) / s for p, s in zip(plain.values, sd, strict=True)]
    sigma_z = sum(abs(b - a) for a, b in pairwise(z)) / 3 / D2
    assert found.sigma_z == pytest.approx(sigma_z)
    assert [high - found.center for high in found.high] == pytest.approx(
        [3 * s * sigma_z for s in sd]
    )
    assert (found.kind, found.range_limit, found.values) == ("laney", None, plain.values)


@pytest.mark.parametrize("share", [0, 100])
def test_nobody_or_everybody_has_no_limits_but_itself(share: int) -> None:
    for chart in (p_chart([share] * 9, 100), laney_chart([share] * 9, 100)):
        assert chart.low == chart.high == (share / 100,) * 9
        assert chart.signal_indices == ()


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e9 / 7])
def test_equal_values_give_no_signal_by_rounding(value: float) -> None:
    found = xmr_chart([value] * 30)
    assert (found.mean_range, found.signal_indices) == (0, ())
    assert found.center == pytest.approx(value)


def test_limits_are_clipped_but_signals_are_not() -> None:
    values = [1.0, 5, 1, 5, 1, 5, 1, 5]
    found = xmr_chart(values, ends=(1, 5))
    assert (found.low, found.high) == ((1.0,) * 8, (5.0,) * 8)
    assert found.signals == xmr_chart(values).signals == (None,) * 8


def test_outside_is_more_than_three_sigma() -> None:
    assert find_signals([0] * 7 + [3.0], 0, [1] * 8) == (None,) * 8
    assert find_signals([0] * 7 + [3.001], 0, [1] * 8)[7] == "outside"
    assert find_signals([0] * 7 + [-3.001], 0, [1] * 8)[7] == "outside"


def test_what_lies_off_the_centre_by_rounding_lies_on_it() -> None:
    assert find_signals([0.1 + 0.2] * 8, 0.3, [1] * 8) == (None,) * 8
    assert find_signals([0.1 + 0.2] * 8, 0.3, [0] * 8) == (None,) * 8


def test_under_eight_points_give_no_signal() -> None:
    assert find_signals([0, 0, 0, 0, 0, 0, 99], 0, [1] * 7) == (None,) * 7


def test_the_eighth_in_a_row_on_one_side() -> None:
    run = [0.1] * 7
    assert find_signals([*run, 0.1], 0, [1] * 8)[6:] == (None, "eight_on_one_side")
    assert find_signals([*run, -0.1], 0, [1] * 8)[7] is None
    assert find_signals([*run, 0.0, 0.1], 0, [1] * 9)[8] is None
    longer = find_signals([-0.1, *run, 0.1, 0.1], 0, [1] * 10)
    assert longer[7:] == (None, "eight_on_one_side", "eight_on_one_side")


def test_three_of_four_nearer_the_limit_than_the_centre() -> None:
    quiet = [0.1, -0.1, 0.1, -0.1]
    near = "three_of_four_near_limit"
    assert find_signals([*quiet, 1.6, 1.6, 0, 1.6], 0, [1] * 8)[7] == near
    assert find_signals([*quiet, 1.6, 0, 0, 1.6, 1.6], 0, [1] * 9)[8] is None
    assert find_signals([*quiet, 1.5, 1.6, 0, 1.6], 0, [1] * 8)[7] is None
    assert find_signals([*quiet, 1.6, -1.6, 0, 1.6], 0, [1] * 8)[7] is None
    # the one that is not near makes no signal itself
    assert find_signals([*quiet, 1.6, 1.6, 1.6, 0], 0, [1] * 8)[6:] == (near, None)
    assert find_signals([*quiet, -1.6, -1.6, -1.6, 0], 0, [1] * 8)[6] == near


def test_standing() -> None:
    told = [to_standing(n) for n in (7, 8, 11, 12)]
    assert told == ["too_few", "provisional", "provisional", "ok"]


def test_choice_of_a_chart() -> None:
    assert choose_chart([1000, 1000], is_share=True) == "p"
    assert choose_chart([1000, 1001], is_share=True) == "laney"
    assert choose_chart([], is_share=True) == "xmr"
    assert choose_chart([9000, 9000], is_share=False) == "xmr"


def test_uneven() -> None:
    assert [is_uneven(ns) for ns in ([10, 30], [10, 31], [], [None, 5], [None, 1, 9])] == [
        False, True, False, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("values", [[], [1.0], [1, math.nan], [1, math.inf]])
def test_what_cannot_be_charted(values: list[float]) -> None:
    with pytest.raises(ValueError, match=r"^a chart needs at least 2 finite values, got"):
        xmr_chart(values)


def test_wrong_counts() -> None:
    with pytest.raises(ValueError, match=r"^2 counts need as many n, and at least one, got 3$"):
        p_chart([1, 2], [5, 5, 5])
    with pytest.raises(ValueError, match=r"^0 counts need as many n, and at least one, got 0$"):
        p_chart([], 5)
    with pytest.raises(ValueError, match=r"^a share needs 0 <= count <= n"):
        p_chart([6], 5)
    with pytest.raises(ValueError, match=r"^a chart needs at least 2 finite values, got 1$"):
        laney_chart([1], 5)


@given(st.lists(finite, min_size=2, max_size=30), finite, st.floats(0.01, 100))
def test_a_chart_moves_with_its_unit(values: list[float], shift: float, scale: float) -> None:
    one, two = xmr_chart(values), xmr_chart([scale * v + shift for v in values])
    slack = 1e-6 * (1 + abs(shift) + scale * max(map(abs, values)))
    assert two.center == pytest.approx(scale * one.center + shift, abs=slack)
    assert two.high[0] == pytest.approx(scale * one.high[0] + shift, abs=slack)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_shares_and_their_complement_mirror(counts: list[int]) -> None:
    one, two = p_chart(counts, 50), p_chart([50 - c for c in counts], 50)
    assert one.signals == two.signals
    assert one.low == pytest.approx([1 - high for high in two.high])


@given(st.lists(st.integers(-9, 9).map(float), min_size=2, max_size=30))
def test_upside_down_the_signals_are_the_same(values: list[float]) -> None:
    assert xmr_chart(values).signals == xmr_chart([-v for v in values]).signals


def test_moving_ranges() -> None:
    assert moving_ranges([3, 1, 6]) == (2, 5)
