"""Priorities: what is lost at each touchpoint, as bars, and the factors that it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from journeymap.analysis.priorities.priorities import Priorities, find_priorities
from journeymap.analysis.priorities.rows import PriorityRow
from journeymap.analysis.priorities.weights import show_importance
from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.plot_tables import Draw, PlotColumn, Row, Table, TextColumn, figures, names
from journeymap.picture.plotting import Key, Ruler, Sheet, compose, plan_ruler
from journeymap.picture.signs import bar, bar_key, frame_key, hollow_bar_key, whisker
from journeymap.picture.theme import BAND, CURVE, INK, PAPER, POOR, ThemeOrFile
from journeymap.result import show_percent
from journeymap.views.charts.draw import draw_chart
from journeymap.views.charts.phrases import (
    BETWEEN,
    count_answers,
    is_unsure,
    tell_answers,
    tell_asked,
    tell_base,
    tell_hollow,
    tell_level,
    tell_more,
)
from journeymap.views.charts.places import name_stages
from journeymap.wording.words import Words

MOST_ROWS = 40


def draw_priorities(
    found: Journey | Priorities,
    *,
    journey: Journey | None = None,
    out: str | Path | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """What to fix first as a chart: points lost, their interval, factors, chance to be first.

    Args:
        found: What ``find_priorities`` found; a journey is asked first, with its defaults.
        journey: What a result is about, for the names of its stages, its language and direction;
            ids stand for names where None. A journey that is asked is this one itself.
        out: File to write: .svg, .png or .pdf; none where None.
        language: Of the fixed words: "en", "pl" or "ru"; that of the journey where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing. Of more than 40 touchpoints the first 40 are drawn, and it says how many more
        there are.

    Raises:
        ValueError: if there are no words in ``language``.
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.

    Example:
        >>> from journeymap.demo import load_demo
        >>> draw_priorities(load_demo()).picture.title
        'What to fix first'
    """
    return draw_chart(
        found,
        find_priorities,
        describe_priorities,
        journey=journey,
        out=out,
        language=language,
        theme=theme,
    )


def describe_priorities(found: Priorities, words: Words, journey: Journey | None = None) -> Picture:
    """The chart as plain marks.

    Args:
        found: The priorities.
        words: The fixed words.
        journey: Whose stages they are; shown by their ids where None.
    """
    shown = found.rows[:MOST_ROWS]
    verdict = words.say(found.headline())
    lines = (verdict, *(_row_in_words(row, words) for row in shown))
    sheet = Sheet(
        words("What to fix first"),
        verdict,
        "\n".join(lines),
        BETWEEN.join((*tell_asked(found.settings, words), words("most lost first"))),
        (*tell_more(len(found.rows) - len(shown), words), *map(words.say, found.notes)),
        _keys(shown, found, words),
    )
    if not shown:
        return compose(sheet)
    named = found.verdict.touchpoints
    rows = [
        Row(r.touchpoint, _row_in_words(r, words), POOR if r.touchpoint in named else "")
        for r in shown
    ]
    table = Table(rows, _columns(found, shown, name_stages(journey), words))
    return compose(sheet, table.draw, width=table.width)


def _columns(
    found: Priorities, rows: Sequence[PriorityRow], stages: Mapping[str, str], words: Words
) -> list[TextColumn | PlotColumn]:
    """Name, bar and chance, then the factors that differ and the answers."""
    flag = words("▼ first") if found.verdict.kind == "clear" else words("▼ first?")
    interval = tell_level(found.settings["level"], words)
    heading = words("points lost per 100 journeys, {interval}", interval=interval)
    flags = [flag if row.touchpoint in found.verdict.touchpoints else "" for row in rows]
    places = [(row.name, stages.get(row.stage, row.stage)) for row in rows]
    lost = [words.number(f"{row.lost_per_100:,.0f}") for row in rows]
    return [
        names(places, words("touchpoint"), flags=flags),
        PlotColumn(heading, lambda a, b: _plan(rows, words, a, b), _draw_bars(rows)),
        figures(lost, words("points lost")),
        figures([words.number(show_percent(r.p_first)) for r in rows], words("P(first)")),
        *_factors(found, rows, words),
        figures(
            [tell_answers(r.n, r.n_effective, words) for r in rows], words("answers")
        ).with_remarks([tell_base(row.base, words) for row in rows]),
    ]


def _factors(
    found: Priorities, rows: Sequence[PriorityRow], words: Words
) -> list[TextColumn | PlotColumn]:
    """Reach and importance where they differ, and the shortfall."""
    columns: list[TextColumn | PlotColumn] = []
    if found.settings.get("reach") != "equal":
        columns.append(
            figures([_show(100 * r.reach, 0, words, " %") for r in rows], words("reach"))
        )
    if found.settings.get("importance") != "equal":
        columns.append(
            figures(
                [words.number(show_importance(r.importance)) for r in rows], words("importance")
            )
        )
    columns.append(figures([_show(r.shortfall, 1, words) for r in rows], words("shortfall")))
    return columns


def _show(value: float, digits: int, words: Words, unit: str = "") -> str:
    return words.number(f"{value:,.{digits}f}{unit}")


def _plan(rows: Sequence[PriorityRow], words: Words, start: float, end: float) -> Ruler:
    ends = [100 * v for row in rows for v in (row.priority, row.low, row.high)]
    return plan_ruler((0.0, *ends), start, end, least=0.0, show=words.number)


def _draw_bars(rows: Sequence[PriorityRow]) -> Draw:
    def draw(i: int, ruler: Ruler, y: float) -> Sequence[Mark]:
        row = rows[i]
        unsure = is_unsure(row.base)
        ground = PAPER if unsure else BAND
        length = replace(bar(ruler, y, row.lost_per_100), fill=ground, stroke=CURVE, dashed=unsure)
        ends = (100 * row.low, 100 * row.high)
        return (length, *whisker(ruler, y, *ends, dashed=unsure, colour=INK))

    return draw


def _row_in_words(row: PriorityRow, words: Words) -> str:
    low, high = (_show(100 * end, 0, words) for end in (row.low, row.high))
    lost = words(
        "{n} points lost per 100 journeys ({low} to {high})",
        n=_show(row.lost_per_100, 0, words),
        low=low,
        high=high,
    )
    first = words("P(first) {chance}", chance=words.number(show_percent(row.p_first)))
    answers = count_answers(row.n, row.n_effective, words)
    told = (lost, first, answers, tell_base(row.base, words))
    return f"{row.name}: {', '.join(part for part in told if part)}"


def _keys(rows: Sequence[PriorityRow], found: Priorities, words: Words) -> list[Key]:
    interval = tell_level(found.settings["level"], words) if rows else ""
    keys = [Key(bar_key, words("points lost with their {interval}", interval=interval))]
    if any(is_unsure(row.base) for row in rows):
        keys.append(Key(hollow_bar_key, tell_hollow(words)))
    if found.verdict.touchpoints:
        clear = found.verdict.kind == "clear"
        first = words("the first to fix") if clear else words("may be the first to fix")
        keys.append(Key(frame_key, first))
    return keys
