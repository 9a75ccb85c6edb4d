"""Respondents weighted so that the margins of a wide table are those that are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from journeymap.answers.margins import Cell, Group, count_cells, read_margins
from journeymap.answers.parts import Parts
from journeymap.errors import Problem, SourceError, quote
from journeymap.fields import FrozenMap
from journeymap.model.sources import Source
from journeymap.tables.table import Table

TRIMMED = (0.3, 3.0)
_CONVERGED, _MOST_ROUNDS = 1e-8, 1_000
_COLLAPSE = "collapse values: join those with few respondents to one and give its share"
C = TypeVar("C", bound=Cell)


@dataclass(frozen=True, slots=True)
class Raked:
    """What raking gives.

    Args:
        factors: By what to multiply weights, by the values of the margins; 1 on average.
        n: How many respondents there are.
        n_effective: How many they are worth, (sum of w)² / sum of w² (Kish 1965).
        trimmed: How many have a weight that was cut to stay within 0.3 to 3.
        gap: How far the worst margin is from its share after that, 0 to 1.
        untold: Respondents who don't tell all margins.
    """

    factors: Mapping[Cell, float] = FrozenMap()
    n: int = 0
    n_effective: float = 0.0
    trimmed: int = 0
    gap: float = 0.0
    untold: int = 0

    @property
    def design_effect(self) -> float:
        """How many respondents are worth one without weights, at least 1."""
        return self.n / self.n_effective if self.n_effective else 1.0

    def notes(self, columns: Sequence[str]) -> Iterator[str]:
        """What the reader should know about the weights, one sentence each."""
        if not columns:
            return
        named = ", ".join(map(quote, columns))
        yield (
            f"weighted to the margins of {named}: {self.n:,} respondents are worth "
            f"{self.n_effective:,.1f} (design effect {self.design_effect:.2f})"
        )
        if self.trimmed:
            low, high = TRIMMED
            yield (
                f"weights below {low:g} or above {high:g} are cut, those of {self.trimmed:,} "
                f"respondents; the margins then miss by up to {100 * self.gap:.1f} points"
            )
        if self.untold:
            yield f"respondents who don't tell all of {named}, in no reading: {self.untold:,}"


def rake(table: Table, parts: Parts, source: Source) -> Raked:
    """The weights by which the margins of the respondents are the known ones.

    Iterative proportional fitting (Deming & Stephan 1940, Annals of Mathematical Statistics 11(4)):
    weights are multiplied column by column until each margin is met to 1e-8, then cut to 0.3 to 3.
    Weights that respondents have already are multiplied too.

    Args:
        table: A wide table: a row per respondent.
        parts: Its columns.
        source: The known margins.

    Raises:
        SourceError: if the shares of a column are none, if nobody has one of its values, or if no
            weights meet all margins.
    """
    if not source.rake:
        return Raked()
    margins = list(read_margins(source))
    groups, untold = count_cells(table, parts, source.format.decimal)
    known = {cell: g for cell, g in groups.items() if _is_known(cell, margins)}
    _check_sample(source, margins, known)
    factors = fit_margins({cell: group.weight for cell, group in known.items()}, margins)
    if factors is None:
        wrong = f"no weights meet the margins of {', '.join(map(quote, source.rake))} together"
        raise SourceError([Problem(wrong, path="rake", hint=_COLLAPSE)])
    return _trim(known, factors, margins, untold)


def fit_margins(
    weights: Mapping[C, float], margins: Sequence[Mapping[str, float]]
) -> dict[C, float] | None:
    """By what to multiply the weights of each cell so that all margins hold; None if nothing does.

    Args:
        weights: The sum of weights in each cell.
        margins: The shares of the values of each column; each sums to 1.

    Example:
        >>> weights = {("f", "a"): 40, ("f", "b"): 20, ("m", "a"): 10, ("m", "b"): 30}
        >>> margins = [{"f": 0.48, "m": 0.52}, {"a": 0.35, "b": 0.65}]
        >>> {cell: round(f, 5) for cell, f in fit_margins(weights, margins).items()}
        {('f', 'a'): 0.6569, ('f', 'b'): 1.0862, ('m', 'a'): 0.8724, ('m', 'b'): 1.44253}
    """
    total = sum(weights.values())
    fitted = {cell: weight / total for cell, weight in weights.items()}
    for _ in range(_MOST_ROUNDS):
        for i, shares in enumerate(margins):
            held = _sum_margin(fitted, i)
            fitted = {c: w * shares[str(c[i])] / held[c[i]] for c, w in fitted.items()}
        if _find_gap(fitted, margins) < _CONVERGED:
            return {cell: fitted[cell] * total / weight for cell, weight in weights.items()}
    return None


def _is_known(cell: Cell, margins: Sequence[Mapping[str, float]]) -> bool:
    return all(value in shares for value, shares in zip(cell, margins, strict=True))


def _check_sample(
    source: Source, margins: Sequence[Mapping[str, float]], cells: Mapping[Cell, Group]
) -> None:
    problems = []
    for i, (column, shares) in enumerate(zip(source.rake, margins, strict=True)):
        seen = {cell[i] for cell in cells}
        for value in shares:
            if value not in seen:
                message = "no respondent has this value, so nobody can stand for its share"
                path = f"rake.{column}"
                problems.append(Problem(message, path=path, value=value, hint=_COLLAPSE))
    if problems:
        raise SourceError(problems)


def _trim(
    groups: Mapping[Cell, Group],
    fitted: Mapping[Cell, float],
    margins: Sequence[Mapping[str, float]],
    untold: int,
) -> Raked:
    low, high = TRIMMED
    factors = {cell: min(max(factor, low), high) for cell, factor in fitted.items()}
    trimmed = sum(groups[cell].n for cell, factor in fitted.items() if factor != factors[cell])
    weights = {cell: group.weight * factors[cell] for cell, group in groups.items()}
    total = sum(weights.values())
    squares = sum(group.squares * factors[cell] ** 2 for cell, group in groups.items())
    return Raked(
        factors=FrozenMap(factors),
        n=sum(group.n for group in groups.values()),
        n_effective=total**2 / squares,
        trimmed=trimmed,
        gap=_find_gap({cell: weight / total for cell, weight in weights.items()}, margins),
        untold=untold,
    )


def _sum_margin(weights: Mapping[C, float], column: int) -> Counter[str | None]:
    found: Counter[str | None] = Counter()
    for cell, weight in weights.items():
        found[cell[column]] += weight  # type: ignore[assignment]  # a Counter of sums
    return found


def _find_gap(weights: Mapping[C, float], margins: Sequence[Mapping[str, float]]) -> float:
    """How far the worst margin is from its share, 0 to 1."""
    return max(
        abs(_sum_margin(weights, i)[value] - share)
        for i, shares in enumerate(margins)
        for value, share in shares.items()
    )
