"""How much a number of answers is worth: classes of base sizes, and what small ones must hide."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Literal, TypeVar

from journeymap.statistics.numbers import check_all_finite, check_known

Base = Literal["not_measured", "suppressed", "low", "indicative", "ok"]
Name = TypeVar("Name", bound=Hashable)
SMALLEST_FOR_VERDICT, LOW_BASE, OK_BASE = 10, 30, 100


def to_base(
    n: float,
    *,
    few: float = SMALLEST_FOR_VERDICT,
    low: float = LOW_BASE,
    ok: float = OK_BASE,
) -> Base:
    """The class of a base size; the limits 10, 30 and 100 are conventions of survey practice.

    Args:
        n: Answers, effective ones where they carry weights; 0 or less is not measured.
        few: With fewer there is no verdict.
        low: With fewer the base is low.
        ok: From here on it is all right.

    Example:
        >>> to_base(9.9), to_base(10), to_base(30), to_base(100)
        ('suppressed', 'low', 'indicative', 'ok')
        >>> to_base(40, low=50)
        'low'
    """
    check_known(n=n, few=few, low=low, ok=ok)
    if n <= 0:
        return "not_measured"
    if n < few:
        return "suppressed"
    return "low" if n < low else "indicative" if n < ok else "ok"


def hide_small(counts: Mapping[Name, float], *, few: float = SMALLEST_FOR_VERDICT) -> set[Name]:
    """The groups to hide where the total is shown: those below ``few``, and what would betray them.

    One hidden group alone is the total minus those that are shown; two that together hold fewer
    than ``few`` are no safer. So the smallest of the others are hidden until neither is so.

    Args:
        counts: How many answers each group has; groups without any betray nobody.
        few: The smallest group to be shown.

    Example:
        >>> sorted(hide_small({"web": 210, "app": 45, "phone": 4}))
        ['app', 'phone']
        >>> hide_small({"web": 210, "app": 45})
        set()
    """
    check_known(few=few)
    check_all_finite(counts=counts.values())
    filled = sorted((n, i, name) for i, (name, n) in enumerate(counts.items()) if n > 0)
    hidden = [n for n, *_ in filled if n < few]
    kept = len(hidden)
    while hidden and kept < len(filled) and (kept < 2 or sum(hidden) < few):
        hidden.append(filled[kept][0])
        kept += 1
    return {name for *_, name in filled[:kept]}
