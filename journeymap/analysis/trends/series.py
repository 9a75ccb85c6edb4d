"""Series: what one metric says at one place, wave after wave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from journeymap.analysis.changes.windows import do_windows_overlap
from journeymap.analysis.evidence.places import NamedPlace, find_places
from journeymap.analysis.evidence.selection import Place, to_place
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.model.wave_order import to_wave_order
from journeymap.text import to_folded


@dataclass(frozen=True, slots=True)
class Series:
    """The readings of one metric at one place, oldest first, all asked in the same words.

    Args:
        place: What they are about.
        metric: Their metric.
        readings: At least one, each of another wave.
        part: Which part of the series this is, from 1; a new one begins with another wording.
        parts: How many parts there are.
    """

    place: NamedPlace
    metric: Metric
    readings: tuple[Reading, ...]
    part: int = 1
    parts: int = 1

    @property
    def waves(self) -> tuple[str, ...]:
        """The waves, oldest first."""
        return tuple(reading.wave or "" for reading in self.readings)

    @property
    def overlaps(self) -> bool:
        """Whether neighbouring waves share answers, because their windows reach back so far."""
        return any(
            do_windows_overlap((a.wave, a.window), (b.wave, b.window))
            for a, b in pairwise(self.readings)
        )


def find_series(
    journey: Journey,
    *,
    metrics: tuple[str, ...],
    segment: Mapping[str, str],
    keep: Callable[[NamedPlace], bool],
) -> Iterator[Series]:
    """The series of a journey in reading order, cut where the wording of the question changes.

    Args:
        journey: The journey with its readings.
        metrics: Only these; all where empty.
        segment: The segment; everybody where empty.
        keep: Which places to take.
    """
    found: dict[Place, dict[str, list[Reading]]] = {}
    for reading in journey.readings:
        wanted = reading.segment == segment and (not metrics or reading.metric in metrics)
        if wanted and reading.wave is not None and reading.kind == "measured":
            at = found.setdefault(to_place(reading, journey), {})
            at.setdefault(reading.metric, []).append(reading)
    for place in filter(keep, find_places(journey)):
        for id_, readings in found.get((place.scope, place.id), {}).items():
            readings.sort(key=lambda reading: to_wave_order(reading.wave or ""))
            parts = list(_cut(readings))
            for i, part in enumerate(parts, 1):
                yield Series(place, journey.metric(id_), tuple(part), i, len(parts))


def _cut(readings: list[Reading]) -> Iterator[list[Reading]]:
    """Parts with one wording each; a reading that tells none belongs to those before it."""
    part: list[Reading] = []
    said: str | None = None
    for reading in readings:
        words = to_folded(reading.wording) if reading.wording else None
        if words and said and words != said:
            yield part
            part = []
        said = words or said
        part.append(reading)
    yield part
