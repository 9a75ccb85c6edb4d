"""Complaints: problems of a journey as a whole, with their place in the data."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from journeymap.errors import Problem
from journeymap.problems import Location, to_path


class Complaint(NamedTuple):
    """A problem and where in the data it lies.

    Attributes:
        place: The path of the value at fault.
        problem: What is wrong with it.
        first: The path of the earlier value that it clashes with, where there is one.
    """

    place: Location
    problem: Problem
    first: Location | None = None

    def tell(self, first: str) -> Problem:
        """The problem in one sentence with the place of the earlier value, said in words."""
        if self.first is None:
            return self.problem
        hint = f"; {self.problem.hint}" if self.problem.hint else ""
        return replace(self.problem, hint=f"the first is {first}{hint}")


def complain(
    place: Location,
    message: str,
    value: str | None = None,
    hint: str = "",
    *,
    first: Location | None = None,
) -> Complaint:
    """A complaint about an error."""
    return Complaint(place, Problem(message, path=to_path(place), value=value, hint=hint), first)


def warn(place: Location, message: str, value: str | None = None, hint: str = "") -> Complaint:
    """A complaint about something that is allowed but probably not meant."""
    return Complaint(place, Problem(message, to_path(place), value, hint, severity="warning"))
