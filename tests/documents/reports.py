"""Reports about hard journeys, planned once for all writers."""

from __future__ import annotations

from functools import cache

from journeymap.documents.planning import plan_report
from journeymap.documents.report import Report
from journeymap.model.journey import Journey
from tests.views.conftest import HOSTILE, JOURNEYS

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x.example","y")',
    "http://x.example",
)
LONG_NAMES = (
    "Long " * 40,
    "Высокопревосходительство " * 8,
    "オンラインチェックインと座席指定の確認画面" * 8,
    "تأكيد الحجز واستلام التذكرة " * 7,
    "x" * 200,
    "end",
)
NAMES = (*HOSTILE, *FORMULAS, *(name.strip() for name in LONG_NAMES))


def make_hostile() -> Journey:
    """Every text is one that wants to break out, begins like a formula, or is very long."""
    touchpoints = [
        {"id": f"t{i}", "name": name, "channel": name, "pains": [{"says": name, "count": 3}],
         "opportunities": [{"do": name, "owner": name}]}
        for i, name in enumerate(NAMES)
    ]  # fmt: skip
    half = len(touchpoints) // 2
    stages = [
        {"id": "a", "name": FORMULAS[0], "question": HOSTILE[1], "touchpoints": touchpoints[:half]},
        {"id": "b", "name": HOSTILE[6], "goal": "csat >= 4", "touchpoints": touchpoints[half:]},
    ]
    readings = [
        {"touchpoint": f"t{i}", "metric": "csat", "value": 2 + i / 20, "n": 40, "wave": wave}
        for i in range(len(NAMES))
        for wave in ("=2025", "=2026")
    ]
    transitions = [{"from": "t0", "to": "t1", "count": 1200}]
    data = {"name": HOSTILE[1], "persona": {"name": "=a, b: c;"}, "transitions": transitions}
    return Journey.model_validate({**data, "stages": stages, "readings": readings})


def make_nps() -> Journey:
    """Two touchpoints, one with more detractors than promoters."""
    touchpoints = [{"id": "cart", "name": "Cart"}, {"id": "pay", "name": "Pay"}]
    readings = [
        {"touchpoint": id_, "metric": "nps", "value": value, "n": 200, "sd": 70}
        for id_, value in (("cart", -48), ("pay", 20))
    ]
    stages = [{"name": "Buy", "touchpoints": touchpoints}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})


def make_hebrew() -> Journey:
    """A journey that is read from right to left, with links and two personas."""
    touchpoints = [
        {"id": "home", "name": "דף הבית", "url": "https://example.com/a?b=1&c=2"},
        {"id": "pay", "name": "תשלום Pay", "url": "mailto:pay@example.com", "channel": "app"},
    ]
    readings = [
        {"touchpoint": id_, "metric": "csat", "value": value, "n": 200, "sd": 0.9}
        for id_, value in (("home", 4.3), ("pay", 3.2))
    ]
    return Journey.model_validate({
        "name": "קנייה באתר", "personas": [{"name": "דנה"}, {"name": "יוסי"}],
        "channels": [{"id": "app", "name": "אפליקציה"}],
        "stages": [{"name": "קנייה", "goal": "csat >= 4", "touchpoints": touchpoints}],
        "readings": readings,
    })  # fmt: skip


LONG = tuple((f"{i} told at length. " * 300).strip() for i in range(14))


def make_talkative() -> Journey:
    """Two touchpoints with thousands of letters in every field."""
    said = iter(LONG)
    touchpoints = [
        {"id": id_, "name": next(said), "channel": next(said), "description": next(said),
         "expects": next(said), "pains": [{"says": next(said), "count": 3}],
         "quotes": [{"says": next(said)}]}
        for id_ in ("cart", "pay")
    ]  # fmt: skip
    readings = [
        {"touchpoint": id_, "metric": "csat", "value": value, "n": 200, "sd": 0.9}
        for id_, value in (("cart", 4.3), ("pay", 3.2))
    ]
    stages = [{"name": next(said), "touchpoints": touchpoints}]
    data = {"name": next(said), "stages": stages, "readings": readings}
    return Journey.model_validate(data)


def make_full() -> Journey:
    """Seven touchpoints with something in every lane of the map."""
    touchpoints = [
        {"id": f"t{i}", "name": f"Step number {i}", "channel": "web", "owner": f"Team {i // 2}",
         "description": "Looks for a free hour and books it", "expects": "An hour this week",
         "emotion": {"name": "hope", "valence": 1},
         "quotes": [{"says": "It took long", "by": "a patient"}],
         "pains": [{"says": "No free hour for weeks", "count": 9}],
         "opportunities": [{"do": "Call back within a day", "effort": "low"}]}
        for i in range(7)
    ]  # fmt: skip
    readings = [
        {"touchpoint": f"t{i}", "metric": "csat", "value": 3 + i / 5, "n": 200, "sd": 0.7}
        for i in range(7)
    ]
    stages = [
        {"id": "a", "name": "Book", "goal": "csat >= 4", "touchpoints": touchpoints[:3]},
        {"id": "b", "name": "Visit", "goal": "csat >= 4", "touchpoints": touchpoints[3:]},
    ]
    return Journey.model_validate({
        "name": "Surgery", "description": "A visit from end to end",
        "persona": {"name": "Anna", "goal": "No day off"}, "stages": stages, "readings": readings,
    })  # fmt: skip


@cache
def plan(name: str) -> Report:
    """The report about one of the hard journeys."""
    return plan_report(make_hostile() if name == "hostile" else JOURNEYS[name]())
