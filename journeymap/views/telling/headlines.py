"""The headline of a result in the language of a picture or document, as far as it can be said."""

from __future__ import annotations

from typing import Any

from journeymap.analysis.changes.comparison import Comparison
from journeymap.analysis.coverage.finding import CoverageGaps
from journeymap.analysis.goals.table import GoalTable
from journeymap.analysis.plans.comparison import PlanComparison
from journeymap.analysis.priorities.advice import AdviceTable
from journeymap.analysis.priorities.priorities import Priorities
from journeymap.analysis.ranking.place_rows import WeakestPlaces
from journeymap.analysis.ranking.touchpoints import WeakestTouchpoints
from journeymap.result import Result
from journeymap.views.telling.advice import say_advice
from journeymap.views.telling.comparisons import say_comparison
from journeymap.views.telling.coverage import say_coverage
from journeymap.views.telling.goals import say_goals
from journeymap.views.telling.plans import say_plan
from journeymap.views.telling.verdicts import say_verdict
from journeymap.wording.words import Words


def say_headline(found: Result[Any], words: Words) -> str:
    """The answer in a sentence; in English it is the result's own headline.

    Args:
        found: Any result.
        words: The fixed words.

    Example:
        >>> from journeymap import Journey, measure_goals
        >>> shop = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart"]}])
        >>> say_headline(measure_goals(shop), Words())
        'The journey has no goals.'
    """
    match found:
        case WeakestTouchpoints() | WeakestPlaces() | Priorities():
            return say_verdict(found, words)
        case GoalTable():
            return say_goals(found, words)
        case AdviceTable():
            return say_advice(found, words)
        case CoverageGaps():
            return say_coverage(found, words)
        case PlanComparison():
            return say_plan(found, words)
        case Comparison():
            return say_comparison(found, words)
    return words.say(found.headline())
