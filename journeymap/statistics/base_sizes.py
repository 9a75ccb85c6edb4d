"""How much a number of answers is worth: the classes of base sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Base = Literal["not_measured", "suppressed", "low", "indicative", "ok"]
SMALLEST_FOR_VERDICT, LOW_BASE, OK_BASE = 10, 30, 100
BASE_WORDS: Mapping[Base, str] = {
    "not_measured": "not measured", "suppressed": "too few", "low": "low",
    "indicative": "indicative", "ok": "ok",
}  # fmt: skip


def to_base(n: float) -> Base:
    """The class of a base size; the limits 10, 30 and 100 are conventions of survey practice.

    Example:
        >>> to_base(9.9), to_base(10), to_base(30), to_base(100)
        ('suppressed', 'low', 'indicative', 'ok')
    """
    if n <= 0:
        return "not_measured"
    if n < SMALLEST_FOR_VERDICT:
        return "suppressed"
    return "low" if n < LOW_BASE else "indicative" if n < OK_BASE else "ok"
