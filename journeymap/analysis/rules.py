"""The rules that turn chances into words; their thresholds are conventions and can be set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def judge(
    p_top: float,
    n_top: float,
    *,
    clear: float = 0.9,
    likely: float = 0.6,
    min_n: float = 10,
    low_base: float = 30,
) -> str:
    """The verdict on the most likely weakest touchpoint, from its chance and its answers.

    "too_few_answers" below ``min_n``, else "clear", "likely" or "undecided", with "_low_base"
    appended below ``low_base``. The limits are conventions.

    Example:
        >>> judge(0.95, 80), judge(0.95, 20), judge(0.95, 6)
        ('clear', 'clear_low_base', 'too_few_answers')
    """
    if n_top < min_n:
        return "too_few_answers"
    kind = "clear" if p_top >= clear else "likely" if p_top >= likely else "undecided"
    return f"{kind}_low_base" if n_top < low_base else kind


def candidate_set(p: Sequence[float], *, mass: float = 0.9) -> tuple[int, ...]:
    """The fewest indices whose chances add up to ``mass``, the likeliest first; NaN is left out.

    Example:
        >>> candidate_set([0.0, 0.09, 0.06, 0.29, 0.56])
        (4, 3, 1)
    """
    named = sorted((i for i, chance in enumerate(p) if chance > 0), key=lambda i: -p[i])
    # rounding must not add a member to a set whose chances add up to the mass exactly
    short = sum(total < mass - 1e-9 for total in accumulate(p[i] for i in named))
    return tuple(named[: short + 1])
