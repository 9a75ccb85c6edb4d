"""A shop whose customers say how they liked three touchpoints, and whether they recommend it."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from journeymap.analysis.drivers.finding import find_drivers
from journeymap.analysis.drivers.result import Drivers
from journeymap.analysis.drivers.usable import Usable
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.statistics.drivers.pair_sums import PairSums

JOURNEY = Journey.model_validate(
    {"name": "Shop", "stages": [{"name": "Buy", "touchpoints": ["Cart", "Pay", "Ship"]}]}
)
RATED: dict[str, Any] = {
    id_: {"touchpoint": id_, "metric": "csat"} for id_ in ("cart", "pay", "ship")
}
QUESTIONS = {**RATED, "nps": {"scope": "journey", "metric": "nps"}}


def make_table(n: int = 300, **columns: Any) -> pl.DataFrame:
    """Cart moves the outcome much, Pay a little and Ship nothing; columns can take their place."""
    rng = np.random.default_rng(0)
    cart, pay, ship = (rng.integers(1, 6, n) for _ in range(3))
    nps = np.clip(cart + pay // 2 + rng.integers(-1, 2, n), 0, 10)
    return pl.DataFrame({"cart": cart, "pay": pay, "ship": ship, "nps": nps}).with_columns(
        **columns
    )


def find(table: pl.DataFrame, *, outcome: str = "nps", **asked: Any) -> Drivers:
    """The drivers of a table; ``questions`` and ``parts`` are of its source."""
    questions, parts = asked.pop("questions", QUESTIONS), asked.pop("parts", {})
    source = Source.model_validate({"questions": questions, **parts})
    journey = asked.pop("journey", JOURNEY)
    return find_drivers(journey, table, source, outcome=outcome, **{"draws": 200, **asked})


def make_usable(rows: Any) -> Usable:
    """Drivers of nobody's touchpoints, from rows with the outcome last."""
    sums = PairSums.of_rows(rows)
    n, p = rows.shape
    return Usable(
        drivers=(None,) * (p - 1),  # only their number matters here
        correlations=sums.total().correlations(),
        sums=sums,
        signs=np.ones(p),
        n=(n,) * (p - 1),
        pairs=(n, n),
        total=n,
        worth=1.0,
        is_clipped=False,
        left_out={},
    )
