from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.marks import Box, Text
from journeymap.picture.theme import GRID, MARGIN
from journeymap.views.facts import Facts
from journeymap.views.journey_map.readings import reading_lane
from tests.views.journey_map.reading import groups, only

Build = Callable[..., Facts]
Read = Callable[[Block], list[str]]
CART = {"touchpoint": "cart", "metric": "csat", "counts": {1: 10, 3: 40, 5: 50}}
PAY = {"touchpoint": "pay", "metric": "csat", "counts": {4: 40, 5: 60}}
BUY = {"name": "Buy", "touchpoints": ["Cart", "Pay"]}


def test_without_readings_the_lane_is_absent(build: Build) -> None:
    facts = build([BUY])
    assert reading_lane(only(facts), facts, 0) == EMPTY


def test_a_reading_shows_value_interval_and_n(build: Build, read: Read) -> None:
    facts = build([BUY], [CART])
    band = only(facts)
    block = reading_lane(band, facts, 0)
    assert read(block) == ["3.80", "3.54 to 4.06", "n 100", "not measured"]
    cart, pay = groups(block)
    assert (cart.key, cart.title) == ("cart", "Cart: 3.80, 3.54 to 4.06, n 100")
    assert (pay.key, pay.title) == ("pay", "Pay: not measured")
    ground, bar = (mark for mark in cart.marks if isinstance(mark, Box))
    assert ground.fill == GRID
    assert bar.width / ground.width == pytest.approx(0.70)


@pytest.mark.parametrize(
    ("reading", "texts"),
    [
        ({"counts": {1: 4, 5: 5}}, ["too few answers", "n 9"]),
        ({"counts": {1: 5, 5: 15}}, ["4.00", "3.17 to 4.83", "n 20, low base"]),
        ({"guess": 3.2}, ["≈ 3.20", "guess"]),
        ({"value": 3.2}, ["3.20", "n unknown"]),
    ],
)
def test_what_is_not_known_is_said(
    build: Build, read: Read, reading: dict[str, Any], texts: list[str]
) -> None:
    facts = build(
        [{"name": "Buy", "touchpoints": ["Cart"]}],
        [{"touchpoint": "cart", "metric": "csat", **reading}],
    )
    assert read(reading_lane(only(facts), facts, 0)) == texts


def test_other_metrics_are_named_beside_the_curve_s(build: Build, read: Read) -> None:
    readings = [
        CART,
        PAY,
        {"touchpoint": "cart", "metric": "nps", "value": -20, "n": 90},
        {"touchpoint": "help", "metric": "ces_effort", "value": 2.5, "sd": 1.0, "n": 80},
    ]
    stage = {"name": "Buy", "goal": "ces_effort <= 2", "touchpoints": ["Cart", "Help", "Pay"]}
    facts = build([stage], readings)
    texts = read(reading_lane(only(facts), facts, 0))
    assert texts[3] == "NPS −20"
    assert texts[4:8] == ["✗ 2.50", "CES (effort)", "2.28 to 2.72", "n 80"]


def test_the_label_speaks_of_bars_only_where_there_are_any(build: Build) -> None:
    def label(*readings: dict[str, Any]) -> list[str]:
        facts = build([BUY], readings)
        marks = reading_lane(only(facts), facts, 0).marks
        return [m.text for m in marks if isinstance(m, Text) and m.x == MARGIN]

    assert label({**CART, "wave": 2016}) == [
        "Readings",
        "CSAT",
        "wave 2016",
        "bar: health 0 to 100",
    ]
    assert label({"touchpoint": "cart", "metric": "csat", "guess": 3}) == ["Readings", "CSAT"]
