"""Sums over pairs of questions, by block of respondents, made where the rows lie.

Only these sums come into Python, about four per pair and block, however many rows there are. What
blocks are for, and why they are enough, stands in ``statistics.pair_sums``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import mul
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import numpy as np
from numpy.typing import NDArray

from journeymap.answers.measuring import Survey
from journeymap.answers.respondents import ROW, put_side_by_side
from journeymap.answers.selected import Segment, narrow
from journeymap.answers.variables import Variable
from journeymap.statistics.drivers.pair_sums import BLOCKS, Floats, PairSums
from journeymap.tables.connection import connect
from journeymap.tables.engines import engine_errors
from journeymap.tables.table import Frame

_PRIME = 2_147_483_647
_MOST_AT_ONCE = 400  # sums that any database gives back at once
Sum = tuple[str, int, int]
# what each kind sums the products of: 1 where a question is answered, x there, and x²
_FACTORS = {"n": ("m", "m"), "sums": ("z", "m"), "squares": ("q", "m"), "products": ("z", "z")}


@dataclass(frozen=True, slots=True, eq=False)
class Summed:
    """What is left of the answers.

    Args:
        sums: The sums by block, weighted.
        counts: How many respondents answered each pair of questions, unweighted.
        worth: What the weighted respondents are worth, as a part of their number, 0 to 1.
        is_averaged: Whether the mean of several answers stands for the last, which nothing tells.
    """

    sums: PairSums
    counts: NDArray[np.int_]
    worth: float
    is_averaged: bool = False


def sum_pairs(
    survey: Survey,
    variables: Sequence[Variable],
    *,
    wave: str | None = None,
    segment: Segment | None = None,
) -> Summed:
    """The sums over all pairs of questions among those who answered the first one.

    Args:
        survey: The table, gone through once.
        variables: The questions, of which the first is the outcome.
        wave: The wave; all rows where the table tells none.
        segment: The segment; everybody where None.

    Returns:
        The sums; without blocks where nobody answered the first question.

    Raises:
        AnswersError: if nothing tells whose answers they are, or the table can't be read.
    """
    own, number = narrow(survey, segment), len(variables)
    with engine_errors(survey.table.name):
        found = put_side_by_side(own, variables, wave, segment)
        rows = found.frame.filter(~nw.col("x0").is_null())
        n, *answered, weight, squares = _count(rows, own, number)
        wanted = list(_find_wanted(answered, n, is_weighted=weight != n))
        blocked = _to_blocks(rows, found.order, n)
        blocks = _sum(_to_terms(blocked, number), own, wanted) if n else np.zeros((0, len(wanted)))
    made = _arrange(blocks, wanted, answered, n)
    whole = made["n"].sum(axis=0) if weight == n else made["count"].sum(axis=0)
    sums = PairSums(*(made[kind] for kind in _FACTORS))
    worth = weight**2 / squares / n if n else 1.0
    return Summed(sums, np.rint(whole).astype(int), worth, found.is_averaged)


def _count(rows: Frame, survey: Survey, number: int) -> list[float]:
    """How many rows there are, how many answer each question, and the sums of w and w²."""
    w = nw.col("w").cast(nw.Float64)
    each = [nw.col(f"x{i}").count().alias(f"n{i}") for i in range(number)]
    ends = [w.sum().alias("w"), (w * w).sum().alias("ww")]
    found = next(iter(survey.table.fetch(rows.select(nw.len().alias("n"), *each, *ends))))
    return [float(value or 0) for value in found]


def _to_blocks(rows: Frame, order: Sequence[str], n: float) -> Frame:
    """The rows with the number of their block: each its own, or 1,000 random groups.

    Row numbers are mixed (squared modulo a prime, three times), so that neighbours in the table,
    who may be alike, do not come together, nor at equal distances.
    """
    if order:
        rows = rows.with_row_index(ROW, order_by=list(order))
    row = nw.col(ROW).cast(nw.Int64)
    if n <= BLOCKS:
        return rows.with_columns(row.alias("block"))
    rows = rows.with_columns((row % _PRIME * 48_271 % _PRIME).alias("block"))
    for added in (12_345, 1_013_904_223):
        mixed = nw.col("block") * nw.col("block") % _PRIME + row % _PRIME + added
        rows = rows.with_columns((mixed % _PRIME).alias("block"))
    return rows.with_columns((nw.col("block") % BLOCKS).alias("block"))


def _to_terms(rows: Frame, number: int) -> Frame:
    """What products are summed of: for each question 1, x and x² where it is answered, or 0."""
    terms = []
    for i in range(number):
        x, here = nw.col(f"x{i}"), ~nw.col(f"x{i}").is_null()
        for name, term in (("m", nw.lit(1.0)), ("z", x), ("q", x * x)):
            terms.append(nw.when(here).then(term).otherwise(nw.lit(0.0)).alias(f"{name}{i}"))
    ready = rows.select("block", nw.col("w").cast(nw.Float64), *terms)
    native: Any = nw.to_native(ready)
    library = type(native).__module__.partition(".")[0]
    if library not in ("pandas", "pyarrow"):
        return ready
    # these sum products of columns one group after the other
    take = getattr(connect(), "from_df" if library == "pandas" else "from_arrow")
    taken: Frame = nw.from_native(take(native))
    return taken


def _find_wanted(answered: Sequence[float], n: float, *, is_weighted: bool) -> Iterator[Sum]:
    """The sums that are needed: beside a question that everybody answered no other ones are."""
    number = len(answered)
    for kind in (*_FACTORS, *(("count",) if is_weighted else ())):
        for i, j in product(range(number), repeat=2):
            if (i <= j or kind in ("sums", "squares")) and _find_same(kind, i, j, answered, n) == (
                i,
                j,
            ):
                yield kind, i, j


def _find_same(kind: str, i: int, j: int, answered: Sequence[float], n: float) -> tuple[int, int]:
    """The pair of questions whose sum is the same, where one of them was answered by everybody."""
    if kind == "products":
        return min(i, j), max(i, j)
    if answered[j] == n:
        return i, i
    if kind in ("n", "count"):
        return (j, j) if answered[i] == n else (min(i, j), max(i, j))
    return i, j


def _sum(ready: Frame, survey: Survey, wanted: Sequence[Sum]) -> Floats:
    """The sums as block by sum, in the order of the blocks."""
    native: Any = nw.to_native(ready)
    if isinstance(native, duckdb.DuckDBPyRelation):
        terms = (f"sum({' * '.join(_find_factors(one))})" for one in wanted)
        summed = nw.from_native(native.aggregate(f"block, {', '.join(terms)}", "block"))
        return _fetch(summed, survey)
    parts = []
    for start in range(0, len(wanted), _MOST_AT_ONCE):
        chosen = wanted[start : start + _MOST_AT_ONCE]
        sums = [
            reduce(mul, map(nw.col, _find_factors(one))).sum().alias(f"s{i}")
            for i, one in enumerate(chosen)
        ]
        grouped = ready.group_by("block").agg(*sums)
        names = [f"s{i}" for i in range(len(chosen))]
        parts.append(_fetch(grouped.select("block", *names), survey))
    return np.concatenate(parts, axis=1)


def _find_factors(one: Sum) -> list[str]:
    kind, i, j = one
    first, second = _FACTORS.get(kind, ("m", "m"))
    own = [f"{first}{i}", f"{second}{j}"]
    return own if kind == "count" else [*own, "w"]


def _fetch(frame: Frame, survey: Survey) -> Floats:
    found = np.array(list(survey.table.fetch(frame)), dtype=float)
    return np.asarray(found[np.argsort(found[:, 0], kind="stable"), 1:])


def _arrange(
    blocks: Floats, wanted: Sequence[Sum], answered: Sequence[float], n: float
) -> dict[str, Floats]:
    """The sums of each kind as block by question by question."""
    number, at = len(answered), {one: k for k, one in enumerate(wanted)}
    kinds = dict.fromkeys(kind for kind, _, _ in wanted)
    made = {kind: np.zeros((len(blocks), number, number)) for kind in kinds}
    for kind, i, j in product(kinds, range(number), range(number)):
        made[kind][:, i, j] = blocks[:, at[kind, *_find_same(kind, i, j, answered, n)]]
    return made
