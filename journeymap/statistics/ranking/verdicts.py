"""The rules that turn chances into words; their thresholds are conventions and can be set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from journeymap.statistics.base_sizes import LOW_BASE, SMALLEST_FOR_VERDICT
from journeymap.statistics.numbers import check_known


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of the most likely weakest touchpoint.

    Args:
        kind: "too_few_answers" for any verdict, or how clear it is.
        low_base: Whether there are enough answers for a verdict, but few.
    """

    kind: Literal["too_few_answers", "clear", "likely", "undecided"]
    low_base: bool = False


def judge(
    p_top: float,
    n_top: float,
    *,
    clear: float = 0.9,
    likely: float = 0.6,
    min_n: float = SMALLEST_FOR_VERDICT,
    low_base: float = LOW_BASE,
) -> Judgement:
    """The verdict on the most likely weakest touchpoint, from its chance and its answers.

    The limits are conventions.

    Args:
        p_top: Its chance of being the weakest, 0 to 1.
        n_top: Its answers, effective ones where they carry weights.
        clear: The chance from which the verdict is clear.
        likely: The chance from which it is likely.
        min_n: With fewer answers there is no verdict.
        low_base: With fewer answers the base is low.

    Example:
        >>> judge(0.95, 80)
        Judgement(kind='clear', low_base=False)
        >>> judge(0.72, 20)
        Judgement(kind='likely', low_base=True)
    """
    check_known(p_top=p_top, n_top=n_top)
    if n_top < min_n:
        return Judgement("too_few_answers")
    few = n_top < low_base
    if p_top >= clear:
        return Judgement("clear", few)
    return Judgement("likely" if p_top >= likely else "undecided", few)


def candidate_set(p: Sequence[float], *, mass: float = 0.9) -> tuple[int, ...]:
    """The fewest indices whose chances add up to ``mass``, the likeliest first; NaN is left out.

    Example:
        >>> candidate_set([0.0, 0.09, 0.06, 0.29, 0.56])
        (4, 3, 1)
    """
    check_known(mass=mass)
    named = sorted((i for i, chance in enumerate(p) if chance > 0), key=lambda i: -p[i])
    # rounding must not add a member to a set whose chances add up to the mass exactly
    short = sum(total < mass - 1e-9 for total in accumulate(p[i] for i in named))
    return tuple(named[: short + 1])
