"""What defines a metric: its kind, its scale, which end is good, when it is all bad or all good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import model_validator

from journeymap.fields import Id, Number, Text, fail
from journeymap.record import Record
from journeymap.text import Percent

Kind = Literal["rating_mean", "top_box", "nps", "share", "duration", "gap"]

_ENDS: Mapping[str, tuple[float, float]] = {"nps": (0, 10), "share": (0, 1)}


class Definition(Record, init=False):
    """The fields of a metric, checked against each other, and what follows from them."""

    example: ClassVar[str] = "{id: satisfied, kind: rating_mean, worst: 1, best: 5}"

    id: Id
    name: Text | None = None
    kind: Kind
    worst: Number | None = None
    best: Number | None = None
    top: tuple[Number, ...] = ()
    unit: Text | None = None
    average: Literal["arithmetic", "geometric"] = "arithmetic"
    target: Number | None = None
    floor: Number | None = None
    description: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _fill_ends(cls, data: Any) -> Any:
        ends = _ENDS.get(str(data.get("kind"))) if isinstance(data, Mapping) else None
        return {"worst": ends[0], "best": ends[1], **data} if ends else data

    @model_validator(mode="after")
    def _check(self) -> Definition:
        if self.kind == "duration":
            self._check_duration()
        else:
            self._check_scale()
            self._check_codes()
            self._check_health()
        return self

    def _check_duration(self) -> None:
        if self.unit is None:
            fail("a duration needs a unit", "such as unit: minutes", shown=self.id)
        if self.target is not None and (isinstance(self.target, Percent) or self.target <= 0):
            fail("a target duration is a time above 0", shown=f"{self.target:g}")
        if self.floor is not None:
            fail("a duration has no floor", "its health is target / value", shown=f"{self.floor:g}")

    def _check_scale(self) -> None:
        worst, best = self.worst, self.best
        if worst is None or best is None:
            hint = "write worst and best, such as worst: 1, best: 5"
            fail("the scale needs both ends", hint, shown=self.id)
        if worst == best:
            fail("worst and best are the same", shown=f"{worst:g}")
        shown = f"{worst:g} to {best:g}"
        coded = self.kind in ("rating_mean", "top_box", "nps")
        if coded and not (worst == int(worst) and best == int(best) and abs(best - worst) <= 1000):
            hint = "at most 1,000 apart, such as worst: 1, best: 5"
            fail("the ends of a rating scale are whole numbers", hint, shown=shown)
        if self.kind == "nps" and (worst, best) not in ((0, 10), (1, 10)):
            fail("NPS is answered on 0 to 10", "or, declared, on 1 to 10", shown=shown)
        if self.kind == "share" and {worst, best} != {0, 1}:
            hint = "write worst: 1, best: 0 where low is good"
            fail("a share lies between 0 and 1", hint, shown=shown)

    def _check_codes(self) -> None:
        hint = "such as top: [4, 5]"
        if self.kind != "top_box":
            if self.top:
                fail("top codes are for kind: top_box", "take top out", shown=self.kind)
        elif not self.top:
            fail("a top_box metric needs the codes that count", hint, shown=self.id)
        elif outside := [code for code in self.top if code not in self.codes]:
            fail("a top code outside the scale", hint, shown=f"{outside[0]:g}")

    def _check_health(self) -> None:
        low, high = self.ends
        for word, value in (("floor", self.floor), ("target", self.target)):
            if value is None:
                continue
            hint = f"{self.id} runs from {low:g} to {high:g}"
            if isinstance(value, Percent) and not self.is_share:
                fail(
                    f"the {word} is a percentage, but {self.id} is not a share",
                    hint,
                    shown=str(value),
                )
            if not low <= value <= high:
                fail(f"the {word} lies outside the scale", hint, shown=f"{value:g}")
        floor, target = self.health_floor or 0.0, self.health_target or 0.0
        if floor == target:
            hint = "health needs two different values"
            fail("floor and target are the same", hint, shown=f"{target:g}")
        if (target > floor) != (self.better == "high"):
            hint = f"for {self.id} {self.better} is good"
            fail("floor and target are the wrong way round", hint, shown=f"{floor:g} to {target:g}")

    @property
    def label(self) -> str:
        """How people call it."""
        return self.name or self.id

    @property
    def is_share(self) -> bool:
        """Whether values are shares, stored 0 to 1 and shown in percent."""
        return self.kind in ("share", "top_box")

    @property
    def is_rated(self) -> bool:
        """Whether raw answers are whole-number codes that can be counted."""
        return self.kind in ("rating_mean", "top_box", "nps", "share")

    @property
    def codes(self) -> tuple[int, ...]:
        """The codes an answer may have, from low to high; empty for durations and gaps."""
        if not self.is_rated or self.worst is None or self.best is None:
            return ()
        low, high = sorted((int(self.worst), int(self.best)))
        return tuple(range(low, high + 1))

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest value there can be, in the value's own unit."""
        if self.kind == "nps":
            return (-100.0, 100.0)
        if self.is_share:
            return (0.0, 1.0)
        if self.worst is None or self.best is None:
            return (0.0, float("inf"))
        return (float(min(self.worst, self.best)), float(max(self.worst, self.best)))

    @property
    def better(self) -> Literal["high", "low"]:
        """Which end of the value is good."""
        if self.kind == "duration":
            return "low"
        if self.kind in ("nps", "top_box"):
            return "high"
        return "high" if (self.best or 0) > (self.worst or 0) else "low"

    @property
    def health_floor(self) -> float | None:
        """The value that counts as health 0; None for durations."""
        if self.kind == "duration":
            return None
        if self.floor is not None:
            return self.floor
        return self.ends[0] if self.better == "high" else self.ends[1]

    @property
    def health_target(self) -> float | None:
        """The value that counts as health 100; None for a duration without a target."""
        if self.target is not None or self.kind == "duration":
            return self.target
        if self.kind == "gap":
            return 0.0
        return self.ends[1] if self.better == "high" else self.ends[0]
