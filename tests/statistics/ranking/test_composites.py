from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.ranking.composites import composite

part = st.tuples(st.floats(0, 100), st.floats(0.1, 20), st.floats(0.1, 5))


@given(st.lists(part, min_size=1, max_size=6), st.floats(0, 1))
def test_a_composite_lies_between_its_parts(
    parts: list[tuple[float, float, float]], rho: float
) -> None:
    health, se, weights = ([p[i] for p in parts] for i in range(3))
    found = composite(health, se, weights, correlation=rho)
    assert min(health) - 1e-9 <= found.value <= max(health) + 1e-9
    assert found.coverage == pytest.approx(1)
    low, high = (composite(health, se, weights, correlation=r).se for r in (0, 1))
    assert low - 1e-9 <= found.se <= high + 1e-9
    total = sum(weights)
    assert high == pytest.approx(sum(w * s for w, s in zip(weights, se, strict=True)) / total)
    assert low == pytest.approx(
        math.hypot(*(w * s for w, s in zip(weights, se, strict=True))) / total
    )


@given(st.floats(0, 1))
def test_a_composite_of_one_metric_is_that_metric(correlation: float) -> None:
    found = composite([70, None], [2, None], [1, 3], correlation=correlation)
    assert (found.value, found.se, found.coverage) == pytest.approx((70, 2, 0.25))


def test_a_composite_needs_something_measured() -> None:
    message = r"^a composite needs a measured metric of weight above 0, and rho in 0 to 1$"
    for health, weights, rho in (
        ([None], [1.0], 1.0), ([50.0], [0.0], 1.0), ([50.0], [1.0], 2.0), ([50.0], [1.0], -0.1),
        ([50.0, 40.0], [2.0, -1.0], 1.0),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=message):
            composite(health, [1.0] * len(health), weights, correlation=rho)


def test_a_metric_of_weight_0_counts_for_nothing() -> None:
    found = composite([70, 50], [2, 9], [1, 0])
    assert (found.value, found.se, found.coverage) == (70, 2, 1)


def test_health_errors_and_weights_are_as_many() -> None:
    said = "^health and se and weights must be of one length, got "
    with pytest.raises(ValueError, match=f"{said}1 and 1 and 2$"):
        composite([70.0], [1.0], [1.0, 2.0])
    with pytest.raises(ValueError, match=f"{said}2 and 1 and 2$"):
        composite([70.0, 60.0], [1.0], [1.0, 2.0])
