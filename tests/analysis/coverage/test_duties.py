from __future__ import annotations

from typing import Any

from journeymap.analysis.coverage.finding import find_coverage_gaps
from journeymap.model.journey import Journey


def told(gap: str, journey: dict[str, Any], **asked: Any) -> list[tuple[str, str, str, str]]:
    rows = find_coverage_gaps(Journey.model_validate({"name": "Shop", **journey}), **asked).rows
    return [(row.scope, row.name, row.severity, row.what) for row in rows if row.gap == gap]


def stages(*touchpoints: Any, **more: Any) -> list[Any]:
    return [{"name": "Look", "touchpoints": ["Ad", "Page"]}, {"name": "Buy", **more,
             "touchpoints": list(touchpoints)}]  # fmt: skip


def test_owners() -> None:
    owned = {"name": "Cart", "owner": "Ann"}
    assert told("unowned", {"stages": stages("Cart")}) == [
        ("journey", "whole journey", "low", "no owner is written anywhere"),
    ]
    assert told("unowned", {"stages": stages(owned, "Pay")}) == [
        ("stage", "Look", "low", "nobody answers for it or its touchpoints"),
        ("touchpoint", "Pay", "low", "nobody answers for it or its stage"),
    ]
    assert told("unowned", {"stages": stages("Cart", "Pay", owner="Bo")}) == [
        ("stage", "Look", "low", "nobody answers for it or its touchpoints"),
    ]
    assert told("unowned", {"stages": stages("Cart"), "owner": "Cy"}) == []


def test_channels() -> None:
    assert told("no_channel", {"stages": stages("Cart")}) == []
    web = {"name": "Cart", "channel": "web"}
    assert [name for _, name, *_ in told("no_channel", {"stages": stages(web, "Pay")})] == [
        "Ad", "Page", "Pay",
    ]  # fmt: skip


def test_goals_of_stages() -> None:
    assert told("stage_without_goal", {"stages": stages("Cart")}) == [
        ("journey", "whole journey", "low", "no stage has a goal"),
    ]
    assert told("stage_without_goal", {"stages": stages("Cart", goal="csat >= 4")}) == [
        ("stage", "Look", "low", "nothing says how good it should be"),
    ]


def test_goals_without_a_reading() -> None:
    goals: list[Any] = [
        "csat >= 4",
        {"metric": "nps", "operator": ">=", "target": 3, "primary": False},
        {"metric": "churn", "operator": "<=", "target": 0.1, "wave": "2030"},
        {"metric": "churn", "operator": "<=", "target": 0.1, "wave": "2020"},
    ]
    reading = {"touchpoint": "ad", "metric": "csat", "value": 4, "sd": 1, "n": 90, "wave": "2026"}
    journey = {"stages": stages("Cart", goal=goals), "readings": [reading]}
    assert told("goal_without_reading", journey) == [
        ("stage", "Buy", "high", "CSAT ≥ 4: no reading of csat"),
        ("stage", "Buy", "high", "Churn ≤ 10 % by 2020: no readings of 2020; there are 2026"),
        ("stage", "Buy", "medium", "NPS ≥ +3: no reading of nps"),
    ]
    due = told("goal_without_reading", journey, wave="2026")
    assert [what for *_, what in due if "2030" in what] == [
        "Churn ≤ 10 % by 2030: no reading of churn",
    ]


def test_goals_with_too_few_answers() -> None:
    few = {"metric": "csat", "counts": {4: 6}}
    journey = {
        "goal": "nps >= 5",
        "stages": stages({"name": "Cart", "goal": "csat >= 4"}, goal="csat >= 4"),
        "readings": [{"touchpoint": "cart", **few}, {"stage": "buy", **few},
                     {"metric": "nps", "value": 5}],
    }  # fmt: skip
    assert [(scope, what) for scope, _, _, what in told("thin", journey)] == [
        ("touchpoint", "6 answers by csat, no verdict: 4.00 (2.46 to 4.76)"),
        ("stage", "CSAT ≥ 4: only 6 answers"),
    ]
    assert told("unknown_base", journey) == [
        ("journey", "whole journey", "high", "NPS ≥ +5: number of answers unknown"),
    ]
