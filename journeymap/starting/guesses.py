"""What a column probably is: a guess in words that can be checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from journeymap.starting.looking import Look
from journeymap.text import find_unseen

Kind = Literal[
    "rating", "likely", "yes_no", "choice", "option", "text", "id", "date", "weight", "code",
    "number", "other", "blank",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """A column and what it was taken for.

    Args:
        look: What it holds.
        kind: What it was taken for; "likely" is 0 to 10, how likely customers recommend.
        says: The guess in words.
        scale: Lowest and highest code of a rating.
        missing: Values that mean no answer.
        labels: Answer in words to its code.
        times: How its dates are written, where they are not ISO 8601.
        is_usable: Whether it can be taken without asking; ids, dates and weights with gaps can't.
    """

    look: Look
    kind: Kind
    says: str
    scale: tuple[int, int] | None = None
    missing: tuple[str, ...] = ()
    labels: Mapping[str, int] = field(default_factory=dict)
    times: str | None = None
    is_usable: bool = True

    @property
    def column(self) -> str:
        """The column's name."""
        return self.look.name


def refuse_unseen(guess: Guess) -> Guess:
    """The guess; where a file can't hold the answers that it is about, that it is not taken."""
    if guess.kind not in ("rating", "likely", "yes_no", "choice"):
        return guess
    unseen = next((found for value in guess.look.values if (found := find_unseen(value))), None)
    if unseen is None:
        return guess
    says = f"not taken: an answer holds the invisible character {unseen}"
    return Guess(guess.look, "other", says)


def say_missing(missing: Sequence[str]) -> str:
    """The end of a guess: which values mean no answer.

    Example:
        >>> say_missing(["0", "6"]), say_missing(["99"]), say_missing([])
        ('; 0 and 6 mean no answer', '; 99 means no answer', '')
    """
    if not missing:
        return ""
    *rest, last = missing
    if not rest:
        return f"; {last} means no answer"
    return f"; {', '.join(rest)} and {last} mean no answer"
