from __future__ import annotations

from collections.abc import Callable
from typing import Any

from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.result import Result
from journeymap.views.facts import Facts, find_facts, sign_of, weighs_touchpoints


def test_the_verdict_names_touchpoints(build: Callable[..., Facts]) -> None:
    readings = [
        {"touchpoint": "cart", "metric": "csat", "counts": {1: 90, 2: 10}},
        {"touchpoint": "pay", "metric": "csat", "counts": {4: 10, 5: 90}},
    ]
    facts = build([{"name": "Buy", "touchpoints": ["Cart", "Pay"]}], readings)
    assert [facts.is_weakest(id_) for id_ in ("cart", "pay", "nowhere")] == [True, False, False]


def test_signs() -> None:
    assert [sign_of(s) for s in ("met", "missed", "at_risk", "not_measured", None)] == [
        "✓ ", "✗ ", "! ", "? ", "",
    ]  # fmt: skip


def test_every_question_is_asked_once_with_the_same_settings() -> None:
    facts = find_facts(load_demo(), wave="2015", level=0.9, seed=3, language="pl")
    assert facts.priorities is not None
    asked: list[Result[Any]] = [facts.experience, facts.goals, facts.weakest, facts.priorities]
    assert {found.settings["wave"] for found in asked} == {"2015"}
    assert {found.settings["level"] for found in asked} == {0.9}
    assert facts.weakest.settings["seed"] == facts.priorities.settings["seed"] == 3
    assert facts.words.language == "pl"
    assert find_facts(load_demo(), priorities=False).priorities is None


def test_transitions_and_importance_weigh_touchpoints() -> None:
    stages = [{"name": "Buy", "touchpoints": ["Cart", {"name": "Pay", "importance": 3}]}]
    alike = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
    flow = [{"source": "cart", "target": "pay", "count": 9}]
    assert not weighs_touchpoints(alike)
    assert weighs_touchpoints(alike.replace(transitions=flow))
    assert weighs_touchpoints(Journey.model_validate({"name": "Shop", "stages": stages}))
