"""Whether readings and goals lie on the scale of their metric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeymap.metrics import Metric
from journeymap.model.complaints import Complaint, complain
from journeymap.model.readings import Reading
from journeymap.problems import Location
from journeymap.text import Percent

_SLACK = 1e-9  # of the widest spread: what rounding may add
_ROUNDED = 0.01  # of the scale: what values printed with two digits may add
_LARGEST_LOG_SD = 100.0


def check_reading(place: Location, reading: Reading, metric: Metric) -> Iterator[Complaint]:
    """What in a reading does not fit its metric."""
    if reading.value is not None:
        yield from check_value((*place, "value"), "value", reading.value, metric)
    if reading.guess is not None:
        yield from check_value((*place, "guess"), "guess", reading.guess, metric)
    if reading.counts is not None:
        yield from _check_counts(place, reading.counts, metric)
    if reading.sd is not None:
        yield from _check_sd((*place, "sd"), reading, reading.sd, metric)
    if reading.log_sd is not None and reading.log_sd > _LARGEST_LOG_SD:
        hint = f"it is at most {_LARGEST_LOG_SD:g}"
        shown = f"{reading.log_sd:g}"
        yield complain((*place, "log_sd"), "a standard deviation no times have", shown, hint)


def check_value(place: Location, word: str, value: float, metric: Metric) -> Iterator[Complaint]:
    """What is wrong with a value, guess or target of a metric.

    Args:
        place: Where it stands.
        word: What it is called there.
        value: In the metric's own unit.
        metric: The metric.
    """
    low, high = metric.ends
    if isinstance(value, Percent) and not metric.is_share:
        message = f"the {word} is a percentage, but {metric.id} is not a share"
        yield complain(place, message, str(value), _explain_scale(metric))
    elif metric.kind == "duration" and value <= 0:
        yield complain(place, f"the {word} is not a time above 0", f"{value:g}")
    elif not low <= value <= high:
        percent = metric.is_share and 1 < value <= 100
        hint = f"write {value:g}% or {value / 100:g}" if percent else _explain_scale(metric)
        yield complain(place, f"the {word} lies outside the scale", f"{value:g}", hint)


def _check_counts(
    place: Location, counts: Mapping[int, float], metric: Metric
) -> Iterator[Complaint]:
    if not metric.codes:
        message = f"{metric.id} is not answered in codes"
        yield complain((*place, "counts"), message, metric.kind, "write value, sd and n")
        return
    allowed = range(metric.codes[0], metric.codes[-1] + 1)
    hint = f"{metric.id} is answered {metric.codes[0]} to {metric.codes[-1]}"
    for code in counts:
        if code not in allowed:
            message = "an answer outside the scale"
            yield complain((*place, "counts", code), message, str(code), hint)


def _check_sd(place: Location, reading: Reading, sd: float, metric: Metric) -> Iterator[Complaint]:
    """No answers spread wider than all of them at both ends; n - 1 in the denominator.

    Around a mean the variance is at most (mean - low)(high - mean): Bhatia & Davis 2000, The
    American Mathematical Monthly 107(4).
    """
    low, high = metric.ends
    value = reading.value
    n = reading.n if reading.n_effective is None else reading.n_effective
    answers = n if n is not None and n > 1 else 2
    correction = (answers / (answers - 1)) ** 0.5 * (1 + _SLACK)
    widest = (high - low) / 2
    hint = f"on {low:g} to {high:g} it is at most {widest:g}"
    if sd > widest * correction:
        yield complain(place, "a standard deviation that the scale does not allow", f"{sd:g}", hint)
    elif value is not None and widest < float("inf") and low <= value <= high:
        around = ((value - low) * (high - value)) ** 0.5
        if sd > around * correction + _ROUNDED * (high - low):
            message = "a standard deviation that the value does not allow"
            hint = f"around {value:g} on {low:g} to {high:g} it is at most {around:.3g}"
            yield complain(place, message, f"{sd:g}", hint)


def _explain_scale(metric: Metric) -> str:
    low, high = metric.ends
    if high == float("inf"):
        return f"{metric.id} is a time above 0 {metric.unit}"
    return f"{metric.id} runs from {low:g} to {high:g}"
