"""What all questions about priorities share: the touchpoints that are measured, and the weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from typing import TYPE_CHECKING, Any

from journeymap.analysis.evidence.candidates import Candidate, WhyNot, find_measured
from journeymap.analysis.evidence.elsewhere import note_other_waves, note_segments
from journeymap.analysis.evidence.estimates import clip
from journeymap.analysis.evidence.population import note_population
from journeymap.analysis.evidence.reach import Reach, choose_reach
from journeymap.analysis.evidence.selection import Selection, choose_metrics, select_readings
from journeymap.analysis.evidence.settings_check import (
    FEWEST_DRAWS,
    check_count,
    check_level,
    check_optional_count,
)
from journeymap.analysis.priorities.driver_weights import HasDrivers
from journeymap.analysis.priorities.weights import Weighting, choose_importance
from journeymap.analysis.ranking.notes import FEW_TOUCHPOINTS, note_left_out
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.wording.told import tell, tell_list, tell_row

if TYPE_CHECKING:
    from journeymap.statistics.ranking.priorities import PriorityFigures

FULL_HEALTH = 100.0


@dataclass(frozen=True, slots=True)
class PrioritySettings:
    """What was asked, checked: the settings that all questions about priorities share."""

    metric: str | Sequence[str] | None = None
    wave: str | None = None
    segment: Mapping[str, str] | None = None
    target: float | None = None
    reach: Mapping[str, float] | None = None
    importance: Mapping[str, float] | HasDrivers | None = None
    level: float = 0.95
    seed: int = 0
    draws: int | None = None

    def __post_init__(self) -> None:
        check_level(self.level)
        check_count("seed", self.seed, 0)
        check_optional_count("draws", self.draws, FEWEST_DRAWS)
        check_target(self.target)


def check_target(target: float | None) -> float:
    """The health that is good enough: above 0, at most 100; 100 where None.

    Example:
        >>> check_target(None), check_target(80)
        (100.0, 80.0)
    """
    if target is None:
        return FULL_HEALTH
    if not isinstance(target, Real) or isinstance(target, bool) or not 0 < target <= FULL_HEALTH:
        raise ValueError(f"target must be a health above 0 and up to 100, got {target!r}")
    return float(target)


@dataclass(frozen=True, slots=True, eq=False)
class Comparable:
    """The touchpoints that can be compared, and why the others can't.

    Args:
        selection: The readings in question.
        metrics: The metrics they are compared by.
        candidates: Those that can be compared, in the order of the journey.
        left_out: The others, and why.
        notes: How the choice came about; and what is left out.
        target: The health that is good enough.
    """

    selection: Selection
    metrics: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    left_out: Mapping[str, WhyNot]
    notes: tuple[str, ...]
    target: float

    @property
    def ids(self) -> tuple[str, ...]:
        """The touchpoints that can be compared."""
        return tuple(candidate.touchpoint for candidate in self.candidates)

    @property
    def settings(self) -> dict[str, Any]:
        """Metric, wave and segment as they were taken."""
        return {
            "metric": self.metrics,
            "wave": self.selection.wave,
            "segment": self.selection.segment,
        }


def find_comparable(journey: Journey, asked: PrioritySettings) -> Comparable:
    """The touchpoints that can be compared with each other, with moderated errors."""
    selection = select_readings(journey, wave=asked.wave, segment=asked.segment)
    metrics, notes = choose_metrics(journey, selection, asked.metric)
    found, left_out = find_measured(journey, selection, metrics, level=asked.level)
    candidates: tuple[Candidate, ...] = ()
    if found:
        # it loads numpy, which a journey without readings can do without
        from journeymap.analysis.ranking.moderation import find_candidates  # noqa: PLC0415

        candidates = find_candidates(found, weights=dict.fromkeys(metrics, 1.0))
    told = (
        *notes,
        *_note_partly(candidates),
        *note_population(one.reading for estimates in found.values() for one in estimates),
        *note_left_out(journey, left_out),
        *note_other_waves(journey, selection, metrics, left_out),
        *note_segments(journey, selection, touchpoints=True),
    )
    target = check_target(asked.target)
    return Comparable(selection, tuple(metrics), candidates, left_out, told, target)


def _note_partly(candidates: Sequence[Candidate]) -> Iterator[str]:
    partly = sum(candidate.coverage < 1 for candidate in candidates)
    if partly:
        yield tell(
            "{partly} of {candidates} touchpoints lack a metric; the others stand for it.",
            partly=partly,
            candidates=len(candidates),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The measured touchpoints with what they lose: figures in the order of the candidates."""

    measured: Comparable
    reach: Reach
    importance: Weighting
    figures: PriorityFigures


def weigh(journey: Journey, measured: Comparable, asked: PrioritySettings) -> Weighed:
    """Reach x importance x expected shortfall of at least one touchpoint."""
    from journeymap.statistics.ranking.priorities import prioritise  # noqa: PLC0415 - it loads numpy

    reach = _tell_reach(choose_reach(journey, measured.ids, asked.reach))
    importance = choose_importance(journey, measured.ids, asked.importance)
    figures = prioritise(
        [c.health for c in measured.candidates],
        [c.se for c in measured.candidates],
        target=measured.target,
        reach=[reach.values[id_] for id_ in measured.ids],
        importance=[importance.values[id_] for id_ in measured.ids],
        importance_draws=importance.draw_values(measured.ids),
        may_not_matter=[id_ in importance.may_not_matter for id_ in measured.ids],
        eligible=[c.n >= SMALLEST_FOR_VERDICT for c in measured.candidates],
        level=asked.level,
        draws=asked.draws,
        seed=asked.seed,
    )
    return Weighed(measured, reach, importance, figures)


def _tell_reach(reach: Reach) -> Reach:
    """With a note on it in any case, since it decides what is first."""
    if reach.origin == "flow":
        note = tell(
            "Reach is the chance that a journey passes a touchpoint, from the "
            "journey's transitions."
        )
        return replace(reach, notes=(note, *reach.notes))
    if reach.origin == "equal" and not reach.notes:
        note = tell(
            "No transitions with counts or shares say who goes where: every touchpoint "
            "counts as passed by every journey."
        )
        return replace(reach, notes=(note,))
    return reach


def note_target(journey: Journey, measured: Comparable, asked: PrioritySettings) -> Iterator[str]:
    """That health 100 is the best end of a scale where nobody has set a target."""
    bare = [id_ for id_ in measured.metrics if journey.metric(id_).target is None]
    if asked.target is None and bare:
        yield tell(
            "The shortfall is counted up to health 100, the best end of the scale of {metrics}.",
            hint=": set a target for it, or ask with a target health such as 80.",
            metrics=tell_row([journey.metric(id_).told for id_ in bare]),
        )


def has_target(journey: Journey, measured: Comparable, asked: PrioritySettings) -> bool:
    """Whether anybody has said which health is good enough: the question, or every metric."""
    own = all(journey.metric(id_).target is not None for id_ in measured.metrics)
    return asked.target is not None or own


def tell_targets(journey: Journey, measured: Comparable, asked: PrioritySettings) -> str:
    """Which values health 100 is where it is the metrics' targets; else empty."""
    metrics = [journey.metric(id_) for id_ in measured.metrics]
    own = [tell_row([m.told, m.to_text(m.target)], " ") for m in metrics if m.target is not None]
    if asked.target is not None or not own or len(own) < len(metrics):
        return ""
    return tell(", the target ({own})", own=tell_list(own))


def note_draws(draws: int, touchpoints: int, chance: str) -> Iterator[str]:
    """How the chances came about, and what they lean on."""
    if touchpoints <= FEW_TOUCHPOINTS:
        yield tell(
            "With {touchpoints} touchpoints the chances lean on the assumption of how "
            "much touchpoints differ.",
            touchpoints=touchpoints,
        )
    # twice the standard error of a simulated share, at its largest
    yield tell(
        "{chance} ({draws:,} draws, good to ±{draws2:.1f} points).",
        chance=chance,
        draws=draws,
        draws2=100 / draws**0.5,
    )


def find_opportunities(weighting: Weighting, health: Mapping[str, float]) -> Mapping[str, float]:
    """Ulwick's score by touchpoint where importance is stated on 0 to 10; else none.

    Args:
        weighting: How important the touchpoints are.
        health: Touchpoint to its pooled health; a tenth of it is the satisfaction.
    """
    ids = [id_ for id_ in health if id_ in weighting.stated] if weighting.is_on_ten else []
    if not ids:
        return {}
    from journeymap.statistics.ranking.quadrants import ulwick_opportunity  # noqa: PLC0415 - loads numpy

    satisfied = [(clip(float(health[id_])) or 0.0) / 10 for id_ in ids]
    scores = ulwick_opportunity([weighting.stated[id_] for id_ in ids], satisfied)
    return dict(zip(ids, map(float, scores), strict=True))
