from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.chances import Status
from journeymap.statistics.stage_rollup import joint_status, stage_health

healths = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 20), st.floats(0.01, 1)), min_size=1)


@pytest.mark.parametrize(
    ("statuses", "together"),
    [
        (["met", "met"], "met"),
        (["met", "at_risk"], "at_risk"),
        (["at_risk", "not_measured", "met"], "not_measured"),
        (["not_measured", "missed", "met"], "missed"),
        ([], "not_measured"),
    ],
)
def test_missed_if_any_is_and_met_only_if_all_are(statuses: list[Status], together: str) -> None:
    assert joint_status(statuses) == together


def test_without_reach_all_count_alike() -> None:
    for reach in (None, [0, 0, 0]):
        found = stage_health([70, 60, 86], [3, 0, 4], reach)
        assert tuple(found) == pytest.approx((72, 5 / 3, 60, 1))


def test_nobody_meets_one_of_them() -> None:
    found = stage_health([70, 20], [2, 9], [0.5, 0])
    assert found == (70, 2, 20, 1)


def test_the_first_of_equal_ones_is_the_weakest() -> None:
    assert stage_health([50, 50], [1, 1]).weakest_index == 0


@pytest.mark.parametrize("reach", [[1, -1], [1, float("nan")], [1, float("inf")]])
def test_a_reach_that_cannot_be(reach: list[float]) -> None:
    with pytest.raises(ValueError, match="weights must not be negative and must add up"):
        stage_health([50, 60], [1, 1], reach)


@given(healths)
def test_the_mean_lies_between_weakest_and_strongest(
    parts: list[tuple[float, float, float]],
) -> None:
    health, se, reach = map(list, zip(*parts, strict=True))
    found = stage_health(health, se, reach)
    assert found.weakest == min(health) == health[found.weakest_index]
    assert found.weakest - 1e-9 <= found.value <= max(health) + 1e-9
    assert found.se <= max(se) + 1e-9
    doubled = stage_health(health, se, [2 * r for r in reach])
    assert doubled[:2] == pytest.approx(found[:2])
