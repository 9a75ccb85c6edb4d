"""The known margins of a source, and how many respondents are in each cell of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw

from journeymap.answers.context import read_weight, to_margin
from journeymap.answers.counting import split_weights
from journeymap.answers.parts import Parts
from journeymap.errors import Problem, SourceError
from journeymap.model.sources import Source
from journeymap.tables.codes import to_text
from journeymap.tables.table import Table
from journeymap.text import to_nfc

Cell = tuple[str | None, ...]
_ROUNDING = 0.01


@dataclass(slots=True)
class Group:
    """The respondents of one cell: how many, and the sums of their weights and squared weights."""

    n: int = 0
    weight: float = 0.0
    squares: float = 0.0


def read_margins(source: Source) -> Iterator[dict[str, float]]:
    """The shares of each column, 0 to 1, which sum to 1.

    Raises:
        SourceError: if they don't, or if the table is tidy.
    """
    problems = []
    if not source.is_wide:
        hint = "rake a wide table, with questions: a tidy one has a row per answer"
        problems.append(Problem("margins are about respondents", path="rake", hint=hint))
    for column, shares in source.rake.items():
        total = sum(shares.values())
        whole = 100.0 if abs(total - 100) <= 100 * _ROUNDING else 1.0
        if any(share <= 0 for share in shares.values()):
            hint = "leave out values that nobody has"
            problems.append(Problem("a share of 0 or less", path=f"rake.{column}", hint=hint))
        elif abs(total - whole) > whole * _ROUNDING:
            wrong = f"the shares sum to {100 * total:.4g} %, not to 100 %"
            problems.append(Problem(wrong, path=f"rake.{column}"))
    if problems:
        raise SourceError(problems)
    for shares in source.rake.values():
        total = sum(shares.values())
        yield {to_nfc(value): share / total for value, share in shares.items()}


def count_cells(table: Table, parts: Parts, decimal: str) -> tuple[dict[Cell, Group], int]:
    """The respondents with a weight by their margins, and how many don't tell all of them."""
    names = [f"margin{i}" for i in range(len(parts.margins))]
    columns = dict(zip(names, parts.margins, strict=True))
    columns |= {"weight": parts.columns["weight"]} if "weight" in parts.columns else {}
    chosen = {name: table.columns[column] for name, column in columns.items()}
    frame = table.frame.select(*(nw.col(column).alias(name) for name, column in chosen.items()))
    sums = []
    if "weight" in columns:
        frame = split_weights(frame, decimal)
        sums = [nw.col("w").sum(), nw.col("ww").sum()]
    found = frame.collect_schema().names()
    keys = [*names, *(name for name in ("weight", "weighed") if name in found)]
    counted = frame.group_by(*keys).agg(nw.len().alias("n"), *sums)
    groups: dict[Cell, Group] = {}
    untold = 0
    for values in table.fetch(counted):
        row = dict(zip(counted.collect_schema().names(), values, strict=True))
        cell = tuple(to_margin(row[name]) for name in names)
        weight, squares = _weigh(row, decimal)
        if None in cell or not weight:
            untold += row["n"] if None in cell else 0
            continue
        group = groups.setdefault(cell, Group())
        group.n += row["n"]
        group.weight += weight
        group.squares += squares
    return groups, untold


def _weigh(row: Mapping[str, Any], decimal: str) -> tuple[float, float]:
    """The sums of weights and squared weights; wrong ones are told about when they are counted."""
    if "weight" not in row:
        return row["n"], row["n"]
    if row.get("weighed"):
        return row["w"], row["ww"]
    weight = read_weight(to_text(row["weight"], decimal) or "0", decimal)
    number = weight if isinstance(weight, float) else 0.0
    return number * row["n"], number**2 * row["n"]
