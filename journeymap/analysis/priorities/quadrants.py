"""What to concentrate on, to keep up or to leave: importance against performance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any, ClassVar

from journeymap.analysis.priorities.driver_weights import MOST_NAMED, HasDrivers
from journeymap.analysis.priorities.quadrant_rows import (
    WORDS,
    QuadrantRow,
    can_be_cut,
    make_quadrant_rows,
    show_importance,
)
from journeymap.analysis.priorities.weighing import (
    Comparable,
    PrioritySettings,
    find_comparable,
    note_draws,
)
from journeymap.analysis.priorities.weights import Weighting, choose_importance
from journeymap.analysis.ranking.verdict import refuse
from journeymap.model.journey import Journey
from journeymap.printed import join_words
from journeymap.result import Column, Result, show_answers, show_percent
from journeymap.statistics.base_sizes import BASE_WORDS, SMALLEST_FOR_VERDICT

if TYPE_CHECKING:
    from journeymap.statistics.ranking.quadrants import QuadrantFigures

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
        importance_cut: What counts as important from here on; None without rows.
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
        """What to concentrate on, in a sentence."""
        return self.summary

    def columns(self) -> Sequence[Column[QuadrantRow]]:
        """Touchpoint, both axes, the quadrant with its chance, Ulwick's score, and base."""
        scored = any(row.opportunity is not None for row in self.rows)
        return (
            Column("touchpoint", lambda row: row.name),
            Column("importance", lambda row: show_importance(row.importance), True),
            Column("health", lambda row: f"{row.performance:.0f}", True),
            Column("quadrant", lambda row: WORDS[row.quadrant]),
            Column("P(quadrant)", lambda row: show_percent(row.p_quadrant[row.quadrant]), True),
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
    """Importance against performance: what to concentrate on, keep up, or leave.

    Martilla & James 1977, Journal of Marketing 41(1). Performance is the pooled health of
    ``find_weakest``; chances come from the same draws, in which the cut moves with the mean.

    Args:
        journey: The journey with its readings.
        metric: The metric or metrics to compare by; chosen and told where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        importance: Touchpoint to a number of 0 or more, or a result of drivers; as the journey's
            touchpoints say where None.
        importance_cut: What counts as important, in the importance's own unit; its mean where
            None.
        health_cut: The health that counts as strong; the mean where None.
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
        Concentrate on Pay (P > 99 %).
    """
    cuts = (_check_cut("importance_cut", importance_cut), _check_cut("health_cut", health_cut))
    asked = PrioritySettings(metric, wave, segment, None, None, importance, seed=seed, draws=draws)
    measured = find_comparable(journey, asked)
    weighting = choose_importance(journey, measured.ids, importance)
    settings: dict[str, Any] = {
        **measured.settings, "seed": int(seed), "importance": weighting.origin,
        "importance_cut": cuts[0], "health_cut": cuts[1],
    }  # fmt: skip
    left_out = tuple(measured.left_out)
    if why := _find_reason(journey, measured, weighting):
        return QuadrantTable(journey.id, settings, (), measured.notes, why, None, None, left_out)
    rows, figures = make_quadrant_rows(journey, measured, weighting, asked, cuts)
    enough = {c.touchpoint for c in measured.candidates if c.n >= SMALLEST_FOR_VERDICT}
    return QuadrantTable(
        journey.id,
        {**settings, "draws": figures.draws},
        rows,
        (*_note(journey, measured, weighting, figures), *measured.notes),
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
        return refuse(names, measured.left_out.values()).text.replace("No verdict", "No quadrants")
    if not can_be_cut(measured, weighting):
        return (
            "No quadrants: nobody says how important the touchpoints are; write importance: 9 "
            "to each, give it, or derive it from drivers."
        )
    return ""


def _tell(rows: Sequence[QuadrantRow]) -> str:
    """What to concentrate on, the surest first, of those with ten answers or more."""
    named = [row for row in rows if row.p_quadrant["concentrate"] >= LIKELY]
    if not named:
        return "Nothing is surely important and weak: no touchpoint to concentrate on stands out."
    named.sort(key=lambda row: -row.p_quadrant["concentrate"])
    listed = [f"{row.name} (P {show_percent(row.p_quadrant['concentrate'])})" for row in named]
    return f"Concentrate on {join_words(listed)}."


def _note(
    journey: Journey, measured: Comparable, weighting: Weighting, figures: QuadrantFigures
) -> Iterator[str]:
    yield (
        f"Important is {show_importance(figures.importance_cut)} and more, strong a health of "
        f"{figures.performance_cut:.0f} and more; the chances take the importance as it is."
    )
    if weighting.is_on_ten:
        yield (
            "Ulwick's opportunity (0 to 20) is importance, as stated on 0 to 10, plus what health "
            "/ 10 lacks to it."
        )
    without = [journey.touchpoint(i).name for i in measured.ids if i not in weighting.stated]
    if without:
        yield f"No importance is known for {join_words(without, MOST_NAMED)}: not in the table."
    chance = "P(quadrant) is how often a touchpoint lies there among all plausible true scores"
    yield from note_draws(figures.draws, len(measured.candidates), chance)
