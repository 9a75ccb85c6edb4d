"""The two sides of a comparison: a journey with one wave and one segment each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from journeymap.analysis.evidence.hiding import find_hidden_places
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.analysis.evidence.selection import Place, Selection, select_readings, to_place
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading

PlacedMetric = tuple[Place, str]
BySegment = Mapping[PlacedMetric, Mapping[str, Mapping[str, Reading]]]


@dataclass(frozen=True)
class Side:
    """What is compared on one side.

    Args:
        journey: The journey.
        selection: The readings of its wave and segment.
        label: What people call this side: a wave, a segment, "before", "after" ...
    """

    journey: Journey
    selection: Selection
    label: str

    @cached_property
    def hidden(self) -> Mapping[PlacedMetric, str]:
        """Why values of its segment are hidden, by place and metric, as in a table of segments."""
        chosen = self.selection
        return find_hidden_places(self.journey, wave=chosen.wave, segment=chosen.segment)

    @cached_property
    def by_segment(self) -> BySegment:
        """Readings of this wave by place and metric, then by a segment's key and value."""
        found: dict[PlacedMetric, dict[str, dict[str, Reading]]] = {}
        for reading in self.journey.readings:
            if len(reading.segment) != 1 or reading.wave not in (self.selection.wave, None):
                continue
            ((key, value),) = reading.segment.items()
            at = found.setdefault((to_place(reading, self.journey), reading.metric), {})
            values = at.setdefault(key, {})
            if reading.wave is not None or value not in values:
                values[value] = reading
        return found


def choose_side(journey: Journey, *, wave: str | None, segment: Mapping[str, str] | None) -> Side:
    """One side of a comparison, called as its wave.

    Raises:
        UnknownNameError: if no reading names that wave or segment.
    """
    selection = select_readings(journey, wave=wave, segment=segment)
    return Side(journey, selection, selection.wave or "all readings")


@dataclass(frozen=True, slots=True)
class Pair:
    """A metric at a place on both sides.

    Args:
        place: The place in the journey after.
        id_before: The place's id before.
        metric: The metric's id.
        before: The reading before; None where there is none.
        after: The reading after; None where there is none.
    """

    place: NamedPlace
    id_before: str
    metric: str
    before: Reading | None
    after: Reading | None
