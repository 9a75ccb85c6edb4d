"""The journey's graph as text in Graphviz's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.analysis.experience import measure_experience
from journeymap.model.journey import Journey
from journeymap.views.journey_graph.dot_text import describe_dot
from journeymap.views.telling.metrics import choose_words_for


def to_dot(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    language: str | None = None,
) -> str:
    """The journey's graph in Graphviz's language, every name escaped.

    Args:
        journey: The journey.
        metric: The metric or metrics that shade the touchpoints; chosen where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals in the tooltips, between 0 and 1.
        language: Of the fixed words: "en", "pl" or "ru"; the journey's own where None.

    Returns:
        The text of a .dot file; the same journey gives the same text.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.
        ValueError: if ``level`` lies outside, or there are no words in ``language``.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> to_dot(journey).startswith("digraph")
        True
    """
    words = choose_words_for(journey, language)
    experience = measure_experience(journey, metric=metric, wave=wave, segment=segment, level=level)
    return describe_dot(journey, experience, words)
