"""Planning a report: asks the journey every question that its readings can answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.documents.questions import ReportSettings, ask_everything
from journeymap.documents.report import Report
from journeymap.documents.sections import build_sections
from journeymap.documents.summary import summarise
from journeymap.metrics import tell_metric
from journeymap.model.journey import Journey
from journeymap.picture.given_theme import choose_theme
from journeymap.picture.theme import LIGHT, ThemeOrFile
from journeymap.views.facts import find_facts
from journeymap.wording.told import tell

if TYPE_CHECKING:
    from journeymap.analysis.changes.comparison import Comparison
    from journeymap.analysis.drivers.result import Drivers
    from journeymap.analysis.words.table import Words


def plan_report(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    seed: int = 0,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
    drivers: Drivers | None = None,
    comparison: Comparison | None = None,
    comments: Words | None = None,
) -> Report:
    """What a report about a journey says: every question that the journey can answer, asked once.

    Args:
        journey: The journey, with or without readings.
        metric: The metric or metrics to compare by; chosen where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals, between 0 and 1.
        seed: Seed of the draws, a whole number from 0 up.
        language: Of the fixed words: "en", "pl" or "ru"; the journey's own where None.
        theme: Its colours and font, or their file; the light one where None.
        drivers: What moves an overall outcome, from ``find_drivers``, to be in the report too; it
            says what matters, and so what comes first, where no touchpoint states its importance.
        comparison: What differs, from a ``compare_`` question; the last two waves where None.
        comments: What customers say at one touchpoint more than elsewhere, from ``find_words``.

    Returns:
        A summary, and a section for each question that has an answer; the others are absent.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.
        ValueError: if ``level`` or ``seed`` is none that can be meant, or a language is unknown.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> [section.id for section in plan_report(journey).sections]
        ['map', 'coverage']
    """
    look = choose_theme(theme)  # its file may be at fault, so first of all
    is_stated = any(touchpoint.importance is not None for touchpoint in journey.touchpoints)
    weights = None if is_stated else drivers
    facts = find_facts(
        journey,
        metric=metric,
        wave=wave,
        segment=segment,
        level=level,
        seed=seed,
        language=language,
        priorities=weights is None,
    )
    if weights is not None:  # what matters, and so what comes first, is known better now
        first = find_priorities(
            journey,
            metric=metric,
            wave=wave,
            segment=segment,
            importance=weights,
            level=level,
            seed=seed,
        )
        facts = replace(facts, priorities=first)
    elif drivers is not None and facts.priorities is not None:
        noted = (*facts.priorities.notes, _note_stated(drivers))
        facts = replace(facts, priorities=replace(facts.priorities, notes=noted))
    asked = ReportSettings(
        facts=facts,
        metric=metric,
        wave=wave,
        segment=segment,
        level=level,
        seed=seed,
        drivers=drivers,
        weights=weights,
        comparison=comparison,
        comments=comments,
    )
    answers = ask_everything(asked)
    sections = build_sections(answers, facts, look)
    return Report(facts, summarise(facts, answers.found.values()), sections, look or LIGHT)


def _note_stated(drivers: Drivers) -> str:
    """Why the drivers don't say what comes first."""
    return tell(
        "The importance that the journey states is used here; what the answers say matters for "
        "{outcome} stands under “{section}”.",
        outcome=tell_metric(drivers.outcome),
        section=tell("What moves the outcome"),
    )
