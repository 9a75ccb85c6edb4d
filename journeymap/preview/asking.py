"""What a reader of the preview may choose, and what was chosen: never more than there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from journeymap.analysis.evidence.unknown import show_segment
from journeymap.model.journey import Journey
from journeymap.preview.saying import name_lanes
from journeymap.views.journey_map.registry import LANES
from journeymap.wording.words import Words

MOST_OFFERED = 100


@dataclass(frozen=True, slots=True)
class Offered:
    """What a journey has to choose from.

    Args:
        metrics: The metrics of its readings, by id.
        waves: Its waves, oldest first.
        segments: The keys and values of its segments.
        stages: Its stages, by id, with their names.
        channels: The channels of its touchpoints.
        touchpoints: Touchpoint to its stage and channel, for the filters.
    """

    metrics: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    segments: tuple[tuple[str, str], ...] = ()
    stages: tuple[tuple[str, str], ...] = ()
    channels: tuple[str, ...] = ()
    touchpoints: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen of it; None where the map chooses itself."""

    metric: str | None = None
    wave: str | None = None
    segment: tuple[str, str] | None = None
    lanes: tuple[str, ...] | None = None


def find_offered(journey: Journey | None) -> Offered:
    """What a journey has to choose from; of very many the first."""
    if journey is None:
        return Offered()
    places = [
        (touchpoint.id, stage.id, touchpoint.channel or "")
        for stage in journey.stages
        for touchpoint in stage.touchpoints
    ]
    return Offered(
        _first(reading.metric for reading in journey.readings),
        journey.waves[-MOST_OFFERED:],
        journey.segments[:MOST_OFFERED],
        tuple((stage.id, stage.name) for stage in journey.stages[:MOST_OFFERED]),
        tuple(sorted(_first(channel for _, _, channel in places if channel))),
        tuple(places),
    )


def _first(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))[:MOST_OFFERED]


def read_asked(query: str, offered: Offered) -> Asked:
    """What an address asks for; what isn't there any more, or never was, counts as not asked.

    Args:
        query: Such as ``wave=2016&segment=area%3DC&hidden=pains,owners``; ``hidden`` are lanes.
        offered: What there is.

    Example:
        >>> read_asked("wave=2016&metric=nps&x=1", Offered(("csat",), ("2015", "2016")))
        Asked(metric=None, wave='2016', segment=None, lanes=None)
    """
    try:
        given = dict(parse_qsl(query, max_num_fields=20))
    except ValueError:
        given = {}
    metric, wave = given.get("metric"), given.get("wave")
    segments = {_show(pair): pair for pair in offered.segments}
    hidden = given.get("hidden", "").split(",")
    lanes = tuple(lane for lane in LANES if lane not in hidden)
    return Asked(
        metric if metric in offered.metrics else None,
        wave if wave in offered.waves else None,
        segments.get(given.get("segment", "")),
        lanes if 0 < len(lanes) < len(LANES) else None,
    )


def to_choices(offered: Offered, asked: Asked, words: Words) -> Mapping[str, Any]:
    """What the page needs to show the choices: lists of value and name, and what is chosen.

    Args:
        offered: What there is.
        asked: What of it was chosen.
        words: The fixed words of the page's language.
    """
    names = name_lanes(words)
    return {
        "choices": {
            "metric": _pairs(offered.metrics),
            "wave": _pairs(offered.waves),
            "segment": _pairs([_show(pair) for pair in offered.segments]),
            "stage": offered.stages,
            "channel": _pairs(offered.channels),
        },
        "chosen": {
            "metric": asked.metric or "",
            "wave": asked.wave or "",
            "segment": _show(asked.segment) if asked.segment else "",
        },
        "touchpoints": offered.touchpoints,
        "lanes": tuple((lane, names[lane]) for lane in LANES) if offered.stages else (),
    }


def _show(pair: tuple[str, str]) -> str:
    return show_segment(dict([pair]))


def _pairs(ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((id_, id_) for id_ in ids)
