"""Whether the last wave of each series clearly differs from the one before: tested together."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.analysis.evidence.estimates import Estimate
from journeymap.analysis.trends.rows import can_judge
from journeymap.analysis.trends.series import Series
from journeymap.statistics.comparing.multiplicity import adjust_benjamini_hochberg

Measured = tuple[Series, Sequence[Estimate]]


def judge_last(measured: Sequence[Measured], *, level: float) -> list[float | None]:
    """The adjusted p of each series' last change, as ``compare_waves`` tells it of two waves.

    Args:
        measured: Each series with what its readings are worth, oldest first.
        level: Confidence of the intervals.

    Returns:
        A p for each series; None where there is nothing to test, or too few answered.
    """
    found = {i: p for i, one in enumerate(measured) if (p := _judge(*one, level=level)) is not None}
    adjusted = dict(zip(found, adjust_benjamini_hochberg(list(found.values())), strict=True))
    return [adjusted.get(i) for i in range(len(measured))]


def _judge(series: Series, estimates: Sequence[Estimate], *, level: float) -> float | None:
    last = estimates[-2:]
    if len(last) < 2 or any(one.base == "suppressed" for one in last):
        return None
    before, after = last
    if not can_judge(before, after, series):
        return None
    # loads numpy, which a journey with one wave can do without
    from journeymap.analysis.changes.judging import judge_change  # noqa: PLC0415

    return judge_change(before, after, level=level).p
