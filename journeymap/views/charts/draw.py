"""Drawing a chart: the question is asked where there is no result yet, described, and finished."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing, check_suffix
from journeymap.picture.marks import Picture
from journeymap.picture.theme import ThemeOrFile
from journeymap.views.finishing import finish
from journeymap.views.telling.metrics import choose_words_for
from journeymap.wording.words import Words

Found = TypeVar("Found")
Describe = Callable[[Found, Words, Journey | None], Picture]


def draw_chart(
    found: Journey | Found,
    ask: Callable[[Journey], Found],
    describe: Describe[Found],
    *,
    journey: Journey | None,
    out: str | Path | None,
    language: str | None,
    theme: ThemeOrFile | None,
) -> Drawing:
    """The chart of a result, or of what a journey answers.

    Args:
        found: The result, or the journey that is asked.
        ask: The question, with its defaults.
        describe: The chart as plain marks, given the result, the fixed words and the journey.
        journey: What a result is about, for names, language and direction; may be unknown.
        out: File to write: .svg, .png or .pdf; none where None.
        language: Of the fixed words; that of the journey where None, English without one.
        theme: Its colours and font, or their file; the light one where None.

    Raises:
        ValueError: if there are no words in ``language``.
        DrawingError: if the suffix of ``out`` is none of the three; said before anything is asked.
        OSError: if the file can't be written.
    """
    check_suffix(out)
    if isinstance(found, Journey):
        journey = found
        found = ask(journey)
    words = choose_words_for(journey, language)
    return finish(describe(found, words, journey), out=out, theme=theme, journey=journey)


def draw_result(
    found: Found,
    describe: Describe[Found],
    *,
    journey: Journey | None,
    out: str | Path | None,
    language: str | None,
    theme: ThemeOrFile | None,
) -> Drawing:
    """The chart of a result that a journey alone doesn't give; see ``draw_chart``."""
    check_suffix(out)
    words = choose_words_for(journey, language)
    return finish(describe(found, words, journey), out=out, theme=theme, journey=journey)
