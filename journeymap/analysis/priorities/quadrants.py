"""Importance against performance: what is important and weak, and what is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any, ClassVar

from journeymap.analysis.priorities.advice_evidence import gather_evidence
from journeymap.analysis.priorities.driver_weights import HasDrivers
from journeymap.analysis.priorities.quadrant_notes import note_quadrants
from journeymap.analysis.priorities.quadrant_rows import (
    ADVICE_WORDS,
    WORDS,
    QuadrantRow,
    can_be_cut,
)
from journeymap.analysis.priorities.weighing import (
    FULL_HEALTH,
    Comparable,
    PrioritySettings,
    find_comparable,
)
from journeymap.analysis.priorities.weights import (
    Weighting,
    choose_importance,
    show_importance,
)
from journeymap.analysis.ranking.sentence import Refusal, find_refusal
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.model.journey import Journey
from journeymap.result import BASE_WORDS, Column, Result, show_answers, show_percent
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.wording.told import tell, tell_list

LIKELY = 0.6  # the chance from which a touchpoint is named


@dataclass(frozen=True)
class QuadrantTable(Result[QuadrantRow]):
    """The touchpoints by importance and performance.

    Args:
        journey: The journey's id.
        settings: What was asked; ``importance`` says where it comes from.
        rows: The touchpoints in the order of the journey.
        notes: What to know before believing it, in whole sentences.
        summary: The answer in a sentence, or why there is none.
        importance_cut: What counts as important from here on, where the mean is 1; None without
            rows.
        performance_cut: The health that counts as strong from here on; None without rows.
        not_measured: The ids of the touchpoints that can't be compared.
    """

    question: ClassVar[str] = "quadrants"
    row_type: ClassVar[type[QuadrantRow]] = QuadrantRow

    summary: str
    importance_cut: float | None
    performance_cut: float | None
    not_measured: tuple[str, ...]

    def headline(self) -> str:
        """What is important and weak, in a sentence."""
        return self.summary

    def columns(self) -> Sequence[Column[QuadrantRow]]:
        """Touchpoint, both axes, the quadrant with its chance, advice, Ulwick's score, and base."""
        scored = any(row.opportunity is not None for row in self.rows)
        return (
            Column("touchpoint", lambda row: row.name),
            Column("importance", lambda row: show_importance(row.importance), True),
            Column("health", lambda row: f"{row.health:.0f}", True),
            Column("quadrant", lambda row: WORDS[row.quadrant]),
            Column("P(quadrant)", lambda row: show_percent(row.p_quadrant[row.quadrant]), True),
            Column("advice", lambda row: ADVICE_WORDS[row.advice] if row.advice else "–"),
            *((Column("Ulwick", _show_opportunity, True),) if scored else ()),
            Column("answers", lambda row: show_answers(row.n, row.n_effective), True),
            Column("base", lambda row: BASE_WORDS[row.base]),
        )


def _show_opportunity(row: QuadrantRow) -> str:
    return "–" if row.opportunity is None else f"{row.opportunity:.1f}"


def find_quadrants(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    importance: Mapping[str, float] | HasDrivers | None = None,
    importance_cut: float | None = None,
    health_cut: float | None = None,
    seed: int = 0,
    draws: int | None = None,
) -> QuadrantTable:
    """Importance against performance: where each touchpoint lies, and what the advice is there.

    Martilla & James 1977, Journal of Marketing 41(1). Quadrants go by the pooled health of
    ``find_weakest``; chances come from the same draws, in which a cut at the mean moves with it.
    What to do is not read off the quadrant but decided by ``find_advice``, which knows of goals
    and of how many pass, too.

    Args:
        journey: The journey with its readings.
        metric: The metric or metrics to compare by; chosen and told where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        importance: Touchpoint to a number of 0 or more, or a result of drivers; as the journey's
            touchpoints say where None.
        importance_cut: What counts as important, in the importance's own unit; its mean where
            None.
        health_cut: The health that counts as strong, and the target of the advice; where None the
            metrics' own targets, and the mean where they have none.
        seed: Seed of the draws, a whole number from 0 up.
        draws: How many draws, at least 100; by the number of touchpoints where None.

    Returns:
        A row per touchpoint that is measured and has an importance; without any importance no
        rows and a sentence that says so.

    Raises:
        UnknownNameError: if a metric, the wave, the segment or a touchpoint isn't there.
        ValueError: if a number is none that can be meant.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "touchpoints": ["Find", "Pay"]}],
        ...     readings=[{"touchpoint": t, "metric": "csat", "counts": {2: bad, 5: 200 - bad}}
        ...               for t, bad in (("find", 20), ("pay", 80))])
        >>> print(find_quadrants(journey, importance={"find": 6, "pay": 9}).headline())
        Important and weak: Pay (P > 99 %).
    """
    cuts = (_check_cut("importance_cut", importance_cut), _check_cut("health_cut", health_cut))
    target = cuts[1] if cuts[1] is not None and 0 < cuts[1] <= FULL_HEALTH else None
    asked = PrioritySettings(
        metric, wave, segment, target, None, importance, seed=seed, draws=draws
    )
    measured = find_comparable(journey, asked)
    weighting = choose_importance(journey, measured.ids, importance)
    settings: dict[str, Any] = {
        **measured.settings, "seed": int(seed), "importance": weighting.origin,
        "importance_cut": cuts[0], "health_cut": cuts[1],
    }  # fmt: skip
    left_out = tuple(measured.left_out)
    if why := _find_reason(journey, measured, weighting):
        return QuadrantTable(journey.id, settings, (), measured.notes, why, None, None, left_out)
    known = gather_evidence(journey, measured, asked, cuts)
    figures = known.figures
    assert figures is not None
    weakest = find_weakest(journey, metric=metric, wave=wave, segment=segment, seed=seed).verdict
    named = weakest.touchpoints
    rows = tuple(replace(row, is_weakest=row.touchpoint in named) for row in known.quadrants)
    enough = {c.touchpoint for c in measured.candidates if c.n >= SMALLEST_FOR_VERDICT}
    return QuadrantTable(
        journey.id,
        {**settings, "draws": figures.draws},
        rows,
        (
            *note_quadrants(journey, measured, weighting, figures, rows),
            *measured.notes,
        ),
        _tell([row for row in rows if row.touchpoint in enough]),
        figures.importance_cut,
        figures.performance_cut,
        left_out,
    )


def _check_cut(name: str, cut: float | None) -> float | None:
    if cut is None:
        return None
    if not isinstance(cut, Real) or isinstance(cut, bool) or not abs(float(cut)) < 1e15:
        raise ValueError(f"{name} must be a number, got {cut!r}")
    return float(cut)


def _find_reason(journey: Journey, measured: Comparable, weighting: Weighting) -> str:
    """Why there are no quadrants; empty where there are."""
    if len(measured.candidates) < 2:
        names = [journey.touchpoint(id_).name for id_ in measured.ids]
        return _REFUSED[find_refusal(names, measured.left_out.values())](names)
    if not can_be_cut(measured, weighting):
        return tell(
            "No quadrants: nobody says how important the touchpoints are.",
            hint="; write importance: 9 to each, give it, or derive it from drivers.",
        )
    return ""


_REFUSED: Mapping[Refusal, Callable[[Sequence[str]], str]] = {
    "none_measured": lambda _: tell("No quadrants: no touchpoint is measured."),
    "none_comparable": lambda _: tell("No quadrants: no touchpoint can be compared."),
    "only_one_measured": lambda names: tell(
        "No quadrants: only {name} is measured, there is nothing to compare it with.", name=names[0]
    ),
    "only_one_comparable": lambda names: tell(
        "No quadrants: only {name} can be compared, there is nothing to compare it with.",
        name=names[0],
    ),
}


def _tell(rows: Sequence[QuadrantRow]) -> str:
    """What is important and weak, the surest first, of those with ten answers or more."""
    named = [row for row in rows if row.p_quadrant["major_weak"] >= LIKELY]
    if not named:
        return tell("Nothing is surely important and weak.")
    named.sort(key=lambda row: -row.p_quadrant["major_weak"])
    listed = [
        tell(
            "{name} (P {chance})",
            name=row.name,
            chance=show_percent(row.p_quadrant["major_weak"]),
        )
        for row in named
    ]
    return tell("Important and weak: {names}.", names=tell_list(listed))
