"""Parts of a verdict's sentence: chances with their base, numbers of answers, why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor
from typing import Literal, Protocol

from journeymap.analysis.evidence.candidates import WhyNot
from journeymap.result import show_percent
from journeymap.statistics.base_sizes import LOW_BASE, SMALLEST_FOR_VERDICT
from journeymap.wording.told import Told, tell, tell_count

Refusal = Literal["none_measured", "none_comparable", "only_one_measured", "only_one_comparable"]


class Counted(Protocol):
    """A touchpoint, stage or channel with its answers."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def n(self) -> float:
        """Its answers, effective ones where they carry weights."""

    @property
    def weighted(self) -> bool:
        """Whether ``n`` is what its answers are worth."""


def tell_n(of: Counted) -> Told:
    """The size of a small base; of weighted answers what they are worth, as in the table."""
    if not of.weighted:
        return tell("n {n}", n=floor(of.n))
    return tell_count(floor(of.n), "worth {n} answer", "worth {n} answers")


def tell_chance(p: float, of: Counted) -> str:
    """A chance with its letter, and with the size of the base where that is small."""
    return add_base(tell("P {chance}", chance=show_percent(p)), of)


def add_base(told: str, of: Counted, *, few: bool = False) -> str:
    """What is told of a touchpoint, with its base where that is small.

    Args:
        told: What is told.
        of: The touchpoint.
        few: Whether to say, too, that there are too few answers for a verdict.
    """
    if few and of.n < SMALLEST_FOR_VERDICT:
        return tell("{told}; too few answers, {n}", told=told, n=tell_n(of))
    if of.n < LOW_BASE:
        return tell("{told}; low base, {n}", told=told, n=tell_n(of))
    return told


def tell_named(name: str, chance: str) -> Told:
    """A name with its chance in brackets."""
    return tell("{name} ({chance})", name=name, chance=chance)


def tell_few(first: Counted) -> Told:
    """The start of a sentence: that the most likely first has too few answers."""
    return tell("Undecided: too few answers at {name} ({n})", name=first.name, n=tell_n(first))


def find_refusal(names: Sequence[str], reasons: Iterable[WhyNot]) -> Refusal:
    """Why there is no verdict.

    Args:
        names: The one touchpoint that could be compared, or none.
        reasons: Why each other touchpoint could not.
    """
    if set(reasons) - {"not_measured"}:
        return "only_one_comparable" if names else "none_comparable"
    return "only_one_measured" if names else "none_measured"
