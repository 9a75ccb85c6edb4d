"""What can't be compared: touchpoints that are measured by different metrics."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.analysis.coverage.asked import CoverageSettings
from journeymap.analysis.coverage.gaps import CoverageRow, make_gap
from journeymap.analysis.evidence.candidates import find_measured
from journeymap.analysis.evidence.selection import choose_metrics
from journeymap.wording.told import tell_count, tell_row


def find_mixed_scales(asked: CoverageSettings) -> Iterator[CoverageRow]:
    """Touchpoints that are measured, but not by the metric that the others have in common."""
    metrics, _ = choose_metrics(asked.journey, asked.selection, None)
    found, left_out = find_measured(asked.journey, asked.selection, metrics, level=asked.level)
    for place, _ in asked.touchpoints:
        if left_out.get(place.id) == "other_metric" and place.id in asked.measured and found:
            own = ", ".join(one.metric.id for one in asked.measured[place.id])
            told = [one.metric.told for one in asked.measured[place.id]]
            what = tell_count(
                len(found),
                "measured by {own}, {n} other by {metrics}: not in one ranking",
                "measured by {own}, {n} others by {metrics}: not in one ranking",
                own=tell_row(told),
                metrics=tell_row([asked.journey.metric(id_).told for id_ in metrics]),
            )
            yield make_gap(place, "mixed_scales", "medium", what, metric=own)
