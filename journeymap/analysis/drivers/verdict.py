"""What may be said of the first driver, and when nothing may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.drivers.splitting import Split
from journeymap.analysis.drivers.usable import FEWEST, Usable
from journeymap.printed import join_words
from journeymap.result import show_percent
from journeymap.statistics.ranking.verdicts import candidate_set, judge

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
    return DriverVerdict("none", (), f"Can't tell what goes with {outcome}: {why}.")


def find_refusal(usable: Usable) -> str:
    """Why R² can't be split at all; empty where it can."""
    if not usable.total:
        return "nobody told it"
    if usable.total * usable.worth < FEWEST - _ROUNDING:
        return _too_few(int(usable.total * usable.worth + _ROUNDING), usable)
    if usable.is_constant:
        return "all answers to it are the same"
    if not usable.drivers:
        return "no driver was answered by enough of those who told it"
    return _too_few(usable.fewest, usable) if usable.fewest < usable.needed else ""


def find_little(split: Split) -> str:
    """Why the parts of R² say nothing; empty where they say something."""
    if split.adjusted >= LEAST_EXPLAINED:
        return ""
    told = f"the drivers explain {show_percent(split.r_squared[0])} of it"
    if split.r_squared[0] >= LEAST_EXPLAINED:
        told += ", and less than 10 % but for chance"
    return f"{told}, and shares of so little say nothing"


def _too_few(n: int, usable: Usable) -> str:
    number = len(usable.drivers)
    drivers = f" for {number} drivers" if number > 1 else ""
    counted = f"{n:,} answers are" if n != 1 else "1 answer is"
    if usable.worth < 1 - _ROUNDING:
        counted = f"weighted answers worth about {n:,} (n_effective) are"
    return f"{counted} too few{drivers}; at least {usable.needed:,} are needed"


def decide(outcome: str, usable: Usable, split: Split) -> DriverVerdict:
    """The verdict by the chance of the first to be first: .90 clear, .60 likely, else undecided."""
    ids = [driver.id for driver in usable.drivers]
    names = [driver.name for driver in usable.drivers]
    explained = f"the drivers together explain {show_percent(split.r_squared[0])} of it"
    after = f"{explained}. Association, not effect."
    if len(ids) == 1:
        text = f"{names[0]} is the only driver to compare: it explains"
        told = f"{text} {show_percent(split.r_squared[0])} of {outcome}. Association, not effect."
        return DriverVerdict("undecided", tuple(ids), told)
    if split.p_first is None:
        return refuse(outcome, "resamples of so few answers hold too little")
    chances = [float(p) for p in split.p_first]
    first = max(range(len(ids)), key=lambda i: chances[i])
    kind = judge(chances[first], usable.fewest).kind
    if kind in ("clear", "likely"):
        word = "" if kind == "clear" else "Likely: "
        text = f"{word}{names[first]} goes with {outcome} most closely"
        text += f" (P {show_percent(chances[first])})"
        named = (ids[first],)
        known: Literal["clear", "likely"] = "clear" if kind == "clear" else "likely"
        return DriverVerdict(known, named, f"{text}; {after}")
    between = candidate_set(chances)
    listed = join_words([f"{names[i]} ({show_percent(chances[i])})" for i in between])
    text = (
        f"Undecided between {listed}: the answers can't tell which goes with {outcome} most closely"
    )
    return DriverVerdict("undecided", tuple(ids[i] for i in between), f"{text}; {after}")
