"""Customers: how a table of them becomes retention, churn and the referral rate."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from journeymap.fields import FrozenMap, Text, fail
from journeymap.model.operational import Day, OperationalSource
from journeymap.model.sources import Labels
from journeymap.model.waves import Waves

OF_CUSTOMERS = ("started", "ended", "left", "referred")
OF_PERIODS = ("start", "end", "new", "lost")


class CustomerSource(OperationalSource, init=False):
    """How a table of customers, or of their numbers by period, becomes readings.

    A row per customer has the columns started and ended (blank: still a customer), or left (yes or
    no, of those who were customers at the start), and referred (yes or no, or how many they have
    brought). A row per period has wave and three or more of start, end, new and lost, where new
    are those who came in the period and stayed to its end.

    Args:
        customers: Path of the table, from the folder of the source file.
        first_day: First day of the period (``from`` in a file).
        last_day: Its last day (``to`` in a file), which still belongs to it.
        waves: The period cut into "month", "quarter" or "year", a reading for each.
        labels: Words for yes and no, as ``{gone: 1, here: 0}``, beside the usual ones.

    Raises:
        JourneyError: if parts of it contradict each other.

    Example:
        >>> source = CustomerSource(first_day="2025-01-01", last_day="2025-12-31", waves="month")
        >>> source.waves.every, str(source.last_day)
        ('month', '2025-12-31')
    """

    parts: ClassVar[tuple[str, ...]] = ("wave", *OF_CUSTOMERS, *OF_PERIODS)

    customers: Text | None = None
    first_day: Day | None = Field(None, validation_alias="from", serialization_alias="from")
    last_day: Day | None = Field(None, validation_alias="to", serialization_alias="to")
    waves: Waves | None = None
    labels: Labels = Field(default_factory=FrozenMap)

    @model_validator(mode="after")
    def _check_period(self) -> CustomerSource:
        self.check_wave(
            *(["waves"] if self.waves else []),
            *(["columns: {wave: ...}"] if "wave" in self.columns else []),
        )
        if (self.first_day is None) != (self.last_day is None):
            shown = str(self.first_day or self.last_day)
            hint = "write from: 2025-01-01 and to: 2025-12-31"
            place = ("from" if self.first_day else "to",)
            fail("a period has two ends", hint, shown=shown, at=place)
        if self.first_day and self.last_day and self.first_day > self.last_day:
            shown = f"{self.first_day} to {self.last_day}"
            hint = "to is its last day"
            fail("the period ends before it begins", hint, shown=shown, at=("to",))
        if self.waves is not None and self.first_day is None:
            hint = "write from: and to:"
            fail("waves need a period to be cut", hint, shown=self.waves.every, at=("waves",))
        if self.waves is not None and self.waves.window is not None:
            wrong, shown = "a window is for answers and tickets", str(self.waves.window)
            fail(wrong, "take it out", shown=shown, at=("waves", "window"))
        return self
