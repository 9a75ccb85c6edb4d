"""Questions as variables: what each raw cell is worth as a number, for one column at a time."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import narwhals.stable.v2 as nw

from journeymap.answers.counted import Cells, Counted
from journeymap.answers.decoding import Decoder
from journeymap.answers.parts import Feed
from journeymap.metrics import Metric
from journeymap.moments import HALF_UNIT
from journeymap.tables.cells import to_cell
from journeymap.tables.table import Frame, Table

Raws = dict[float, list[Any]]  # a number to the raw cells that are worth it


@dataclass(frozen=True, slots=True)
class Variable:
    """A question whose answers enter sums as numbers.

    Args:
        touchpoint: The touchpoint it is about.
        stage: The stage it is about; with neither the whole journey.
        metric: The metric that its answers feed.
        is_share: Whether a code of a share counts as 1 or 0, instead of as itself.
        centre: What is taken off each number, so that sums of squares of large ones keep digits.
    """

    touchpoint: str | None
    stage: str | None
    metric: Metric
    is_share: bool = False
    centre: float = 0.0

    def is_fed_by(self, feed: Feed) -> bool:
        """Whether the question feeds it."""
        return (feed.touchpoint, feed.stage, feed.metric.id) == (
            self.touchpoint, self.stage, self.metric.id,
        )  # fmt: skip

    @property
    def is_time(self) -> bool:
        """Whether its answers are times, which engines take as they are."""
        return self.metric.kind == "duration"

    def to_number(self, value: float) -> float:
        """What an answer counts as: its code, 1 or 0 for a share, a time or its logarithm."""
        if self.is_time:
            value = value or HALF_UNIT
            value = math.log(value) if self.metric.average == "geometric" else value
        elif self.is_share and self.metric.is_share:
            value = self.metric.score(int(value))
        return value - self.centre


@dataclass(slots=True)
class Meant:
    """What the raw cells of one column, or of one word of a tidy table, are worth.

    Args:
        raws: Number to raw cells, for each variable by its index.
        words: In a tidy table: the raw words of touchpoint and metric, for each variable.
    """

    raws: dict[int, Raws] = field(default_factory=dict)
    words: dict[int, dict[tuple[Any, Any], None]] = field(default_factory=dict)


def find_meant(
    table: Table, frame: Frame, decoder: Decoder, variables: Sequence[Variable]
) -> Meant:
    """Decodes each distinct cell of these questions once.

    Args:
        table: The table, which finds the distinct cells where its rows lie.
        frame: A tall frame of it; times that the engine takes as they are have no score there.
        decoder: What reads its cells.
        variables: The questions.
    """
    meant = Meant()
    names = [n for n in ("asked", "metric", "score") if n in frame.collect_schema().names()]
    distinct = frame.group_by(*names).agg(nw.len().alias("n"))
    for row in table.fetch(distinct.select(*names)):
        _take(dict(zip(names, row, strict=True)), decoder, variables, meant)
    return meant


def _take(
    cells: Mapping[str, Any], decoder: Decoder, variables: Sequence[Variable], meant: Meant
) -> None:
    score, words = cells["score"], (cells["asked"], cells.get("metric"))
    said = decoder.say(Counted(Cells(asked=words[0], metric=words[1]), score, 1))
    for feed, value in said.values or ():
        for i, variable in enumerate(variables):
            if value is not None and variable.is_fed_by(feed):
                raws = meant.raws.setdefault(i, {}).setdefault(variable.to_number(value), [])
                if score not in raws:
                    raws.append(score)
                meant.words.setdefault(i, {})[words] = None


def to_numbers(column: str, kind: Any, raws: Raws, centre: float = 0.0) -> nw.Expr:
    """What a column of raw cells is worth; null for all that is no answer.

    Args:
        column: The column.
        kind: Its type.
        raws: Number to raw cells.
        centre: What was taken off the numbers.
    """
    raw = nw.col(column)
    if kind.is_decimal():
        raw = raw.cast(nw.Float64)
    if kind.is_numeric():
        # most cells are their own codes, so that one condition does for them
        plain = [
            r for number, cells in raws.items() for r in cells if _is_itself(r, number + centre)
        ]
        rest = {n: [r for r in cells if r not in plain] for n, cells in raws.items()}
        own = nw.when(is_one_of(raw, plain)).then(raw.cast(nw.Float64) - centre)
    else:
        rest, own = dict(raws), None
    told = [
        nw.when(is_one_of(raw, cells)).then(nw.lit(float(n))) for n, cells in rest.items() if cells
    ]
    parts = [part for part in (own, *told) if part is not None]
    return nw.coalesce(*parts) if len(parts) > 1 else parts[0]


def is_one_of(raw: nw.Expr, cells: Sequence[Any]) -> nw.Expr:
    """Whether a cell is one of these; where null is among them, a cell that is null is."""
    known = [_plain(cell) for cell in cells if to_cell(cell) is not None]
    if not known:  # some libraries can't look into an empty list
        return raw.is_null() if cells else nobody(raw)
    return raw.is_in(known) if len(known) == len(cells) else raw.is_in(known) | raw.is_null()


def nobody(raw: nw.Expr) -> nw.Expr:
    """What holds in no row."""
    return raw.is_null() & ~raw.is_null()


def _plain(cell: Any) -> Any:
    return float(cell) if isinstance(cell, Decimal) else cell


def _is_itself(raw: Any, number: float) -> bool:
    numeric = isinstance(raw, int | float | Decimal) and not isinstance(raw, bool)
    return numeric and not isinstance(raw, datetime.date) and float(raw) == number
