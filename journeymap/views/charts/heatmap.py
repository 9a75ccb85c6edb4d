"""The heat map: touchpoints by stage against segments or waves, a value in every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from journeymap.analysis.segments.measuring import measure_segments
from journeymap.analysis.segments.records import SegmentRow, SegmentSpread
from journeymap.analysis.segments.table import SegmentTable
from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Picture
from journeymap.picture.plotting import Sheet, compose
from journeymap.picture.theme import ThemeOrFile
from journeymap.result import show_p
from journeymap.views.charts.draw import draw_chart
from journeymap.views.charts.heatmap_cells import find_keys, make_cell
from journeymap.views.charts.heatmap_grid import Grid, GridRow, draw_grid
from journeymap.views.charts.phrases import (
    BETWEEN,
    count_answers,
    tell_asked,
    tell_base,
)
from journeymap.views.charts.places import name_stages
from journeymap.views.charts.units import Unit, read_unit
from journeymap.views.telling.metrics import say_metric
from journeymap.views.telling.parts import say_place
from journeymap.wording.told import tell_key
from journeymap.wording.units import name_unit
from journeymap.wording.words import Words

MOST_ROWS, MOST_GROUPS = 60, 20
WAVE = "wave"


def draw_heatmap(
    found: Journey | SegmentTable,
    *,
    journey: Journey | None = None,
    out: str | Path | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """Segments or waves as a heat map: a value in every cell, shaded by health.

    Args:
        found: What ``measure_segments`` found; a journey is asked first, with its defaults.
        journey: What a result is about, for the names of its stages, its language and direction;
            ids stand for names where None. A journey that is asked is this one itself.
        out: File to write: .svg, .png or .pdf; none where None.
        language: Of the fixed words: "en", "pl" or "ru"; that of the journey where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing: 60 places and 20 groups at most, and it says how many more there are. Values
        of fewer than ten answers are not shown, those of fewer than 30 are hatched.

    Raises:
        ValueError: if there are no words in ``language``.
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.

    Example:
        >>> from journeymap.demo import load_demo
        >>> draw_heatmap(load_demo()).picture.title
        'Differences by area'
    """
    return draw_chart(
        found,
        measure_segments,
        describe_heatmap,
        journey=journey,
        out=out,
        language=language,
        theme=theme,
    )


def describe_heatmap(found: SegmentTable, words: Words, journey: Journey | None = None) -> Picture:
    """The chart as plain marks.

    Args:
        found: The segments or waves.
        words: The fixed words.
        journey: Whose stages they are; shown by their ids where None.
    """
    spreads, groups, more = _take(found, words)
    has_everybody = any(found.row_for(one, None) for one in spreads)
    shown = (*([None] if has_everybody else []), *groups)
    table = _Table(found, shown, read_unit((r.value, r.shown_value) for r in found.rows), words)
    stages = name_stages(journey)
    rows = [table.make_row(one, stages) for one in spreads]
    headline = words.say(found.headline())
    sheet = Sheet(
        _title(found, words),
        headline,
        "\n".join((headline, *(row.title for row in rows))),
        _subtitle(found, table.unit, words) if rows else "",
        (*more, *map(words.say, found.notes)),
        find_keys([cell for row in rows for cell in row.cells], words),
    )
    if not rows:
        return compose(sheet)
    heads = [words("everybody") if group is None else group for group in shown]
    grid = Grid(heads, rows, words("do they differ?"), has_everybody)
    return compose(sheet, lambda y: draw_grid(grid, y), width=grid.width)


@dataclass(frozen=True, slots=True)
class _Table:
    """What the rows of the grid are made of."""

    found: SegmentTable
    groups: Sequence[str | None]
    unit: Unit
    words: Words

    def make_row(self, spread: SegmentSpread, stages: Mapping[str, str]) -> GridRow:
        words, rows = self.words, [self.found.row_for(spread, group) for group in self.groups]
        unit = " %" if self.unit.name == "%" else f" {self.unit.name}"
        several = len({one.metric for one in self.found.spreads}) > 1
        name = {"journey": words("whole journey"), "stage": words("whole stage")}.get(spread.scope)
        verdict = self._tell_verdict(spread)
        told = [self._tell(row) for row in rows if row is not None]
        return GridRow(
            stages.get(spread.stage or "", spread.stage or ""),
            name or spread.name,
            say_metric(spread.metric, words) if several else "",
            [make_cell(row, spread, unit, words) for row in rows],
            verdict,
            f"{say_place(spread.name, words)}: {'; '.join([*told, verdict] if verdict else told)}",
            spread.touchpoint or "",
        )

    def _tell(self, row: SegmentRow) -> str:
        """A cell in words."""
        words = self.words
        group = words("everybody") if row.group is None else row.group
        value = words.say(row.shown) if row.value is not None else words("not shown")
        n = count_answers(row.n, row.n_effective, words)
        parts = [value, n, *([tell_base(row.base, words)] if row.base == "low" else [])]
        return f"{group} {', '.join(parts)}"

    def _tell_verdict(self, spread: SegmentSpread) -> str:
        words, p = self.words, self.words.number(show_p(spread.p_adjusted))
        if spread.p_adjusted is None:
            return words("not compared")
        return words("clearly, p {p}", p=p) if spread.differs else words("not clearly, p {p}", p=p)


def _take(
    found: SegmentTable, words: Words
) -> tuple[Sequence[SegmentSpread], Sequence[str], tuple[str, ...]]:
    """The places that differ most in reading order, the groups, and how many more there are."""
    first = sorted(found.spreads, key=lambda one: (not one.differs, -(one.spread or 0.0)))
    keep = {id(one) for one in first[:MOST_ROWS]}
    spreads = [one for one in found.spreads if id(one) in keep]
    over_time = found.settings["by"] == WAVE
    groups = found.groups[-MOST_GROUPS:] if over_time else found.groups[:MOST_GROUPS]
    notes = []
    if more := len(found.spreads) - len(spreads):
        notes.append(
            words.count(more, "And {n} more place not drawn.", "And {n} more places not drawn.")
        )
    if more := len(found.groups) - len(groups):
        notes.append(
            words.count(more, "And {n} more group not drawn.", "And {n} more groups not drawn.")
        )
    return spreads, groups, tuple(notes)


def _title(found: SegmentTable, words: Words) -> str:
    by = found.settings["by"]
    return (
        words("Differences between waves")
        if by == WAVE
        else words("Differences by {key}", key=words.say(tell_key(by)))
    )


def _subtitle(found: SegmentTable, unit: Unit, words: Words) -> str:
    told = tell_asked(found.settings, words)
    return BETWEEN.join(
        (
            *told[:1],
            *([words.say(name_unit(unit.name))] if unit.name else []),
            *told[1:],
            words("the darker, the weaker"),
        )
    )
