from __future__ import annotations

from collections.abc import Callable

from journeymap.views.facts import Facts, sign_of


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
