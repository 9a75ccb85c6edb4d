"""Tickets gathered by place, wave and segment: what was counted, set aside, and is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import exp
from typing import Any, NamedTuple

from journeymap.fields import FrozenMap
from journeymap.metrics import Metric
from journeymap.model.readings import Reading
from journeymap.model.tickets import TicketSource
from journeymap.moments import HALF_UNIT, Moments
from journeymap.operations.faults import FaultKey, Faults
from journeymap.operations.groups import GroupReader, Segment
from journeymap.operations.spans import find_date_faults
from journeymap.periods import NO_WINDOW, Windows, find_start, find_whole_windows, to_day, to_label

STILL_OPEN = "still open"
# the first of these that the table has decides on first contact resolution
_FIRST = ("solved_first", "contacts", "reopened")


@dataclass(slots=True)
class Tally:
    """What has been counted for one place, wave and segment."""

    times: Moments = field(default_factory=Moments)
    logs: Moments = field(default_factory=Moments)
    timed: int = 0
    gross: Counter[int] = field(default_factory=Counter)
    net: Counter[int] = field(default_factory=Counter)

    def add_times(self, group: Mapping[str, Any]) -> None:
        """Takes in the times of a group by their moments."""
        n = group["timed"]
        self.timed += n
        self.times.join(n, group["mean"], group["variance"] * n)
        self.logs.join(n, group["log_mean"], group["log_variance"] * n)


Where = tuple[tuple[str, str] | None, str | None]
Key = tuple[tuple[str, str] | None, str | None, Segment]


class _Read(NamedTuple):
    """What a group of tickets without faults says; ``aside`` is why it is in no reading."""

    group: Mapping[str, Any]
    place: tuple[str, str] | None
    segments: list[Segment]
    solved: bool | None
    solvable: bool | None
    is_timed: bool
    aside: str | None


@dataclass(slots=True)
class TicketCounts:
    """The tickets so far: tallies, what was set aside, and what is wrong."""

    source: TicketSource
    metric: Metric
    reader: GroupReader
    parts: Mapping[str, str]
    tallies: dict[Key, Tally] = field(default_factory=dict)
    groups: list[Mapping[str, Any]] = field(default_factory=list)
    places: dict[Where, list[Mapping[str, Any]]] = field(default_factory=dict)
    aside: Counter[str] = field(default_factory=Counter)
    faults: Faults = field(default_factory=Faults)
    used: int = 0
    open: int = 0
    zeros: int = 0
    unknown: int = 0
    untold: int = 0
    windows: Windows | None = None

    def take_all(self, groups: Iterable[Mapping[str, Any]]) -> None:
        """Takes in all groups; windows reach from the first of their tickets to the last."""
        read = [found for group in groups if (found := self._read(group)) is not None]
        self.windows = self._find_windows(read)
        for found in read:
            self.groups.append(found.group)
            self._add(found)

    def notes(self) -> Iterator[str]:
        """What the reader should know, one sentence each."""
        if self.zeros:
            half = f"{HALF_UNIT:g} {self.metric.unit}"
            yield f"times of 0 are counted as {half}: {self.zeros:,}"
        if self.untold:
            basis = self._first_part()
            yield f"{basis} not known, so in no first contact resolution: {self.untold:,}"
        if self.unknown:
            yield f"tickets that do not tell whether they could be solved at once: {self.unknown:,}"
        if self.windows is not None:
            yield from self.windows.notes("ticket")

    def _read(self, group: Mapping[str, Any]) -> _Read | None:
        faults = list(find_date_faults(group, *self._dates()))
        place = self.reader.read_place(group, faults)
        segments = list(self.reader.read_segments(group, faults))
        solved = self._read_solved(group, faults)
        solvable = self.reader.read_yes("solvable", group, faults)
        if faults:
            self.faults.add(faults, rows=group["n"])
            return None
        is_timed = group.get("end") == "ok" and group.get("begin") == "ok"
        aside = self._find_aside(group, solved, is_timed=is_timed)
        return _Read(group, place, segments, solved, solvable, is_timed, aside)

    def _find_windows(self, read: Iterable[_Read]) -> Windows | None:
        """The whole windows, where there are any; open tickets tell how far a log reaches too."""
        waves = self.source.waves
        if waves is None or waves.window is None:
            return None
        told = [one.group["start"] for one in read if one.aside in (None, STILL_OPEN)]
        if not told:
            return None
        return find_whole_windows(to_day(min(told)), to_day(max(told)), waves.every, waves.window)

    def _add(self, read: _Read) -> None:
        group, n, waves = read.group, read.group["n"], self._find_waves(read.group)
        self.untold += n * (self._first_part() is not None and read.solved is None)
        if reason := read.aside or (None if waves else NO_WINDOW):
            self.aside[reason] += n
        else:
            self.used += n
            self.zeros += group.get("zeros", 0) if read.is_timed else 0
            untold = read.solved is not None and read.solvable is None
            self.unknown += n * untold * self._tells("solvable")
        for wave in waves:
            self.places.setdefault((read.place, wave), []).append(group)
            for segment in read.segments:
                tally = self.tallies.setdefault((read.place, wave, segment), Tally())
                if read.is_timed:
                    tally.add_times(group)
                if read.solved is not None:
                    tally.gross[read.solved] += n
                    tally.net[read.solved] += n * bool(read.solvable)

    def _find_aside(
        self, group: Mapping[str, Any], solved: bool | None, *, is_timed: bool
    ) -> str | None:
        is_open = group.get("end") == "blank" and group.get("begin") == "ok"
        self.open += group["n"] * is_open
        if group.get("begin") == "blank" and (self.source.waves or solved is None):
            return "no date of opening"
        if is_timed or solved is not None:
            return None
        return STILL_OPEN if is_open else "no value"

    def _find_waves(self, group: Mapping[str, Any]) -> list[str | None]:
        """The waves that hold a group; none where none of its windows is whole."""
        waves = self.source.waves
        if waves is None:
            return [self.source.wave]
        if group.get("start") is None:
            return []
        day = to_day(group["start"])
        if waves.window is None:
            return [to_label(find_start(day, waves.every), waves.every)]
        found = self.windows.holding(day) if self.windows is not None else ()
        return [to_label(start, waves.every) for start in found]

    def _read_solved(self, group: Mapping[str, Any], faults: list[FaultKey]) -> bool | None:
        """Whether a ticket was solved at the first contact; None where that is not known.

        A blank number of contacts is not known, whatever the ticket says about reopening.
        """
        solved = self.reader.read_yes("solved_first", group, faults)
        contacts = self.reader.read_count("contacts", group, faults)
        reopened = self.reader.read_yes("reopened", group, faults, counts=True)
        if self._tells("solved_first"):
            return solved
        if (contacts if self._tells("contacts") else reopened) is None:
            return None
        is_resolved = group.get("end") != "blank"
        return is_resolved and (contacts is None or contacts <= 1) and not reopened

    def _first_part(self) -> str | None:
        return next(filter(self._tells, _FIRST), None)

    def _tells(self, part: str) -> bool:
        return part in self.parts

    def _dates(self) -> tuple[str, str]:
        return self.parts.get("opened", "opened"), self.parts.get("resolved", "resolved")


def to_readings(counts: TicketCounts, name: str) -> Iterator[Reading]:
    """The readings that the counts make.

    Args:
        counts: All tickets of a log.
        name: The table's name.
    """
    metric = counts.metric
    for (place, wave, segment), tally in counts.tallies.items():
        told: dict[str, Any] = {
            **dict([place] if place else []),
            "wave": wave,
            "window": counts.windows.days if counts.windows else None,
            "segment": FrozenMap(dict([segment] if segment else [])),
            "source": name,
        }
        if tally.timed:
            yield Reading(metric=metric.id, **told, **_to_moments(metric, tally))
        if tally.gross.total():
            yield _to_share("fcr_gross", tally.gross, told)
        if tally.net.total():
            yield _to_share("fcr_net", tally.net, told)


def _to_share(metric: str, counts: Counter[int], told: Mapping[str, Any]) -> Reading:
    solved, n = counts[True], counts.total()
    return Reading(metric=metric, counts={1: solved, 0: n - solved}, n=n, **told)


def _to_moments(metric: Metric, tally: Tally) -> dict[str, Any]:

    n, logs = tally.timed, tally.logs
    geometric = metric.average == "geometric"
    return {
        "value": exp(logs.mean) if geometric else tally.times.mean,
        "sd": tally.times.sd(n),
        "log_mean": logs.mean,
        "log_sd": logs.sd(n) or 0.0,
        "n": n,
    }
