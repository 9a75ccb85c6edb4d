"""What a verdict's sentence is made of, so that it can be said in other languages, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

Form = Literal[
    "clear", "likely", "undecided",
    "few_everywhere", "few_but_one", "few_but_open", "few_but_likely", "few_but_clear",
    "none_measured", "none_comparable", "only_one_measured", "only_one_comparable",
    "lowest", "lowest_end", "only_possible", "all_possible", "several_possible",
    "fix_first", "fix_likely", "first_or_nothing", "fix_undecided", "fix_among_others",
    "nothing_short", "nothing_weighs", "other",
]  # fmt: skip
AMONG_OTHERS: Mapping[str, Form] = {
    "undecided": "few_but_open", "likely": "few_but_likely", "clear": "few_but_clear",
}  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Named:
    """Whom the sentence names.

    Args:
        name: What people call it.
        n: Its answers, effective ones where they carry weights.
        weighted: Whether ``n`` is what its answers are worth, not how many they are.
        figure: The chance (0 to 1) that is told of it, or its health; None where neither is.
    """

    name: str
    n: float = 0.0
    weighted: bool = False
    figure: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verdict's sentence in parts.

    Args:
        form: Which sentence it is; "other" for one that is only known as a text.
        named: Whom it names, in order.
        of: How many were compared, or the health that is good enough, where the sentence says so.
    """

    form: Form = "other"
    named: tuple[Named, ...] = ()
    of: float = 0.0


def name_one(of: Counted, figure: float | None = None) -> Named:
    """A touchpoint, stage or channel as the sentence names it."""
    return Named(of.name, of.n, of.weighted, figure)
