"""Metrics: what is measured, on which scale, and which of its ends is good.

A metric's definition holds its direction and its scale; nothing is ever guessed from a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from journeymap.definitions import Definition, Kind
from journeymap.errors import UnknownNameError, suggest
from journeymap.statistics.health import to_health
from journeymap.wording.told import Figure, Told, tell, tell_id
from journeymap.wording.units import tell_amount


class Metric(Definition, init=False):
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

    @property
    def label(self) -> str:
        """How people call it; the names of the standard metrics can be said in other languages."""
        name = super().label
        return _NAMES.get(name, name)

    @property
    def told(self) -> Told:
        """Its id, which a picture says by its name."""
        return tell_id(self.id, self.label)

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
        if self.health_floor is None and not value > 0:
            return float("inf")
        return to_health(value, target=self.health_target, floor=self.health_floor)

    def to_text(self, value: float, *, signed: bool = False, unit: bool = True) -> str:
        """The value as people read it: percent for shares, points for NPS, with unit for times.

        Args:
            value: In the metric's own unit.
            signed: Whether to write a plus before what is above 0, as always for NPS and gaps;
                what rounds to 0 has no sign.
            unit: Whether to write the unit.

        Example:
            >>> STANDARD_METRICS["churn"].to_text(0.0657), STANDARD_METRICS["nps"].to_text(15)
            ('6.6 %', '+15')
        """
        shown, form, after = value, "z.2f", ""
        if self.is_share:
            shown, form, after = 100 * value, "z.1f", " %"
        elif self.kind == "nps":
            form = "z.0f"
        elif self.kind == "duration":
            form = "z.3g" if value < 100 else "z.0f"
        number = f"{shown:{form}}"  # z: what rounds to 0 is no -0
        plus = (signed or self.kind in ("nps", "gap")) and float(number) > 0
        number = f"{'+' if plus else ''}{number}"
        if unit and self.kind == "duration":
            return tell_amount(number, self.unit or "")
        return Figure(f"{number}{after if unit else ''}")


def _define(id_: str, name: str, kind: Kind, **scale: Any) -> Metric:
    """A standard metric, right by test: to validate them would cost every start 16 ms."""
    return Metric.model_construct(id=id_, name=name, kind=kind, **scale)


def _standard() -> Iterable[Metric]:
    yield _define("csat", "CSAT", "rating_mean", worst=1, best=5)
    yield _define("csat_top_box", "CSAT top box", "top_box", worst=1, best=5, top=(4, 5))
    yield _define("nps", "NPS", "nps", worst=0, best=10)
    yield _define("ces_effort", "CES (effort)", "rating_mean", worst=5, best=1)
    yield _define("ces_ease", "CES (ease)", "rating_mean", worst=1, best=7)
    yield _define("retention", "Retention", "share", worst=0, best=1)
    yield _define("churn", "Churn", "share", worst=1, best=0)
    yield _define("fcr_gross", "First contact resolution (gross)", "share", worst=0, best=1)
    yield _define("fcr_net", "First contact resolution (net)", "share", worst=0, best=1)
    yield _define("art", "Average resolution time", "duration", unit="minutes")
    yield _define("referral", "Referral rate", "share", worst=0, best=1)
    yield _define("gap", "Service gap", "gap", worst=-6, best=6)


STANDARD_METRICS: Mapping[str, Metric] = {metric.id: metric for metric in _standard()}

_NAMES: Mapping[str, str] = {
    name: name
    for name in (
        tell("CSAT top box"), tell("CES (effort)"), tell("CES (ease)"), tell("Retention"),
        tell("Churn"), tell("First contact resolution (gross)"),
        tell("First contact resolution (net)"), tell("Average resolution time"),
        tell("Referral rate"), tell("Service gap"),
    )
}  # fmt: skip


def tell_metric(id_: str) -> str:
    """The id of a metric, which a picture says by its name where it is a standard one.

    Example:
        >>> tell_metric("csat"), tell_metric("mood")
        ('csat', 'mood')
    """
    known = STANDARD_METRICS.get(id_)
    return id_ if known is None else known.told


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
