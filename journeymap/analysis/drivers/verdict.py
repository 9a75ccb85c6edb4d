"""What may be said of the first driver, and when nothing may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.drivers.splitting import Split
from journeymap.analysis.drivers.usable import FEWEST, Usable
from journeymap.result import show_percent
from journeymap.statistics.ranking.verdicts import candidate_set, judge
from journeymap.wording.told import tell, tell_count, tell_list

LEAST_EXPLAINED = 0.1
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class DriverVerdict:
    """What may be said of what goes with the outcome most closely.

    Args:
        kind: "clear" (chance of .90 and more), "likely" (.60 and more), "undecided" between
            drivers, or "none" where answers are too few or explain too little.
        drivers: METRIC@PLACE of those it names, the most likely first one first.
        text: The verdict as a sentence.
    """

    kind: Literal["clear", "likely", "undecided", "none"]
    drivers: tuple[str, ...]
    text: str


def refuse(outcome: str, why: str) -> DriverVerdict:
    """No verdict, and why."""
    return DriverVerdict(
        "none", (), tell("Can't tell what goes with {outcome}: {why}.", outcome=outcome, why=why)
    )


def find_refusal(usable: Usable) -> str:
    """Why R² can't be split at all; empty where it can."""
    if not usable.total:
        return tell("nobody told it")
    if usable.total * usable.worth < FEWEST - _ROUNDING:
        return _too_few(int(usable.total * usable.worth + _ROUNDING), usable)
    if usable.is_constant:
        return tell("all answers to it are the same")
    if not usable.drivers:
        return tell("no driver was answered by enough of those who told it")
    return _too_few(usable.fewest, usable) if usable.fewest < usable.needed else ""


def find_little(split: Split) -> str:
    """Why the parts of R² say nothing; empty where they say something."""
    if split.adjusted >= LEAST_EXPLAINED:
        return ""
    share = show_percent(split.r_squared[0])
    if split.r_squared[0] >= LEAST_EXPLAINED:
        return tell(
            "the drivers explain {share} of it, and less than 10 % but for chance, and shares of "
            "so little say nothing",
            share=share,
        )
    return tell(
        "the drivers explain {share} of it, and shares of so little say nothing", share=share
    )


def _too_few(n: int, usable: Usable) -> str:
    number = len(usable.drivers)
    counted = tell_count(n, "{n} answer is", "{n} answers are")
    if usable.worth < 1 - _ROUNDING:
        counted = tell("weighted answers worth about {n:,} (n_effective) are", n=n)
    if number > 1:
        return tell(
            "{counted} too few for {number} drivers; at least {needed:,} are needed",
            counted=counted,
            number=number,
            needed=usable.needed,
        )
    return tell(
        "{counted} too few; at least {needed:,} are needed", counted=counted, needed=usable.needed
    )


def decide(outcome: str, usable: Usable, split: Split) -> DriverVerdict:
    """The verdict by the chance of the first to be first: .90 clear, .60 likely, else undecided."""
    ids = [driver.id for driver in usable.drivers]
    names = [driver.name for driver in usable.drivers]
    share = show_percent(split.r_squared[0])
    if len(ids) == 1:
        only = tell(
            "{name} is the only driver to compare: it explains {share} of {outcome}. "
            "Association, not effect.",
            name=names[0],
            share=share,
            outcome=outcome,
        )
        return DriverVerdict("undecided", tuple(ids), only)
    if split.p_first is None:
        return refuse(outcome, tell("resamples of so few answers hold too little"))
    chances = [float(p) for p in split.p_first]
    first = max(range(len(ids)), key=lambda i: chances[i])
    kind = judge(chances[first], usable.fewest).kind
    if kind in ("clear", "likely"):
        asked = {"name": names[first], "outcome": outcome, "chance": show_percent(chances[first])}
        said = (
            tell("{name} goes with {outcome} most closely (P {chance})", **asked)
            if kind == "clear"
            else tell("Likely: {name} goes with {outcome} most closely (P {chance})", **asked)
        )
        named = (ids[first],)
        known: Literal["clear", "likely"] = "clear" if kind == "clear" else "likely"
        return DriverVerdict(known, named, _with_share(said, share))
    between = candidate_set(chances)
    listed = tell_list(
        [tell("{name} ({chance})", name=names[i], chance=show_percent(chances[i])) for i in between]
    )
    said = tell(
        "Undecided between {names}: the answers can't tell which goes with {outcome} most closely",
        names=listed,
        outcome=outcome,
    )
    return DriverVerdict("undecided", tuple(ids[i] for i in between), _with_share(said, share))


def _with_share(said: str, share: str) -> str:
    return tell(
        "{said}; the drivers together explain {share} of it. Association, not effect.",
        said=said,
        share=share,
    )
