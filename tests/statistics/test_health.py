from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.health import clip_health, to_health, to_health_error

values = st.floats(-50, 50)
ends = st.tuples(values, values).filter(lambda e: abs(e[0] - e[1]) > 0.01)


@given(values, ends)
def test_reversing_codes_and_ends_together_changes_nothing(
    value: float, ends: tuple[float, float]
) -> None:
    floor, target = ends
    turned = to_health(-value, floor=-floor, target=-target)
    assert turned == pytest.approx(to_health(value, floor=floor, target=target), abs=1e-6)


@given(st.floats(0.1, 1e4), st.floats(0.1, 1e4), st.sampled_from([60.0, 24.0, 1e-3]))
def test_the_unit_of_a_time_changes_nothing(value: float, target: float, unit: float) -> None:
    assert to_health(value * unit, target=target * unit) == pytest.approx(
        to_health(value, target=target)
    )


@given(ends)
def test_floor_is_0_and_target_is_100(ends: tuple[float, float]) -> None:
    floor, target = ends
    assert to_health(floor, floor=floor, target=target) == 0
    assert to_health(target, floor=floor, target=target) == pytest.approx(100)


def test_errors_follow_the_scale() -> None:
    assert to_health_error(0.5, floor=5, target=1) == 12.5
    assert to_health_error(0.5, floor=1, target=5) == 12.5
    assert to_health_error(0.1, target=45, health=80) == pytest.approx(8)


def test_clipping() -> None:
    assert [clip_health(h) for h in (-0.1, 0, 50.5, 100, 100.1)] == [0, 0, 50.5, 100, 100]


def test_what_has_no_health_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^floor and target must differ, both are 2$"):
        to_health(1, floor=2, target=2)
    with pytest.raises(ValueError, match=r"^floor and target must differ, both are 2$"):
        to_health_error(1, floor=2, target=2)
    for value in (0, -1, math.nan):
        with pytest.raises(
            ValueError, match=f"^times must be above 0, got {value} with the target 9$"
        ):
            to_health(value, target=9)
    with pytest.raises(ValueError, match=r"^times must be above 0, got 9 with the target 0$"):
        to_health(9, target=0)
    with pytest.raises(ValueError, match=r"^the error of a time's health needs the health$"):
        to_health_error(1, target=9)
