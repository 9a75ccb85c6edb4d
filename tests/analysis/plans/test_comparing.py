from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.plans.comparing import compare_plan
from journeymap.analysis.plans.records import PlanTouchpoint
from journeymap.events.discovering import discover_journey
from journeymap.model.journey import Journey

NAMES = ("Find", "Cart", "Pay", "Box")


def make(name: str, touchpoints: Any, *ways: tuple[str, str, int | None]) -> Journey:
    transitions = [{"from": a, "to": b, "count": n} for a, b, n in ways]
    stages = [{"name": "Buy", "touchpoints": touchpoints}]
    return Journey(name=name, stages=stages, transitions=transitions)


def tell(plan: Journey, actual: Journey) -> list[tuple[str, str, str, int | None]]:
    return [
        (row.source, row.target, row.kind, row.count) for row in compare_plan(plan, actual).rows
    ]


def test_every_move_is_as_planned_not_planned_or_not_taken() -> None:
    plan = make("Plan", NAMES, ("find", "cart", None), ("cart", "pay", None), ("pay", "box", None))
    seen = make("Seen", NAMES, ("find", "cart", 50), ("cart", "find", 30), ("cart", "pay", 20))
    assert tell(plan, seen) == [
        ("find", "cart", "as planned", 50),
        ("cart", "find", "not planned", 30),
        ("cart", "pay", "as planned", 20),
        ("pay", "box", "not taken", 0),
    ]
    found = compare_plan(plan, seen)
    assert (found.moves, found.followed, found.notes) == (100, 0.7, ())
    assert found.detour == found.rows[1]
    assert found.headline() == (
        "70 % of 100 moves follow the plan; most common detour: Cart to Find (30 %)."
    )
    assert [row.share for row in found.rows] == [0.5, 0.3, 0.2, 0.0]
    assert [row.planned for row in found.rows] == [True, False, True, True]


def test_without_transitions_the_order_is_the_plan() -> None:
    seen = make("Seen", NAMES, ("find", "cart", 50), ("cart", "box", 50))
    found = compare_plan(make("Plan", NAMES), seen)
    assert found.settings["by"] == "order"
    assert [row.kind for row in found.rows] == [
        "as planned", "not planned", "not taken", "not taken",
    ]  # fmt: skip
    assert found.notes == (
        "The plan writes no transitions: its order counts, each touchpoint before the next.",
    )


def test_touchpoints_are_the_same_by_id_or_else_by_name() -> None:
    plan = make("Plan", ["Find", "Cart", {"id": "x", "name": "PAY"}, "Fax"])
    seen = make("Seen", ["Find", "Cart", "Pay", "Chat"], ("cart", "pay", 9), ("cart", "chat", 1))
    found = compare_plan(plan, seen)
    assert [one.where for one in found.touchpoints] == ["both", "both", "both", "plan", "actual"]
    assert found.touchpoints[2] == PlanTouchpoint("pay", "PAY", "Buy", "both")
    assert found.rows[0].kind == "as planned"
    assert found.notes[1:] == (
        "Only the plan has: Fax.",
        "Not in the plan, but customers were there: Chat.",
    )


def test_where_nobody_was_counted_no_share_is_told() -> None:
    plan = make("Plan", NAMES)
    found = compare_plan(plan, make("Seen", NAMES, ("find", "cart", None), ("pay", "find", None)))
    assert (found.moves, found.followed) == (None, None)
    assert found.headline() == "1 of 2 ways that customers take are planned."
    assert {row.share for row in found.rows} == {row.count for row in found.rows} == {None}
    assert "The actual journey's transitions have no counts, so no shares are told." in found.notes


def test_a_single_transition_without_a_count_is_left_out_and_told() -> None:
    plan = make("Plan", NAMES)
    seen = make("Seen", NAMES, ("find", "cart", None), ("cart", "pay", 5))
    assert tell(plan, seen) == [("cart", "pay", "as planned", 5), ("pay", "box", "not taken", 0)]
    note = "1 transition of the actual journey has no count and is left out."
    assert note in compare_plan(plan, seen).notes


def test_a_journey_that_was_never_seen_has_no_rows_and_says_what_to_do() -> None:
    found = compare_plan(make("Plan", NAMES), make("Seen", NAMES))
    assert found.rows == ()
    assert found.headline() == ""
    assert "journeymap discover LOG --into JOURNEY" in found.notes[1]


def test_top_keeps_the_most_frequent_and_the_headline_stays() -> None:
    plan, seen = make("Plan", NAMES), make("Seen", NAMES, ("cart", "pay", 60), ("pay", "cart", 40))
    first, whole = compare_plan(plan, seen, top=1), compare_plan(plan, seen)
    assert first.rows == whole.rows[:1]
    assert first.headline() == whole.headline()
    assert first.notes[0] == "The first of 4 moves is shown, the most frequent first."
    with pytest.raises(ValueError, match=r"^top "):
        compare_plan(plan, seen, top=0)


def test_what_is_no_journey_is_refused() -> None:
    with pytest.raises(TypeError):
        compare_plan(make("Plan", NAMES), {"name": "Seen"})  # type: ignore[arg-type]


IDS = st.sampled_from(["find", "cart", "pay", "box"])
WAYS = st.dictionaries(st.tuples(IDS, IDS), st.integers(1, 1000), max_size=16)


@given(WAYS, WAYS)
def test_all_moves_are_told_once_and_add_up(planned: dict[Any, int], taken: dict[Any, int]) -> None:
    plan = make("Plan", NAMES, *((*way, None) for way in planned))
    seen = make("Seen", NAMES, *((*way, n) for way, n in taken.items()))
    found = compare_plan(plan, seen)
    ways = [(row.source, row.target) for row in found.rows]
    assert len(set(ways)) == len(ways)
    if sum(taken.values()):
        assert found.moves == sum(taken.values())
        assert sum(row.share or 0 for row in found.rows) == pytest.approx(1)
        assert set(taken) <= set(ways)
        assert found.followed is not None
        assert 0 <= found.followed <= 1 + 1e-9


def test_a_journey_follows_itself() -> None:
    seen = make("Seen", NAMES, ("find", "cart", 50), ("cart", "find", 30))
    found = compare_plan(seen, seen)
    assert found.followed == 1
    assert found.headline() == "100 % of 80 moves follow the plan; nobody makes a detour."


def test_real_fines() -> None:
    folder = os.environ.get("JOURNEYMAP_TEST_DATA")
    if not folder:
        pytest.skip("JOURNEYMAP_TEST_DATA is not set")
    seen = discover_journey(Path(folder, "eventlogs", "traffic_fines.csv.gz"))
    names = ["Create Fine", "Send Fine", "Insert Fine Notification", "Add penalty", "Payment"]
    plan = make("Plan", names, ("create-fine", "send-fine", None), ("create-fine", "payment", None))
    found = compare_plan(plan, seen)
    assert found.moves == 34_724 - 10_000  # every event but the first of each case is a move
    assert [row.count for row in found.rows if row.kind == "as planned"] == [6557, 3443]
    assert found.followed == pytest.approx(10_000 / 24_724)
