"""Everybody but one group: what that group is compared with, since it is a part of everybody.

With n of N answers in the group its value lies (1 - n/N) times as far from everybody's as from the
rest's, so the interval of the difference to the rest, whose answers are other people's, is made so
much narrower. Where the rest can't be told from the two readings there is no interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.population import find_error_factor
from journeymap.metrics import Metric
from journeymap.model.readings import Reading
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.text import to_folded

_NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class FromEverybody:
    """How far a group lies from everybody, in the metric's unit; None where it can't be told.

    Args:
        difference: The group's value minus everybody's.
        low: Lower end of its interval.
        high: Upper end of it.
    """

    difference: float | None = None
    low: float | None = None
    high: float | None = None


NOT_TOLD = FromEverybody()


def compare_with_everybody(group: Estimate, everybody: Reading, *, level: float) -> FromEverybody:
    """A group against everybody, of whom it is a part.

    Args:
        group: The group's reading.
        everybody: The reading of all of them, this group included.
        level: Confidence of the interval, between 0 and 1.

    Returns:
        The difference with its interval; nothing for times, weighted answers, a known population,
        other wordings, fewer than ten answers in the rest, or where the group is no part.
    """
    rest = find_rest(everybody, group.reading, group.metric)
    if rest is None or not everybody.n or not group.n:
        return NOT_TOLD
    # loads numpy, which a table without everybody can do without
    from journeymap.analysis.changes.judging import judge_change  # noqa: PLC0415

    found = judge_change(estimate(rest, group.metric, level=level), group, level=level, quick=True)
    if found.low is None or found.high is None:
        return NOT_TOLD
    gap = group.value - estimate(everybody, group.metric).value
    part = 1 - group.n / everybody.n
    return FromEverybody(gap, found.low * part, found.high * part)


def find_rest(everybody: Reading, part: Reading, metric: Metric) -> Reading | None:
    """The reading of all but a part; None where it can't be told from the two.

    Args:
        everybody: The reading of all.
        part: That of some of them.
        metric: Their metric.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> everybody = Reading(metric="csat", counts={2: 30, 5: 70})
        >>> part = Reading(metric="csat", counts={2: 20, 5: 10})
        >>> dict(find_rest(everybody, part, STANDARD_METRICS["csat"]).counts)
        {2: 10, 5: 60}
    """
    if metric.kind == "duration" or not _is_part(everybody, part):
        return None
    n = (everybody.n or 0) - (part.n or 0)
    if n < SMALLEST_FOR_VERDICT:
        return None
    if everybody.counts is not None and part.counts is not None:
        codes = {*everybody.counts, *part.counts}
        left = {c: everybody.counts.get(c, 0) - part.counts.get(c, 0) for c in codes}
        return None if min(left.values()) < 0 else Reading(metric=metric.id, counts=left, n=n)
    return _subtract(estimate(everybody, metric), estimate(part, metric), n)


def _is_part(everybody: Reading, part: Reading) -> bool:
    """Whether both are measured alike, unweighted, and of a population without end."""
    both = (everybody, part)
    if any(r.kind != "measured" or not r.n or r.n_effective is not None for r in both):
        return False
    said = {to_folded(r.wording) for r in both if r.wording}
    return all(find_error_factor(r) == 1 for r in both) and len(said) < 2


def _subtract(everybody: Estimate, part: Estimate, n: int) -> Reading | None:
    """The rest by its moments: mean and squares of all minus those of the part."""
    metric, big, small = everybody.metric, everybody.n or 0, part.n or 0
    mean = (big * everybody.value - small * part.value) / n
    low, high = metric.ends
    if not low - _NEAR <= mean <= high + _NEAR:
        return None
    mean = min(high, max(low, mean))
    if metric.is_share:
        return Reading(metric=metric.id, value=mean, n=n)
    if everybody.sd is None or part.sd is None:
        return None
    between = small * (part.value - everybody.value) ** 2 + n * (mean - everybody.value) ** 2
    squares = (big - 1) * everybody.sd**2 - (small - 1) * part.sd**2 - between
    if squares < 0:
        return None
    return Reading(metric=metric.id, value=mean, n=n, sd=sqrt(squares / (n - 1)))
