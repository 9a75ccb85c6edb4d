"""Those who were asked and stayed silent: what they could hide."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.analysis.coverage.asked import CoverageSettings
from journeymap.analysis.coverage.gaps import CoverageRow, Severity, make_gap
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.analysis.response import ResponseRow, measure_response
from journeymap.metrics import Metric
from journeymap.wording.told import tell

LOW_RESPONSE = 0.2  # one in five: the bounds are four fifths of the scale apart


def find_silent(asked: CoverageSettings) -> Iterator[CoverageRow]:
    """Readings that those who stayed silent could turn round, or of which nobody knows.

    Manski's bounds: the value of all who were asked, had the silent answered at the worst or at
    the best end.
    """
    journey, selection = asked.journey, asked.selection
    found = measure_response(
        journey, wave=selection.wave, segment=selection.segment, level=asked.level
    )
    if not found.rows and asked.measured and not selection.segment:
        what = tell("no reading says how many were asked, so nobody knows how many stayed silent")
        yield make_gap(asked.whole, "response_unknown", "low", what)
    for row in found.rows:
        if row.bounds == "tell_nothing" and row.response_rate is not None:
            severity: Severity = "high" if row.response_rate < LOW_RESPONSE else "medium"
            yield make_gap(
                NamedPlace(row.scope, row.touchpoint or row.stage or "", row.name, row.stage),
                "silent_customers",
                severity,
                _describe(row, journey.metric(row.metric)),
                metric=row.metric,
                n=row.n,
            )


def _describe(row: ResponseRow, metric: Metric) -> str:
    rate = tell(
        "{n:,} of {invited:,} answered ({share:.0f} %)",
        n=row.n,
        invited=row.invited,
        share=100 * (row.response_rate or 0),
    )
    worst, best = row.value_if_worst, row.value_if_best
    if worst is None or best is None:
        return rate
    could = tell(
        "{low} to {high}", low=metric.to_text(worst, unit=False), high=metric.to_text(best)
    )
    return tell(
        "{rate}: {metric} {value} could be {could} of all who were asked",
        rate=rate,
        metric=metric.told,
        value=metric.to_text(row.value),
        could=could,
    )
