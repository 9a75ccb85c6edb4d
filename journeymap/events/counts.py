"""What counting gives, whichever engine counted: plain numbers, activities by their code."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

PER_FACTOR = 128
"""Times that are told apart per factor e: within 1/256, that is 0.4 %, they count as the same."""
QUANTILES = (0.1, 0.5, 0.9)
BY_ROWS, BY_ORDER = "they keep the order of the rows", "the column of order decides"

Edge = tuple[int, int]


@dataclass(slots=True)
class Gaps:
    """The times between two activities, in microseconds; counts alone where there are no times.

    Args:
        n: How often the second followed the first.
        places: The sum of how many events of its case came before the second.
        total: The sum of the times.
        shortest: The shortest of them.
        longest: The longest of them.
        quantiles: The tenth, fifth and ninth tenth, once they are known.
        buckets: Length to how many are that long, or about that long in a histogram.
    """

    n: int = 0
    places: int = 0
    total: int = 0
    shortest: int | None = None
    longest: int | None = None
    quantiles: tuple[float, ...] | None = None
    buckets: Counter[float] = field(default_factory=Counter)

    def add_times(self, total: int, shortest: int, longest: int) -> None:
        """Takes in the sum and the ends of more of them."""
        self.total += total
        self.shortest = shortest if self.shortest is None else min(self.shortest, shortest)
        self.longest = longest if self.longest is None else max(self.longest, longest)

    def find_quantiles(self) -> tuple[int, ...] | None:
        """The tenth, the median and the ninth tenth; between neighbours as numpy's default has it.

        They are whole microseconds, so that every engine tells the same. What a histogram says of
        the ends never lies outside the shortest and the longest time.
        """
        if self.shortest is None or self.longest is None:
            return None
        if self.quantiles is not None:
            return tuple(round(length) for length in self.quantiles)
        lengths = sorted(self.buckets.items())
        found = (_quantile(lengths, q) for q in QUANTILES)
        return tuple(min(max(round(length), self.shortest), self.longest) for length in found)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in a log.

    Args:
        names: The activities by code.
        visits: How many events each activity has.
        edges: Pair of codes to the times between them.
        cases: In how many cases each activity occurs; None where not counted.
        reworked: In how many cases it occurs more than once; None where not counted.
        variants: The most frequent paths with their counts, most frequent first.
        n_variants: How many different paths there are; None where not counted.
        ties: How many pairs of events that follow each other have the same time.
        repeats: How many events repeat another one of the same case, activity and time.
        approximate: Whether medians and quantiles are read from a histogram.
        tie_rule: What decides between events of the same time.
        notes: What else to know, one sentence each.
    """

    names: Sequence[str]
    visits: Sequence[int]
    edges: Mapping[Edge, Gaps]
    cases: Sequence[int] | None = None
    reworked: Sequence[int] | None = None
    variants: Sequence[tuple[tuple[int, ...], int]] = ()
    n_variants: int | None = None
    ties: int = 0
    repeats: int = 0
    approximate: bool = False
    tie_rule: str = BY_ROWS
    notes: tuple[str, ...] = ()

    @property
    def starts(self) -> list[int]:
        """How many cases start with each activity: its events that follow no other one."""
        return self._without(1)

    @property
    def ends(self) -> list[int]:
        """How many cases end with each activity: its events that no other one follows."""
        return self._without(0)

    def _without(self, side: int) -> list[int]:
        left = list(self.visits)
        for edge, gaps in self.edges.items():
            left[edge[side]] -= gaps.n
        return left


def bucket_to_length(bucket: int) -> float:
    """The length in microseconds that stands for a bucket of a histogram.

    Example:
        >>> bucket_to_length(0), round(bucket_to_length(1768) / 1e6, 3)
        (0.0, 0.997)
    """
    return math.expm1(bucket / PER_FACTOR)


def _quantile(lengths: Sequence[tuple[float, int]], q: float) -> float:
    place = (sum(n for _, n in lengths) - 1) * q
    low = math.floor(place)
    first, second = _at(lengths, low), _at(lengths, math.ceil(place))
    return first + (second - first) * (place - low)


def _at(lengths: Iterable[tuple[float, int]], index: int) -> float:
    seen, length = 0, 0.0
    for length, n in lengths:  # noqa: B007 - the last one is asked for
        seen += n
        if seen > index:
            break
    return length
