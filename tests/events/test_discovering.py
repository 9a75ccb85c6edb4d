"""From events to a journey: names, ids, stages, filters that tell, hostile names."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import AnswersError
from journeymap.events.discovering import UNSORTED, discover_flow, discover_journey, to_journey
from journeymap.events.naming import to_ids, to_name
from journeymap.files.journeys import load_journey, save_journey
from journeymap.graph import to_graph
from journeymap.model.event_sources import EventSource
from journeymap.model.journey import Journey

NOON = datetime(2026, 3, 1, 12)


def _log(*paths: str, step: timedelta = timedelta(hours=3)) -> pl.DataFrame:
    rows = [
        (case, name.strip(), NOON + i * step, "web" if name.strip() == "Pay" else "shop")
        for case, path in enumerate(paths)
        for i, name in enumerate(path.split(">"))
    ]
    return pl.DataFrame(rows, schema=["case_id", "activity", "time", "channel"], orient="row")


SHOP = _log(*["Look > Cart > Pay"] * 3, "Look > Pay", "Cart > Look > Cart")


def _shape(journey: Journey) -> dict[str, list[str]]:
    return {stage.name: [t.name for t in stage.touchpoints] for stage in journey.stages}


def test_a_journey_to_start_from() -> None:
    journey = discover_journey(SHOP, name="Our shop")
    assert (journey.id, _shape(journey)) == ("our-shop", {UNSORTED: ["Look", "Cart", "Pay"]})
    assert (journey.starts, journey.ends) == ({"look": 4, "cart": 1}, {"pay": 4, "cart": 1})
    first = journey.transitions[0]
    assert (first.source, first.target, first.count, first.share) == ("look", "cart", 4, 0.8)
    assert first.time is not None
    assert (first.time.median, first.time.p90, first.time.unit) == (3, 3, "hours")


def test_the_graph_carries_counts_shares_and_times() -> None:
    journey = discover_journey(SHOP)
    edge = to_graph(journey).edges["look", "pay"]
    assert (edge["count"], edge["share"], edge["time"].unit) == (1, 0.2, "hours")


@pytest.mark.parametrize(
    ("step", "unit"),
    [
        (timedelta(seconds=119), "seconds"),
        (timedelta(minutes=2), "minutes"),
        (timedelta(hours=47), "hours"),
        (timedelta(days=2), "days"),
    ],
)
def test_times_have_a_unit_that_reads_well(step: timedelta, unit: str) -> None:
    time = discover_journey(_log("a > b", step=step)).transitions[0].time
    assert time is not None
    assert time.unit == unit


def test_a_discovered_journey_is_written_and_read_again(tmp_path: Path) -> None:
    journey = discover_journey(SHOP, stages={"Choose": ["Look", "Cart"]})
    assert _shape(journey) == {"Choose": ["Look", "Cart"], UNSORTED: ["Pay"]}
    save_journey(journey, tmp_path / "shop.yaml")
    assert load_journey(tmp_path / "shop.yaml") == journey


def test_stages_by_a_rule_a_source_or_a_column() -> None:
    by_rule = discover_journey(SHOP, stages=lambda name: "Buy" if name == "Pay" else "Choose")
    assert _shape(by_rule) == {"Choose": ["Look", "Cart"], "Buy": ["Pay"]}
    source = EventSource(stages={"Buy": ["Pay"], "Choose": ["Look", "Cart"]})
    assert _shape(discover_journey(SHOP, source=source)) == _shape(by_rule)
    by_channel = discover_journey(SHOP, source=EventSource(stage="channel", channel="channel"))
    assert _shape(by_channel) == {"shop": ["Look", "Cart"], "web": ["Pay"]}
    assert by_channel.touchpoint("pay").channel == "web"


def test_filters_tell_what_they_hide() -> None:
    for flow in (discover_flow(SHOP, min_count=4), discover_flow(SHOP, min_share=0.5)):
        assert flow.hidden.transitions + len(flow.rows) == 4
        assert flow.hidden.count + sum(row.count for row in flow.rows) == 9
        assert flow.hidden.share == flow.hidden.count / 9
    flow = discover_flow(SHOP, min_count=2)
    assert flow.notes == ("2 rare transitions with 2 of all passages (22 %) are hidden",)
    assert str(flow).splitlines()[0] == (
        "5 cases with 14 events on 3 paths: 4 transitions between 3 touchpoints, 2 of them hidden"
    )
    assert "note: 2 rare transitions" in str(flow)
    told = {"transitions": 2, "count": 2, "share": 2 / 9, "not_shown": 0}
    assert flow.to_dict()["hidden"] == told
    assert (flow.starts, flow.ends) == (discover_flow(SHOP).starts, discover_flow(SHOP).ends)


def test_filters_that_cannot_be_meant() -> None:
    with pytest.raises(ValueError, match="min_count must be a whole number of at least 1, got 0"):
        discover_flow(SHOP, min_count=0)
    for share in (1.5, -0.1, float("nan")):
        with pytest.raises(ValueError, match="min_share must lie between 0 and 1, got"):
            discover_flow(SHOP, min_share=share)


def test_ignored_and_merged_activities() -> None:
    source = EventSource(ignore=["Look"], touchpoints={"Cart": "Pay"})
    flow = discover_flow(SHOP, source=source)
    assert [(row.source, row.target, row.count) for row in flow.rows] == [("pay", "pay", 4)]
    assert str(flow.intake) == "14 events: 9 used, 5 set aside (ignored 5)"


def test_the_json_keys() -> None:
    told = discover_flow(SHOP).to_dict()
    assert {"question", "journey", "settings", "rows", "notes", "starts", "ends"} <= set(told)
    assert told["question"] == "discover"
    assert {"source", "target", "count", "share", "mean", "median", "p90"} <= set(told["rows"][0])


def test_a_log_without_events(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("case_id,activity,time\n", encoding="utf-8")
    flow = discover_flow(path)
    assert (flow.rows, flow.cases, flow.starts) == ((), 0, {})
    with pytest.raises(AnswersError, match="no event tells of a touchpoint"):
        to_journey(flow)


HOSTILE = [
    "<script>alert(1)</script>",
    "two\nlines",
    "'); drop table x; --",
    "x" * 10_000,
    "\u202eright to left",
    "nul\0inside",
    "\u200b",
    "???",
    '"quoted"',
    "=1+1",
]


def test_hostile_names_become_names_and_ids() -> None:
    rows = [(1, name, NOON + timedelta(minutes=i)) for i, name in enumerate(HOSTILE)]
    table = pl.DataFrame(rows, schema=["case_id", "activity", "time"], orient="row")
    flow = discover_flow(table)
    assert flow.events == len(flow.touchpoints) == len(HOSTILE)
    journey = to_journey(flow)
    names = [touchpoint.name for touchpoint in journey.touchpoints]
    assert names[:2] == ["<script>alert(1)</script>", "two lines"]
    assert names[3] == "x" * 199 + "…"
    assert names[4] == "right to left"
    assert len({touchpoint.id for touchpoint in journey.touchpoints}) == len(HOSTILE)


@settings(max_examples=50)
@given(st.lists(st.text(min_size=1, max_size=300), unique=True, max_size=20))
def test_any_text_gives_a_name_and_an_id_of_its_own(activities: list[str]) -> None:
    ids = to_ids(activities)
    assert len(set(ids.values())) == len(activities)
    points = [{"id": ids[name], "name": to_name(name)} for name in activities]
    journey = Journey(name="x", stages=[{"name": "all", "touchpoints": points or ["one"]}])
    assert len(journey.touchpoints) == max(len(activities), 1)


def test_paths_and_returns_are_told_beneath_the_table() -> None:
    paths = ["abcb", "abcb", "ab", "a" + "bc" * 5]
    rows = [(str(i), place, t) for i, path in enumerate(paths) for t, place in enumerate(path)]
    table = {
        "case_id": [case for case, _, _ in rows],
        "activity": [activity for _, activity, _ in rows],
        "time": [f"2026-01-01T00:00:{t:02}" for _, _, t in rows],
    }
    assert str(discover_flow(pl.DataFrame(table))).splitlines()[-5:] == [
        "cases  share  path",
        "    2   50 %  a > b > c > b",
        "    1   25 %  a > b",
        "    1   25 %  a > b > c > b > ... 3 more ... > b > c > b > c",
        "more than once in a case: b (3 of 4 cases), c (1 of 3 cases)",
    ]
