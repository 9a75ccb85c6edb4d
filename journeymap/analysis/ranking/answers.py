"""The answers themselves, for the methods that go by them instead of health and its error."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.analysis.evidence.candidates import Candidate
from journeymap.analysis.evidence.estimates import Estimate, to_nps_classes
from journeymap.analysis.ranking.asked import FIT_ALL, RankingSettings
from journeymap.analysis.ranking.methods import Counts
from journeymap.metrics import Metric


def find_answers(asked: RankingSettings, candidates: Sequence[Candidate]) -> Counts | None:
    """The answers of each touchpoint; None where the method goes by health.

    Args:
        asked: The settings, with the method.
        candidates: The touchpoints in the ranking.

    Raises:
        ValueError: if the method does not fit the metric; says which methods do.
    """
    if asked.method not in ("beta_binomial", "dirichlet"):
        return None
    first = candidates[0].estimates[0].metric
    if len(asked.metrics) > 1:
        raise ValueError(f"{asked.method} ranks by one metric, not by several; {FIT_ALL}")
    per_point = abs((first.health_target or 0.0) - (first.health_floor or 0.0)) / 100
    estimates = [candidate.estimates[0] for candidate in candidates]
    rows = _to_good if asked.method == "beta_binomial" else _to_classes
    return Counts([rows(first, one) for one in estimates], per_point)


def _to_good(metric: Metric, found: Estimate) -> tuple[float, float]:
    """Good answers of all; of a customer base that is partly asked, what they are worth."""
    if not metric.is_share:
        raise ValueError(
            f"beta_binomial needs a share, {metric.id} is {_say(metric)}; "
            f"{'dirichlet fits NPS, ' if metric.kind == 'nps' else ''}{FIT_ALL}"
        )
    share = found.value if metric.better == "high" else 1 - found.value
    return (share * found.worth, found.worth)


def _to_classes(metric: Metric, found: Estimate) -> tuple[float, float, float]:
    if metric.kind != "nps":
        fits = "beta_binomial fits shares, " if metric.is_share else ""
        raise ValueError(f"dirichlet needs NPS, {metric.id} is {_say(metric)}; {fits}{FIT_ALL}")
    counts = found.reading.counts
    if counts is None:
        place = found.reading.touchpoint
        raise ValueError(f"dirichlet needs answers by code, {place} has none; {FIT_ALL}")
    return to_nps_classes(counts, metric, found.worth)


def _say(metric: Metric) -> str:
    words = {
        "rating_mean": "a mean of ratings", "duration": "a time", "gap": "a gap", "nps": "NPS",
        "share": "a share", "top_box": "a share",
    }  # fmt: skip
    return words[metric.kind]
