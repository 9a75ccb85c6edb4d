from __future__ import annotations

import json

from journeymap.analysis.plans.comparing import compare_plan
from journeymap.model.journey import Journey

STAGES = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}]
PLAN = Journey(name="Plan", stages=STAGES)
SEEN = PLAN.replace(
    name="Seen",
    transitions=[
        {"from": "cart", "to": "pay", "count": 1500},
        {"from": "pay", "to": "pay", "count": 2},
    ],
)


def test_it_prints_signs_and_words() -> None:
    assert str(compare_plan(PLAN, SEEN)).splitlines()[:4] == [
        "> 99 % of 1,502 moves follow the plan; most common detour: Pay to Pay (< 1 %).",
        "from  to   plan           count   share",
        "Cart  Pay  ✓ as planned   1,500  > 99 %",
        "Pay   Pay  ! not planned      2   < 1 %",
    ]


def test_it_is_plain_json() -> None:
    found = json.loads(json.dumps(compare_plan(PLAN, SEEN).to_dict()))
    assert found["question"] == "plan"
    assert found["detour"]["count"] == 2
    assert found["touchpoints"][0] == {
        "touchpoint": "cart", "name": "Cart", "stage": "Buy", "where": "both",
    }  # fmt: skip
    assert (found["name"], found["plan_name"]) == ("Seen", "Plan")
