"""Which readings a question is about: metric, wave and segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from journeymap.analysis.evidence.unknown import show_segment, unknown_segment, unknown_wave
from journeymap.errors import UnknownNameError
from journeymap.fields import FrozenMap, check_id, check_text
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.text import to_nfc
from journeymap.wording.told import tell, tell_count

Place = tuple[str, str]  # ("journey" | "stage" | "touchpoint", id)


@dataclass(frozen=True)
class Selection:
    """The readings of one wave and one segment, by place and metric.

    Args:
        wave: The wave asked for, or else the latest; None where no reading names one.
        segment: The segment asked for; everybody where empty.
        readings: Place to metric id to reading.
    """

    wave: str | None
    segment: Mapping[str, str]
    readings: Mapping[Place, Mapping[str, Reading]]

    def at(self, scope: str, id_: str) -> Mapping[str, Reading]:
        """The readings at a place, by metric."""
        return self.readings.get((scope, id_), {})

    def at_touchpoints(self) -> Iterator[Reading]:
        """The readings at touchpoints."""
        for (scope, _), at in self.readings.items():
            if scope == "touchpoint":
                yield from at.values()


def to_place(reading: Reading, journey: Journey) -> Place:
    """The kind and the id of what a reading is about."""
    if reading.touchpoint is not None:
        return ("touchpoint", reading.touchpoint)
    return ("stage", reading.stage) if reading.stage is not None else ("journey", journey.id)


def select_readings(
    journey: Journey, *, wave: str | None = None, segment: Mapping[str, str] | None = None
) -> Selection:
    """The readings of one wave and one segment; readings without a wave stand in where it has none.

    Args:
        journey: The journey with its readings.
        wave: The wave; the latest that this segment has where None.
        segment: The segment, such as ``{"area": "C"}``; everybody where None or empty.

    Raises:
        TypeError: if it is no journey.
        UnknownNameError: if no reading names that wave or segment.
    """
    need_journey(journey)
    segment = choose_segment(journey, segment)
    found = [reading for reading in journey.readings if reading.segment == segment]
    wave = choose_wave(journey, wave, found)
    chosen: dict[Place, dict[str, Reading]] = {}
    for reading in found:
        if reading.wave in (wave, None):
            at_place = chosen.setdefault(to_place(reading, journey), {})
            if reading.wave is not None or reading.metric not in at_place:
                at_place[reading.metric] = reading
    return Selection(wave, segment, chosen)


def need_journey(journey: object) -> None:
    """Refuses what is no journey, such as the path of one, in a sentence.

    Raises:
        TypeError: if it is none.

    Example:
        >>> need_journey("shop.yaml")
        Traceback (most recent call last):
            ...
        TypeError: a Journey is needed, not str; load_journey(path) gives one
    """
    if isinstance(journey, Journey):
        return
    held = isinstance(getattr(journey, "journey", None), Journey)
    how = "take its .journey" if held else "load_journey(path) gives one"
    raise TypeError(f"a Journey is needed, not {type(journey).__name__}; {how}")


def choose_wave(journey: Journey, wave: str | None, readings: Sequence[Reading]) -> str | None:
    """The wave asked for, or the latest that the readings name."""
    if wave is None:
        named = {reading.wave for reading in readings}
        return next((known for known in reversed(journey.waves) if known in named), None)
    asked = to_name(wave)
    if asked not in journey.waves:
        raise unknown_wave(asked, journey.waves)
    return asked


def choose_segment(journey: Journey, segment: Mapping[str, str] | None) -> Mapping[str, str]:
    """The segment asked for, checked against those that readings name."""
    if not segment:
        return FrozenMap()
    if not isinstance(segment, Mapping):
        raise UnknownNameError("segment", str(segment), _find_segments(journey))
    chosen = FrozenMap({to_name(key): _to_word(value) for key, value in segment.items()})
    # letters may be composed or not, and look the same
    known = {_compose(reading.segment): reading.segment for reading in journey.readings}
    if _compose(chosen) not in known:
        raise unknown_segment(chosen, [r.segment for r in journey.readings if r.segment])
    return known[_compose(chosen)]


def _compose(segment: Mapping[str, str]) -> FrozenMap[str, str]:
    return FrozenMap({key: to_nfc(value) for key, value in segment.items()})


def _find_segments(journey: Journey) -> Iterable[str]:
    return dict.fromkeys(show_segment(r.segment) for r in journey.readings if r.segment)


def to_name(asked: object) -> str:
    """A name as ids are kept: a whole number as its text; what can't be an id as it is shown.

    Example:
        >>> to_name(2016), to_name("pay"), to_name(None)
        ('2016', 'pay', 'None')
    """
    try:
        return check_id(asked)
    except PydanticCustomError:  # no name is like that, so it will not be found
        return str(asked)


def _to_word(asked: object) -> str:
    """A segment's value as a reading keeps it."""
    try:
        return check_text(asked)
    except PydanticCustomError:
        return str(asked)


def list_metrics(journey: Journey, metric: str | Iterable[str] | None) -> tuple[str, ...]:
    """The ids of the metrics asked for, each once; none where nothing is asked for.

    Raises:
        TypeError: if it is no journey.
        UnknownNameError: if there is no such metric.
    """
    need_journey(journey)
    if metric is None or (isinstance(metric, str) and not metric):
        return ()
    several = isinstance(metric, Iterable) and not isinstance(metric, str)
    asked = tuple(dict.fromkeys(map(to_name, metric if several else (metric,))))
    for id_ in asked:
        journey.metric(id_)
    return asked


def choose_metrics(
    journey: Journey, selection: Selection, metric: str | Sequence[str] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The metrics to compare touchpoints by, and what to know about that choice.

    Asked for none, it takes all where every one of them has a target (then health means "share
    of the target" for each), or else the one that is measured at most touchpoints, by most
    answers: a ranking over a mix of metrics would rank the mix. A time without a target has no
    health and is not taken while there is another.

    Args:
        journey: The journey with its metrics.
        selection: The readings in question.
        metric: The metric or metrics asked for; none where None or empty.

    Returns:
        The metric ids, and notes.

    Raises:
        UnknownNameError: if there is no such metric.
    """
    asked = list_metrics(journey, metric)
    if asked:
        return asked, (*_note_mixed(journey, asked), *_note_waves(journey, selection, asked))
    usable = _count_usable(journey, selection)
    if len(usable) < 2:
        return tuple(usable), ()
    if all(journey.metric(id_).target is not None for id_ in usable):
        return tuple(usable), ()
    answers: Counter[str] = Counter()
    for reading in selection.at_touchpoints():
        answers[reading.metric] += reading.n or 0
    chosen = max(usable, key=lambda id_: (usable[id_], answers[id_]))
    return (chosen,), (_note_choice(journey, chosen, usable),)


def pick_metrics(order: Mapping[str, int], at_place: Iterable[str]) -> list[str]:
    """The metrics of a place that are compared, in the order in which they are.

    It goes by the place's own few metrics, so that a journey with very many stays quick.

    Example:
        >>> pick_metrics({"csat": 0, "nps": 1}, ["nps", "art", "csat"])
        ['csat', 'nps']
    """
    return sorted((id_ for id_ in at_place if id_ in order), key=order.__getitem__)


def _count_usable(journey: Journey, selection: Selection) -> Mapping[str, int]:
    """At how many touchpoints each metric can be compared; failing that, is measured or guessed."""
    readings = list(selection.at_touchpoints())
    measured = [reading for reading in readings if reading.kind == "measured"]
    ranked = [r for r in measured if r.n and journey.metric(r.metric).health_target is not None]
    return Counter(reading.metric for reading in ranked or measured or readings)


def _note_choice(journey: Journey, chosen: str, usable: Mapping[str, int]) -> str:
    rest = ", ".join(f"{id_} (at {n})" for id_, n in usable.items() if id_ != chosen)
    return tell_count(
        usable[chosen],
        "Compared by {metric} (at {n} touchpoints).",
        "Compared by {metric} (at {n} touchpoints).",
        hint=f"; ask by metric for {rest}, or set targets to compare by all.",
        metric=journey.metric(chosen).told,
    )


def _note_mixed(journey: Journey, metrics: Sequence[str]) -> tuple[str, ...]:
    bare = [id_ for id_ in metrics if journey.metric(id_).target is None]
    if len(metrics) < 2 or not bare:
        return ()
    return (
        tell(
            "The same health on different metrics is not the same quality.",
            hint=f" (mixed_metrics_without_targets): set a target for {', '.join(bare)}.",
        ),
    )


def _note_waves(journey: Journey, selection: Selection, metrics: Sequence[str]) -> Iterator[str]:
    """Where a metric is not measured in this wave, the wave in which it last was."""
    here = {reading.metric for reading in selection.at_touchpoints()}
    for id_ in metrics:
        waves = {
            r.wave
            for r in journey.readings
            if r.metric == id_ and r.touchpoint is not None and r.segment == selection.segment
        }
        last = next((wave for wave in reversed(journey.waves) if wave in waves), None)
        if id_ not in here and last is not None:
            yield tell(
                "{metric} is not measured in {wave}.",
                hint=f"; ask for wave {last}.",
                metric=journey.metric(id_).told,
                wave=selection.wave,
            )
