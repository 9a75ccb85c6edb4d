"""The evidence of a goal, from the wave that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from journeymap.analysis.evidence.elsewhere import find_waves
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.analysis.evidence.selection import Selection, select_readings
from journeymap.analysis.goals.evidence import GoalEvidence
from journeymap.analysis.goals.rollup import MeasuredWave, find_evidence
from journeymap.analysis.goals.waves import GoalWaves, say_no_wave
from journeymap.model.goals import Goal


@dataclass(frozen=True)
class GoalSearch:
    """Finds the evidence of one goal after another; a wave's readings are selected once.

    Args:
        known: The readings of the latest wave, or of the one asked for.
        asked: Whether a wave is asked for; goals are then judged in it alone.
    """

    known: MeasuredWave
    asked: bool
    _selections: dict[str | None, Selection] = field(default_factory=dict)
    _waves: list[GoalWaves] = field(default_factory=list)

    def find(self, place: NamedPlace, goal: Goal) -> tuple[str | None, GoalEvidence]:
        """The wave of the readings, or the one that is missing, and what they say of the goal."""
        journey, latest = self.known.journey, self.known.selection
        waves = self._find_waves()
        wave = latest.wave if self.asked else waves.choose(place, goal)
        if wave != latest.wave and wave not in journey.waves:
            return wave, GoalEvidence(reason=say_no_wave(journey, wave))
        selection = self._select(wave)
        found = find_evidence(replace(self.known, selection=selection), place, goal)
        return wave, waves.tell(selection, place, goal, found)

    def _find_waves(self) -> GoalWaves:
        if not self._waves:
            journey, latest = self.known.journey, self.known.selection
            self._waves.append(GoalWaves(journey, latest, find_waves(journey, latest.segment)))
        return self._waves[0]

    def _select(self, wave: str | None) -> Selection:
        latest = self.known.selection
        if wave == latest.wave:
            return latest
        if wave not in self._selections:
            self._selections[wave] = select_readings(
                self.known.journey, wave=wave, segment=latest.segment
            )
        return self._selections[wave]
