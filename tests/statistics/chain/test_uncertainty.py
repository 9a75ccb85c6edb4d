"""How sure completion is, and whether the counts are a flow at all."""

from __future__ import annotations

import pytest

from journeymap.statistics.chain.making import chain_from_counts
from journeymap.statistics.chain.passage import pass_through
from journeymap.statistics.chain.uncertainty import (
    completion_interval,
    completion_variance,
    drop_bases,
    find_open,
    flow_balance,
)
from journeymap.statistics.intervals import share_interval


def test_delta_interval_is_cut_at_the_ends() -> None:
    found = pass_through(chain_from_counts({"a": {"pay": 1, "exit": 9}}), start="a", success="pay")
    interval = completion_interval(found)
    assert interval.value == pytest.approx(0.1)
    assert interval.low == 0
    assert interval.high == pytest.approx(0.1 + 1.959964 * (0.09 / 10) ** 0.5)
    assert completion_interval(found, level=0.5).low > 0


@pytest.mark.parametrize(("row", "expected"), [({"pay": 8}, 8), ({"exit": 8}, 0)])
def test_certain_counts_are_not_certain(row: dict[str, float], expected: int) -> None:
    rows: dict[str, dict[str, float]] = {"a": {"b": 20}, "b": row}
    chain = chain_from_counts(rows, absorbing=["pay", "exit"])
    interval = completion_interval(pass_through(chain, start="a", success="pay"))
    wilson = share_interval(expected, 8)
    assert (interval.value, interval.low, interval.high) == (wilson.value, wilson.low, wilson.high)


def test_nothing_counted_is_nothing_known() -> None:
    chain = drop_bases(chain_from_counts({"a": {"pay": 1}}), {"a"})
    interval = completion_interval(pass_through(chain, start="a", success="pay"))
    assert (interval.low, interval.high) == (0, 1)


def test_shares_without_counts_have_no_variance() -> None:
    chain = drop_bases(chain_from_counts({"a": {"pay": 1, "exit": 1}}), {"a"})
    with pytest.raises(ValueError, match="how many were seen to leave 'a' isn't known"):
        completion_variance(pass_through(chain, start="a", success="pay"))


def test_whole_journeys_have_wilsons_interval() -> None:
    found = pass_through(chain_from_counts({"a": {"pay": 1, "exit": 9}}), start="a", success="pay")
    wilson = share_interval(1, 10, level=0.9)
    assert completion_interval(found, journeys=10, level=0.9) == wilson


def test_balance_counts_starts_where_given() -> None:
    rows = {"home": {"cart": 60, "exit": 20}, "cart": {"home": 5, "pay": 50}}
    assert flow_balance(rows) == {"home": -75, "cart": 5}
    assert flow_balance(rows, {"home": 100}) == {"home": 25, "cart": 5}
    assert flow_balance({"a": {"a": 5, "exit": 1}}, {"a": 1}) == {"a": 0}


def test_open_is_reached_and_never_left() -> None:
    rows = {"a": {"b": 5, "c": 0, "pay": 1}, "b": {"a": 0}}
    assert find_open(rows, {"pay"}) == ("b",)
    assert find_open(rows, set()) == ("b", "pay")
