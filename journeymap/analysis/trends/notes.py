"""What a trend says in a sentence, and what to know before believing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from journeymap.analysis.trends.interventions import NOTE, InterventionRow
from journeymap.analysis.trends.records import TrendSeries
from journeymap.model.journey import Journey
from journeymap.printed import join_words
from journeymap.statistics.control import FEWEST_POINTS, Chart

MOST_TOLD = 2
CHART_WORDS: dict[Chart, str] = {"xmr": "XmR", "p": "p", "laney": "Laney p'"}


def to_headline(series: Sequence[TrendSeries]) -> str:
    """What the charts say, in a sentence."""
    if not series:
        return "No trend: no reading of a wave is here."
    found = [f"{s.name} ({s.metric}): {s.verdict}" for s in series if s.signals]
    if found:
        more = [f"{len(found) - MOST_TOLD} more"] if len(found) > MOST_TOLD else []
        verb = "gives" if len(found) == 1 else "give"
        told = "; ".join([*found[:MOST_TOLD], *more])
        return f"{len(found)} of {len(series)} series {verb} a signal. {told}."
    charted = [s for s in series if s.standing in ("provisional", "ok")]
    if charted:
        return f"No signal in {_count(len(charted))} of {_show_lengths(charted)} waves."
    if len(series) == 1:
        return f"{series[0].name} ({series[0].metric}): {series[0].verdict}."
    return (
        f"{_count(len(series))} of {_show_lengths(series)} waves, side by side: "
        f"{FEWEST_POINTS} waves are needed for limits."
    )


def note_trend(
    journey: Journey, series: Sequence[TrendSeries], interventions: Sequence[InterventionRow]
) -> Iterator[str]:
    """What to know before believing a trend.

    Args:
        journey: The journey with its readings.
        series: The series shown.
        interventions: What is shown of interventions.
    """
    kinds = Counter(s.chart for s in series if s.standing in ("provisional", "ok") and s.chart)
    if kinds:
        named = [f"{CHART_WORDS[kind]} for {_count(n)}" for kind, n in kinds.items()]
        yield f"Limits lie three standard deviations from the centre: {join_words(named)}."
    if len(series) > 1 and any("*" in text for s in series for text in s.shown):
        yield "* rests on fewer than 30 answers, ** on fewer than ten."
    uneven = [s.name for s in series if s.uneven]
    if uneven:
        yield (
            "XmR takes waves to rest on about as many answers each; the largest has over three "
            f"times the smallest at {join_words(list(dict.fromkeys(uneven)))}."
        )
    for s in series:
        if s.part > 1:
            yield (
                f"{s.name} ({s.metric}) was asked in other words since {s.waves[0]}: what follows "
                "is a series of its own, and no change is told across."
            )
    if any(s.standing == "overlapping" for s in series):
        yield (
            "Waves with rolling windows share answers: their values stand side by side, and "
            "nothing is tested. Measure without a window to test."
        )
    if any(s.change_low is not None for s in series):
        yield (
            "change is against the wave before, each interval by itself; compare --waves tests "
            "several together."
        )
    undated = sum(r.wave is None and r.kind == "measured" for r in journey.readings)
    if undated:
        what = "reading names" if undated == 1 else "readings name"
        yield f"{undated} {what} no wave: no place in a series."
    if interventions:
        yield NOTE


def _count(series: int) -> str:
    return f"{series} series"


def _show_lengths(series: Sequence[TrendSeries]) -> str:
    lengths = sorted({len(s.waves) for s in series})
    ends = dict.fromkeys(map(str, (lengths[0], lengths[-1])))
    return " to ".join(ends)
