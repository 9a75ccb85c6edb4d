"""A journey's change apart: better scores within its parts, or another mix of the parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journeymap.analysis.changes.rows import MeasuredPair
from journeymap.analysis.changes.sides import Side
from journeymap.analysis.changes.speech import Speech
from journeymap.analysis.evidence.estimates import Estimate, clip, estimate
from journeymap.analysis.evidence.places import Scope
from journeymap.metrics import tell_metric
from journeymap.model.readings import Reading
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.statistics.comparing.mix import is_reversed, split_mix
from journeymap.wording.told import Figure, tell, tell_key, tell_row

SMALLEST_MIX = 0.5  # health points: below, another mix explains nothing worth a sentence

Parts = Sequence[tuple[Estimate, Estimate]]


@dataclass(frozen=True, slots=True)
class Mix:
    """A change in two parts, in health points (0 to 100 with 100 good).

    Args:
        within: What changes within the parts make of it.
        mix: What the changed weights of the parts make of it; with ``within`` the whole change.
        before: The mean over the parts before, weighted by answers.
        after: The same after.
        over: What the parts are: "touchpoints", or the key of a segment.
        metric: The metric's id.
        parts: How many parts there are.
        reversed: Whether the whole moves one way and (almost) all parts the other way.
    """

    within: float
    mix: float
    before: float
    after: float
    over: str
    metric: str
    parts: int
    reversed: bool


@dataclass(frozen=True, slots=True)
class Reversal:
    """Simpson's paradox: a value moves one way, and (almost) all segments the other way.

    Args:
        scope: What the value is about: "journey", "stage" or "touchpoint".
        id: The id of that.
        name: What people call that.
        metric: The metric's id.
        segment: The key of the segments.
        before: The value before, in the metric's unit.
        after: The value after.
        against: How many segments move against it.
        of: Of how many.
    """

    scope: Scope
    id: str
    name: str
    metric: str
    segment: str
    before: float
    after: float
    against: int
    of: int


def find_mixes(
    measured: Sequence[MeasuredPair], before: Side, after: Side, *, asked: Sequence[str]
) -> tuple[tuple[Mix, ...], tuple[Reversal, ...]]:
    """Every change of a whole taken apart, that of all touchpoints first, and reversals.

    Args:
        measured: What is compared.
        before: The earlier side.
        after: The later one.
        asked: The metrics asked for.
    """
    touchpoints = _find_touchpoint_mix(measured, asked)
    mixes = [] if touchpoints is None else [touchpoints]
    reversals: list[Reversal] = []
    if before.selection.segment or after.selection.segment:
        return tuple(mixes), ()
    for one in measured:
        both = _both(one)
        if both is None:
            continue
        for key, parts in _find_parts(one, before, after).items():
            if one.pair.place.scope == "journey":
                mixes.append(_to_mix(parts, key, one.metric.id))
            reversals.extend(_find_reversal(one, both, key, parts))
    return tuple(mixes), tuple(reversals)


def _find_touchpoint_mix(measured: Sequence[MeasuredPair], asked: Sequence[str]) -> Mix | None:
    """The mix of the touchpoints in the first metric asked for, or else the most common one."""
    by_metric: dict[str, list[tuple[Estimate, Estimate]]] = {}
    for one in measured:
        if one.pair.place.scope == "touchpoint" and (both := _both(one)) is not None:
            by_metric.setdefault(one.metric.id, []).append(both)
    usable = {metric: parts for metric, parts in by_metric.items() if len(parts) >= 2}
    if not usable:
        return None
    named = next((metric for metric in asked if metric in usable), None)
    chosen = named or max(usable, key=lambda metric: (len(usable[metric]), _count(usable[metric])))
    return _to_mix(usable[chosen], "touchpoints", chosen)


def _both(one: MeasuredPair) -> tuple[Estimate, Estimate] | None:
    """Both estimates, where they mean the same and have a health."""
    before, after = one.before, one.after
    if before is None or after is None or not one.is_alike:
        return None
    return (before, after) if _health(before) is not None else None


def _health(found: Estimate) -> float | None:
    """Not clipped, so that the parts add up."""
    return found.metric.to_health(found.value)


def _count(parts: Parts) -> int:
    return sum((before.n or 0) + (after.n or 0) for before, after in parts)


def _to_mix(parts: Parts, over: str, metric: str) -> Mix:
    values = [[_health(pair[side]) or 0.0 for pair in parts] for side in (0, 1)]
    weights = [[float(pair[side].n or 0) for pair in parts] for side in (0, 1)]
    found = split_mix(values[0], weights[0], values[1], weights[1])
    moves = [new - old for old, new in zip(*values, strict=True)]
    turned = is_reversed(found.change, moves)
    return Mix(found.within, found.mix, found.before, found.after, over, metric, len(parts), turned)


def _find_parts(one: MeasuredPair, before: Side, after: Side) -> Mapping[str, Parts]:
    """The pairs of every key that has two values or more with enough answers on both sides."""
    place, metric = one.pair.place, one.metric.id
    was = before.by_segment.get(((place.scope, one.pair.id_before), metric), {})
    now = after.by_segment.get(((place.scope, place.id), metric), {})
    found = {}
    for key in (key for key in now if key in was):
        readings = [(was[key][value], now[key][value]) for value in now[key] if value in was[key]]
        found[key] = [
            (
                estimate(old, before.journey.metric(metric)),
                estimate(new, after.journey.metric(metric)),
            )
            for old, new in readings
            if _are_enough(old) and _are_enough(new)
        ]
    return {key: parts for key, parts in found.items() if len(parts) >= 2}


def _are_enough(reading: Reading) -> bool:
    return reading.kind == "measured" and (reading.n or 0) >= SMALLEST_FOR_VERDICT


def _find_reversal(
    one: MeasuredPair, both: tuple[Estimate, Estimate], key: str, parts: Parts
) -> Iterator[Reversal]:
    total = both[1].value - both[0].value
    moves = [new.value - old.value for old, new in parts]
    if is_reversed(total, moves):
        place, against = one.pair.place, sum(move * total < 0 for move in moves)
        yield Reversal(
            place.scope, place.id, place.name, one.metric.id, key,
            both[0].value, both[1].value, against, len(parts),
        )  # fmt: skip


def note_mixes(
    mixes: Sequence[Mix], reversals: Sequence[Reversal], speech: Speech
) -> Iterator[str]:
    """What a change of the whole is made of, and where it misleads, in sentences.

    Of segments only those whose mix matters; ``mixes`` holds all.
    """
    for mix in mixes:
        if mix.over != "touchpoints":
            if not (mix.reversed or abs(mix.mix) >= SMALLEST_MIX):
                continue
            whole = tell(
                "Whole journey, {metric}, over {parts} values of {over}",
                metric=tell_metric(mix.metric),
                parts=mix.parts,
                over=tell_key(mix.over),
            )
            yield _tell(mix, whole, speech)
            continue
        total = tell(
            "{parts} touchpoints together, {metric}, weighted by answers",
            parts=mix.parts,
            metric=tell_metric(mix.metric),
        )
        yield _tell(mix, total, speech)
        if mix.reversed:
            yield (
                tell(
                    "(Almost) every touchpoint moves against that total (Simpson's paradox): it "
                    "tells which touchpoints more customers answered about, not how they fare."
                )
                if speech.is_over_time
                else tell(
                    "(Almost) every touchpoint differs the other way than that total (Simpson's "
                    "paradox): it tells which touchpoints more customers answered about, not how "
                    "they fare."
                )
            )
    yield from (_tell_reversal(turn, speech) for turn in reversals)


def _tell_reversal(turn: Reversal, speech: Speech) -> str:
    higher = turn.after > turn.before
    told: dict[str, Any] = {
        "name": turn.name,
        "metric": tell_metric(turn.metric),
        "against": turn.against,
        "of": turn.of,
        "segment": turn.segment,
    }
    if not speech.is_over_time:
        return tell(
            "{name}: {metric} is higher in {side}, but it is the other way round in {against} of "
            "{of} values of {segment} (Simpson's paradox): the mix of {segment} differs. Compare "
            "within its values.",
            side=speech.labels[higher],
            **told,
        )
    if higher:
        return tell(
            "{name}: {metric} rises, but it moves the other way in {against} of {of} values of "
            "{segment} (Simpson's paradox): the mix of {segment} changed. Compare within its "
            "values.",
            **told,
        )
    return tell(
        "{name}: {metric} falls, but it moves the other way in {against} of {of} values of "
        "{segment} (Simpson's paradox): the mix of {segment} changed. Compare within its values.",
        **told,
    )


def _tell(one: Mix, what: str, speech: Speech) -> str:
    told: dict[str, Any] = {"what": what, "health": _show_health(one, speech)}
    parts = {"within": Figure(f"{one.within:+z.1f}"), "mix": Figure(f"{one.mix:+z.1f}")}
    if speech.is_over_time:
        return tell(
            "{what}: health {health}, of that {within} by changes within them and {mix} by "
            "another mix.",
            **told,
            **parts,
        )
    return tell(
        "{what}: health {health}, of that {within} by differences within them and {mix} by "
        "another mix.",
        **told,
        **parts,
    )


def _show_health(one: Mix, speech: Speech) -> str:
    """Between 0 and 100 as everywhere; where that cuts, also what the parts add up to."""
    ends, cut = (one.before, one.after), [clip(end) for end in (one.before, one.after)]
    shown = tell_row([Figure(f"{end:z.1f}") for end in cut], f" {speech.between} ")
    if [*ends] == cut:
        return shown
    own = tell_row([Figure(f"{end:z.1f}") for end in ends], f" {speech.between} ")
    return tell("{shown} ({ends} of target)", shown=shown, ends=own)
