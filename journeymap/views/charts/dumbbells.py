"""The panel of one metric in a comparison: dumbbells, differences with intervals, and verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any

from journeymap.analysis.changes.rows import Change, ChangeRow
from journeymap.analysis.changes.speech import Speech, find_speech
from journeymap.picture.blocks import Style
from journeymap.picture.marks import Arrow, Line, Mark
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
from journeymap.picture.plotting import Key, Ruler, plan_ruler
from journeymap.picture.signs import dot, hollow_key, interval_key, whisker
from journeymap.picture.theme import BODY, CURVE, GOOD, INK, MUTED, POOR
from journeymap.result import show_p
from journeymap.views.charts.phrases import (
    is_unsure,
    tell_base,
    tell_hollow,
    tell_level,
)
from journeymap.views.charts.units import Unit, read_unit, scale_by
from journeymap.views.telling.metrics import say_metric
from journeymap.views.telling.parts import say_place
from journeymap.wording.units import name_unit
from journeymap.wording.words import Words

HEAD_ROOM = 22.0  # a shorter way has no room for the head of its arrow
_INK: Mapping[Change, str] = {"better": GOOD, "worse": POOR}


def tell_change(change: Change, speech: Speech, words: Words) -> str:
    """What a row says, with its sign: up or down in time, and of two groups the better one's."""
    first, second = speech.labels
    match change:
        case "better" if speech.is_over_time:
            return f"▲ {words('better')}"
        case "worse" if speech.is_over_time:
            return f"▼ {words('worse')}"
        case "better":
            return f"● {words('{side} better', side=second)}"
        case "worse":
            return f"○ {words('{side} better', side=first)}"
        case "no clear change":
            unclear = words("no clear change"), words("no clear difference")
            return f"– {unclear[not speech.is_over_time]}"
    return words("not comparable")


def tell_verdict(row: ChangeRow, speech: Speech, words: Words) -> str:
    """What a row says, with the adjusted p: an interval is of its row alone, the verdict of all."""
    told = tell_change(row.change, speech, words)
    if row.p_adjusted is None:
        return told
    p = words.number(show_p(row.p_adjusted))
    return words("{verdict}, p {p}", verdict=told, p=p)


def tell_sides(speech: Speech, words: Words) -> str:
    """The heading above both values."""
    return words("before → after") if speech.is_over_time else " | ".join(speech.labels)


def change_panel(rows: Sequence[ChangeRow], settings: Mapping[str, Any], words: Words) -> Table:
    """The rows of one metric.

    Args:
        rows: Rows that can be compared, all of the same metric, one at least.
        settings: Those of the comparison.
        words: The fixed words.
    """
    speech = find_speech(settings)
    unit = _find_unit(rows, speech)
    differences = [[(words.say(row.shown_change) or "–", FIGURE)] for row in rows]
    verdicts = [[(tell_verdict(row, speech, words), _verdict_style(row, speech))] for row in rows]
    places = [(say_place(row.name, words), _tell_scope(row, words)) for row in rows]
    columns: list[TextColumn | PlotColumn] = [
        names(places, words("place")),
        _values_column(rows, unit, speech, words),
        figures([words.number(row.shown) for row in rows], tell_sides(speech, words), most=190.0),
        _differences_column(rows, unit, tell_level(settings["level"], words), words),
        TextColumn(words("difference"), differences),
        TextColumn(words("verdict"), verdicts).with_remarks(
            [tell_base(row.base, words) for row in rows]
        ),
    ]
    return Table([Row(row.touchpoint or "", _title(row, speech, words)) for row in rows], columns)


def _find_unit(rows: Sequence[ChangeRow], speech: Speech) -> Unit:
    """The unit stands behind the second of both values."""
    return read_unit((row.after, row.shown.rpartition(speech.between)[2].strip()) for row in rows)


def _tell_scope(row: ChangeRow, words: Words) -> str:
    return words("stage") if row.scope == "stage" else ""


def _verdict_style(row: ChangeRow, speech: Speech) -> Style:
    is_clear = row.change in _INK
    return Style(BODY, bold=is_clear, fill=_find_ink(row, speech, INK if is_clear else MUTED))


def _find_ink(row: ChangeRow, speech: Speech, neutral: str) -> str:
    """Good and poor are for what became of something; neither group is good or poor as such."""
    return _INK.get(row.change, neutral) if speech.is_over_time else neutral


def _title(row: ChangeRow, speech: Speech, words: Words) -> str:
    told = (words.say(row.shown_change), tell_verdict(row, speech, words))
    parts = ", ".join(part for part in (words.number(row.shown), *told) if part)
    return f"{say_place(row.name, words)}: {parts}"


def _plan(ends: Sequence[float], words: Words, start: float, end: float) -> Ruler:
    return plan_ruler(ends, start, end, ticks=5, show=words.number)


def _values_column(
    rows: Sequence[ChangeRow], unit: Unit, speech: Speech, words: Words
) -> PlotColumn:
    metric = ", ".join(
        part
        for part in (say_metric(rows[0].metric, words), words.say(name_unit(unit.name)))
        if part
    )
    first, second = speech.labels
    between = "→ " if speech.is_over_time else "  "
    heading = f"{metric}: ○ {first} {between}● {second}"
    ends = [v * unit.factor for row in rows for v in _find_ends(row)]
    plan = partial(_plan_values, ends, unit, words)
    return PlotColumn(heading, plan, _draw_dumbbells(rows, unit, speech), 250.0)


def _find_ends(row: ChangeRow) -> list[float]:
    """Both values, and where the second might be, so that an axis never blows up mere noise."""
    known = [value for value in (row.before, row.after) if value is not None]
    if row.before is None or row.low is None or row.high is None:
        return known
    return [*known, row.before + row.low, row.before + row.high]


def _plan_values(
    ends: Sequence[float], unit: Unit, words: Words, start: float, end: float
) -> Ruler:
    least, most = (0.0, 100.0) if unit.name == "%" else (-inf, inf)
    return plan_ruler(ends, start, end, least=least, most=most, ticks=5, show=words.number)


def _draw_dumbbells(rows: Sequence[ChangeRow], unit: Unit, speech: Speech) -> Draw:
    def draw(i: int, ruler: Ruler, y: float) -> Sequence[Mark]:
        before, after, colour = rows[i].before, rows[i].after, _find_ink(rows[i], speech, CURVE)
        if before is None or after is None:  # pragma: no cover - such rows are not comparable
            return ()
        start, end = ruler.at(before * unit.factor), ruler.at(after * unit.factor)
        way = _connect(start, end, y, colour, has_head=speech.is_over_time)
        return (*way, dot(start, y, hollow=True, colour=colour), dot(end, y, colour=colour))

    return draw


def _connect(
    start: float, end: float, y: float, colour: str, *, has_head: bool
) -> tuple[Mark, ...]:
    """The way from one point to another, with an arrow's head where it has room."""
    if has_head and abs(end - start) >= HEAD_ROOM:
        tip = end - 5 if end > start else end + 5
        return (Arrow(((start, y), (start, y), (tip, y), (tip, y)), colour, 1.8),)
    return (Line(((start, y), (end, y)), colour, 1.8),)


def _differences_column(
    rows: Sequence[ChangeRow], unit: Unit, interval: str, words: Words
) -> PlotColumn:
    """Differences around 0; of times, ratios around 1."""
    are_ratios = any(row.ratio is not None for row in rows)
    nothing = 1.0 if are_ratios else 0.0
    heading = (
        words("ratio, {interval}", interval=interval)
        if are_ratios
        else words("difference, {interval}", interval=interval)
    )
    found = [_find_change(row, unit, are_ratios=are_ratios) for row in rows]
    ends = [v for one in found for v in (one.value, one.low, one.high) if v is not None]

    def draw(i: int, ruler: Ruler, y: float) -> Sequence[Mark]:
        one, unsure = found[i], is_unsure(rows[i].base)
        if one.value is None:
            return ()
        lines = whisker(ruler, y, one.low, one.high, dashed=unsure, colour=INK)
        return (*lines, dot(ruler.at(one.value), y, hollow=unsure, colour=INK))

    plan = partial(_plan, [*ends, nothing], words)
    return PlotColumn(heading, plan, draw, 170.0, lines=(nothing,))


@dataclass(frozen=True, slots=True)
class _Change:
    """A difference or a ratio as its axis shows it."""

    value: float | None
    low: float | None
    high: float | None


def _find_change(row: ChangeRow, unit: Unit, *, are_ratios: bool) -> _Change:
    if are_ratios:
        return _Change(row.ratio, row.ratio_low, row.ratio_high)
    scaled = (scale_by(v, unit) for v in (row.difference, row.low, row.high))
    return _Change(*scaled)


def change_keys(rows: Sequence[ChangeRow], level: float, speech: Speech, words: Words) -> list[Key]:
    """What the signs of the panels mean."""
    if not rows:
        return []
    first, second = speech.labels
    keys = [
        Key(_hollow_key, first),
        Key(_full_key, second),
        Key(
            interval_key, words("difference with its {interval}", interval=tell_level(level, words))
        ),
    ]
    if any(is_unsure(row.base) for row in rows):
        keys.append(Key(hollow_key, tell_hollow(words)))
    return keys


def _hollow_key(x: float, y: float) -> tuple[Mark, ...]:
    return (dot(x, y, hollow=True),)


def _full_key(x: float, y: float) -> tuple[Mark, ...]:
    return (dot(x, y),)
