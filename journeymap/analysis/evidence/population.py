"""Answers that are a good part of all customers: the less is left unasked, the less is unknown.

Where more than 5 % of a known population answered, every standard error is multiplied by
√((N-n)/(N-1)); Cochran 1977, Sampling Techniques, 3rd ed., sections 2.6 and 2.9.
"""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.model.readings import Reading
from journeymap.statistics.intervals import finite_population_factor
from journeymap.wording.told import Figure, tell, tell_count

SMALLEST_PART = 0.05  # below, the correction is left out by convention
MOST_WORTH = 1e15


def find_error_factor(reading: Reading) -> float:
    """What the reading's standard error is multiplied by: 1 without correction, 0 for everybody.

    The part is of people who answered: weights change what their answers are worth, not how many
    customers are left.

    Example:
        >>> from journeymap.model.readings import Reading
        >>> known = {"metric": "csat", "value": 4.1, "n": 500}
        >>> found = [find_error_factor(Reading(**known, population=p)) for p in (500, 1000, 10000)]
        >>> [round(factor, 4) for factor in found]
        [0.0, 0.7075, 1.0]
    """
    n, population = reading.n, reading.population
    if not n or population is None or n <= SMALLEST_PART * population:
        return 1.0
    return finite_population_factor(n, population)


def to_worth(n: float, factor: float) -> float:
    """How many answers from a population without end would leave the same standard error.

    n(N-1)/(N-n), that is ``n`` over the squared factor. Wilson's interval, Jeffreys' chance and
    the adjusted Wald interval of NPS take this number and no factor: they add answers that nobody
    gave to the real ones, and these must fade as everybody is asked. Means and times multiply
    the error itself and keep their n - 1 degrees of freedom, which only real answers give.

    Example:
        >>> round(to_worth(100, finite_population_factor(100, 200)), 6)
        199.0
    """
    return min(MOST_WORTH, n / factor**2) if factor > 0 else MOST_WORTH


def note_population(readings: Iterable[Reading]) -> tuple[str, ...]:
    """What to know of a result whose readings hold a good part of all customers.

    Example:
        >>> from journeymap.model.readings import Reading
        >>> note_population([Reading(metric="csat", value=4.1, n=500, population=1000)])[0]
        'At 1 reading more than 5 % of all customers answered, so errors are 0.71 times as large.'
    """
    factors = [factor for reading in readings if (factor := find_error_factor(reading)) < 1]
    partly = sorted(factor for factor in factors if factor > 0)
    everybody = len(factors) - len(partly)
    notes = []
    if partly:
        low, high = (Figure(f"{factor:.2f}") for factor in (partly[0], partly[-1]))
        notes.append(
            tell(
                "At {partly} more than 5 % of all customers answered, so errors are {ends} "
                "times as large.",
                partly=_count(len(partly)),
                ends=low if low == high else tell("{low} to {high}", low=low, high=high),
            )
        )
    if everybody:
        notes.append(
            tell(
                "At {everybody} all customers answered: nothing is left to chance, and the "
                "interval has no width.",
                everybody=_count(everybody),
            )
        )
    return tuple(notes)


def _count(n: int) -> str:
    return tell_count(n, "{n} reading", "{n} readings")
