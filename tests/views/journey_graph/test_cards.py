from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from journeymap.picture.layouts.layout import Placed
from journeymap.picture.marks import Box, Text
from journeymap.picture.theme import INK, LINK, PAPER, POOR, SHADES
from journeymap.views.facts import Facts
from journeymap.views.journey_graph.cards import NARROWEST, WIDEST, make_cards, shade_of

Build = Callable[..., Facts]


def one(build: Build, *readings: dict[str, Any], **more: Any) -> Facts:
    found = [{"touchpoint": "cart", **reading} for reading in readings]
    goal = {"goal": more.pop("goal")} if "goal" in more else {}
    return build([{"name": "Buy", "touchpoints": ["Cart"], **goal}], found, **more)


@pytest.mark.parametrize(
    ("readings", "line"),
    [
        ([], "not measured"),
        ([{"metric": "csat", "counts": {1: 9}}], "too few answers · n 9"),
        ([{"metric": "csat", "guess": 3.2}], "≈ 3.20, guess"),
        ([{"metric": "csat", "value": 3.2}], "3.20"),
        ([{"metric": "csat", "counts": {3: 1200}}], "✗ 3.00 · n 1,200"),
    ],
)
def test_a_card_says_what_is_known(build: Build, readings: list[dict[str, Any]], line: str) -> None:
    card = make_cards(one(build, *readings, goal="csat >= 4").experience)["cart"]
    assert [text for text, _ in card.parts] == ["Cart", line]


def test_a_card_says_what_other_metrics_found(build: Build) -> None:
    stages = [{"name": "Buy", "goal": "ces_effort <= 2", "touchpoints": ["Cart", "Pay", "Box"]}]
    readings = [
        {"touchpoint": "cart", "metric": "ces_effort", "value": 3, "sd": 1.0, "n": 50},
        *({"touchpoint": t, "metric": "csat", "value": 4, "n": 50} for t in ("pay", "box")),
    ]
    card = make_cards(build(stages, readings).experience)["cart"]
    assert card.parts[1][0] == "✗ CES (effort) 3.00"
    assert not card.parts[1][1].italic


@pytest.mark.parametrize(
    ("value", "step"), [(1.0, 4), (1.7, 4), (2.0, 3), (2.7, 2), (3.5, 1), (4.5, 0), (5.0, 0)]
)
def test_the_weaker_the_darker(build: Build, value: float, step: int) -> None:
    facts = one(build, {"metric": "csat", "value": value, "n": 50})
    assert shade_of(facts.experience.rows[0]) == SHADES[step]


def test_what_is_not_measured_is_white(build: Build) -> None:
    for reading in ({"metric": "csat", "guess": 1}, {"metric": "csat", "counts": {1: 9}}):
        assert shade_of(one(build, reading).experience.rows[0]) == (PAPER, INK)


def test_all_cards_are_as_wide_as_the_longest_word(build: Build) -> None:
    def width(name: str) -> float:
        cards = make_cards(build([{"name": "Buy", "touchpoints": [name, "Pay"]}]).experience)
        (found,) = {card.width for card in cards.values()}
        return found

    assert width("Cart") == NARROWEST < width("Internationalisation") < width("x" * 90) == WIDEST


def test_the_weakest_has_a_red_frame_and_the_unmeasured_a_dashed_one(build: Build) -> None:
    readings = [
        {"touchpoint": "cart", "metric": "csat", "counts": {1: 90}},
        {"touchpoint": "pay", "metric": "csat", "counts": {5: 90}},
    ]
    facts = build([{"name": "Buy", "touchpoints": ["Cart", "Pay", "Box"]}], readings)
    place = Placed(10, 20, 150, 60)
    frames = {}
    for id_, card in make_cards(facts.experience).items():
        box, name, _ = card.show(place, weakest=facts.is_weakest(id_)).marks
        assert isinstance(box, Box)
        assert isinstance(name, Text)
        assert (name.x, name.anchor) == (85, "middle")
        frames[id_] = (box.stroke, box.dashed)
    assert frames == {"cart": (POOR, False), "pay": (LINK, False), "box": (LINK, True)}


def test_brackets_in_a_unit_stay_with_the_value(build: Build) -> None:
    wait = {"id": "wait", "kind": "duration", "unit": "minutes (net)", "target": 5}
    reading = {"metric": "wait", "value": 9, "sd": 3, "n": 50}
    point = one(build, reading, metrics=[wait]).experience.rows[0]
    assert (point.shown_value, point.shown_interval) == ("9 minutes (net)", "8.19 to 9.89")
    assert point.shown == "9 minutes (net) (8.19 to 9.89)"
    card = make_cards(one(build, reading, metrics=[wait]).experience)["cart"]
    assert card.parts[1][0] == "9 minutes (net) · n 50"
