"""Before and after: both values of each place as a dumbbell, and the difference with its interval.

Metrics have axes of their own, so each metric is a panel; clear changes come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from journeymap.analysis.changes.comparison import Comparison
from journeymap.analysis.changes.rows import ChangeRow
from journeymap.analysis.changes.speech import Speech, find_speech
from journeymap.analysis.changes.waves import compare_waves
from journeymap.model.journey import Journey
from journeymap.picture.blocks import Block
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.plot_tables import FIGURE, Row, Table, TextColumn, align, names
from journeymap.picture.plotting import Body, Sheet, compose
from journeymap.picture.theme import ThemeOrFile
from journeymap.views.charts.draw import draw_chart
from journeymap.views.charts.dumbbells import change_keys, change_panel, tell_sides, tell_verdict
from journeymap.views.charts.phrases import BETWEEN, tell_asked, tell_more
from journeymap.views.telling.metrics import say_metric
from journeymap.views.telling.parts import say_place
from journeymap.wording.words import Words

MOST_ROWS, MOST_OTHERS = 40, 20
GAP = 22.0


def draw_comparison(
    found: Journey | Comparison,
    *,
    journey: Journey | None = None,
    out: str | Path | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """What changed, as dumbbells: both values, the difference with its interval, better or worse.

    Args:
        found: What ``compare_waves``, ``compare_segments`` or ``compare_journeys`` found; of a
            journey its last two waves are compared first.
        journey: What a result is about, for its language and direction; English where
            None. A journey that is asked is this one itself.
        out: File to write: .svg, .png or .pdf; none where None.
        language: Of the fixed words: "en", "pl" or "ru"; that of the journey where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing: a panel per metric, clear changes first; what can't be compared is listed
        below with the reason. Of more than 40 rows the first 40 are drawn.

    Raises:
        JourneyError: if the journey has no two waves.
        ValueError: if there are no words in ``language``.
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.

    Example:
        >>> from journeymap.demo import load_demo
        >>> draw_comparison(load_demo()).picture.title
        '2015 → 2016'
    """
    return draw_chart(
        found,
        compare_waves,
        lambda one, words, _: describe_comparison(one, words),
        journey=journey,
        out=out,
        language=language,
        theme=theme,
    )


def describe_comparison(found: Comparison, words: Words) -> Picture:
    """The chart as plain marks.

    Args:
        found: The comparison.
        words: The fixed words.
    """
    speech = find_speech(found.settings)
    alike = sort_rows(found.rows)
    others = [row for row in found.rows if row.change == "not comparable"]
    shown, listed = alike[:MOST_ROWS], others[:MOST_OTHERS]
    tables = _plan_tables(shown, listed, found, words)
    more = len(alike) - len(shown) + len(others) - len(listed)
    headline = words.say(found.headline())
    told = (headline, *(_row_in_words(row, speech, words) for row in found.rows))
    sheet = Sheet(
        f" {speech.between} ".join(speech.labels),
        headline,
        "\n".join(told),
        BETWEEN.join(tell_asked({**found.settings, "wave": None}, words)),
        (*tell_more(more, words), *map(words.say, found.notes)),
        change_keys(shown, found.settings["level"], speech, words),
    )
    width = max((table.width for table in tables), default=0.0)
    return compose(sheet, _stack(tables) if tables else None, width=width)


def sort_rows(rows: Sequence[ChangeRow]) -> list[ChangeRow]:
    """What can be compared, metrics with clear changes first, and in each the clear ones first."""
    alike = [row for row in rows if row.change != "not comparable"]
    clear = {row.metric for row in alike if row.change != "no clear change"}
    order = {metric: i for i, metric in enumerate(dict.fromkeys(row.metric for row in alike))}
    return sorted(
        alike,
        key=lambda r: (r.metric not in clear, order[r.metric], r.change == "no clear change"),
    )


def _plan_tables(
    rows: Sequence[ChangeRow], others: Sequence[ChangeRow], found: Comparison, words: Words
) -> list[Table]:
    """A table per metric with the same columns, and one of what can't be compared."""
    metrics = dict.fromkeys(row.metric for row in rows)
    panels = [
        change_panel([row for row in rows if row.metric == metric], found.settings, words)
        for metric in metrics
    ]
    tables = align(panels) if panels else []
    if others:
        least = max((table.width for table in tables), default=0.0)
        below = _list_others(others, find_speech(found.settings), words)
        tables.append(replace(below, least=least))
    return tables


def _list_others(rows: Sequence[ChangeRow], speech: Speech, words: Words) -> Table:
    columns = [
        names(
            [(say_place(row.name, words), say_metric(row.metric, words)) for row in rows],
            words("not comparable"),
        ),
        TextColumn(
            tell_sides(speech, words), [[(words.number(row.shown), FIGURE)] for row in rows]
        ),
        TextColumn(words("reason"), [[(words.say(row.reason), FIGURE)] for row in rows], 400.0),
    ]
    return Table([_to_row(row, speech, words) for row in rows], columns)


def _stack(tables: Sequence[Table]) -> Body:
    def draw(y: float) -> Block:
        marks: list[Mark] = []
        top = y
        for table in tables:
            block = table.draw(top)
            marks += block.marks
            top += block.height + GAP
        return Block(tuple(marks), top - y - GAP)

    return draw


def _to_row(row: ChangeRow, speech: Speech, words: Words) -> Row:
    return Row(row.touchpoint or "", _row_in_words(row, speech, words))


def _row_in_words(row: ChangeRow, speech: Speech, words: Words) -> str:
    told = (
        words.number(row.shown),
        words.say(row.shown_change),
        tell_verdict(row, speech, words),
        words.say(row.reason),
    )
    parts = ", ".join(part for part in told if part)
    return f"{say_place(row.name, words)} ({say_metric(row.metric, words)}): {parts}"
