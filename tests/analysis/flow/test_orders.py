from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from journeymap.analysis.flow.measuring import measure_flow
from journeymap.errors import InputError
from journeymap.events.discovering import discover_flow, to_journey
from journeymap.model.journey import Journey
from tests.analysis.flow.shop_flow import make_shop

LOYAL = {("web", "cart", "pay"): 40, ("app", "cart"): 40}
LOOSE = {("web", "cart", "pay"): 20, ("app", "cart"): 20, ("web", "cart"): 20} | {
    ("app", "cart", "pay"): 20
}


def make_cart(paths: Mapping[tuple[str, ...], int]) -> Journey:
    counts: dict[str, dict[str, int]] = {"web": {}, "app": {}, "cart": {}}
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for path, n in paths.items():
        starts[path[0]] = starts.get(path[0], 0) + n
        ends[path[-1]] = ends.get(path[-1], 0) + n
        for here, there in pairwise(path):
            counts[here][there] = counts[here].get(there, 0) + n
    return make_shop(counts, starts=starts, ends=ends)


def test_memory_is_seen_and_named() -> None:
    found = measure_flow(make_cart(LOYAL), success="pay", paths=LOYAL)
    assert found.order is not None
    assert found.order.memory
    assert found.order.touchpoints == ("cart",)
    assert (found.order.observed, found.order.paths) == (0.5, 80)
    assert found.notes[-1] == (
        "The way on from Cart hangs on where journeys came from (Bonferroni p < .05), which the "
        "chain leaves out; what it says of changes is the less sure."
    )


def test_no_memory_is_told() -> None:
    found = measure_flow(make_cart(LOOSE), success="pay", paths=LOOSE)
    assert found.order is not None
    assert not found.order.memory
    assert found.order.p == pytest.approx(1)
    assert found.notes[-1] == (
        "The paths show no sign that the way on hangs on where journeys came from."
    )


def test_paths_may_be_a_list() -> None:
    listed = [path for path, n in LOYAL.items() for _ in range(n)]
    as_list = measure_flow(make_cart(LOYAL), success="pay", paths=listed)
    as_counts = measure_flow(make_cart(LOYAL), success="pay", paths=LOYAL)
    assert as_list.order == as_counts.order


def test_paths_are_counted_up_to_success() -> None:
    # half of those who pay come back to the cart and leave there
    paths = {("cart", "pay", "cart"): 30, ("cart", "pay"): 30, ("cart",): 40}
    shop = make_shop(
        {"cart": {"pay": 60}, "pay": {"cart": 30}},
        starts={"cart": 100},
        ends={"cart": 70, "pay": 30},
    )
    without = measure_flow(shop, success="pay").completion
    found = measure_flow(shop, success="pay", paths=paths)
    assert without is not None
    assert found.completion is not None
    assert [without.value, found.completion.value] == pytest.approx([60 / 130, 0.6])
    assert [without.method, found.completion.method] == ["delta", "wilson"]
    assert (
        "Whole paths are counted: ways on and removal up to success, reach and visits to the end."
        in found.notes
    )
    rows = {row.touchpoint: row for row in found.rows}
    assert (rows["cart"].departures, rows["pay"].departures) == (130, 60)
    assert (rows["cart"].visits, rows["cart"].exit_rate) == (1.3, 0.4)
    assert (rows["pay"].reach, rows["pay"].visits) == (0.6, 0.6)
    assert [note for note in found.notes if "first arrival" in note]


def test_part_of_the_paths_does_not_replace_the_counts() -> None:
    paths = {("cart", "pay"): 50}
    shop = make_shop({"cart": {"pay": 60}}, starts={"cart": 100}, ends={"cart": 40, "pay": 60})
    found = measure_flow(shop, success="pay", paths=paths)
    assert found.completion is not None
    assert found.completion.value == pytest.approx(0.6)
    assert "Of the paths 100 % come to success, by the chain 60.0 %." in found.notes
    assert "Ways are counted by whole paths, up to success." not in found.notes


def test_rows_agree_with_the_headline() -> None:
    # they advise before paying or last of all, which transitions alone mix
    paths: dict[tuple[str, ...], int] = {
        ("call", "advise", "pay", "close"): 30, ("call", "pay", "close", "advise"): 20,
        ("call",): 50,
    }  # fmt: skip
    shop = make_shop(
        {"call": {"advise": 30, "pay": 20}, "advise": {"pay": 30}, "pay": {"close": 50}}
        | {"close": {"advise": 20}},
        starts={"call": 100},
        ends={"call": 50, "advise": 20, "close": 30},
    )
    found = measure_flow(shop, success="pay", paths=paths)
    assert found.completion is not None
    assert found.completion.value == 0.5
    rows = {row.touchpoint: row for row in found.rows}
    assert {id_: row.reach for id_, row in rows.items()} == {
        "call": 1.0, "advise": 0.5, "pay": 0.5, "close": 0.5,
    }  # fmt: skip
    assert {id_: row.removal_effect for id_, row in rows.items()} == {
        "call": 1.0, "advise": 0.6, "pay": 1.0, "close": 0.0,
    }  # fmt: skip
    assert {id_: (row.departures, row.arrivals, row.base) for id_, row in rows.items()} == {
        "call": (100, 100, "ok"), "advise": (50, 50, "indicative"),
        "pay": (50, 50, "indicative"), "close": (50, 50, "indicative"),
    }  # fmt: skip
    assert {id_ for id_, row in rows.items() if row.must_pass} == {"call", "pay"}
    assert "Every way to Pay leads through Call." in found.findings
    assert found.steps is not None
    assert (found.steps.mean, found.steps.given_success) == (1.3, 1.6)
    assert found.steps.sd == pytest.approx(0.458258, abs=1e-6)
    assert found.notes[-2:] == (
        "Up to success no touchpoint has two histories with a choice of ways on, so there is "
        "nothing to test.",
        "Reach differs most at Advise: 50.0 % of the paths (shown), 38.0 % by transitions alone.",
    )


def test_what_all_paths_pass_is_needed_though_transitions_lead_around_it() -> None:
    # by transitions alone one could go find > help > pay
    paths = {("find", "cart", "help", "pay"): 60, ("find", "help", "cart", "pay"): 40}
    shop = make_shop(
        {"find": {"cart": 60, "help": 40}, "cart": {"help": 60, "pay": 40}}
        | {"help": {"pay": 60, "cart": 40}},
        starts={"find": 100},
        ends={"pay": 100},
    )
    found = measure_flow(shop, success="pay", paths=paths)
    assert "Every way to Pay leads through Find, Cart and Help." in found.findings
    alone = measure_flow(shop, success="pay")
    assert "Every way to Pay leads through Find." in alone.findings


def test_paths_without_any_success() -> None:
    paths = {("find", "cart"): 60, ("find",): 40}
    shop = make_shop({"find": {"cart": 60}, "cart": {"pay": 5}}, starts={"find": 100}, ends=None)
    found = measure_flow(shop, success="pay", paths=paths)
    assert found.completion is not None
    assert found.completion.value == 0
    assert {row.removal_effect for row in found.rows} == {0.0}
    assert found.steps is not None
    assert (found.steps.mean, found.steps.given_success) == (1.6, None)


def test_another_start_is_left_to_the_chain() -> None:
    found = measure_flow(make_cart(LOYAL), start="web", success="pay", paths=LOYAL)
    assert "Ways are counted by whole paths, up to success." in found.notes
    assert {row.touchpoint: row.reach for row in found.rows}["app"] == 0


def test_few_paths_can_not_tell() -> None:
    few = {("web", "cart", "pay"): 3, ("app", "cart"): 2}
    found = measure_flow(make_cart(few), success="pay", paths=few)
    assert found.order is not None
    assert (found.order.df, found.order.p, found.order.memory) == (0, None, False)
    assert (
        "The paths are too few to tell whether the way on hangs on where journeys came from."
        in found.notes
    )


@pytest.mark.parametrize(
    ("paths", "sentence"),
    [
        ([], "paths: there are no whole paths"),
        ([["web", "shop"]], "paths: not in the flow 'shop'; paths hold the ids of touchpoints"),
    ],
)
def test_what_is_no_path_is_refused(paths: list[list[str]], sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        measure_flow(make_cart(LOYAL), success="pay", paths=paths)
    assert sentence in str(caught.value)


DATA = Path(os.environ.get("JOURNEYMAP_TEST_DATA", ""))
needs_data = pytest.mark.skipif(
    not (DATA / "eventlogs").is_dir(), reason="JOURNEYMAP_TEST_DATA names no folder with eventlogs"
)


@needs_data
def test_permits_remember_where_they_came_from() -> None:
    flow = discover_flow(DATA / "eventlogs" / "receipt.csv.gz", variants=1_000)
    found = measure_flow(to_journey(flow), paths=flow)
    assert found.order is not None
    assert found.completion is not None
    assert (found.order.memory, found.order.paths) == (True, 1434)
    assert found.order.observed == pytest.approx(0.895, abs=0.001)
    # the paths are counted up to success, so that the chain completes as often as they do
    assert found.completion.value == pytest.approx(found.order.observed)
    assert found.completion.method == "wilson"
    alone = measure_flow(to_journey(flow)).completion
    assert alone is not None
    assert alone.value == pytest.approx(0.698, abs=0.001)
    assert (
        "Reach differs most at T06 Determine necessity of stop advice: 91.3 % of the paths "
        "(shown), 68.6 % by transitions alone."
    ) in found.notes


@needs_data
def test_a_part_of_the_paths_is_told() -> None:
    flow = discover_flow(DATA / "eventlogs" / "receipt.csv.gz", variants=5)
    notes = measure_flow(to_journey(flow), paths=flow).notes
    assert any(
        note.startswith("The order is checked on 1,") and note.endswith("of 1,434 journeys.")
        for note in notes
    )


@needs_data
def test_whole_cases_give_the_observed_share() -> None:
    flow = discover_flow(DATA / "eventlogs" / "traffic_fines.csv.gz", variants=0)
    ended = measure_flow(to_journey(flow), success="send-for-credit-collection").completion
    assert ended is not None
    assert ended.value == pytest.approx(0.339, abs=0.001)
