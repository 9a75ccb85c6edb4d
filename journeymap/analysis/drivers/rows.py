"""Rows out of what was computed."""

from __future__ import annotations

import numpy as np

from journeymap.analysis.drivers.result import DriverRow
from journeymap.analysis.drivers.splitting import Split
from journeymap.analysis.drivers.usable import Usable
from journeymap.model.journey import Journey
from journeymap.statistics.drivers.collinearity import (
    NEAR_DUPLICATES,
    condition_number,
    variance_inflation,
)
from journeymap.statistics.drivers.pair_sums import Floats

MOST_RESAMPLES, _DIGITS = 1000, 4  # of shares that others draw from; a file of them stays small


def to_rows(journey: Journey, usable: Usable, split: Split | None) -> list[DriverRow]:
    """The drivers, the largest share first; by their correlation where there are no shares."""
    if usable.is_constant:
        return []
    rxx = usable.correlations[:-1, :-1]
    inflation = variance_inflation(rxx) if usable.drivers else ()
    rows = [_to_row(journey, usable, split, i, inflation[i]) for i in range(len(usable.drivers))]
    return sorted(rows, key=lambda row: (-(row.share or 0.0), -abs(row.r)))


def _to_row(
    journey: Journey, usable: Usable, split: Split | None, i: int, vif: float | None
) -> DriverRow:
    near = np.abs(usable.correlations[i, :-1]) > NEAR_DUPLICATES
    driver, r = usable.drivers[i], float(usable.correlations[i, -1])
    stage = journey.stage_for(driver.touchpoint).id if driver.touchpoint else driver.stage
    return DriverRow(
        touchpoint=driver.touchpoint,
        stage=stage,
        metric=driver.metric.id,
        share=_take(split.shares if split else None, i),
        low=_take(split.low if split else None, i),
        high=_take(split.high if split else None, i),
        sign=int(np.sign(r)),
        n=usable.n[i],
        name=driver.name,
        share_of_outcome=_take(split.parts if split else None, i),
        p_first=_take(split.p_first if split else None, i),
        r=r,
        coverage=usable.n[i] / usable.total,
        vif=vif,
        near=tuple(usable.drivers[j].id for j in np.flatnonzero(near).tolist() if j != i),
    )


def _take(figures: Floats | None, i: int) -> float | None:
    return None if figures is None else float(figures[i])


def to_resampled(usable: Usable, split: Split | None) -> dict[str, tuple[float, ...]]:
    """METRIC@PLACE of each driver to its share in each of the first 1,000 resamples."""
    if split is None or split.resampled is None:
        return {}
    kept = split.resampled[:MOST_RESAMPLES].round(_DIGITS).T.tolist()
    return {d.id: tuple(shares) for d, shares in zip(usable.drivers, kept, strict=True)}


def find_condition(usable: Usable) -> float | None:
    """The drivers' condition number; None where one of them is the others over again."""
    if not usable.drivers or usable.is_constant:
        return None
    return condition_number(usable.correlations[:-1, :-1])
