from __future__ import annotations

import pytest

from journeymap.analysis.evidence.flow_reach import find_reach
from journeymap.errors import InputError
from tests.analysis.flow.shop_flow import COUNTS, EXPECTED, make_shop


def test_reach_is_the_published_one() -> None:
    found = find_reach(make_shop())
    assert found is not None
    assert [found[place] for place in COUNTS] == pytest.approx(EXPECTED["reach_from_start"])
    assert found["purchase"] == pytest.approx(0.2889294826)


def test_shares_will_do() -> None:
    by_share, by_count = find_reach(make_shop(shares=True)), find_reach(make_shop())
    assert by_share == pytest.approx(by_count)


def test_nothing_known_is_none() -> None:
    assert find_reach(make_shop(starts=None, ends=None).replace(transitions=())) is None


def test_touchpoints_outside_the_flow_are_not_in_it() -> None:
    shop = make_shop()
    more = shop.replace(stages=(*shop.stages, {"name": "After", "touchpoints": ["Call"]}))
    found = find_reach(more)
    assert found is not None
    assert "call" not in found


def test_unreachable_is_zero() -> None:
    found = find_reach(make_shop({"a": {"b": 5}, "c": {"b": 5}}, starts={"a": 5}, ends=None))
    assert found == {"a": 1.0, "b": 1.0, "c": 0.0}


def test_loop_without_end_is_visited_whole() -> None:
    counts = {"a": {"b": 5, "d": 5}, "b": {"c": 5}, "c": {"b": 5}}
    found = find_reach(make_shop(counts, starts={"a": 10}, ends={"d": 5}))
    assert found == {"a": 1.0, "b": 0.5, "c": 0.5, "d": 0.5}


def test_start_in_a_loop_without_end() -> None:
    counts = {"a": {"b": 5, "c": 1}, "b": {"a": 5}, "c": {"a": 1}, "d": {"a": 1}}
    found = find_reach(make_shop(counts, starts={"b": 1}, ends={"d": 1}))
    assert found == {"a": 1.0, "b": 1.0, "c": 1.0, "d": 0.0}


def test_several_starts_are_mixed() -> None:
    found = find_reach(
        make_shop({"a": {"c": 30}, "b": {"c": 10}}, starts={"a": 60, "b": 20}, ends=None)
    )
    assert found is not None
    assert found["a"] == pytest.approx(0.75)


def test_numbers_too_far_apart_are_told() -> None:
    counts = {
        "a": {"b": 10**15}, "b": {"c": 10**15}, "c": {"a": 10**15, "d": 1},
    }  # fmt: skip
    with pytest.raises(InputError, match="the counts lie too many orders of magnitude apart"):
        find_reach(make_shop(counts, starts={"a": 1}, ends={"d": 1}))
