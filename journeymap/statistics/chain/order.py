"""Does it matter where journeys came from? First against second order of a chain.

A chain of first order forgets how a journey came to where it is. Per state the next one is
tabulated by the one before, and the table is tested for independence by the likelihood ratio
(Anderson & Goodman 1957, Annals of Mathematical Statistics 28:89).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from journeymap.statistics.numbers import check_at_least, check_finite, check_positive

Paths = Iterable[Sequence[str]] | Mapping[tuple[str, ...], float]
Table = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class StateOrder:
    """Whether at one state the way on hangs on the state before.

    Args:
        state: The state.
        n: How many passes through it are in its table.
        statistic: G² = 2 Σ n ln(n / expected).
        df: Its degrees of freedom, at least 1.
        p: The chance of as much under first order.
        p_adjusted: The same times the number of states tested (Bonferroni), at most 1.
    """

    state: str
    n: float
    statistic: float
    df: int
    p: float
    p_adjusted: float


@dataclass(frozen=True, slots=True)
class OrderCheck:
    """The test over all states.

    Args:
        statistic: The sum of G² over states.
        df: The sum of their degrees of freedom; 0 where nothing could be tested.
        p: The chance of as much under first order; None where nothing could be tested.
        states: The states tested, the most suspicious first.
    """

    statistic: float
    df: int
    p: float | None
    states: tuple[StateOrder, ...]


def order_check(paths: Paths, *, least: float = 0.0) -> OrderCheck:
    """Tests the first order of a chain against the second.

    Args:
        paths: Each from its first state to its last, its end among them; or paths with how many
            took them.
        least: How many passes per cell a row of a table needs on average to be in it. The
            chances need about 5; 0 takes all.

    Returns:
        Statistics that grow with the doubt in first order. A p says that memory is seen, not that
        it matters: with many paths the smallest does.

    Example:
        >>> loyal = [["web", "cart", "pay"]] * 40 + [["app", "cart", "exit"]] * 40
        >>> found = order_check(loyal)
        >>> round(found.statistic, 3), found.df, found.states[0].state
        (110.904, 1, 'cart')
    """
    check_at_least(0, least=least)
    tested = []
    for state, full in _tabulate(paths).items():
        table = _thin(full, least)
        columns = {target for row in table.values() for target in row}
        df = (len(table) - 1) * (len(columns) - 1) if table else 0
        if df > 0:
            tested.append((state, _count(table), _likelihood_ratio(table), df))
    if not tested:
        return OrderCheck(0.0, 0, None, ())
    states = [
        StateOrder(state, n, g, df, p := chance(g, df), min(1.0, p * len(tested)))
        for state, n, g, df in tested
    ]
    statistic, df = math.fsum(s.statistic for s in states), sum(s.df for s in states)
    ordered = sorted(states, key=lambda found: (found.p, -found.statistic, found.state))
    return OrderCheck(statistic, df, chance(statistic, df), tuple(ordered))


def chance(statistic: float, df: int) -> float:
    """The chance that chi² with ``df`` degrees of freedom is at least this.

    Example:
        >>> round(chance(3.841459, 1), 4)
        0.05
    """
    check_finite(statistic=statistic)
    check_positive(df=df)
    from scipy.special import chdtrc  # noqa: PLC0415 - slow to load

    return float(chdtrc(df, max(statistic, 0.0)))


def _tabulate(paths: Paths) -> dict[str, dict[str, Counter[str]]]:
    """State to the state before to the state after to how many passed so."""
    weighted = paths.items() if isinstance(paths, Mapping) else ((path, 1) for path in paths)
    tables: dict[str, dict[str, Counter[str]]] = {}
    for path, number in weighted:
        check_at_least(0, number=number)
        for before, here, after in zip(path, path[1:], path[2:], strict=False):
            row = tables.setdefault(here, {}).setdefault(before, Counter())
            row[after] += number  # type: ignore[assignment]
    return tables


def _thin(table: Table, least: float) -> dict[str, dict[str, float]]:
    """The table without empty cells and without the rows that are too thin."""
    rows = {b: {a: n for a, n in row.items() if n > 0} for b, row in table.items()}
    width = len({after for row in rows.values() for after in row})
    return {b: row for b, row in rows.items() if row and sum(row.values()) >= least * width}


def _count(table: Table) -> float:
    return math.fsum(n for row in table.values() for n in row.values())


def _likelihood_ratio(table: Table) -> float:
    columns: Counter[str] = Counter()
    for row in table.values():
        columns.update(row)
    total = _count(table)
    terms = (
        n * math.log(n * total / (sum(row.values()) * columns[after]))
        for row in table.values()
        for after, n in row.items()
    )
    return max(2 * math.fsum(terms), 0.0)
