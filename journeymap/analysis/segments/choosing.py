"""What a table of segments is about: the key, its values or the waves, and their readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeymap.analysis.evidence.selection import (
    Place,
    choose_segment,
    choose_wave,
    list_metrics,
    to_name,
    to_place,
)
from journeymap.analysis.segments.ordering import order_groups
from journeymap.errors import UnknownNameError
from journeymap.metrics import tell_metric
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.model.wave_order import to_wave_order
from journeymap.wording.told import tell, tell_key, tell_list

WAVE = "wave"
Groups = Mapping[str | None, Reading]  # None is everybody


@dataclass(frozen=True)
class Choice:
    """The readings that stand side by side.

    Args:
        by: The segment's key, or "wave".
        wave: The wave of all of them; None where waves are compared, or none is named.
        segment: What they have in common apart from the key; everybody where empty.
        groups: The values of the key in the order of ``order_groups``, or the waves, oldest first.
        metrics: The ids of the metrics asked for or chosen.
        readings: By place and metric, then by group; None is everybody.
        notes: What was chosen for the reader.
    """

    by: str
    wave: str | None
    segment: Mapping[str, str]
    groups: tuple[str, ...]
    metrics: tuple[str, ...]
    readings: Mapping[tuple[Place, str], Groups]
    notes: tuple[str, ...]


def choose_groups(
    journey: Journey,
    by: str | None,
    *,
    metric: str | Sequence[str] | None,
    wave: str | None,
    segment: Mapping[str, str] | None,
) -> Choice:
    """The readings of all values of a key, or of all waves.

    Raises:
        UnknownNameError: if there is no such key, metric, wave or segment.
        ValueError: if one wave is asked for where waves are compared, or the key is held fast.
    """
    asked = list_metrics(journey, metric)
    key, told = choose_key(journey, by)
    chosen = choose_segment(journey, segment)
    if key in chosen:
        raise ValueError(f"all values of {key} are compared; take {key}={chosen[key]} out")
    if key == WAVE and wave is not None:
        raise ValueError("all waves are compared; take wave out, or compare by a segment's key")
    alike = [(_find_group(r, key, chosen), r) for r in journey.readings]
    found = [(group, r) for group, r in alike if group is not _OTHER]
    at = None
    if key != WAVE:
        at = choose_wave(journey, wave, [r for group, r in found if group is not None])
        found = [(group, r) for group, r in found if r.wave in (at, None)]
    metrics, on_metric = (asked, ()) if asked else _choose_metric(found)
    readings = _sort(journey, [(g, r) for g, r in found if r.metric in metrics])
    shown = {group for groups in readings.values() for group in groups}
    groups = dict.fromkeys(g for g, _ in found if g is not None and g in shown)
    ordered = tuple(sorted(groups, key=to_wave_order)) if key == WAVE else order_groups(groups)
    return Choice(key, at, chosen, ordered, metrics, readings, (*told, *on_metric))


def choose_key(journey: Journey, by: str | None) -> tuple[str, tuple[str, ...]]:
    """The key asked for, or the one that most readings name; waves where none does.

    Raises:
        UnknownNameError: if no reading names it.
    """
    named = Counter(key for reading in journey.readings for key in reading.segment)
    if by is not None:
        key = to_name(by)
        if key != WAVE and key not in named:
            raise UnknownNameError("segment key", key, [*sorted(named), WAVE])
        return key, ()
    if not named:
        return WAVE, ()
    key = min(named, key=lambda k: (-named[k], k))
    rest = [*(k for k in sorted(named) if k != key), *([WAVE] if len(journey.waves) > 1 else [])]
    return key, (
        tell("By {key}.", hint=f"; ask by {tell_list(rest)} too.", key=tell_key(key)),
    ) if rest else ()


_OTHER = "\x00"  # no group: no name holds this letter


def _find_group(reading: Reading, key: str, segment: Mapping[str, str]) -> str | None:
    """The group of a reading, None for everybody; ``_OTHER`` where it belongs elsewhere."""
    if key == WAVE:
        known = reading.segment == segment and reading.wave is not None
        return reading.wave if known else _OTHER
    rest = {k: value for k, value in reading.segment.items() if k != key}
    return reading.segment.get(key) if rest == segment else _OTHER


def _choose_metric(
    found: Iterable[tuple[str | None, Reading]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The metric that is measured for groups at most touchpoints, then by most answers."""
    places: dict[str, set[str]] = {}
    answers: Counter[str] = Counter()
    for group, reading in found:
        if group is not None and reading.kind == "measured":
            at = places.setdefault(reading.metric, set())
            at.update([reading.touchpoint] if reading.touchpoint is not None else [])
            answers[reading.metric] += reading.n or 0
    if not places:
        return (), ()
    chosen = max(places, key=lambda id_: (len(places[id_]), answers[id_]))
    rest = [id_ for id_ in places if id_ != chosen]
    if not rest:
        return (chosen,), ()
    return (chosen,), (
        tell(
            "Compared by {metric}.",
            hint=f"; ask by metric for {tell_list(rest)}.",
            metric=tell_metric(chosen),
        ),
    )


def _sort(
    journey: Journey, found: Iterable[tuple[str | None, Reading]]
) -> Mapping[tuple[Place, str], Groups]:
    """By place and metric, then by group; a reading without a wave stands in where none has it."""
    readings: dict[tuple[Place, str], dict[str | None, Reading]] = {}
    for group, reading in found:
        at = readings.setdefault((to_place(reading, journey), reading.metric), {})
        if reading.wave is not None or group not in at:
            at[group] = reading
    return {key: at for key, at in readings.items() if any(g is not None for g in at)}


def measured_only(groups: Groups) -> Iterator[tuple[str | None, Reading]]:
    """The groups without those of which somebody only guesses."""
    return ((group, reading) for group, reading in groups.items() if reading.kind == "measured")
