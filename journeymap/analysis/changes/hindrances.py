"""Why two readings can't be compared, and what stands in the way of whole waves and segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor

from journeymap.analysis.changes.sides import Pair, Side
from journeymap.analysis.changes.windows import do_windows_overlap
from journeymap.analysis.changes.wordings import show_scale
from journeymap.analysis.evidence.estimates import to_log_moments
from journeymap.analysis.evidence.hiding import BETRAYS, FEW
from journeymap.analysis.evidence.population import find_error_factor
from journeymap.analysis.evidence.unknown import name_segment
from journeymap.metrics import Metric
from journeymap.model.readings import Reading
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.statistics.intervals import spread_is_unknown
from journeymap.text import to_folded
from journeymap.wording.told import tell, tell_list, tell_row

SAME = tell("the same reading on both sides")
_PLACE = ("touchpoint", "stage", "source")


def find_hindrance(pair: Pair, before: Side, after: Side) -> str:
    """Why the readings of a pair can't be compared; empty where they can.

    Args:
        pair: The readings.
        before: The side they come from.
        after: The other side.
    """
    one, two = pair.before, pair.after
    if one is None or two is None:
        return tell("no reading of {label}", label=(before if one is None else after).label)
    return next(_find_reasons(one, two, before, after), "")


def find_hidden_sides(pair: Pair, before: Side, after: Side) -> tuple[str, str]:
    """Why the value before is hidden, and the one after; empty where it is shown."""
    ids = ((before, pair.id_before), (after, pair.place.id))
    one, two = (side.hidden.get(((pair.place.scope, id_), pair.metric), "") for side, id_ in ids)
    return one, two


def tell_hidden(hidden: tuple[str, str], before: Side, after: Side) -> str:
    """Which sides are hidden and why; empty where none is."""
    why = [*zip((before.label, after.label), hidden, strict=True)]
    few = [label for label, reason in why if reason == FEW]
    betraying = [label for label, reason in why if reason == BETRAYS]
    if few and betraying:
        return tell(
            "hidden: fewer than ten answers in {few}, which {label} would tell by subtraction",
            few=few[0],
            label=betraying[0],
        )
    if few:
        return tell("hidden: fewer than ten answers in {few}", few=tell_list(few))
    if betraying:
        return tell(
            "hidden: {labels} would tell another value of fewer than ten answers by subtraction",
            labels=tell_list(betraying),
        )
    return ""


def _find_reasons(one: Reading, two: Reading, before: Side, after: Side) -> Iterator[str]:
    guessed = [side.label for side, r in ((before, one), (after, two)) if r.kind == "guess"]
    if guessed:
        yield tell("a guess in {guessed}", guessed=tell_list(guessed))
    metrics = before.journey.metric(one.metric), after.journey.metric(two.metric)
    yield from _compare_scales(*metrics)
    if one.wording and two.wording and to_folded(one.wording) != to_folded(two.wording):
        yield tell("the question was worded differently")
    if one.segment != two.segment and not are_disjoint(one.segment, two.segment):
        yield tell(
            "{segment} and {segment2} share customers",
            segment=_show(one.segment),
            segment2=_show(two.segment),
        )
    if _tell_evidence(one) == _tell_evidence(two):
        yield SAME
    if one.segment == two.segment and do_windows_overlap(
        (one.wave, one.window), (two.wave, two.window)
    ):
        yield tell("the windows of these waves overlap and share answers")
    if one.n is None or two.n is None:
        unknown = [side.label for side, r in ((before, one), (after, two)) if r.n is None]
        yield tell("number of answers unknown in {unknown}", unknown=tell_list(unknown))
    yield from _find_thin(one, two, before, after)
    if metrics[1].kind == "duration":
        yield from find_spreadless((one, metrics[0], before.label), (two, metrics[1], after.label))


def _tell_evidence(reading: Reading) -> dict[str, object]:
    """Everything but where it stands."""
    return {word: value for word, value in vars(reading).items() if word not in _PLACE}


def _compare_scales(one: Metric, two: Metric) -> Iterator[str]:
    was, now = show_scale(one), show_scale(two)
    if was != now:
        yield tell(
            "{metric} is defined differently: {was}, then {now}",
            metric=two.told,
            was=tell_row(was),
            now=tell_row(now),
        )


def _find_thin(one: Reading, two: Reading, before: Side, after: Side) -> Iterator[str]:
    thin = [
        tell("{worth} in {label}", worth=floor(worth), label=side.label)
        for side, reading in ((before, one), (after, two))
        if (worth := reading.n_effective or reading.n or 0) < SMALLEST_FOR_VERDICT
    ]
    if thin:
        yield tell("too few answers: {thin}", thin=tell_list(thin))


def find_spreadless(*sides: tuple[Reading, Metric, str]) -> Iterator[str]:
    """Why two readings of times can't be compared: nothing tells by how much times differ.

    Args:
        sides: Reading, metric and what people call it, of both.
    """
    logs = [to_log_moments(reading, metric) for reading, metric, _ in sides]
    equal = [
        label
        for (reading, _, label), moments in zip(sides, logs, strict=True)
        if moments is not None
        and spread_is_unknown(moments[1], reading.n or 1)
        and find_error_factor(reading) > 0
    ]
    if None in logs:
        yield tell("the spread of the times is unknown")
    elif equal:
        yield tell(
            "all times of {equal} are equal, so nothing tells their spread", equal=tell_list(equal)
        )


def are_disjoint(one: Mapping[str, str], two: Mapping[str, str]) -> bool:
    """Whether no customer can be in both segments: they differ in the value of one key.

    Example:
        >>> area_a, area_c, noon = {"area": "A"}, {"area": "C"}, {"time": "noon"}
        >>> are_disjoint(area_a, area_c), are_disjoint(area_a, noon)
        (True, False)
    """
    return any(key in two and two[key] != value for key, value in one.items())


def _show(segment: Mapping[str, str]) -> str:
    return name_segment(segment) or "everybody"
