"""What a trend says in a sentence, and what to know before believing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from journeymap.analysis.trends.interventions import NOTE, InterventionRow
from journeymap.analysis.trends.records import TrendSeries
from journeymap.metrics import tell_metric
from journeymap.model.journey import Journey
from journeymap.statistics.comparing.multiplicity import is_clear
from journeymap.statistics.control import FEWEST_POINTS, Chart
from journeymap.wording.told import Figure, tell, tell_count, tell_list, tell_row

MOST_TOLD = 2
STARS = tell("* rests on fewer than 30 answers, ** on fewer than ten.")
CHART_WORDS: dict[Chart, str] = {"xmr": "XmR", "p": "p", "laney": "Laney p'"}


def to_headline(series: Sequence[TrendSeries], *, q: float) -> str:
    """What the charts say, in a sentence; without charts, what changed in the last wave.

    Args:
        series: The series.
        q: The adjusted p up to which a change counts as clear.
    """
    if not series:
        return tell("No trend: no reading of a wave is here.")
    if found := [_tell_series(s) for s in series if s.signals]:
        return _tell_signals(found, len(series))
    if charted := [s for s in series if s.standing in ("provisional", "ok")]:
        return tell(
            "No signal in {n} series of {waves} waves.",
            n=len(charted),
            waves=_show_lengths(charted),
        )
    if len(series) == 1:
        return tell("{said}.", said=_tell_series(series[0]))
    if any(s.p_adjusted is not None for s in series):
        return _tell_last(series, q)
    return tell(
        "{n} series of {waves} waves, side by side: {needed} waves are needed for limits.",
        n=len(series),
        waves=_show_lengths(series),
        needed=FEWEST_POINTS,
    )


def _tell_last(series: Sequence[TrendSeries], q: float) -> str:
    """Which series clearly changed from the wave before to the last one."""
    tested = [s for s in series if s.p_adjusted is not None]
    clear = [s for s in tested if is_clear(s.p_adjusted or 0.0, q)]
    if not clear:
        return tell_count(
            len(tested),
            "No clear change since the wave before in {n} series; {needed} waves are needed for "
            "limits.",
            "No clear change since the wave before in {n} series; {needed} waves are needed for "
            "limits.",
            needed=FEWEST_POINTS,
        )
    several = len({s.metric for s in tested}) > 1
    names = [
        tell_row([s.name, *([_tell_metric_of(s)] if several else []), s.shown_change], " ")
        for s in clear
    ]
    return tell_count(
        len(clear),
        "{n} of {all} series has clearly changed since the wave before: {names}; {needed} waves "
        "are needed for limits.",
        "{n} of {all} series have clearly changed since the wave before: {names}; {needed} waves "
        "are needed for limits.",
        all=len(tested),
        names=tell_list(names, MOST_TOLD + 1),
        needed=FEWEST_POINTS,
    )


def _tell_metric_of(one: TrendSeries) -> str:
    return tell_row(["(", tell_metric(one.metric), ")"], "")


def _tell_series(one: TrendSeries) -> str:
    return tell(
        "{name} ({metric}): {verdict}",
        name=one.name,
        metric=tell_metric(one.metric),
        verdict=one.verdict,
    )


def _tell_signals(found: Sequence[str], series: int) -> str:
    left = len(found) - MOST_TOLD
    more = [tell_count(left, "{n} more", "{n} more")] if left > 0 else []
    return tell_count(
        len(found),
        "{n} of {all} series gives a signal. {told}.",
        "{n} of {all} series give a signal. {told}.",
        all=series,
        told=tell_row([*found[:MOST_TOLD], *more], "; "),
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
    yield from _note_limits(series)
    if len(series) > 1 and any("*" in text for s in series for text in s.shown):
        yield STARS
    yield from _note_uneven(series)
    yield from _note_other_words(series)
    yield from _note_overlapping(series)
    yield from _note_changes(series)
    yield from _note_undated(journey)
    if interventions:
        yield NOTE


def _note_limits(series: Sequence[TrendSeries]) -> Iterator[str]:
    kinds = Counter(s.chart for s in series if s.standing in ("provisional", "ok") and s.chart)
    named = [
        tell("{chart} for {n} series", chart=CHART_WORDS[kind], n=n) for kind, n in kinds.items()
    ]
    if named:
        yield tell(
            "Limits lie three standard deviations from the centre: {named}.", named=tell_list(named)
        )


def _note_uneven(series: Sequence[TrendSeries]) -> Iterator[str]:
    uneven = dict.fromkeys(s.name for s in series if s.uneven)
    if uneven:
        yield tell(
            "XmR takes waves to rest on about as many answers each; the largest has "
            "over three times the smallest at {uneven}.",
            uneven=tell_list(list(uneven)),
        )


def _note_other_words(series: Sequence[TrendSeries]) -> Iterator[str]:
    for s in series:
        if s.part > 1:
            yield tell(
                "{name} ({metric}) was asked in other words since {wave}: what follows is "
                "a series of its own, and no change is told across.",
                name=s.name,
                metric=tell_metric(s.metric),
                wave=s.waves[0],
            )


def _note_overlapping(series: Sequence[TrendSeries]) -> Iterator[str]:
    if any(s.standing == "overlapping" for s in series):
        yield tell(
            "Waves with rolling windows share answers: their values stand side by "
            "side, and nothing is tested.",
            hint=" Measure without a window to test.",
        )


def _note_changes(series: Sequence[TrendSeries]) -> Iterator[str]:
    if any(s.change_low is not None for s in series):
        yield tell(
            "change is against the wave before, each interval by itself.",
            hint="; compare --waves tests several together.",
        )


def _note_undated(journey: Journey) -> Iterator[str]:
    undated = sum(r.wave is None and r.kind == "measured" for r in journey.readings)
    if undated:
        yield tell_count(
            undated,
            "{n} reading names no wave: no place in a series.",
            "{n} readings name no wave: no place in a series.",
        )


def _show_lengths(series: Sequence[TrendSeries]) -> str:
    lengths = sorted({len(s.waves) for s in series})
    low, high = lengths[0], lengths[-1]
    return Figure(low) if low == high else tell("{low} to {high}", low=low, high=high)
