"""Importance out of drivers: how much of an outcome each touchpoint explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Real
from typing import Any, Protocol

from journeymap.fields import MOST
from journeymap.model.journey import Journey
from journeymap.wording.told import tell, tell_list

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
        resampled: Touchpoint id to its share in each resample; empty where none are known.
    """

    shares: Mapping[str, float]
    against: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    resampled: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


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
    resampled = _find_resampled(given, [row for row in rows if row.touchpoint in shares])
    names = [journey.touchpoint(id_).name for id_ in shares if id_ in harms]
    return DriverWeights(shares, frozenset(harms - helps), tuple(_note_harms(names)), resampled)


def _find_resampled(given: HasDrivers, rows: Sequence[Any]) -> dict[str, tuple[float, ...]]:
    """The shares of touchpoints in each resample; none where a driver has none."""
    known = getattr(given, "resampled", None) or {}
    found: dict[str, tuple[float, ...]] = {}
    for row in rows:
        drawn = known.get(f"{getattr(row, 'metric', '')}@{row.touchpoint}", ())
        if not drawn:
            return {}
        sign = 0.0 if (getattr(row, "sign", None) or 0) < 0 else 1.0
        before = found.get(row.touchpoint, (0.0,) * len(drawn))
        found[row.touchpoint] = tuple(a + sign * b for a, b in zip(before, drawn, strict=True))
    return found


def _note_harms(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield tell(
            "Left out of importance, since better there goes with a worse outcome: {told}.",
            told=tell_list(names, MOST_NAMED),
        )


def note_resamples(resampled: Mapping[str, tuple[float, ...]]) -> str:
    """How sure the importance is, and whether the chances know."""
    if not resampled:
        return tell(
            "The drivers come without resamples, so chances and intervals take the importance as "
            "certain.",
            hint=" Write them anew with journeymap drivers.",
        )
    return tell(
        "Importance is estimated: each draw takes it from one of {n:,} resamples of the "
        "respondents, so chances and intervals are as unsure as it is.",
        n=len(next(iter(resampled.values()))),
    )


def check_weight(touchpoint: object, value: object, wanted: str) -> float:
    """An importance as a number.

    Raises:
        ValueError: if it is none of 0 or more.
    """
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    if not is_number or not 0 <= float(value) <= MOST:  # type: ignore[arg-type]
        raise ValueError(f"importance of {touchpoint!r} must be {wanted}, got {value!r}")
    return float(value)  # type: ignore[arg-type]
