"""The experience of several waves or segments, to be laid over each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from journeymap.analysis.evidence.hiding import find_hidden_places, note_hidden
from journeymap.analysis.evidence.selection import to_name
from journeymap.analysis.experience import Experience, ExperiencePoint, measure_experience
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.wording.told import tell, tell_row

MOST = 6
By = str | Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class ExperienceLine:
    """The curve of one wave or one segment.

    Args:
        name: The wave, or the segment's value; empty for everybody.
        experience: Its points in reading order.
    """

    name: str
    experience: Experience


@dataclass(frozen=True, slots=True)
class ExperienceLines:
    """Curves on one axis, by the same metric.

    Args:
        by: "wave", or the key of the segments.
        lines: The curves; the first is the one that was asked for.
        notes: What is left out, in whole sentences.
    """

    by: str
    lines: tuple[ExperienceLine, ...]
    notes: tuple[str, ...]


def measure_lines(journey: Journey, by: By, main: Experience) -> ExperienceLines:
    """The curves of other waves or segments beside one that was measured already.

    Args:
        journey: The journey with its readings.
        by: "wave", or the key of segments, such as "area"; or one of these with the values to
            show, such as ``{"area": ["A", "B"]}``. Without values: those next to the main one
            for waves, those with most readings for segments.
        main: The curve of the wave and segment asked for; it says metric and level.

    Returns:
        At most six curves, the main one first, and which ones are left out. Each knows its own
        bases: fewer than ten answers make no point, and neither do those that would tell them.

    Raises:
        UnknownNameError: if there are no segments by that key, or no such value.
        ValueError: if ``by`` is a mapping of more than one key.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}],
        ...     readings=[{"touchpoint": "pay", "metric": "csat", "value": 4, "n": 90, "wave": wave}
        ...               for wave in ("2025", "2026")])
        >>> found = measure_lines(journey, "wave", measure_experience(journey))
        >>> [(line.name, line.experience.rows[0].value) for line in found.lines]
        [('2026', 4.0), ('2025', 4.0)]
    """
    key, asked = _read(by)
    own = main.wave or "" if key == "wave" else main.settings["segment"].get(key, "")
    others = [name for name in asked or _find_names(journey, key, main) if name != own]
    shown, left = others[: MOST - 1], others[MOST - 1 :]
    lines = [ExperienceLine(own, main)]
    lines += [ExperienceLine(name, _measure(journey, key, name, main)) for name in shown]
    found = [_hide(journey, line, main) for line in _align(journey, lines)]
    rest = tell(
        "The map shows {n} lines; left out by {key}: {names}.",
        n=MOST,
        key=key,
        names=tell_row(left),
    )
    reasons = [reason for _, hidden in found for reason in hidden]
    notes = (*((rest,) if left else ()), *note_hidden(reasons))
    return ExperienceLines(key, tuple(line for line, _ in found), notes)


def _read(by: By) -> tuple[str, list[str]]:
    """The key, and the values that are asked for; none where they are to be found."""
    if not isinstance(by, Mapping):
        return to_name(by), []
    if len(by) != 1:
        raise ValueError(f"lines are drawn by one key, not by {len(by)}: {', '.join(by) or 'none'}")
    ((key, values),) = by.items()
    found = [values] if isinstance(values, str | int) else values
    return to_name(key), list(dict.fromkeys(map(str, found)))


def _find_names(journey: Journey, key: str, main: Experience) -> list[str]:
    """The waves before and after the main one, the nearest first; or the values of segments."""
    if key == "wave":
        waves = [w for w in journey.waves if w in set(_list_waves(journey, main))]
        at = journey.waves.index(main.wave) if main.wave in journey.waves else len(journey.waves)
        return sorted(waves, key=lambda wave: abs(journey.waves.index(wave) - at))
    asked = {k: v for k, v in main.settings["segment"].items() if k != key}
    found: dict[str, int] = {}
    for reading in journey.readings:
        rest = {k: v for k, v in reading.segment.items() if k != key}
        if key in reading.segment and rest == asked:
            value = reading.segment[key]
            found[value] = found.get(value, 0) + 1
    if not found:
        keys = {k for reading in journey.readings for k in reading.segment}
        raise UnknownNameError("segment", key, ["wave", *sorted(keys)])
    return sorted(found, key=lambda value: (-found[value], value))


def _list_waves(journey: Journey, main: Experience) -> Iterator[str]:
    segment = main.settings["segment"]
    return (r.wave for r in journey.readings if r.wave is not None and r.segment == segment)


def _measure(journey: Journey, key: str, name: str, main: Experience) -> Experience:
    asked: dict[str, Any] = dict(main.settings)
    if key == "wave":
        asked["wave"] = name
    else:
        asked["segment"] = {**asked["segment"], key: name}
    return measure_experience(journey, **asked)


def _align(journey: Journey, lines: Sequence[ExperienceLine]) -> Iterator[ExperienceLine]:
    """The lines by one metric, where the main one has none to go by."""
    known = next((x.experience for x in lines if x.experience.settings["metric"]), None)
    for line in lines:
        asked = line.experience.settings
        if known is None or asked["metric"] == known.settings["metric"]:
            yield line
        else:
            of = {**asked, "metric": known.settings["metric"]}
            yield replace(line, experience=measure_experience(journey, **of))


def _hide(
    journey: Journey, line: ExperienceLine, main: Experience
) -> tuple[ExperienceLine, list[str]]:
    """A line without the points that a table of segments hides, and why each is hidden."""
    found, asked = line.experience, line.experience.settings
    if asked["segment"] == main.settings["segment"] and asked["wave"] == main.settings["wave"]:
        return line, []  # the map's own
    places = find_hidden_places(journey, wave=asked["wave"], segment=asked["segment"])
    rows, reasons = [], []
    for row in found.rows:
        place = ("touchpoint", row.touchpoint)
        hidden = {metric: why for (at, metric), why in places.items() if at == place}
        why = [hidden[metric] for metric in asked["metric"] if metric in hidden]
        rows.append(_hide_point(row, is_hidden=bool(why), others=hidden))
        reasons += why[:1]
    return replace(line, experience=replace(found, rows=tuple(rows))), reasons


def _hide_point(
    point: ExperiencePoint, *, is_hidden: bool, others: Mapping[str, str]
) -> ExperiencePoint:
    kept = tuple(other for other in point.others if other.metric not in others)
    if not is_hidden:
        return replace(point, others=kept)
    return replace(
        point, kind="too_few", value=None, low=None, high=None, health=None, status=None,
        shown="–", shown_value="–", shown_interval="", others=kept,
    )  # fmt: skip
