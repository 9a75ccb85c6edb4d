"""Tickets: how a log of requests becomes first contact resolution and resolution time."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from journeymap.fields import FrozenMap, Id, Text, Words, fail
from journeymap.model.operational import OperationalSource
from journeymap.model.sources import Labels
from journeymap.model.waves import Waves


class TicketSource(OperationalSource, init=False):
    """How a log with a row per ticket becomes readings.

    Its columns, all optional: opened and resolved (blank: still open), touchpoint, solved_first
    (yes or no) or contacts (how many it took) and reopened, and solvable (whether the first
    contact could solve it at all).

    Args:
        tickets: Path of the table, from the folder of the source file.
        metric: The duration that the time from opened to resolved feeds.
        waves: Waves cut by the date of opening, such as "month".
        touchpoints: Word in the table to touchpoint id, where they differ.
        labels: Words for yes and no, as ``{FCR: 1, escalated: 0}``, beside the usual ones.

    Raises:
        JourneyError: if parts of it contradict each other.

    Example:
        >>> source = TicketSource(columns={"opened": "created_at"}, stage="help", waves="month")
        >>> source.metric, source.stage
        ('art', 'help')
    """

    parts: ClassVar[tuple[str, ...]] = (
        "opened", "resolved", "touchpoint", "solved_first", "contacts", "reopened", "solvable",
    )  # fmt: skip

    tickets: Text | None = None
    metric: Id = "art"
    waves: Waves | None = None
    touchpoints: Words = Field(default_factory=FrozenMap)
    labels: Labels = Field(default_factory=FrozenMap)

    @model_validator(mode="after")
    def _check_tickets(self) -> TicketSource:
        self.check_wave(*(["waves"] if self.waves else []))
        place = self.touchpoint or self.stage or self.scope
        if place is not None and (self.touchpoints or "touchpoint" in self.columns):
            word = "touchpoint" if self.touchpoint else "stage" if self.stage else "scope"
            hint = "write it for the table or as a column"
            fail("the place is given twice", hint, shown=place, at=(word,))
        return self
