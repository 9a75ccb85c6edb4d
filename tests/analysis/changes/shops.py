"""Small journeys to compare."""

from __future__ import annotations

from typing import Any

from journeymap.model.journey import Journey


def shop(*readings: dict[str, Any], **more: Any) -> Journey:
    """Three touchpoints in two stages, with these readings; ``cart`` where none is named."""
    stages = [
        {"name": "Look", "touchpoints": ["Search"]},
        {"name": "Buy", "touchpoints": ["Cart", "Pay"]},
    ]
    placed = [
        r if {"touchpoint", "stage"} & set(r) else {"touchpoint": "cart", **r} for r in readings
    ]
    whole = {"name": "Shop", "stages": stages, "readings": placed, **more}
    return Journey.model_validate(whole)


def two_waves(before: dict[str, Any], after: dict[str, Any], **more: Any) -> Journey:
    """A reading of the cart in 2025 and one in 2026."""
    return shop({"wave": "2025", **before}, {"wave": "2026", **after}, **more)
