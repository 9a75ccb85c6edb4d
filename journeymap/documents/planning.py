"""Planning a report: asks the journey every question that its readings can answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.documents.report import Answered, Report, Section
from journeymap.model.journey import Journey
from journeymap.picture.theme import LIGHT, Theme
from journeymap.views.draw import find_facts
from journeymap.views.finishing import finish
from journeymap.views.journey_map.describe import describe_map


def plan_report(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    seed: int = 0,
    language: str | None = None,
    theme: Theme | None = None,
) -> Report:
    """What a report about a journey says."""
    facts = find_facts(
        journey,
        metric=metric,
        wave=wave,
        segment=segment,
        level=level,
        seed=seed,
        language=language,
    )
    words = facts.words
    drawing = finish(describe_map(facts), theme=theme, language=journey.language)
    return Report(
        journey,
        (Answered(words("What is weakest?"), facts.weakest.verdict.text),),
        (
            Section("map", words("The journey"), facts.goals.headline(), drawing, facts.experience,
                    facts.experience.notes, ""),
            Section("weakest", words("Weakest touchpoints"), facts.weakest.verdict.text, None,
                    facts.weakest, facts.weakest.notes, ""),
            Section("goals", words("Goals"), facts.goals.headline(), None, facts.goals,
                    facts.goals.notes, ""),
        ),
        words,
        theme or LIGHT,
    )  # fmt: skip
