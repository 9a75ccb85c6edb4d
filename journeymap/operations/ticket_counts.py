"""Tickets gathered by place, wave and segment: what was counted, set aside, and is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import exp
from typing import Any

from journeymap.fields import FrozenMap
from journeymap.metrics import Metric
from journeymap.model.readings import Reading
from journeymap.model.tickets import TicketSource
from journeymap.moments import HALF_UNIT, Moments
from journeymap.operations.faults import FaultKey, Faults
from journeymap.operations.groups import GroupReader, Segment
from journeymap.operations.periods import find_waves, to_day
from journeymap.operations.spans import find_date_faults


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


@dataclass(slots=True)
class TicketCounts:
    """The tickets so far: tallies, what was set aside, and what is wrong."""

    source: TicketSource
    metric: Metric
    reader: GroupReader
    parts: Mapping[str, str]
    tallies: dict[Key, Tally] = field(default_factory=dict)
    places: dict[Where, list[Mapping[str, Any]]] = field(default_factory=dict)
    aside: Counter[str] = field(default_factory=Counter)
    faults: Faults = field(default_factory=Faults)
    used: int = 0
    open: int = 0
    zeros: int = 0
    unknown: int = 0

    def take_all(self, groups: list[dict[str, Any]]) -> None:
        """Takes in all groups; waves reach to the last of them."""
        last = max((g["start"] for g in groups if g.get("start") is not None), default=0)
        for group in groups:
            self._take(group, last)

    def notes(self) -> Iterator[str]:
        """What the reader should know, one sentence each."""
        if self.zeros:
            half = f"{HALF_UNIT:g} {self.metric.unit}"
            yield f"times of 0 are counted as {half}: {self.zeros:,}"
        if self.unknown:
            yield f"tickets that do not tell whether they could be solved at once: {self.unknown:,}"

    def _take(self, group: dict[str, Any], last: int) -> None:
        faults = list(find_date_faults(group, *self._dates()))
        place = self.reader.read_place(group, faults)
        segments = list(self.reader.read_segments(group, faults))
        solved = self._read_solved(group, faults)
        solvable = self.reader.read_yes("solvable", group, faults)
        n = group["n"]
        if faults:
            self.faults.add(faults, rows=n)
            return
        is_timed = group.get("end") == "ok" and group.get("begin") == "ok"
        if reason := self._find_aside(group, solved, is_timed=is_timed):
            self.aside[reason] += n
        else:
            self.used += n
            self.zeros += group.get("zeros", 0) if is_timed else 0
            self.unknown += n * (solved is not None and solvable is None) * self._tells("solvable")
        for wave in self._waves(group, last):
            self.places.setdefault((place, wave), []).append(group)
            for segment in segments:
                tally = self.tallies.setdefault((place, wave, segment), Tally())
                if is_timed:
                    tally.add_times(group)
                if solved is not None:
                    tally.gross[solved] += n
                    tally.net[solved] += n * bool(solvable)

    def _find_aside(
        self, group: Mapping[str, Any], solved: bool | None, *, is_timed: bool
    ) -> str | None:
        is_open = group.get("end") == "blank" and group.get("begin") == "ok"
        self.open += group["n"] * is_open
        if group.get("begin") == "blank" and (self.source.waves or solved is None):
            return "no date of opening"
        if is_timed or solved is not None:
            return None
        return "still open" if is_open else "no value"

    def _waves(self, group: Mapping[str, Any], last: int) -> Iterator[str | None]:
        waves = self.source.waves
        if waves is None:
            yield self.source.wave
        elif group.get("start") is not None:
            found = find_waves(to_day(group["start"]), waves, to_day(last))
            yield from (label for _, label in found)

    def _read_solved(self, group: Mapping[str, Any], faults: list[FaultKey]) -> bool | None:
        """Whether a ticket was solved at the first contact; None where nothing tells."""
        solved = self.reader.read_yes("solved_first", group, faults)
        contacts = self.reader.read_count("contacts", group, faults)
        reopened = self.reader.read_yes("reopened", group, faults, counts=True)
        if self._tells("solved_first"):
            return solved
        if contacts is None and reopened is None:
            return None
        is_resolved = group.get("end") != "blank"
        return is_resolved and (contacts is None or contacts <= 1) and not reopened

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
