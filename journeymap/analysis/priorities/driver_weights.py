"""Importance out of drivers: how much of an outcome each touchpoint explains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any, Protocol

from journeymap.fields import MOST
from journeymap.model.journey import Journey
from journeymap.printed import join_words

MOST_NAMED = 12  # names in a note


class HasDrivers(Protocol):
    """A result whose rows have a ``touchpoint`` and a ``share``, such as that of the drivers."""

    @property
    def rows(self) -> Sequence[Any]:
        """Its rows."""


@dataclass(frozen=True, slots=True)
class DriverWeights:
    """What drivers say of touchpoints.

    Args:
        shares: Touchpoint id to its share; of several of its metrics the sum.
        against: The touchpoints where better goes with a worse outcome, by all their drivers.
        notes: Which drivers are left out of the importance, in a whole sentence.
    """

    shares: Mapping[str, float]
    against: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def read_drivers(journey: Journey, given: HasDrivers) -> DriverWeights:
    """The shares of touchpoints; a driver with a negative sign counts 0.

    Raises:
        ValueError: if it is no result of drivers, or a share is below 0.
    """
    rows = getattr(given, "rows", None)
    if rows is None or not all(hasattr(r, "touchpoint") and hasattr(r, "share") for r in rows):
        raise ValueError(
            "importance must map touchpoints to numbers, or be a result of find_drivers"
        )
    shares: dict[str, float] = {}
    helps: set[str] = set()
    harms: set[str] = set()
    known = {touchpoint.id for touchpoint in journey.touchpoints}
    for row in rows:
        if row.touchpoint in known and row.share is not None:
            share = check_weight(row.touchpoint, row.share, "0 or more")
            is_negative = (getattr(row, "sign", None) or 0) < 0
            (harms if is_negative else helps).add(row.touchpoint)
            shares[row.touchpoint] = shares.get(row.touchpoint, 0.0) + share * (not is_negative)
    names = [journey.touchpoint(id_).name for id_ in shares if id_ in harms]
    told = join_words(names, MOST_NAMED) if names else ""
    note = f"Left out of importance, since better there goes with a worse outcome: {told}."
    return DriverWeights(shares, frozenset(harms - helps), (note,) * bool(told))


def check_weight(touchpoint: object, value: object, wanted: str) -> float:
    """An importance as a number.

    Raises:
        ValueError: if it is none of 0 or more.
    """
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    if not is_number or not 0 <= float(value) <= MOST:  # type: ignore[arg-type]
        raise ValueError(f"importance of {touchpoint!r} must be {wanted}, got {value!r}")
    return float(value)  # type: ignore[arg-type]
