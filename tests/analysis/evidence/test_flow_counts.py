from __future__ import annotations

from typing import Any

from journeymap.analysis.evidence.flow_counts import LEFT, OPEN, FlowCounts, count_flow
from journeymap.model.journey import Journey


def count(transitions: list[dict[str, Any]], **more: Any) -> FlowCounts:
    stages = [{"name": "Buy", "touchpoints": ["a", "b", "c", "d"]}]
    found = count_flow(Journey(name="Shop", stages=stages, transitions=transitions, **more))
    assert found is not None
    return found


def way(source: str, target: str, **told: Any) -> dict[str, Any]:
    return {"from": source, "to": target, **told}


def test_ends_are_exits() -> None:
    found = count([way("a", "b", count=6)], starts={"a": 10}, ends={"a": 4, "b": 5})
    assert found.rows == {"a": {"b": 6, LEFT: 4}, "b": {LEFT: 5}}
    assert found.bases == {"a": 10, "b": 5}
    assert (found.missing("a"), found.missing("b")) == (0, 1)
    assert found.ends_known
    assert found.starts_known


def test_who_is_not_seen_to_go_on_is_lost_where_ends_are_unknown() -> None:
    found = count([way("a", "b", count=60), way("b", "c", count=45)], starts={"a": 100})
    assert found.rows == {"a": {"b": 60, LEFT: 40}, "b": {"c": 45, LEFT: 15}, "c": {OPEN: 1}}
    assert found.bases == {"a": 100, "b": 60, "c": 0}


def test_open_where_nobody_was_seen_to_leave() -> None:
    found = count([way("a", "b", count=6)], ends={"a": 4})
    assert found.rows["b"] == {OPEN: 1}


def test_more_departures_than_arrivals_lose_nobody() -> None:
    found = count([way("a", "b", count=6), way("b", "c", count=9)])
    assert found.rows["b"] == {"c": 9}
    assert found.missing("b") == -3


def test_start_is_the_first_touchpoint_that_is_left() -> None:
    found = count([way("c", "b", count=6)])
    assert (found.starts, found.starts_known) == ({"c": 1}, False)


def test_rest_of_shares_leaves() -> None:
    found = count([way("a", "b", share=0.7), way("b", "c", share=0.999995)])
    assert found.rows["a"] == {"b": 0.7, LEFT: 1 - 0.7}
    assert found.rows["b"] == {"c": 0.999995}
    assert found.bases == {"a": None, "b": None, "c": 0}
    assert found.arrivals == {}


def test_counts_go_before_shares() -> None:
    found = count([way("a", "b", count=6, share=0.5), way("a", "c", count=6, share=0.5)])
    assert found.rows["a"] == {"b": 6, "c": 6}


def test_shares_are_taken_where_counts_are_not_whole() -> None:
    found = count([way("a", "b", count=6, share=0.5), way("a", "c", share=0.5)])
    assert found.rows["a"] == {"b": 0.5, "c": 0.5}
    assert found.bases["a"] is None


def test_what_fits_no_row_is_left_out_and_told() -> None:
    found = count([way("a", "b", count=6), way("a", "c", share=0.5), way("a", "d")])
    assert found.rows["a"] == {"b": 6}
    assert [t.target for t in found.unused] == ["c", "d"]


def test_touchpoint_with_unknown_ways_only_is_no_part() -> None:
    found = count([way("a", "b", count=6), way("d", "c")])
    assert list(found.rows) == ["a", "b"]
    assert [t.source for t in found.unused] == ["d"]


def test_nothing_known_is_none() -> None:
    stages = [{"name": "Buy", "touchpoints": ["a", "b"]}]
    assert count_flow(Journey(name="Shop", stages=stages)) is None
    plain = Journey(name="Shop", stages=stages, transitions=[way("a", "b")], starts={"a": 5})
    assert count_flow(plain) is None
