"""The flow that was observed in events: transitions with counts and times, starts, ends, rework."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor
from typing import Any, ClassVar

from journeymap.events.timing import show_seconds, to_transition_time
from journeymap.fields import FrozenMap
from journeymap.intake import Intake
from journeymap.model.elements import Transition
from journeymap.printed import to_line
from journeymap.result import Cells, Column, Result

_SHARE_DIGITS = 10**6
_MOST_PATHS, _LONGEST_PATH = 5, 8
_DUST = 1e-12  # of rounding


@dataclass(frozen=True, slots=True)
class ObservedTransition:
    """How customers were seen to go on from one touchpoint to the next; times are in seconds.

    Args:
        source: The id of the touchpoint they leave.
        target: The id of the touchpoint they reach next; it may be the same.
        count: How many times they went this way.
        share: Which share (0 to 1) of all visits to the source went on this way; with those that
            ended there, the shares of a touchpoint sum up to 1.
        mean: The mean time; None where the log tells no times, as for all of them.
        median: Half took less.
        p10: One in ten took less.
        p90: Nine in ten took less.
        shortest: The shortest time.
        longest: The longest time.
        source_name: What people call the source.
        target_name: What people call the target.
    """

    source: str
    target: str
    count: int
    share: float
    mean: float | None
    median: float | None
    p10: float | None
    p90: float | None
    shortest: float | None
    longest: float | None
    source_name: str
    target_name: str


@dataclass(frozen=True, slots=True)
class ObservedTouchpoint:
    """A touchpoint as it was seen in events.

    Args:
        touchpoint: Its id.
        name: What people call it.
        events: How many visits there were.
        starts: How many cases start with it.
        ends: How many cases end with it.
        cases: In how many cases it occurs; None where not counted, as for the next one.
        reworked: In how many cases it occurs more than once.
        self_loops: How often it follows upon itself.
        position: How many events of its case come before it on average.
        stage: The name of the stage that the log gives it.
        channel: The channel that the log gives it.
    """

    touchpoint: str
    name: str
    events: int
    starts: int
    ends: int
    cases: int | None
    reworked: int | None
    self_loops: int
    position: float
    stage: str | None = None
    channel: str | None = None

    @property
    def extra_visits(self) -> int | None:
        """How many of its visits were not the first one of their case."""
        return None if self.cases is None else self.events - self.cases


@dataclass(frozen=True, slots=True)
class Variant:
    """A whole path from start to end, and how many cases (which share of all, 0 to 1) took it."""

    path: tuple[str, ...]
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Hidden:
    """What filters for rare transitions hide, or ``first``.

    Args:
        transitions: How many transitions.
        count: How often customers went there.
        share: Which share that is of all that was observed, 0 to 1.
        not_shown: How many of the transitions ``first`` leaves out of the rows only; a journey
            that is made of the whole flow has them.
    """

    transitions: int = 0
    count: int = 0
    share: float = 0.0
    not_shown: int = 0


@dataclass(frozen=True)
class ObservedFlow(Result[ObservedTransition]):
    """What events show: how customers go from touchpoint to touchpoint.

    Args:
        journey: The journey's id, or one made from the log's name.
        settings: What was asked.
        rows: The transitions, most frequent first, without those that filters hide.
        notes: What to know before believing it, in whole sentences.
        touchpoints: What was seen of each touchpoint, in typical order.
        variants: The most frequent paths, most frequent first.
        n_variants: How many different paths there are; None where they were not counted.
        cases: How many cases there are.
        events: How many events are in the flow.
        hidden: What filters hide, or ``first``.
        intake: What became of all events.
    """

    question: ClassVar[str] = "discover"
    row_type: ClassVar[type[Any]] = ObservedTransition

    touchpoints: tuple[ObservedTouchpoint, ...]
    variants: tuple[Variant, ...]
    n_variants: int | None
    cases: int
    events: int
    hidden: Hidden
    intake: Intake

    @property
    def starts(self) -> Mapping[str, int]:
        """Touchpoint to how many cases start there, most first."""
        return _rank({t.touchpoint: t.starts for t in self.touchpoints})

    @property
    def ends(self) -> Mapping[str, int]:
        """Touchpoint to how many cases end there, most first."""
        return _rank({t.touchpoint: t.ends for t in self.touchpoints})

    @property
    def transitions(self) -> tuple[Transition, ...]:
        """The rows as transitions of a journey."""
        return tuple(
            Transition(
                source=row.source,
                target=row.target,
                count=row.count,
                # rounded down, so that the shares of a touchpoint never sum to more than 1
                share=floor(row.share * _SHARE_DIGITS) / _SHARE_DIGITS,
                time=to_transition_time(row.mean, row.median, row.p90),
            )
            for row in self.rows
        )

    def first(self, most: int) -> ObservedFlow:
        """The flow with only its most frequent transitions; the others aren't shown, which is told.

        Args:
            most: How many transitions to show.
        """
        left = self.rows[most:]
        if not left:
            return self
        told = f"the {most:,} most frequent of {len(self.rows):,} transitions are shown"
        count = self.hidden.count + sum(row.count for row in left)
        every = self.hidden.count + sum(row.count for row in self.rows)
        kinds, cut = self.hidden.transitions + len(left), self.hidden.not_shown + len(left)
        hidden = Hidden(kinds, count, count / every, cut)
        return replace(self, rows=self.rows[:most], notes=(told, *self.notes), hidden=hidden)

    def headline(self) -> str:
        """How much was seen."""
        paths = "" if self.n_variants is None else f" on {_count(self.n_variants, 'path')}"
        seen = f"{_count(self.cases, 'case')} with {_count(self.events, 'event')}{paths}"
        kinds = _count(len(self.rows) + self.hidden.transitions, "transition")
        touchpoints = _count(len(self.touchpoints), "touchpoint")
        return f"{seen}: {kinds} between {touchpoints}{self._tell_hidden()}"

    def _tell_hidden(self) -> str:
        """What filters leave out, of a saved journey too, and what is only not shown."""
        cut = self.hidden.not_shown
        told = [(self.hidden.transitions - cut, "hidden"), (cut, "not shown")]
        words = [f"{number:,} of them {word}" for number, word in told if number]
        return "".join(f", {word}" for word in words)

    def columns(self) -> Sequence[Column[ObservedTransition]]:
        """From, to, how many, and how long they took."""
        counted: list[Column[ObservedTransition]] = [
            Column("from", lambda row: row.source_name),
            Column("to", lambda row: row.target_name),
            Column("count", lambda row: f"{row.count:,}", True),
            Column("share", lambda row: _show_share(row.share), True),
        ]
        if all(row.mean is None for row in self.rows):
            return counted
        return (
            *counted,
            Column("mean", lambda row: show_seconds(row.mean), True),
            Column("median", lambda row: show_seconds(row.median), True),
            Column("p90", lambda row: show_seconds(row.p90), True),
        )

    def more_tables(self) -> Sequence[Cells]:
        """The most frequent paths."""
        names = {touchpoint.touchpoint: touchpoint.name for touchpoint in self.touchpoints}
        rows = [
            [
                f"{variant.count:,}",
                _show_share(variant.share),
                _shorten([names[id_] for id_ in variant.path]),
            ]
            for variant in self.variants[:_MOST_PATHS]
        ]
        return [(["cases", "share", "path"], rows, [0, 1])] if rows else []

    def lines_below(self) -> Sequence[str]:
        """Where most customers come back to."""
        again = sorted(
            (-t.reworked, t.name, t.cases) for t in self.touchpoints if t.reworked and t.cases
        )
        listed = ", ".join(
            f"{to_line(name)} ({-negative:,} of {_count(cases, 'case')})"
            for negative, name, cases in again[:_MOST_PATHS]
        )
        return [f"more than once in a case: {listed}"] if listed else []

    def to_dict(self) -> dict[str, Any]:
        """The whole result as plain values, with the keys of ``--format json``."""
        return {**super().to_dict(), "starts": dict(self.starts), "ends": dict(self.ends)}


def _show_share(share: float) -> str:
    """A share that was observed: 0 % and 100 % only where it is that."""
    rounded = f"{100 * share:.0f}"
    if rounded == "0" and share > 0:
        return "< 1 %"
    return "> 99 %" if rounded == "100" and share < 1 - _DUST else f"{rounded} %"


def _shorten(path: Sequence[str]) -> str:
    """A path with the middle left out where it is long."""
    if len(path) <= _LONGEST_PATH:
        return " > ".join(path)
    ends = _LONGEST_PATH // 2
    left = len(path) - 2 * ends
    return " > ".join((*path[:ends], f"... {left:,} more ...", *path[-ends:]))


def _rank(counted: Mapping[str, int]) -> Mapping[str, int]:
    kept = (item for item in counted.items() if item[1])
    return FrozenMap(dict(sorted(kept, key=lambda item: (-item[1], item[0]))))


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
