"""The ranking: each touchpoint's value with its interval, and its chance of being the weakest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.plot_tables import Draw, PlotColumn, Row, Table, TextColumn, figures, names
from journeymap.picture.plotting import Key, Ruler, Sheet, compose, plan_ruler
from journeymap.picture.signs import bar, dot, frame_key, hollow_key, interval_key, track, whisker
from journeymap.picture.theme import POOR, ThemeOrFile
from journeymap.result import show_percent
from journeymap.views.charts.draw import Describe, draw_chart
from journeymap.views.charts.phrases import (
    BETWEEN,
    count_answers,
    is_unsure,
    tell_answers,
    tell_asked,
    tell_base,
    tell_hollow,
    tell_more,
    tell_ranks,
)
from journeymap.views.charts.places import name_stages
from journeymap.views.charts.ranking_rows import Found, Measure, Ranked, find_measure, rank
from journeymap.views.telling.flags import say_frame
from journeymap.wording.words import Words

MOST_ROWS = 40
_TITLES: Mapping[str, Callable[[Words], str]] = {
    "touchpoint": lambda words: words("Weakest touchpoints"),
    "stage": lambda words: words("Weakest stages"),
    "channel": lambda words: words("Weakest channels"),
}
_HEADINGS: Mapping[str, Callable[[Words], str]] = {
    "touchpoint": lambda words: words("touchpoint"),
    "stage": lambda words: words("stage"),
    "channel": lambda words: words("channel"),
}


def draw_ranking(
    found: Journey | Found,
    *,
    journey: Journey | None = None,
    out: str | Path | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """The ranking as a chart: points with intervals, chances of being the weakest, answers.

    Args:
        found: What ``find_weakest`` found; a journey is asked first, with its defaults.
        journey: What a result is about, for the names of its stages, its language and direction;
            ids stand for names where None. A journey that is asked is this one itself.
        out: File to write: .svg, .png or .pdf; none where None.
        language: Of the fixed words: "en", "pl" or "ru"; that of the journey where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing. Of more than 40 places the 40 weakest are drawn, and it says how many more
        there are.

    Raises:
        ValueError: if there are no words in ``language``.
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.

    Example:
        >>> from journeymap.demo import load_demo
        >>> draw_ranking(load_demo()).picture.title
        'Weakest touchpoints'
    """
    describe: Describe[Any] = describe_ranking  # of either kind of ranking
    return draw_chart(
        found,
        find_weakest,
        describe,
        journey=journey,
        out=out,
        language=language,
        theme=theme,
    )


def describe_ranking(found: Found, words: Words, journey: Journey | None = None) -> Picture:
    """The chart as plain marks.

    Args:
        found: The ranking.
        words: The fixed words.
        journey: Whose stages they are; shown by their ids where None.
    """
    measure = find_measure(found, words, journey)
    rows = rank(found, measure, name_stages(journey), words)
    shown, verdict = rows[:MOST_ROWS], words.say(found.headline())
    sheet = Sheet(
        _TITLES[found.settings["by"]](words),
        verdict,
        _in_words(verdict, shown, words),
        _subtitle(found, measure, words),
        (*tell_more(len(rows) - len(shown), words), *map(words.say, found.notes)),
        _keys(shown, measure, found.verdict.kind, words),
    )
    if not rows:
        return compose(sheet)
    columns = _columns(found, shown, measure, words)
    table = Table([_to_row(row, words) for row in shown], columns)
    return compose(sheet, table.draw, width=table.width)


def _subtitle(found: Found, measure: Measure, words: Words) -> str:
    good = words("low values are good") if measure.low_is_good else ""
    told = (*tell_asked(found.settings, words), words("weakest first"), good)
    return BETWEEN.join(part for part in told if part)


def _columns(
    found: Found, rows: Sequence[Ranked], measure: Measure, words: Words
) -> list[TextColumn | PlotColumn]:
    """Name, point with interval, value; then the chances and ranks that the method gives."""
    heading = ", ".join(part for part in (measure.name, measure.interval) if part)
    flag = _flag(found, words)
    columns: list[TextColumn | PlotColumn] = [
        names(
            [(row.name, row.place) for row in rows],
            _HEADINGS[found.settings["by"]](words),
            flags=[flag if row.named else "" for row in rows],
        ),
        PlotColumn(heading, lambda a, b: _plan(rows, words, a, b), _draw_points(rows)),
        figures([row.shown for row in rows], words("value")),
    ]
    if any(row.p_weakest is not None for row in rows):
        chances = [words.number(show_percent(row.p_weakest)) for row in rows]
        columns.append(figures(chances, words("P(weakest)")))
        columns.append(PlotColumn("", _plan_share, _draw_chances(rows), 90.0, numbered=False))
    if any(row.rank_low is not None for row in rows):
        level = found.settings["level"] if found.settings["method"] == "rank_ci" else 0.9
        ranks = [tell_ranks(row.rank_low, row.rank_high, words) for row in rows]
        columns.append(figures(ranks, words("rank ({level} %)", level=f"{100 * level:g}")))
    columns.append(_answers(rows, words))
    return columns


def _flag(found: Found, words: Words) -> str:
    return words("▼ weakest") if found.verdict.kind == "clear" else words("▼ weakest?")


def _plan(rows: Sequence[Ranked], words: Words, start: float, end: float) -> Ruler:
    ends = [v for row in rows for v in (row.value, row.low, row.high) if v is not None]
    return plan_ruler(ends, start, end, show=words.number)


def _plan_share(start: float, end: float) -> Ruler:
    return plan_ruler((0.0, 1.0), start, end)


def _draw_points(rows: Sequence[Ranked]) -> Draw:
    def draw(i: int, ruler: Ruler, y: float) -> Sequence[Mark]:
        row = rows[i]
        unsure = is_unsure(row.base)
        point = () if row.value is None else (dot(ruler.at(row.value), y, hollow=unsure),)
        return (*whisker(ruler, y, row.low, row.high, dashed=unsure), *point)

    return draw


def _draw_chances(rows: Sequence[Ranked]) -> Draw:
    def draw(i: int, ruler: Ruler, y: float) -> Sequence[Mark]:
        ground, chance = track(ruler, y), rows[i].p_weakest
        return (ground,) if not chance else (ground, bar(ruler, y, chance, height=10.0))

    return draw


def _answers(rows: Sequence[Ranked], words: Words) -> TextColumn:
    column = figures([tell_answers(r.n, r.n_effective, words) for r in rows], words("answers"))
    return column.with_remarks([tell_base(row.base, words) for row in rows])


def _to_row(row: Ranked, words: Words) -> Row:
    return Row(row.id, _row_in_words(row, words), POOR if row.named else "")


def _row_in_words(row: Ranked, words: Words) -> str:
    chance = (
        words("P(weakest) {chance}", chance=words.number(show_percent(row.p_weakest)))
        if row.p_weakest is not None
        else ""
    )
    answers = count_answers(row.n, row.n_effective, words)
    told = (row.told, chance, answers, tell_base(row.base, words))
    return f"{row.name}: {', '.join(part for part in told if part)}"


def _in_words(verdict: str, rows: Sequence[Ranked], words: Words) -> str:
    return "\n".join((verdict, *(_row_in_words(row, words) for row in rows)))


def _keys(rows: Sequence[Ranked], measure: Measure, kind: str, words: Words) -> list[Key]:
    keys = []
    if measure.interval:
        told = words("value with its {interval}", interval=measure.interval)
        keys.append(Key(interval_key, told))
    if any(is_unsure(row.base) for row in rows):
        keys.append(Key(hollow_key, tell_hollow(words)))
    if any(row.named for row in rows):
        keys.append(Key(frame_key, say_frame(kind, words)))
    return keys
