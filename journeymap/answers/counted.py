"""What one combination of raw cells is, and how often it was counted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The raw cells of one combination, apart from the score; each is one object, told by itself.

    Args:
        asked: The touchpoint of a tidy table, or the question of a wide one as ``q0``.
        metric: The metric of a tidy table.
        wave: The wave, where it has a column.
        weight: The weight, where it is not summed up.
        weighed: Whether weights are summed up.
        bad_time: The time of the answer, where it is to be read in Python.
        when: Otherwise its period or day: months as year x 12 + month, or a date, or the beginning
            of a text.
        shift: By how many days a zone moves that day.
        until: The period in which the last window that holds the day has ended, where there are
            windows; as ``when``.
        segments: The cells of the segments.
        margins: The cells of the margins.
    """

    asked: object = None
    metric: object = None
    wave: object = None
    weight: object = None
    weighed: bool = False
    bad_time: object = None
    when: object = None
    shift: object = None
    until: object = None
    segments: tuple[object, ...] = ()
    margins: tuple[object, ...] = ()


class Counted(NamedTuple):
    """One combination of raw cells with its number of answers.

    Args:
        cells: The cells beside the score.
        score: The score; None in a row of times taken together, which all have one weight.
        n: How many answers.
        weights: The sums of plain weights w and w².
        moments: Mean and variance of times taken together, then of their logarithms.
        days: The first and the last day, where windows need them.
    """

    cells: Cells
    score: object
    n: int
    weights: tuple[float, float] | None = None
    moments: tuple[float, float, float, float] | None = None
    days: tuple[datetime.date, datetime.date] | None = None

    @property
    def asked(self) -> object:
        """The touchpoint, or the question."""
        return self.cells.asked

    @property
    def metric(self) -> object:
        """The metric of a tidy table."""
        return self.cells.metric
