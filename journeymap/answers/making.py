"""Readings made of tallies: thousands of them, each right because the first of its kind is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from journeymap.answers.gathering import Key
from journeymap.answers.parts import Feed
from journeymap.answers.tallies import Tally
from journeymap.errors import Problem, SourceError
from journeymap.fields import FrozenMap
from journeymap.model.readings import Reading
from journeymap.text import to_nfc

_EVERYBODY: FrozenMap[str, str] = FrozenMap()
_to_id = lru_cache(10_000)(to_nfc)
Place = tuple[str | None, str | None, str]


@dataclass(slots=True)
class Making:
    """Makes the readings of one source.

    Args:
        source: Where they come from.
        weighted: Whether answers carry weights.
        has_waves: Whether the table itself holds several waves.
        window: Days that each wave reaches back, where that isn't its period.
        population: How many customers there are of whom these were asked.
        invited: How many were asked; each question may have a number of its own.
        questions: What the questions of a wide table feed, by touchpoint, stage and metric.
    """

    source: str
    weighted: bool = False
    has_waves: bool = False
    window: int | None = None
    population: int | None = None
    invited: int | None = None
    questions: Mapping[Place, Feed] = field(default_factory=dict)
    _first: dict[tuple[object, ...], Reading] = field(default_factory=dict)

    def make_all(self, tallies: dict[Key, Tally]) -> Iterator[Reading]:
        """The readings of all tallies, in no order; the tallies are used up, which saves memory.

        Raises:
            SourceError: where more have answered than there are.
        """
        self.check(tallies)
        while tallies:
            yield self.make(*tallies.popitem())

    def make(self, key: Key, tally: Tally) -> Reading:
        """The reading of one tally.

        Those of a segment tell neither population nor invited: nobody knows how many of them are
        in the segment.
        """
        told = tally.tell(weighted=self.weighted)
        told["wave"] = None if key.wave is None else _to_id(str(key.wave))
        told["segment"] = FrozenMap(dict([key.segment])) if key.segment else _EVERYBODY
        if key.segment is None and self.population is not None:
            told["population"] = self.population
        if key.segment is None and (invited := self._find_invited(key)) is not None:
            told["invited"] = invited
        return self._make_alike(key, told)

    def check(self, tallies: Mapping[Key, Tally]) -> None:
        """Makes sure that no more have answered than there are.

        Raises:
            SourceError: where they have.
        """
        problems = dict.fromkeys(
            problem
            for key, t in tallies.items()
            if not key.segment
            for problem in self._find(key, t)
        )
        if problems:
            raise SourceError(problems)

    def notes(self) -> Iterator[str]:
        """What the reader should know about those who were asked."""
        asked = self.invited or any(feed.invited for feed in self.questions.values())
        if asked and self.has_waves:
            yield (
                "invited is told for all waves of the table together, so no reading tells it; "
                "write a source for each wave"
            )

    def _find(self, key: Key, tally: Tally) -> Iterator[Problem]:
        for path, number in (("population", self.population), ("invited", self._find_invited(key))):
            if number is not None and number < tally.n:
                about = key.touchpoint or key.stage or "the journey"
                hint = f"{tally.n:,} have answered {key.metric} at {about}"
                hint += f" in {key.wave}" if key.wave else ""
                yield Problem("fewer than have answered", path=path, value=str(number), hint=hint)

    def _find_invited(self, key: Key) -> int | None:
        """How many were asked, unless that is told for several waves together."""
        if self.has_waves:
            return None
        feed = self.questions.get((key.touchpoint, key.stage, key.metric))
        return self.invited if feed is None else feed.invited

    def _make_alike(self, key: Key, told: dict[str, Any]) -> Reading:
        """A checked reading, or one like a checked one: to check each takes longer than to count.

        Everything in which they differ is right by how it was counted or read.
        """
        place = (key.touchpoint, key.stage, key.metric)
        kind = (place, tuple(told))
        like = self._first.get(kind)
        if like is None:
            feed = self.questions.get(place)
            told |= {"wording": feed.wording} if feed and feed.wording else {}
            shared = {"touchpoint": key.touchpoint, "stage": key.stage, "source": self.source}
            told |= {"window": self.window} if self.window else {}
            made = Reading(**told, **shared)
            self._first[kind] = made
            return made
        made = like.__copy__()
        vars(made).update(told)
        return made
