"""Goals: what a journey, a stage or a touchpoint should reach."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, ValidationError, model_serializer, model_validator

from journeymap.errors import JourneyError
from journeymap.fields import Flag, Id, Number, OneOrMore, fail
from journeymap.problems import to_located_problems
from journeymap.record import Record
from journeymap.text import Percent, Plain, to_number

_GOAL = re.compile(
    r"\s*(?P<metric>.+?)\s*(?P<operator>>=|<=|≥|≤|=>|=<|>|<|=)\s*(?P<target>[-+\d.,]+\s*%?)\s*"
)
_OPERATORS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<="}


class Goal(Record, init=False):
    """A goal: a metric, ``>=`` or ``<=``, and a target. A file may write it as text.

    Args:
        metric: The metric's id.
        operator: ">=" (at least) or "<=" (at most).
        target: In the metric's own unit; shares as 0.8 or as "80%".
        wave: The wave it is due in; any wave where absent.
        primary: Whether the stage's verdict hangs on it; a supporting goal is only shown.

    Example:
        >>> goal = Goal.from_text("satisfied >= 80%")
        >>> goal.metric, goal.operator, goal.target, str(goal)
        ('satisfied', '>=', 0.8, 'satisfied >= 80%')
    """

    text_field: ClassVar[str] = "metric"
    example: ClassVar[str] = "csat >= 4"

    metric: Id
    operator: Literal[">=", "<="]
    target: Number
    wave: Id | None = None
    primary: Flag = True

    @classmethod
    def from_text(cls, text: str) -> Goal:
        """The goal that a text says, as a file writes it.

        Raises:
            JourneyError: if it is none.

        Example:
            >>> Goal.from_text("csat >= 4").target
            4
        """
        try:
            return cls.model_validate(str(text))
        except ValidationError as error:
            raise JourneyError(p for _, p in to_located_problems(error, cls)) from None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        if not isinstance(data, str):
            return data
        match = _GOAL.fullmatch(data)
        if match is None:
            fail("a goal is metric, operator, target", "such as csat >= 4 or satisfied >= 80%")
        operator = _OPERATORS.get(match["operator"], match["operator"])
        if operator not in (">=", "<="):
            meant = "<=" if operator == "<" else ">="
            hint = f"write {match['metric']} {meant} {match['target']}"
            fail(f"a goal is at least or at most, not {operator}", hint)
        return {"metric": match["metric"], "operator": operator, "target": Plain(match["target"])}

    @property
    def at_least(self) -> bool:
        """Whether more is better than the target."""
        return self.operator == ">="

    def __str__(self) -> str:
        percent = isinstance(self.target, Percent)
        target = str(self.target) if percent else f"{self.target:.12g}"
        return f"{self.metric} {self.operator} {target}"

    @model_serializer(mode="wrap")
    def _to_text(self, handler: Any) -> Any:
        """As text where that says the same, otherwise as a mapping."""
        match = _GOAL.fullmatch(str(self))
        says_the_same = (
            match is not None
            and (match["metric"], match["operator"]) == (self.metric, self.operator)
            and to_number(match["target"]) == self.target
        )
        return str(self) if says_the_same and self.wave is None and self.primary else handler(self)


Goals = Annotated[tuple[Goal, ...], OneOrMore]


def goals_field() -> Any:
    """The field of a record that holds its goals: ``goal`` in a file, ``goals`` in Python."""
    return Field(default=(), validation_alias="goal", serialization_alias="goal")
