"""Importance out of drivers: how much of an outcome each touchpoint explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Real
from typing import Any, Protocol

from journeymap.fields import MOST
from journeymap.model.journey import Journey
from journeymap.wording.told import MOST_LISTED, tell, tell_list


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
        resampled: Touchpoint id to its share in each resample; empty where one driver has none.
        lacking: METRIC@PLACE of the drivers without resamples, where others have them.
        may_not_matter: The touchpoints with drivers that all may have nothing to do with the
            outcome: their intervals begin at 0.
    """

    shares: Mapping[str, float]
    against: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    resampled: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    may_not_matter: frozenset[str] = frozenset()


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
    counted = [row for row in rows if row.touchpoint in known and row.share is not None]
    for row in counted:
        share = check_weight(row.touchpoint, row.share, "0 or more")
        (harms if _is_negative(row) else helps).add(row.touchpoint)
        shares[row.touchpoint] = shares.get(row.touchpoint, 0.0) + share * (not _is_negative(row))
    resampled, lacking = _find_resampled(given, counted)
    names = [journey.touchpoint(id_).name for id_ in shares if id_ in harms]
    return DriverWeights(
        shares,
        frozenset(harms - helps),
        tuple(_note_harms(names)),
        resampled,
        lacking,
        frozenset(shares.keys() - _find_mattering(counted)),
    )


def _is_negative(row: Any) -> bool:
    return (getattr(row, "sign", None) or 0) < 0


def _find_mattering(rows: Sequence[Any]) -> set[str]:
    """The touchpoints with a driver that is more than chance, or of which nobody knows it."""
    lows = ((row, getattr(row, "low", None)) for row in rows if not _is_negative(row))
    return {row.touchpoint for row, low in lows if low is None or low > 0}


def _find_resampled(
    given: HasDrivers, rows: Sequence[Any]
) -> tuple[dict[str, tuple[float, ...]], tuple[str, ...]]:
    """The shares of touchpoints in each resample, and the drivers that have none where others have.

    One that has none leaves all of them without.
    """
    known = getattr(given, "resampled", None) or {}
    ids = [f"{getattr(row, 'metric', '')}@{row.touchpoint}" for row in rows]
    lacking = [id_.removeprefix("@") for id_ in ids if not known.get(id_)]
    if lacking:
        return {}, tuple(lacking) if len(lacking) < len(ids) else ()
    found: dict[str, tuple[float, ...]] = {}
    for id_, row in zip(ids, rows, strict=True):
        sign = 0.0 if _is_negative(row) else 1.0
        before = found.get(row.touchpoint, (0.0,) * len(known[id_]))
        found[row.touchpoint] = tuple(a + sign * b for a, b in zip(before, known[id_], strict=True))
    return found, ()


def _note_harms(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield tell(
            "Left out of importance, since better there goes with a worse outcome: {told}.",
            told=tell_list(names, MOST_LISTED),
        )


def note_resamples(drivers: DriverWeights) -> str:
    """How sure the importance is, and whether the chances know."""
    if drivers.lacking:
        return tell(
            "There are no resamples of {drivers}, so chances and intervals take the importance as "
            "certain.",
            hint=" Write the drivers anew with journeymap drivers.",
            drivers=tell_list(drivers.lacking, MOST_LISTED),
        )
    if not drivers.resampled:
        return tell(
            "The drivers come without resamples, so chances and intervals take the importance as "
            "certain.",
            hint=" Write them anew with journeymap drivers.",
        )
    return tell(
        "Importance is estimated: each draw takes it from one of {n:,} resamples of the "
        "respondents, so chances and intervals are as unsure as it is.",
        n=len(next(iter(drivers.resampled.values()))),
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
