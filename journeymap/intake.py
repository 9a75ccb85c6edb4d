"""How many answers, customers or tickets came in, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journeymap.fields import FrozenMap
from journeymap.model.readings import Reading

_ROUNDING = 1 + 1e-12  # a share of a number may miss a whole one by so much


@dataclass(frozen=True, slots=True)
class Intake:
    """How many answers came in, how many were used, and why the others were not.

    Args:
        rows: Rows in the table, with those set aside.
        answers: Answers in it: the rows of a tidy table, rows times questions of a wide one.
        used: Answers that are in a reading.
        set_aside: The others by reason: "no answer", "repeat", "no weight".
        notes: What else the reader should know, one sentence each.
        counted: What came in, as one is called: "answer", "customer", "ticket" ...
        rows_aside: Whole rows that are no answers, by reason: "preview", "unfinished", "not
            selected"; what is in them is not among the answers.

    Example:
        >>> print(Intake(rows=3, answers=6, used=5, set_aside={"no answer": 1}))
        6 answers in 3 rows: 5 used, 1 set aside (no answer 1)
    """

    rows: int
    answers: int
    used: int
    set_aside: Mapping[str, int] = FrozenMap({})
    notes: tuple[str, ...] = ()
    counted: str = "answer"
    rows_aside: Mapping[str, int] = FrozenMap({})

    def __post_init__(self) -> None:
        object.__setattr__(self, "set_aside", FrozenMap(self.set_aside))
        object.__setattr__(self, "rows_aside", FrozenMap(self.rows_aside))
        if self.answers != self.used + sum(self.set_aside.values()):
            raise ValueError(
                f"{self.answers} {self.counted}s are not {self.used} used + {self.set_aside}"
            )

    def __str__(self) -> str:
        told = _count(self.answers, self.counted)
        if self.counted == "answer":
            aside = sum(self.rows_aside.values())
            told += f" in {self.rows - aside:,} of" if aside else " in"
            told += f" {_count(self.rows, 'row')}"
        told += f": {self.used:,} used"
        if self.set_aside:
            reasons = ", ".join(f"{reason} {n:,}" for reason, n in self.set_aside.items())
            told += f", {sum(self.set_aside.values()):,} set aside ({reasons})"
        if self.rows_aside:
            reasons = ", ".join(f"{reason} {n:,}" for reason, n in self.rows_aside.items())
            told += f"; rows set aside: {reasons}"
        return "\n".join((told, *self.notes))


class MeasuredReadings(tuple[Reading, ...]):
    """Readings made from a table: a tuple that also knows its intake.

    Args:
        readings: The readings.
        intake: What came in and what became of it.
    """

    intake: Intake

    def __new__(cls, readings: Iterable[Reading], intake: Intake) -> MeasuredReadings:
        """Holds the readings together with what came in."""
        made = super().__new__(cls, readings)
        made.intake = intake
        return made

    def __getnewargs__(self) -> tuple[tuple[Reading, ...], Intake]:
        return (tuple(self), self.intake)

    def __str__(self) -> str:
        return f"{_count(len(self), 'reading')} from {self.intake}"

    def __repr__(self) -> str:
        return f"<MeasuredReadings: {self}>"


def is_tolerated(faulty: float, total: float, share: float) -> bool:
    """Whether so few rows are at fault that they may be set aside.

    Args:
        faulty: How many are at fault.
        total: How many there are.
        share: What a source tolerates, 0 to 1; a number of rows that is just this share is too.

    Example:
        >>> 29 <= 0.29 * 100, is_tolerated(29, 100, 0.29), is_tolerated(30, 100, 0.29)
        (False, True, False)
    """
    return faulty <= share * total * _ROUNDING


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
