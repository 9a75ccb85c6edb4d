"""Which chart shows which result: one register for documents and for ``journeymap draw``."""

from __future__ import annotations

from typing import Any

from journeymap.model.journey import Journey
from journeymap.picture.marks import Picture
from journeymap.result import Result
from journeymap.wording.words import Words

QUESTIONS = (
    "weakest", "priorities", "quadrants", "drivers", "compare", "trend", "segments", "flow",
)  # fmt: skip


def describe_result(found: Result[Any], words: Words, journey: Journey | None) -> Picture | None:
    """The chart of a result as plain marks; None where there is no chart of such results.

    Args:
        found: The result of one of ``QUESTIONS``, or of any other.
        words: The fixed words.
        journey: What it is about, for its names and goals; may be unknown.
    """
    chart = _find_chart(found.question)
    return None if chart is None else chart(found, words, journey)


def _find_chart(question: str) -> Chart | None:  # noqa: PLR0911 - one line per chart
    """Each is loaded when it is wanted: some rest on libraries that the others do without."""
    # ruff: noqa: PLC0415
    match question:
        case "weakest":
            from journeymap.views.charts.ranking import describe_ranking

            return describe_ranking
        case "priorities":
            from journeymap.views.charts.priorities import describe_priorities

            return describe_priorities
