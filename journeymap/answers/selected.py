"""The rows of one wave and one segment, with their weights, as a condition the engine checks.

What stands beside an answer is read in Python once for each distinct combination of raw cells, by
the same rules as everywhere; the engine then keeps the rows whose cells were found to be in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals.stable.v2 as nw

from journeymap.answers.context import Context, Contexts
from journeymap.answers.counted import Cells
from journeymap.answers.counting import prepare
from journeymap.answers.dates import Span
from journeymap.answers.measuring import Survey
from journeymap.answers.periods import TIME_KEYS
from journeymap.answers.variables import is_one_of, nobody
from journeymap.periods import to_label
from journeymap.tables.cells import to_cell
from journeymap.tables.table import Frame

Segment = tuple[str, str]


@dataclass(slots=True)
class Selected:
    """The raw cells of rows that are in, by what they stand for.

    Args:
        times: The cells that tell when, in the order of ``TIME_KEYS``.
        cells: Wave and segment: column to cells.
        weights: Weights that are read in Python, to what they are.
        margins: The cells of the margins, to the factor of raking.
    """

    times: dict[tuple[Any, ...], None] = field(default_factory=dict)
    cells: dict[str, list[Any]] = field(default_factory=dict)
    weights: dict[Any, float] = field(default_factory=dict)
    margins: dict[tuple[Any, ...], float] = field(default_factory=dict)


def narrow(survey: Survey, segment: Segment | None) -> Survey:
    """The survey with no other segment than this one, so that nothing else is looked at."""
    source, parts = survey.source, survey.parts
    names = [] if segment is None else [segment[0]]
    at = [list(source.segments).index(name) for name in names]
    return replace(
        survey,
        source=source.replace(segments={name: source.segments[name] for name in names}),
        parts=replace(parts, segments=tuple(parts.segments[i] for i in at)),
        counting=replace(survey.counting, segments=len(at)),
    )


def select(frame: Frame, survey: Survey, wave: str | None, segment: Segment | None) -> Frame:
    """The rows of a wave and a segment, with their weight in ``w``.

    Args:
        frame: The table, wide or tall, with the columns of its parts.
        survey: What it is, narrowed to this segment.
        wave: The wave; all rows where the table tells none.
        segment: The segment; everybody where None.
    """
    ready = prepare(frame, survey.counting)
    names = ready.collect_schema().names()
    heads = [name for name in names if name in _heads(survey)]
    if not heads:
        return _weigh(ready, names, Selected(), survey)
    selected = _find_selected(ready, heads, survey, wave, segment)
    kept = [*_conditions(selected, heads)]
    rows = ready.filter(reduce(and_, kept)) if kept else ready
    return _weigh(rows, names, selected, survey)


def _heads(survey: Survey) -> tuple[str, ...]:
    beside = (f"segment{i}" for i in range(len(survey.parts.segments)))
    margins = (f"margin{i}" for i in range(len(survey.parts.margins)))
    return ("wave", "weight", "weighed", *TIME_KEYS, *beside, *margins)


def _find_selected(
    ready: Frame, heads: Sequence[str], survey: Survey, wave: str | None, segment: Segment | None
) -> Selected:
    contexts = Contexts(survey.source, survey.parts, survey.factors)
    counted = ready.group_by(*heads).agg(nw.len().alias("n"))
    selected = Selected()
    for row in survey.table.fetch(counted.select(*heads)):
        cells = dict(zip(heads, row, strict=True))
        context = contexts.read(_to_cells(cells, heads))
        if _is_in(context, survey, wave, segment):
            _keep(cells, context, selected)
    return selected


def _to_cells(cells: dict[str, Any], heads: Sequence[str]) -> Cells:
    found = dict(cells)
    segments = tuple(found.pop(name) for name in heads if name.startswith("segment"))
    margins = tuple(found.pop(name) for name in heads if name.startswith("margin"))
    found["weighed"] = bool(found.get("weighed"))
    return Cells(**found, segments=segments, margins=margins)


def _is_in(context: Context, survey: Survey, wave: str | None, segment: Segment | None) -> bool:
    if context.aside or context.faults or context.time_faults:
        return False
    if segment is not None and context.segments != (segment[1],):
        return False
    if wave is None:
        return True
    if not isinstance(context.wave, Span):
        return context.wave == wave
    waves = survey.source.waves
    return waves is not None and any(
        to_label(day, waves.every) == wave and context.wave.first <= day < context.wave.until
        for day in survey.gathered.windows
    )


def _keep(cells: dict[str, Any], context: Context, selected: Selected) -> None:
    times = tuple(cells.get(key) for key in TIME_KEYS)
    selected.times[tuple(None if to_cell(cell) is None else cell for cell in times)] = None
    for name, cell in cells.items():
        if name == "wave" or name.startswith("segment"):
            known = selected.cells.setdefault(name, [])
            if not any(cell is one or cell == one for one in known):
                known.append(cell)
    if not cells.get("weighed") and "weight" in cells:
        selected.weights[cells["weight"]] = context.weight
    margins = tuple(cell for name, cell in cells.items() if name.startswith("margin"))
    selected.margins[margins] = context.factor


def _conditions(selected: Selected, heads: Sequence[str]) -> Iterator[nw.Expr]:
    if not selected.times:
        yield nobody(nw.col(heads[0]))
        return
    for name, cells in selected.cells.items():
        yield is_one_of(nw.col(name), cells)
    keys = [key for key in TIME_KEYS if key in heads]
    if keys:
        yield reduce(or_, _time_conditions(selected.times, keys))
    margins = [name for name in heads if name.startswith("margin")]
    if margins:
        yield reduce(or_, (_same(margins, cells) for cells in selected.margins))
    if "weighed" in heads:
        yield nw.col("weighed") | is_one_of(nw.col("weight"), list(selected.weights))
    elif "weight" in heads:
        yield is_one_of(nw.col("weight"), list(selected.weights))


def _time_conditions(times: dict[tuple[Any, ...], None], keys: Sequence[str]) -> Iterator[nw.Expr]:
    """Times side by side: those that are read in Python by their cell, others by their day."""
    apart: dict[tuple[str, tuple[Any, ...]], list[Any]] = {}
    for cells in times:
        told = dict(zip(TIME_KEYS, cells, strict=True))
        by = "bad_time" if told["when"] is None and "bad_time" in keys else "when"
        rest = tuple(told[key] for key in keys if key != by)
        apart.setdefault((by, rest), []).append(told[by])
    for (by, rest), own in apart.items():
        others = [key for key in keys if key != by]
        beside = [_same(others, rest)] if others else []
        yield reduce(and_, (is_one_of(nw.col(by), own), *beside))


def _same(names: Sequence[str], cells: Sequence[Any]) -> nw.Expr:
    return reduce(and_, (is_one_of(nw.col(n), [c]) for n, c in zip(names, cells, strict=True)))


def _weigh(rows: Frame, names: Sequence[str], selected: Selected, survey: Survey) -> Frame:
    """The rows with their weight: summed up by the engine, or as it was read, times the factor."""
    own = [
        nw.when(is_one_of(nw.col("weight"), [cell])).then(nw.lit(weight))
        for cell, weight in selected.weights.items()
        if weight
    ]
    plain = [nw.col("w")] if "w" in names else []
    weight = nw.coalesce(*plain, *own, nw.lit(1.0)) if plain or own else nw.lit(1.0)
    rows = rows.with_columns(weight.alias("w"))
    margins = [f"margin{i}" for i in range(len(survey.parts.margins))]
    factors = [
        nw.when(_same(margins, cells)).then(nw.lit(factor))
        for cells, factor in selected.margins.items()
        if margins
    ]
    if not factors:
        return rows
    return rows.with_columns((nw.col("w") * nw.coalesce(*factors, nw.lit(1.0))).alias("w"))
