"""Which drivers can be compared, and why the others are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from journeymap.analysis.drivers.asking import Driver
from journeymap.answers.moments import Summed
from journeymap.result import show_percent
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.statistics.drivers.collinearity import nearest_correlations
from journeymap.statistics.drivers.pair_sums import Floats, PairSums
from journeymap.wording.told import tell, tell_list

FEWEST, FEWEST_PER_DRIVER = 100, 10
_SAME = 1 - 1e-9
_FITS = -1e-8


@dataclass(frozen=True, slots=True, eq=False)
class Usable:
    """The drivers that are compared, with everything known of them.

    Args:
        drivers: They, in reading order.
        correlations: Of the drivers and, last, the outcome; higher is good for all of them.
        sums: The sums by block in the same order.
        signs: By what each variable is multiplied, so that high is good.
        n: How many answered each of them and the outcome.
        pairs: The fewest and the most who answered a pair.
        total: How many tell the outcome.
        worth: What weighted respondents are worth, as a part of their number.
        is_clipped: Whether pairs did not fit each other, so that correlations were changed.
        left_out: The others, with the reason.
    """

    drivers: tuple[Driver, ...]
    correlations: Floats
    sums: PairSums
    signs: Floats
    n: tuple[int, ...]
    pairs: tuple[int, int]
    total: int
    worth: float
    is_clipped: bool
    left_out: dict[str, str]

    @property
    def is_constant(self) -> bool:
        """Whether all who told the outcome said the same."""
        return self.total > 0 and bool(np.isnan(self.correlations[-1, -1]))

    @property
    def fewest(self) -> int:
        """What the fewest answers to a pair are worth."""
        return int(self.pairs[0] * self.worth + 1e-9)

    @property
    def needed(self) -> int:
        """How many answers are needed: ten for each driver, and at least 100."""
        return max(FEWEST, FEWEST_PER_DRIVER * len(self.drivers))


def sort_out(
    outcome: Driver, drivers: Sequence[Driver], summed: Summed, min_coverage: float
) -> Usable:
    """The drivers that enough of those who tell the outcome have answered, and the others.

    Args:
        outcome: The first variable of the sums.
        drivers: The others, in their order.
        summed: The sums.
        min_coverage: The share of those who tell the outcome who must have answered a driver.
    """
    found, counts = summed.sums.total().correlations(), summed.counts
    left_out: dict[str, str] = {}
    kept = []
    for i, driver in enumerate(drivers, start=1):
        n, total = int(counts[0, i]), int(counts[0, 0])
        reason = _find_reason(n, total, found[:, i], i, min_coverage, worth=summed.worth)
        if reason:
            left_out[driver.id] = reason
        else:
            kept.append(i)
    kept = _drop_thin_pairs(kept, counts, found, drivers, left_out)
    order = [*kept, 0]
    signs = np.array([*(drivers[i - 1].direction for i in kept), outcome.direction], dtype=float)
    matrix = found[np.ix_(order, order)] * np.outer(signs, signs)
    whole = bool(np.isfinite(matrix).all())
    is_clipped = whole and bool(np.linalg.eigvalsh(matrix)[0] < _FITS)
    inside = counts[np.ix_(order, order)]
    return Usable(
        drivers=tuple(drivers[i - 1] for i in kept),
        correlations=nearest_correlations(matrix) if whole else matrix,
        sums=summed.sums.keep(order),
        signs=signs,
        n=tuple(int(counts[0, i]) for i in kept),
        pairs=(int(inside.min()), int(inside.max())),
        total=int(counts[0, 0]),
        worth=summed.worth,
        is_clipped=is_clipped,
        left_out=left_out,
    )


def _find_reason(
    n: int, total: int, correlations: Floats, i: int, min_coverage: float, *, worth: float
) -> str:
    """Why a driver can't be compared; empty where it can."""
    if n == 0:
        return tell("nobody who tells the outcome answered it")
    if n < min_coverage * total:
        share = show_percent(n / total)
        return tell("answered by {share} of those who tell the outcome", share=share)
    if n < SMALLEST_FOR_VERDICT:
        return (
            tell("only {n} answers beside the outcome", n=n)
            if n > 1
            else tell("only 1 answer beside it")
        )
    if n * worth < SMALLEST_FOR_VERDICT:
        return tell("answers worth about {n} (n_effective)", n=round(n * worth))
    if np.isnan(correlations[i]):
        return tell("all answers are the same")
    if np.isnan(correlations[0]):
        return tell("the outcome is the same for all who answered it")
    if abs(correlations[0]) >= _SAME:
        return tell("its answers are those of the outcome itself")
    return ""


def _drop_thin_pairs(
    kept: list[int],
    counts: np.ndarray[tuple[int, ...], np.dtype[np.int_]],
    found: Floats,
    drivers: Sequence[Driver],
    left_out: dict[str, str],
) -> list[int]:
    """Leaves out drivers that hardly anybody answered together with another one."""
    kept = list(kept)
    while True:
        bad = [
            (i, j)
            for i in kept
            for j in kept
            if i != j and (counts[i, j] < SMALLEST_FOR_VERDICT or np.isnan(found[i, j]))
        ]
        if not bad:
            return kept
        # the one that fits the fewest others goes; of equals the one with fewer answers
        worst = max(kept, key=lambda i: (sum(pair[0] == i for pair in bad), -counts[0, i], i))
        others = [drivers[j - 1].name for i, j in bad if i == worst]
        left_out[drivers[worst - 1].id] = tell(
            "hardly anybody answered it together with {others}", others=tell_list(others)
        )
        kept.remove(worst)
