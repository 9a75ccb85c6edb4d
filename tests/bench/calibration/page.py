"""The page that tells how the calibration came out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.bench.calibration.curves import Coverage, Curve

PAGE = Path(__file__).parents[3] / "docs" / "background" / "calibration.md"
INTRODUCTION = """\
# Calibration

Are we right as often as we say? This page is written by `python -m
tests.bench.bench_calibration`, which anybody can run; it draws journeys whose truth is known, has
journeymap measure and rank samples of answers from them, and counts how often what it said was
so. *Error* is the distance between stated chance and share that came true, averaged over the
statements; *bias* above 0 is over-confidence.

![Stated chances against how often they came true](calibration/chances.svg)
"""
RANKING = """\
## The chance of being the weakest

Simulated journeys have 3 to 40 touchpoints with 3 to 3,000 answers each (small numbers as likely
as large ones), rated on NPS, 1 to 5, 1 to 10 or yes/no; true health scatters by 2, 5 or 10
points. Resamples are drawn from the San Francisco airport surveys of 2015 and 2016 and their
groups and from a public survey of 103,904 airline passengers, where the whole survey is the
truth. Counted is the touchpoint that comes first, with the chance that it was given.
"""
GOALS = """\
## The chance of meeting a goal

The target of a goal is the true value of another touchpoint of the same journey; 10 to 3,000
answers each.
"""
INTERVALS = """\
## Intervals of 95 %

How often the interval of a reading holds the true value. Three to nine answers get a careful
interval and no verdict.
"""
DRIVERS = """\
## Key drivers

How often the 95 % bootstrap interval of a driver's share holds its true share, on simulated
surveys (correlated ratings from 1 to 5, some of them missing by design) and on resamples of
airline passengers.
"""
WHAT_IF = """\
## What-if

How often the 95 % interval of an uplift holds the true one, on simulated journeys with loops.
"""


def write_page(
    ranking: Sequence[Curve],
    goals: Sequence[Curve],
    intervals: Sequence[Coverage],
    drivers: Sequence[Coverage],
    what_if: Sequence[Coverage],
) -> None:
    """Writes the page anew."""
    parts = [
        INTRODUCTION,
        RANKING + _to_curves(ranking) + _to_bins(ranking[0]),
        GOALS + _to_curves(goals) + _to_bins(goals[0]),
        INTERVALS + _to_coverages(intervals),
        DRIVERS + _to_coverages(drivers),
        WHAT_IF + _to_coverages(what_if),
    ]
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def _to_curves(curves: Sequence[Curve]) -> str:
    rows = [f"| {c.name} | {c.n:,} | {c.error:.3f} | {c.bias:+.3f} |" for c in curves]
    return _to_table("| what | statements | error | bias |", rows)


def _to_bins(curve: Curve) -> str:
    rows = [f"| {b.stated:.2f} | {b.came_true:.2f} | {b.n:,} |" for b in curve.bins]
    return f"\nThe first row in full:\n{_to_table('| stated | came true | statements |', rows)}"


def _to_coverages(coverages: Sequence[Coverage]) -> str:
    rows = [f"| {c.name} | {c.n:,} | {c.held:.3f} | {2 * c.error:.3f} |" for c in coverages]
    return _to_table("| what | intervals | held | give or take |", rows)


def _to_table(head: str, rows: Sequence[str]) -> str:
    line = "|" + "|".join("---" for _ in head.strip("|").split("|")) + "|"
    return "\n".join(["", head, line, *rows, ""])
