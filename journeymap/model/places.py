"""What a question, a ticket log or a comment is about: a touchpoint, a stage or the journey."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from journeymap.fields import Id, fail
from journeymap.record import Record


class Place(Record, init=False):
    """One place of a journey.

    Args:
        touchpoint: The touchpoint it is about.
        stage: The stage it is about.
        scope: "journey" where it is about the whole journey.
    """

    touchpoint: Id | None = None
    stage: Id | None = None
    scope: Literal["journey"] | None = None

    @model_validator(mode="after")
    def _check_place(self) -> Place:
        if sum(place is not None for place in (self.touchpoint, self.stage, self.scope)) != 1:
            fail(
                f"a {type(self).__name__.lower()} is about one touchpoint, one stage or the whole "
                "journey",
                "write touchpoint: ..., stage: ... or scope: journey",
            )
        return self
