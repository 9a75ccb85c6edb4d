"""The flow of an existing journey: what maps, what does not, and how that is told."""

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl
import pytest

from journeymap.errors import AnswersError, JourneyError, SourceError
from journeymap.events.discovering import discover_flow
from journeymap.events.measuring import measure_events
from journeymap.model.event_sources import EventSource
from journeymap.model.journey import Journey

NOON = datetime(2026, 3, 1, 12)
JOURNEY = Journey(
    name="Shop",
    stages=[
        {"name": "Choose", "touchpoints": ["Look", "Big cart"]},
        {"name": "Buy", "touchpoints": ["Pay", "Return"]},
    ],
    transitions=[{"from": "look", "to": "return", "count": 1}],
    starts={"pay": 3},
)


def _log(*names: str) -> pl.DataFrame:
    rows = [("c", name, NOON + timedelta(hours=i)) for i, name in enumerate(names)]
    return pl.DataFrame(rows, schema=["case_id", "activity", "time"], orient="row")


def test_ids_and_names_match_and_the_rest_is_mapped_or_told() -> None:
    log = _log("LOOK", "ping", "big  CART", "ping", "big-cart", "paid", "pong")
    source = EventSource(touchpoints={"paid": "pay"})
    flow = measure_events(JOURNEY, log, source=source)
    assert [(row.source, row.target, row.count) for row in flow.rows] == [
        ("big-cart", "big-cart", 1),
        ("big-cart", "pay", 1),
        ("look", "big-cart", 1),
    ]
    assert flow.rows[2].median == 7200.0
    assert str(flow.intake) == "7 events: 4 used, 3 set aside (no touchpoint 3)"
    assert flow.notes == (
        "3 events of 2 activities belong to no touchpoint and are left out before it is told what"
        " follows what: 'ping' 2, 'pong' 1",
        "1 touchpoint is in no event: 'Return'",
    )


def test_the_flow_takes_the_place_of_the_journeys_own() -> None:
    flow = measure_events(JOURNEY, _log("look", "pay"))
    journey = JOURNEY.with_flow(flow)
    assert [(t.source, t.target, t.count) for t in journey.transitions] == [("look", "pay", 1)]
    assert (journey.starts, journey.ends) == ({"look": 1}, {"pay": 1})
    assert journey.stages == JOURNEY.stages


def test_a_flow_of_other_touchpoints_is_refused() -> None:
    with pytest.raises(JourneyError, match="'cart'"):
        JOURNEY.with_flow(discover_flow(_log("look", "cart")))


def test_a_touchpoint_that_is_not_there_is_told_with_the_nearest() -> None:
    source = EventSource(touchpoints={"paid": "pya", "seen": "lok"})
    with pytest.raises(SourceError) as caught:
        measure_events(JOURNEY, _log("paid"), source=source)
    assert str(caught.value).splitlines() == [
        "touchpoints.paid: no touchpoint 'pya'; did you mean 'pay'?",
        "touchpoints.seen: no touchpoint 'lok'; did you mean 'look'?",
    ]


def test_nothing_that_maps_is_an_error() -> None:
    with pytest.raises(AnswersError) as caught:
        measure_events(JOURNEY, _log("ping", "ping", "pong"))
    assert str(caught.value) == (
        "table: activity: no activity belongs to a touchpoint of the journey; there are 'ping' 2,"
        " 'pong' 1; write which belongs where in touchpoints: {ACTIVITY: TOUCHPOINT}"
    )


def test_paths_on_a_journey() -> None:
    table = pl.DataFrame({"path": ["Look > ad > Pay"], "n": [4]})
    flow = measure_events(JOURNEY, table, source=EventSource(path="path", count="n"))
    assert [(row.source, row.target, row.count) for row in flow.rows] == [("look", "pay", 4)]
    assert flow.intake.set_aside == {"no touchpoint": 4}
