"""What to fix first: where most health is lost, by how many pass and how much it matters.

Weakest is not the same as first to fix. A touchpoint's priority is what a journey loses there:
the chance to pass it, times its importance, times the health missing to the target. What lies
above the target makes up for nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from journeymap.analysis.evidence.settings_check import check_optional_count
from journeymap.analysis.priorities.driver_weights import HasDrivers
from journeymap.analysis.priorities.first import Rival, decide_first, tell_weakest
from journeymap.analysis.priorities.rows import PriorityRow, to_priority_rows
from journeymap.analysis.priorities.unweighed import note_counted
from journeymap.analysis.priorities.weighing import (
    Comparable,
    PrioritySettings,
    Weighed,
    find_comparable,
    note_draws,
    note_target,
    tell_targets,
    weigh,
)
from journeymap.analysis.priorities.weights import show_importance
from journeymap.analysis.ranking.verdict import Verdict, refuse
from journeymap.model.journey import Journey
from journeymap.result import (
    BASE_WORDS,
    Column,
    Result,
    show_answers,
    show_percent,
    show_rounded,
    take_first,
)
from journeymap.wording.told import Figure, tell


@dataclass(frozen=True)
class Priorities(Result[PriorityRow]):
    """The touchpoints by what is lost there, with a sentence on what to fix first.

    Args:
        journey: The journey's id.
        settings: What was asked; ``reach`` and ``importance`` say where these come from.
        rows: The touchpoints, the highest priority first.
        notes: What to know before believing it, in whole sentences.
        verdict: What may be said of the first.
        not_measured: The ids of the touchpoints that can't be compared.
    """

    question: ClassVar[str] = "priorities"
    row_type: ClassVar[type[PriorityRow]] = PriorityRow

    verdict: Verdict
    not_measured: tuple[str, ...]

    def headline(self) -> str:
        """What to fix first, in a sentence."""
        return self.verdict.text

    def columns(self) -> Sequence[Column[PriorityRow]]:
        """Touchpoint, the factors that differ, what is lost with interval, chance and base."""
        shown = {
            "reach": self.settings.get("reach") != "equal",
            "importance": self.settings.get("importance") != "equal",
        }
        percent = f"{100 * self.settings['level']:g} %"
        columns: tuple[Column[PriorityRow], ...] = (
            Column("touchpoint", lambda row: row.name),
            Column("reach", lambda row: Figure(f"{100 * row.reach:.0f} %"), True),
            Column("importance", lambda row: show_importance(row.importance), True),
            Column("shortfall", lambda row: f"{row.shortfall:.1f}", True),
            Column(f"points lost ({percent})", _show_lost, True),
            Column("P(first)", lambda row: show_percent(row.p_first), True),
            Column("answers", lambda row: show_answers(row.n, row.n_effective), True),
            Column("base", lambda row: BASE_WORDS[row.base]),
        )
        return tuple(column for column in columns if shown.get(column.heading, True))


def _show_lost(row: PriorityRow) -> str:
    return show_rounded(row.lost_per_100, 100 * row.low, 100 * row.high)


def find_priorities(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    target: float | None = None,
    reach: Mapping[str, float] | None = None,
    importance: Mapping[str, float] | HasDrivers | None = None,
    level: float = 0.95,
    top: int | None = None,
    seed: int = 0,
    draws: int | None = None,
) -> Priorities:
    """The touchpoints by what is lost there, and the chance that each is the first to fix.

    priority = reach x importance x E[max(0, target - true health)], in health points per
    journey; our choice, after expected loss in decision theory. True health is that of
    ``find_weakest``, from the same draws.

    Args:
        journey: The journey with its readings.
        metric: The metric or metrics to compare by; chosen and told where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        target: The health that is good enough, above 0 and up to 100; 100 where None, which is
            the metric's target where it has one, and the best end of its scale where not.
        reach: Touchpoint to the chance (0 to 1) that a journey passes it; of those left out from
            the journey's transitions where they tell it of all of them, and else 1.
        importance: Touchpoint to a number of 0 or more, or a result of drivers, in which those
            with a negative sign count 0; else as the journey's touchpoints say, and the same
            for all where they don't.
        level: Confidence of the intervals, between 0 and 1.
        top: How many rows to keep, at least 1; all where None.
        seed: Seed of the draws, a whole number from 0 up.
        draws: How many draws, at least 100; by the number of touchpoints where None.

    Returns:
        Rows from the highest priority to the lowest. Fewer than 10 answers never make a verdict.

    Raises:
        UnknownNameError: if a metric, the wave, the segment or a touchpoint isn't there.
        ValueError: if a number is none that can be meant.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "touchpoints": ["Find", "Pay", "Help"]}],
        ...     readings=[{"touchpoint": t, "metric": "csat", "counts": {2: bad, 5: 200 - bad}}
        ...               for t, bad in (("find", 20), ("pay", 80), ("help", 120))])
        >>> print(find_priorities(journey, reach={"find": 1, "pay": 0.8, "help": 0.1}).headline())
        Fix first: Pay (P > 99 %).
    """
    top = check_optional_count("top", top, 1)
    asked = PrioritySettings(metric, wave, segment, target, reach, importance, level, seed, draws)
    measured = find_comparable(journey, asked)
    settings: dict[str, Any] = {
        **measured.settings, "target": measured.target, "level": float(level), "seed": int(seed),
    }  # fmt: skip
    not_measured = tuple(measured.left_out)
    if len(measured.candidates) < 2:
        names = [journey.touchpoint(id_).name for id_ in measured.ids]
        verdict = refuse(names, measured.left_out.values())
        return Priorities(journey.id, settings, (), measured.notes, verdict, not_measured)
    weighed = weigh(journey, measured, asked)
    rows = to_priority_rows(journey, weighed)
    rivals = to_rivals(journey, weighed)
    verdict = decide(weighed, rivals)
    notes = (
        *tell_weakest(rivals, verdict),
        *_note(journey, weighed, asked),
        *measured.notes,
    )
    settings |= {
        "draws": weighed.figures.draws,
        "reach": weighed.reach.origin,
        "importance": weighed.importance.origin,
    }
    shown, cut = take_first(rows, top)
    return Priorities(journey.id, settings, shown, (*cut, *notes), verdict, not_measured)


def decide(weighed: Weighed, rivals: Sequence[Rival]) -> Verdict:
    """What may be said of the first to fix."""
    weights = (weighed.reach.values[i] * weighed.importance.values[i] for i in weighed.measured.ids)
    if not any(weights):
        text = tell(
            "No verdict: no journey passes a touchpoint that matters (reach x importance is 0)."
        )
        return Verdict("none", (), text)
    return decide_first(rivals, p_none=weighed.figures.p_none, target=weighed.measured.target)


def to_rivals(journey: Journey, weighed: Weighed) -> list[Rival]:
    """Each candidate with its chances."""
    figures = weighed.figures
    return [
        Rival(
            candidate.touchpoint,
            journey.touchpoint(candidate.touchpoint).name,
            candidate.n,
            float(figures.p_first[i]),
            float(figures.p_first_eligible[i]),
            float(figures.p_weakest_eligible[i]),
            weighted=candidate.smallest.is_weighted,
        )
        for i, candidate in enumerate(weighed.measured.candidates)
    ]


def _note(journey: Journey, weighed: Weighed, asked: PrioritySettings) -> Iterator[str]:
    measured: Comparable = weighed.measured
    yield tell(
        "Points lost are health points per 100 journeys: reach x importance x the "
        "shortfall to health {target:g}{journey}.",
        target=measured.target,
        journey=tell_targets(journey, measured, asked),
    )
    yield from note_target(journey, measured, asked)
    yield from weighed.reach.notes
    yield from weighed.importance.notes
    yield from note_counted(journey, measured.ids, weighed.importance)
    chance = tell("P(first) is how often most is lost there among all plausible true scores")
    yield from note_draws(weighed.figures.draws, len(measured.candidates), chance)
