"""What a coverage question is about, looked up once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from journeymap.analysis.evidence.elsewhere import find_waves
from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.places import NamedPlace, find_places
from journeymap.analysis.evidence.selection import Selection
from journeymap.analysis.evidence.unknown import show_segment
from journeymap.model.elements import Touchpoint
from journeymap.model.journey import Journey
from journeymap.wording.told import tell


@dataclass(frozen=True)
class CoverageSettings:
    """The journey with the readings in question.

    Args:
        journey: The journey.
        selection: The readings of the wave and the segment.
        level: Confidence of intervals, 0 to 1.
        stale_after: From how many waves on a reading is out of date.
        as_of: The day that ages are counted to; None where waves alone count.
        max_age: Days from which on a wave is out of date on that day.
        q: The adjusted p up to which channels differ clearly.
    """

    journey: Journey
    selection: Selection
    level: float
    stale_after: int
    as_of: datetime.date | None
    max_age: int
    q: float

    @cached_property
    def touchpoints(self) -> Sequence[tuple[NamedPlace, Touchpoint]]:
        """The touchpoints with their places, in reading order."""
        places = (place for place in find_places(self.journey) if place.scope == "touchpoint")
        return tuple(zip(places, self.journey.touchpoints, strict=True))

    @cached_property
    def whole(self) -> NamedPlace:
        """The whole journey."""
        return next(find_places(self.journey))

    @cached_property
    def waves(self) -> Sequence[str]:
        """The waves that readings of this segment name, oldest first."""
        segment = self.selection.segment
        named = {r.wave for r in self.journey.readings if r.segment == segment}
        return tuple(wave for wave in self.journey.waves if wave in named)

    @cached_property
    def waves_at(self) -> Mapping[str, Sequence[str]]:
        """Touchpoint to the waves in which anything is measured there, oldest first."""
        found: dict[str, set[str]] = {}
        for ((scope, id_), _), waves in find_waves(self.journey, self.selection.segment).items():
            if scope == "touchpoint":
                found.setdefault(id_, set()).update(waves)
        return {id_: [w for w in self.journey.waves if w in waves] for id_, waves in found.items()}

    @cached_property
    def measured(self) -> Mapping[str, Sequence[Estimate]]:
        """Touchpoint to what is measured there in this wave, where anything is."""
        found = {
            place.id: [
                estimate(reading, self.journey.metric(id_), level=self.level)
                for id_, reading in self.selection.at("touchpoint", place.id).items()
                if reading.kind == "measured"
            ]
            for place, _ in self.touchpoints
        }
        return {id_: estimates for id_, estimates in found.items() if estimates}

    @property
    def no_reading(self) -> str:
        """That nothing is read there, and of which segment; of everybody it goes without saying."""
        segment = self.selection.segment
        if not segment:
            return tell("no reading")
        return tell("no reading of {segment}", segment=show_segment(segment))
