"""The worked example of the methods: a shop with loops, 1,000 journeys from its landing page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journeymap.model.journey import Journey

FILE = Path(__file__).parents[2] / "vectors" / "vectors.json"
VECTOR = next(
    v for v in json.loads(FILE.read_text("utf-8"))["vectors"] if v["id"] == "markov_journey"
)
COUNTS: Mapping[str, Mapping[str, int]] = VECTOR["inputs"]["counts"]
EXPECTED: Mapping[str, Any] = VECTOR["expected"]
PLACES = [*COUNTS, "purchase"]
STARTS = {"landing": 1000}
ENDS = {**{source: row["exit"] for source, row in COUNTS.items()}, "purchase": 260}


def make_shop(
    counts: Mapping[str, Mapping[str, int]] = COUNTS,
    *,
    starts: Mapping[str, int] | None = STARTS,
    ends: Mapping[str, int] | None = ENDS,
    shares: bool = False,
    **more: Any,
) -> Journey:
    """The shop; with shares, these stand in place of the counts."""
    places = dict.fromkeys([*counts, *(t for row in counts.values() for t in row)])
    transitions = [
        {"from": source, "to": target}
        | ({"share": n / sum(row.values())} if shares else {"count": n})
        for source, row in counts.items()
        for target, n in row.items()
        if target != "exit"
    ]
    return Journey(
        name="Shop",
        stages=[
            {"name": "Buy", "touchpoints": [p.capitalize() for p in places if p != "exit"]},
        ],
        transitions=transitions,
        starts=starts or {},
        ends=ends or {},
        **more,
    )
