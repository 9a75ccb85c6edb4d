"""What to know before believing quadrants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from journeymap.analysis.priorities.quadrant_rows import QuadrantRow
from journeymap.analysis.priorities.unweighed import note_left_out_of_quadrants
from journeymap.analysis.priorities.weighing import FULL_HEALTH, Comparable, note_draws
from journeymap.analysis.priorities.weights import Weighting, show_importance
from journeymap.model.journey import Journey
from journeymap.wording.told import MOST_LISTED, tell, tell_list

if TYPE_CHECKING:
    from journeymap.statistics.ranking.quadrants import QuadrantFigures


def note_quadrants(
    journey: Journey,
    measured: Comparable,
    weighting: Weighting,
    figures: QuadrantFigures,
    rows: Sequence[QuadrantRow],
) -> Iterator[str]:
    """What to know of the cuts, of those without importance and of the chances.

    Args:
        journey: The journey.
        measured: What can be compared.
        weighting: How much it matters.
        figures: The figures behind the quadrants.
        rows: The touchpoints with their quadrants.
    """
    yield tell(
        "Major is an importance of {importance_cut} and more, where the mean is 1; strong is a "
        "health of {performance_cut:.0f} and more. What to do is the advice, which knows more.",
        importance_cut=show_importance(figures.importance_cut),
        performance_cut=figures.performance_cut,
    )
    yield from _note_sides(rows, figures.performance_cut)
    if weighting.is_on_ten:
        yield tell(
            "Ulwick's opportunity (0 to 20) is importance, as stated on 0 to 10, plus "
            "what health / 10 lacks to it."
        )
    yield from note_left_out_of_quadrants(journey, measured.ids, weighting)
    yield from weighting.notes
    chance = tell(
        "P(quadrant) is how often a touchpoint lies there among all plausible true scores"
    )
    yield from note_draws(figures.draws, len(measured.candidates), chance)


def _note_sides(rows: Sequence[QuadrantRow], cut: float) -> Iterator[str]:
    """Whose health, as it is shown, lies on the other side of the cut than the quadrant."""
    at = min(cut, FULL_HEALTH)
    apart = [row.name for row in rows if (row.health >= at) != row.quadrant.endswith("strong")]
    if apart:
        yield tell(
            "Quadrants go by health pulled towards the others, the harder the fewer answers; for "
            "{names} it lies on the other side of the cut than the health shown.",
            names=tell_list(apart, MOST_LISTED),
        )
