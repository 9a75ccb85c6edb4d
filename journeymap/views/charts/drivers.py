"""Drivers: what goes with an outcome, as bars of shares with their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from journeymap.analysis.drivers.result import DriverRow, Drivers
from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.plot_tables import (
    FIGURE,
    Draw,
    PlotColumn,
    Row,
    Table,
    TextColumn,
    figures,
    names,
)
from journeymap.picture.plotting import Key, Ruler, Sheet, compose, plan_ruler
from journeymap.picture.signs import bar, bar_key, frame_key, hollow_bar_key, whisker
from journeymap.picture.theme import BAND, CURVE, INK, PAPER, ThemeOrFile
from journeymap.result import show_percent
from journeymap.views.charts.draw import draw_result
from journeymap.views.charts.phrases import BETWEEN, tell_ends, tell_level, tell_more
from journeymap.views.telling.metrics import say_metric
from journeymap.wording.words import Words

MOST_ROWS = 40


def draw_drivers(
    found: Drivers,
    *,
    journey: Journey | None = None,
    out: str | Path | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """What goes with an outcome: each driver's share of R² with its interval, sign and chance.

    Args:
        found: What ``find_drivers`` found; it needs raw answers, so a journey alone won't do.
        journey: What the result is about, for its language and direction; English where None.
        out: File to write: .svg, .png or .pdf; none where None.
        language: Of the fixed words: "en", "pl" or "ru"; that of the journey where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing; where answers are too few for shares, a sentence that says so.

    Raises:
        ValueError: if there are no words in ``language``.
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.

    Example:
        >>> import polars as pl
        >>> from journeymap import Journey, Source, find_drivers
        >>> shop = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> rows = [(c, p, min(10, c + 4 * (p // 2) - 1)) for c in range(1, 6) for p in range(1, 6)]
        >>> table = pl.DataFrame(8 * rows, schema=["q1", "q2", "q3"], orient="row")
        >>> source = Source(questions={
        ...     "q1": {"touchpoint": "cart", "metric": "csat"},
        ...     "q2": {"touchpoint": "pay", "metric": "csat"},
        ...     "q3": {"scope": "journey", "metric": "nps"}})
        >>> draw_drivers(find_drivers(shop, table, source, outcome="nps")).picture.title
        'Drivers of NPS'
    """
    return draw_result(
        found,
        lambda one, words, _: describe_drivers(one, words),
        journey=journey,
        out=out,
        language=language,
        theme=theme,
    )


def describe_drivers(found: Drivers, words: Words) -> Picture:
    """The chart as plain marks.

    Args:
        found: The drivers.
        words: The fixed words.
    """
    known = [row for row in found.rows if row.share is not None]
    shown = known[:MOST_ROWS]
    headline = words.say(found.headline())
    told = "\n".join((headline, *(_row_in_words(row, words) for row in found.rows)))
    notes = (
        *tell_more(len(known) - len(shown), words),
        *_tell_fit(found, words),
        *map(words.say, found.notes),
    )
    title = words("Drivers of {outcome}", outcome=say_metric(found.outcome, words))
    sheet = Sheet(title, headline, told, _subtitle(found, words), notes, _keys(shown, found, words))
    if not shown:
        return compose(sheet)
    named = set(found.verdict.drivers)
    rows = [_to_row(row, _id(row) in named, words) for row in shown]
    table = Table(rows, _columns(shown, found, words))
    return compose(sheet, table.draw, width=table.width)


def _id(row: DriverRow) -> str:
    return f"{row.metric}@{row.touchpoint or row.stage or 'journey'}"


def _subtitle(found: Drivers, words: Words) -> str:
    told = words("outcome: {outcome}", outcome=say_metric(found.outcome, words))
    wave = found.settings.get("wave")
    return BETWEEN.join((told, words("wave {wave}", wave=wave)) if wave else (told,))


def _tell_fit(found: Drivers, words: Words) -> Iterator[str]:
    """R² with its interval, and on how many answers it rests."""
    answers = words.count(found.n, "{n} told the outcome", "{n} told the outcome")
    if found.r_squared is None:
        yield f"{answers}."
        return
    low, high = found.r_squared_low, found.r_squared_high
    r = words.number(f"{found.r_squared:.2f}")
    if low is not None and high is not None:
        r = tell_ends(f"{found.r_squared:.2f}", f"{low:.2f}", f"{high:.2f}", words)
    yield words("R² {r}; {answers}.", r=r, answers=answers)


def _columns(
    rows: Sequence[DriverRow], found: Drivers, words: Words
) -> list[TextColumn | PlotColumn]:
    interval = tell_level(found.settings["level"], words)
    heading = words("share of R², %")
    flag = words("▲ first") if found.verdict.kind == "clear" else words("▲ first?")
    if any(row.low is not None for row in rows):
        heading = f"{heading}, {interval}"
    columns: list[TextColumn | PlotColumn] = [
        names(
            [(row.name, say_metric(row.metric, words)) for row in rows],
            words("driver"),
            flags=[flag if _id(row) in found.verdict.drivers else "" for row in rows],
            fill=CURVE,
        ),
        PlotColumn(heading, lambda a, b: _plan(rows, words, a, b), _draw_bars(rows)),
        figures([words.number(_percent(row.share)) for row in rows], words("share")),
        TextColumn(words("direction"), [[(_direct(row, words), FIGURE)] for row in rows]),
    ]
    if any(row.p_first is not None for row in rows):
        chances = [words.number(show_percent(row.p_first)) for row in rows]
        columns.append(figures(chances, words("P(first)")))
    columns.append(figures([words.number(f"{row.n:,}") for row in rows], words("answers")))
    return columns


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _direct(row: DriverRow, words: Words) -> str:
    """Sign and word."""
    if row.sign > 0:
        return words("+ better with better")
    return words("− better with worse") if row.sign < 0 else words("0 neither")


def _plan(rows: Sequence[DriverRow], words: Words, start: float, end: float) -> Ruler:
    ends = [100 * v for row in rows for v in (row.share, row.low, row.high) if v is not None]
    return plan_ruler((0.0, *ends), start, end, least=0.0, most=100.0, show=words.number)


def _draw_bars(rows: Sequence[DriverRow]) -> Draw:
    def draw(i: int, ruler: Ruler, y: float) -> Sequence[Mark]:
        row = rows[i]
        low, high = (None if end is None else 100 * end for end in (row.low, row.high))
        length = bar(ruler, y, 100 * (row.share or 0.0))
        ground = PAPER if row.sign < 0 else BAND
        shown = replace(length, fill=ground, stroke=CURVE, dashed=row.sign < 0)
        return (shown, *whisker(ruler, y, low, high, colour=INK))

    return draw


def _to_row(row: DriverRow, named: bool, words: Words) -> Row:
    return Row(row.touchpoint or "", _row_in_words(row, words), CURVE if named else "")


def _row_in_words(row: DriverRow, words: Words) -> str:
    share = words.number(_percent(row.share))
    if row.low is not None and row.high is not None:
        low, high = (f"{100 * end:.1f}" for end in (row.low, row.high))
        share = tell_ends(_percent(row.share), low, high, words)
    answers = words.count(row.n, "{n} answer", "{n} answers")
    told = (words("share of R² {share}", share=share), _direct(row, words), answers)
    return f"{row.name} ({say_metric(row.metric, words)}): {', '.join(told)}"


def _keys(rows: Sequence[DriverRow], found: Drivers, words: Words) -> list[Key]:
    keys = []
    if any(row.low is not None for row in rows):
        interval = tell_level(found.settings["level"], words)
        keys.append(Key(bar_key, words("share with its {interval}", interval=interval)))
    if any(row.sign < 0 for row in rows):
        keys.append(Key(hollow_bar_key, words("hollow: better goes with worse")))
    if found.verdict.drivers and rows:
        told = (
            words("goes with it most closely")
            if found.verdict.kind == "clear"
            else words("may go with it most closely")
        )
        keys.append(Key(partial(frame_key, colour=CURVE), told))
    return keys
