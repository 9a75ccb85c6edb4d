"""The worked example: a shop with six touchpoints, one of them with five answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journeymap.model.journey import Journey

FILE = Path(__file__).parents[2] / "vectors" / "vectors.json"
VECTORS = {v["id"]: v for v in json.loads(FILE.read_text("utf-8"))["vectors"]}
SHOP = VECTORS["rank_moderated_se"]["inputs"]
SCORE = {"id": "score", "name": "Score", "kind": "rating_mean", "worst": 1, "best": 10}


def make_shop(
    more: Mapping[str, Mapping[str, Any]] | None = None,
    score: Mapping[str, Any] | None = None,
    **journey: Any,
) -> Journey:
    """The shop; ``more`` holds further fields of touchpoints."""
    touchpoints = [{"id": n, "name": n.title(), **(more or {}).get(n, {})} for n in SHOP["names"]]
    readings = [
        {"touchpoint": id_, "metric": "score", "counts": dict(enumerate(counts, start=1))}
        for id_, counts in zip(SHOP["names"], SHOP["counts_1_to_10"], strict=True)
    ]
    return Journey.model_validate({
        "name": "Shop",
        "metrics": [{**SCORE, **(score or {})}],
        "stages": [{"name": "Buy", "touchpoints": touchpoints}],
        "readings": readings,
        **journey,
    })  # fmt: skip


REACH = dict(zip(SHOP["names"], [1, 0.6, 0.55, 0.25, 0.12, 0.8], strict=True))
STATED = dict(zip(SHOP["names"], [9, 8, 7.5, 6, 3, 4], strict=True))


def make_worked_on() -> Journey:
    """Three touchpoints: the weakest, where work is under way; a perfect one; a poor one."""
    running = {"do": "It", "state": "running"}
    touchpoints = [{"name": "Pay", "opportunities": [running]}, "Find", "Help"]
    return Journey.model_validate({
        "name": "Shop", "stages": [{"name": "Buy", "touchpoints": touchpoints}],
        "metrics": [{"id": "csat", "kind": "rating_mean", "worst": 1, "best": 5, "target": 4.2}],
        "readings": [{"touchpoint": t, "metric": "csat", "counts": {2: bad, 5: 200 - bad}}
                     for t, bad in (("pay", 120), ("find", 2), ("help", 90))],
    })  # fmt: skip
