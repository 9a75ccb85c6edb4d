from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.flow.leaving import Leaving, count_leaving
from journeymap.model.journey import Journey


def shop(*ways: tuple[str, str, Any], **more: Any) -> Journey:
    transitions = [{"from": a, "to": b, **amount} for a, b, amount in ways]
    stages = [{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}]
    return Journey(name="Shop", stages=stages, transitions=transitions, **more)


def test_ends_that_are_told_count() -> None:
    ways = ("find", "cart", {"count": 60}), ("cart", "pay", {"count": 40})
    found = count_leaving(shop(*ways, starts={"find": 100}, ends={"find": 40, "cart": 20}))
    assert found["find"] == Leaving(100, 40, 0.4)
    assert found["cart"] == Leaving(None, 20, 20 / 60)
    assert "pay" not in found  # nobody was seen to leave it: what became of them is not known


def test_without_ends_those_who_came_and_did_not_go_on_have_left() -> None:
    ways = ("find", "cart", {"count": 60}), ("cart", "pay", {"count": 45})
    assert count_leaving(shop(*ways)) == {"cart": Leaving(None, 15, 0.25)}


def test_shares_leave_a_rest() -> None:
    found = count_leaving(shop(("find", "cart", {"share": 0.8})))
    assert found["find"].ends is None
    assert found["find"].share == pytest.approx(0.2)


def test_nothing_counted_tells_nothing() -> None:
    assert count_leaving(shop(("find", "cart", {}))) == {}
    assert count_leaving(shop()) == {}
