"""Journeys whose pictures are hard to get right: long names in many scripts, gaps, guesses."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.picture.marks import Group, Mark
from journeymap.views.facts import Facts, find_facts

NAMES = (
    "Obsługa klienta przez telefon w godzinach wieczornych",
    "Подтверждение бронирования и получение электронного билета",
    "オンラインチェックインと座席指定の確認画面",
    "Zażółć gęślą jaźń — potwierdzenie dostawy",
    "Возврат товара и компенсация",
    "お問い合わせ窓口",
    "Konstantynopolitańczykowianeczka",
    "Высокопревосходительство",
    "支付页面",
    "</text><script>alert(1)</script>",
)


def make_long(*, measured: bool = True) -> Journey:
    """60 touchpoints with long Polish, Russian and Japanese names, and every kind of reading."""
    chance = random.Random(7)
    stages = []
    readings: list[dict[str, Any]] = []
    for s in range(6):
        touchpoints = [_touchpoint(s, t, chance) for t in range(10)]
        goals = ["csat >= 3.5"] if s % 2 else ["csat >= 3", "nps >= 10"]
        question = f"{NAMES[s + 1]}?"
        stages.append(
            {
                "id": f"s{s}",
                "name": NAMES[s],
                "question": question,
                "goal": goals,
                "touchpoints": touchpoints,
            }
        )
        if measured:
            readings += [r for t in touchpoints for r in _readings(t["id"], chance)]
    persona = {"name": NAMES[2], "goal": NAMES[3]}
    data = {"name": " — ".join(NAMES[:3]), "description": NAMES[1] * 2, "persona": persona}
    return Journey.model_validate(
        {**data, "goal": "csat >= 3.2", "stages": stages, "readings": readings}
    )


def _touchpoint(stage: int, number: int, chance: random.Random) -> dict[str, Any]:
    name = NAMES[(stage * 10 + number) % len(NAMES)]
    return {
        "id": f"t{stage}-{number}",
        "name": f"{name} {stage * 10 + number}",
        "channel": chance.choice([None, "web", "мобильное приложение", "店舗"]),
        "moment_of_truth": chance.random() < 0.15,
        "pains": [{"says": chance.choice(NAMES) * 2, "count": 41}] if chance.random() < 0.3 else [],
        "opportunities": [{"do": chance.choice(NAMES), "owner": NAMES[4], "effort": "high"}]
        if chance.random() < 0.2
        else [],
    }


def _readings(touchpoint: str, chance: random.Random) -> list[dict[str, Any]]:
    of = {"touchpoint": touchpoint, "metric": "csat"}
    kind = chance.random()
    found: list[dict[str, Any]] = []
    if kind < 0.7:
        found.append({**of, "counts": {code: chance.randrange(1, 200) for code in range(1, 6)}})
    elif kind < 0.8:
        found.append({**of, "guess": 3.1})
    elif kind < 0.88:
        found.append({**of, "counts": {2: 3, 3: 4}})
    elif kind < 0.93:
        found.append({**of, "value": 4.4})
    if chance.random() < 0.4:
        found.append(
            {"touchpoint": touchpoint, "metric": "nps", "value": chance.randrange(-60, 60), "n": 50}
        )
    return found


def make_three() -> Journey:
    """3 touchpoints, one of them unmeasured."""
    return Journey.model_validate(
        {
            "name": "Shop",
            "stages": [
                {"name": "Buy", "goal": "nps >= 10", "touchpoints": ["Find", "Cart", "Pay"]}
            ],
            "readings": [
                {"touchpoint": "find", "metric": "nps", "counts": {10: 40, 8: 35, 3: 25}},
                {"touchpoint": "pay", "metric": "nps", "counts": {10: 10, 8: 35, 3: 45}},
            ],
        }
    )


def make_low_is_good() -> Journey:
    """Metrics where low is good: the axis turns, so that up is better."""
    return Journey.model_validate(
        {
            "name": "Support",
            "stages": [
                {
                    "name": "Contact",
                    "goal": "ces_effort <= 2.5",
                    "touchpoints": ["Phone", "Chat", "Email"],
                },
                {"name": "Solve", "goal": "art <= 45", "touchpoints": ["Repair"]},
                {"name": "Later"},
            ],
            "readings": [
                {
                    "touchpoint": "phone",
                    "metric": "ces_effort",
                    "counts": {1: 30, 2: 35, 3: 20, 4: 10, 5: 5},
                },
                {
                    "touchpoint": "chat",
                    "metric": "ces_effort",
                    "counts": {1: 3, 2: 35, 3: 20, 4: 10, 5: 45},
                },
                {"touchpoint": "email", "metric": "ces_effort", "value": 2.6, "sd": 1.1, "n": 18},
                {
                    "touchpoint": "repair",
                    "metric": "art",
                    "value": 58.6,
                    "n": 10,
                    "log_mean": 3.657,
                    "log_sd": 0.896,
                },
            ],
        }
    )


JOURNEYS: dict[str, Callable[[], Journey]] = {
    "demo": load_demo,
    "three": make_three,
    "long": make_long,
    "unmeasured": lambda: make_long(measured=False),
    "low_is_good": make_low_is_good,
}


@pytest.fixture(params=list(JOURNEYS), scope="session")
def journey(request: pytest.FixtureRequest) -> Journey:
    """Each of the hard journeys in turn."""
    return JOURNEYS[request.param]()


HOSTILE = (
    '"><img src=x onerror=alert(1)>',
    "</title></svg><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "javascript:alert(1)",
    "<<b>bold</b>>",
    "ends with backslash \\",
    "\\N \\G \\L \\E \\T \\H",
    "line one\nline two",
    "{a|b|<p> c}",
    "--><script>alert(1)</script>",
    "<unclosed",
    "$5 and $10",
    "a_b^c {x}",
    "$\\input{/etc/passwd}$",
    "[bold red]x[/] [link=file:///etc/passwd]y[/link] [/nope]",
)


def make_hostile() -> Journey:
    """Every text of a journey is one that wants to break out."""
    touchpoints = [
        {
            "id": f"t{i}",
            "name": name,
            "channel": name,
            "description": name,
            "expects": name,
            "emotion": {"name": name, "valence": -1},
            "frontstage": [name],
            "systems": [name],
            "owner": name,
            "quotes": [{"says": name, "by": name, "source": name}],
            "pains": [{"says": name, "count": 3}],
            "opportunities": [{"do": name, "owner": name}],
        }
        for i, name in enumerate(HOSTILE)
    ]
    half = len(touchpoints) // 2
    stages = [
        {"id": "a", "name": HOSTILE[0], "question": HOSTILE[1], "touchpoints": touchpoints[:half]},
        {"id": "b", "name": HOSTILE[6], "goal": "csat >= 4", "touchpoints": touchpoints[half:]},
    ]
    readings = [
        {"touchpoint": f"t{i}", "metric": "csat", "value": 3 + i / 20, "n": 40, "source": name}
        for i, name in enumerate(HOSTILE)
    ]
    data = {"name": HOSTILE[1], "description": HOSTILE[4], "owner": HOSTILE[11]}
    return Journey.model_validate({**data, "stages": stages, "readings": readings})


@pytest.fixture(scope="session")
def hostile() -> Journey:
    """Every text of a journey is one that wants to break out."""
    return make_hostile()


Build = Callable[..., Facts]


@pytest.fixture
def build() -> Build:
    """Makes facts of a journey: its stages, its readings, and whatever else it has."""

    def make(stages: Sequence[Any], readings: Sequence[Any] = (), **more: Any) -> Facts:
        data = {"name": "Shop", "stages": list(stages), "readings": list(readings), **more}
        return find_facts(Journey.model_validate(data))

    return make


@pytest.fixture
def flatten() -> Callable[[Sequence[Mark]], list[Mark]]:
    """All marks in their order, those in groups too."""

    def walk(marks: Sequence[Mark]) -> Iterator[Mark]:
        for mark in marks:
            if isinstance(mark, Group):
                yield from walk(mark.marks)
            else:
                yield mark

    return lambda marks: list(walk(marks))
