"""The printed tables of a trend: a row per series and a column per wave, the latest that fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.analysis.trends.benchmarks import BenchmarkRow
from journeymap.analysis.trends.interventions import InterventionRow
from journeymap.analysis.trends.records import TrendSeries
from journeymap.model.wave_order import to_wave_order
from journeymap.printed import display_width, shorten
from journeymap.result import MOST_COLUMNS, Cells, show_p
from journeymap.wording.told import tell, tell_row

LONGEST_NAME, WIDEST_CELL, FEWEST_WAVES = 200, 26, 2  # a long name goes on in further lines
_CHANGES: Mapping[str, str] = {
    "better": tell("better"), "worse": tell("worse"), "cannot tell": tell("cannot tell"),
    "no clear change": tell("no clear change"),
}  # fmt: skip


def lay_out(series: Sequence[TrendSeries], against: Sequence[str], *, level: float) -> Cells:
    """Headings, cells, and which columns are aligned right.

    Args:
        series: The series.
        against: What each one's benchmarks say; a column where any does.
        level: Confidence of the intervals.
    """
    by_wave = [dict(zip(s.waves, s.shown, strict=True)) for s in series]
    waves = sorted({wave for s in series for wave in s.waves}, key=to_wave_order)
    left = [
        ["place", "metric"],
        *([shorten(s.name, LONGEST_NAME), _name_metric(s)] for s in series),
    ]
    columns = [[f"change ({100 * level:g} %)", *(s.shown_change for s in series)]]
    if any(s.standing not in ("one_wave", "too_few") for s in series):
        columns.append(["signal", *(s.shown_signal for s in series)])
    if any(against):
        columns.append(["benchmark", *(text or "–" for text in against)])
    right = list(zip(*columns, strict=True))
    shown = _take_last(waves, by_wave, MOST_COLUMNS - _measure(left) - _measure(right) - 4)
    cells = [
        [*first, *(found.get(wave, "–") for wave in shown), *last]
        for first, found, last in zip(left[1:], by_wave, right[1:], strict=True)
    ]
    return [*left[0], *shown, *right[0]], cells, [*range(2, 2 + len(shown))]


def count_hidden(series: Sequence[TrendSeries], headings: Sequence[str]) -> int:
    """How many waves have no column."""
    return len({wave for s in series for wave in s.waves}.difference(headings))


def tell_benchmarks(
    series: Sequence[TrendSeries], benchmarks: Sequence[BenchmarkRow]
) -> Sequence[str]:
    """What the benchmarks of each series say; empty where it has none."""
    against: dict[tuple[object, ...], list[str]] = {}
    for row in benchmarks:
        at = (row.scope, row.stage, row.touchpoint, row.metric, row.wave)
        against.setdefault(at, []).append(row.shown)
    return [
        tell_row(against.get((s.scope, s.stage, s.touchpoint, s.metric, s.waves[-1]), ()), "; ")
        for s in series
    ]


def _measure(cells: Sequence[Sequence[str]]) -> int:
    """The width of some columns with two blanks between each; the widest are wrapped."""
    widths = [
        min(WIDEST_CELL, max(map(display_width, column))) for column in zip(*cells, strict=True)
    ]
    return sum(widths) + 2 * (len(widths) - 1)


def _take_last(
    waves: Sequence[str], by_wave: Sequence[dict[str, str]], width: int
) -> Sequence[str]:
    """The last waves whose columns fit, at least two."""
    taken = -2
    for i in range(len(waves) - 1, -1, -1):
        cells = [found[waves[i]] for found in by_wave if waves[i] in found]
        taken += max(map(display_width, (waves[i], *cells))) + 2
        if taken > width and len(waves) - i > FEWEST_WAVES:
            return waves[i + 1 :]
    return waves


def _name_metric(series: TrendSeries) -> str:
    name = shorten(series.metric, 16)
    named = f"{name} ({shorten(series.unit, 8)})" if series.unit else name
    return f"{named} #{series.part}" if series.part > 1 else named


def lay_out_interventions(rows: Sequence[InterventionRow]) -> Cells:
    """Headings, cells and right columns of the table of interventions."""
    heads = [
        "since",
        "intervention",
        "place",
        "metric",
        "before -> after",
        "difference",
        "p",
        "",
    ]
    cells = [
        [
            row.wave,
            row.intervention,
            row.name,
            row.metric,
            row.shown,
            row.shown_difference,
            show_p(row.p_adjusted),
            tell_row([_CHANGES[row.change], *([row.reason] if row.reason else [])], ": "),
        ]
        for row in rows
    ]
    return heads, cells, []
