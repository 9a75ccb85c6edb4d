from __future__ import annotations

from typing import Any

import pytest

from journeymap.errors import JourneyError
from journeymap.files.checking import check_journey
from journeymap.model.interventions import Intervention
from journeymap.model.journey import Journey
from journeymap.model.wave_order import to_wave_order

STAGES = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}]


def told(**data: Any) -> str:
    with pytest.raises(JourneyError) as caught:
        Intervention(**data)
    return str(caught.value)


def test_one_touchpoint_is_a_list_of_one() -> None:
    one = Intervention(name="Less", wave=2016, touchpoint="cart")
    assert one == Intervention(name="Less", wave="2016", touchpoints=["cart"])
    assert Intervention(name="Less", wave=2016, touchpoints="cart") == one
    assert Intervention(name="Less", wave=2016).touchpoints == ()


def test_what_contradicts_itself() -> None:
    assert told(name="Less", wave=1, touchpoint="a", touchpoints=["b"]) == (
        "touchpoint and touchpoints say the same; keep one of them"
    )
    assert told(name="Less", wave=1, touchpoint="a", stage="b") == (
        "an intervention is about touchpoints or about a stage 'Less'; "
        "a stage stands for all its touchpoints"
    )
    assert told(name="Less") == (
        "wave is missing; such as {name: New shuttle line, wave: 2016, touchpoint: shuttle}"
    )


def test_unknown_places_are_told_with_the_nearest() -> None:
    with pytest.raises(JourneyError) as caught:
        Journey(name="Shop", stages=STAGES, interventions=[
            {"name": "A", "wave": "1", "touchpoints": ["cart", "pya"]},
            {"name": "B", "wave": "1", "stage": "by"},
        ])  # fmt: skip
    assert [str(problem) for problem in caught.value.problems] == [
        "interventions[0].touchpoints[1]: unknown touchpoint 'pya'; did you mean 'pay'?",
        "interventions[1].stage: unknown stage 'by'; did you mean 'buy'?",
    ]


def test_a_wave_that_no_reading_names_is_doubted() -> None:
    text = """\
name: Shop
stages: [{name: Buy, touchpoints: [Cart]}]
interventions:
  - {name: A, wave: 2026-05, touchpoint: cart}
  - {name: B, wave: 2026-5, touchpoint: cart}
readings:
  - {touchpoint: cart, metric: csat, value: 4, n: 9, wave: 2026-05}
"""
    checked = check_journey(text.encode(), file="shop.yaml")
    assert checked.ok
    assert [str(problem) for problem in checked.problems] == [
        "shop.yaml:5:21: interventions[1].wave: no reading is of this wave '2026-5'; "
        "did you mean '2026-05'?"
    ]


def test_without_readings_no_wave_is_doubted() -> None:
    text = "name: Shop\nstages: [{name: Buy, touchpoints: [Cart]}]\n"
    text += "interventions: {name: A, wave: 2026-05}\n"
    assert check_journey(text.encode(), file="shop.yaml").problems == ()


def test_waves_follow_each_other_as_numbers_do() -> None:
    waves = ["wave 10", "2025-Q4", "wave 9", "2025-W02", "2025-10", "2025-9"]
    assert sorted(waves, key=to_wave_order) == [
        "2025-9", "2025-10", "2025-Q4", "2025-W02", "wave 9", "wave 10",
    ]  # fmt: skip
