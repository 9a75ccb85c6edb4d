"""Metrics: what is measured, on which scale, and which of its ends is good.

A metric's definition holds its direction and its scale; nothing is ever guessed from a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal

from pydantic import model_validator

from journeymap.errors import UnknownNameError, suggest
from journeymap.fields import Id, Number, Text, fail
from journeymap.record import Record
from journeymap.text import Percent

Kind = Literal["rating_mean", "top_box", "nps", "share", "duration", "gap"]

_ENDS: Mapping[str, tuple[float, float]] = {"nps": (0, 10), "share": (0, 1)}


class Metric(Record):
    """A metric: its kind, its scale with the worst and the best end, and optionally a target.

    Args:
        id: The word by which readings and goals name it.
        name: How people call it; the id where absent.
        kind: ``rating_mean`` (mean of ratings), ``top_box`` (share of ratings in the ``top``
            codes), ``nps`` (promoters 9-10 minus detractors 0-6, in points), ``share`` (of
            customers, 0 to 1), ``duration`` (time, low is good) or ``gap`` (perception minus
            expectation).
        worst: The worst end of the scale; for ``share`` 0 or 1.
        best: The best end of the scale. ``worst`` above ``best`` is a scale where low is good.
        top: ``top_box`` only: the codes that count.
        unit: ``duration`` only, and mandatory there: "minutes", "hours", "days" ...
        average: ``duration`` only: which mean the value is.
        target: The value that counts as 100 on the health scale, in the value's own unit; the
            best end where absent, for ``gap`` 0.
        floor: The value that counts as 0; the worst end where absent. Durations have none.
        description: A few words about it.

    Raises:
        JourneyError: if a scale has no two ends, ``top`` holds codes outside the scale, a
            duration has no unit, or floor and target lie outside the scale or the wrong way round.

    Example:
        >>> satisfied = Metric(id="satisfied", kind="top_box", worst=1, best=5, top=[4, 5])
        >>> satisfied.better, satisfied.codes
        ('high', (1, 2, 3, 4, 5))
    """

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
    def _check(self) -> Metric:
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

    def score(self, code: int) -> float:
        """What one answer adds to the value: a rating itself, 1 or 0, or +100, 0, -100 for NPS."""
        if self.kind == "nps":
            return 100.0 if code >= 9 else -100.0 if code <= 6 else 0.0
        if self.kind == "top_box":
            return 1.0 if code in self.top else 0.0
        return float(code)

    def to_health(self, value: float) -> float | None:
        """The value on the common health scale: 0 at the floor, 100 at the target, not clipped.

        health = 100 (value - floor) / (target - floor), the "percent of maximum possible" score
        of Cohen, Cohen, Aiken & West (1999) where floor and target are the scale's ends. For
        durations 100 target / value; None without a target.

        Args:
            value: In the metric's own unit.

        Example:
            >>> STANDARD_METRICS["ces_effort"].to_health(2.25)
            68.75
        """
        if self.health_target is None:
            return None
        if self.health_floor is None:
            return 100 * self.health_target / value if value > 0 else float("inf")
        return 100 * (value - self.health_floor) / (self.health_target - self.health_floor)

    def to_text(self, value: float, *, signed: bool = False) -> str:
        """The value as people read it: percent for shares, points for NPS, with unit for times.

        Example:
            >>> STANDARD_METRICS["churn"].to_text(0.0657), STANDARD_METRICS["nps"].to_text(15)
            ('6.6 %', '+15')
        """
        sign = "+" if signed or self.kind in ("nps", "gap") else ""
        if self.is_share:
            return f"{100 * value:{sign}.1f} %"
        if self.kind == "nps":
            return f"{value:{sign}.0f}"
        if self.kind == "duration":
            return (
                f"{value:{sign}.3g} {self.unit}"
                if value < 100
                else f"{value:{sign}.0f} {self.unit}"
            )
        return f"{value:{sign}.2f}"


def _standard() -> Iterable[Metric]:
    yield Metric(id="csat", name="CSAT", kind="rating_mean", worst=1, best=5)
    yield Metric(
        id="csat_top_box", name="CSAT top box", kind="top_box", worst=1, best=5, top=(4, 5)
    )
    yield Metric(id="nps", name="NPS", kind="nps")
    yield Metric(id="ces_effort", name="CES (effort)", kind="rating_mean", worst=5, best=1)
    yield Metric(id="ces_ease", name="CES (ease)", kind="rating_mean", worst=1, best=7)
    yield Metric(id="retention", name="Retention", kind="share")
    yield Metric(id="churn", name="Churn", kind="share", worst=1, best=0)
    yield Metric(id="fcr_gross", name="First contact resolution (gross)", kind="share")
    yield Metric(id="fcr_net", name="First contact resolution (net)", kind="share")
    yield Metric(id="art", name="Average resolution time", kind="duration", unit="minutes")
    yield Metric(id="referral", name="Referral rate", kind="share")
    yield Metric(id="gap", name="Service gap", kind="gap", worst=-6, best=6)


STANDARD_METRICS: Mapping[str, Metric] = {metric.id: metric for metric in _standard()}

_AMBIGUOUS = {
    "ces": "write ces_effort (1-5, low is good) or ces_ease (1-7, high is good)",
    "fcr": "write fcr_gross (of all contacts) or fcr_net (of those that can be solved at once)",
}


def explain_unknown(name: str, known: Iterable[str]) -> str:
    """What to write instead of a metric name that isn't known."""
    return _AMBIGUOUS.get(name.casefold()) or suggest(name, list(known))


def find_metric(name: str, own: Mapping[str, Metric]) -> Metric:
    """The metric by this name: one of the journey's own, or else a standard one.

    Raises:
        UnknownNameError: if there is none; a bare ``ces`` is refused with its two choices.
    """
    metric = own.get(name) or STANDARD_METRICS.get(name)
    if metric is None:
        known = [*own, *STANDARD_METRICS]
        raise UnknownNameError("metric", name, known, hint=explain_unknown(name, known))
    return metric
