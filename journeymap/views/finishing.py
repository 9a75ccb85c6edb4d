"""The last touches on a picture: whose colours, which way it reads, and where it is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from journeymap.model.journey import Journey
from journeymap.picture.direction import mostly_right_to_left
from journeymap.picture.drawing import Drawing
from journeymap.picture.given_theme import choose_theme
from journeymap.picture.marks import Picture
from journeymap.picture.mirroring import mirror
from journeymap.picture.theme import Theme, ThemeOrFile

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_SOME = "ar"  # stands for any of them


def finish(
    picture: Picture,
    notes: tuple[str, ...] = (),
    *,
    further: tuple[Picture, ...] = (),
    out: str | Path | None = None,
    theme: ThemeOrFile | None = None,
    journey: Journey | None = None,
) -> Drawing:
    """The drawing of a described picture, written where a file is named.

    Args:
        picture: What was described, from left to right; the first page where there are several.
        notes: What to know about how it was drawn.
        further: Its other pages.
        out: File to write: .svg, .png or .pdf; none where None.
        theme: Its colours and font, or their file; the light one where None.
        journey: The journey that it shows; one in Hebrew, Arabic and others, by its tag or by its
            letters, reads from right to left. What shows none reads from left to right.

    Raises:
        DrawingError: if the suffix of ``out`` is none of the three.
        InputError: if the file of a theme is at fault.
        OSError: if a file can't be read or written.
    """
    turned = journey is not None and reads_right_to_left(guess_language(journey))
    look = choose_theme(theme)
    first, *others = (_touch(page, look, turned=turned) for page in (picture, *further))
    drawing = Drawing(first, notes, further=tuple(others))
    return drawing if out is None else drawing.save(out)


def _touch(page: Picture, theme: Theme | None, *, turned: bool) -> Picture:
    page = mirror(page) if turned else page
    return replace(page, theme=theme) if theme else page


def guess_language(journey: Journey) -> str | None:
    """The language of a journey, as its tag says; without one, by the letters of its names.

    Example:
        >>> guess_language(Journey(name="קנייה", stages=[{"name": "עגלה"}]))
        'ar'
        >>> guess_language(Journey(name="Shop", stages=[{"name": "Buy"}])) is None
        True
    """
    if journey.language:
        return journey.language
    names = [journey.name]
    for stage in journey.stages:
        names += [stage.name, *(touchpoint.name for touchpoint in stage.touchpoints)]
    return _SOME if mostly_right_to_left(names) else None


def reads_right_to_left(language: str | None) -> bool:
    """Whether a language is written from right to left.

    Example:
        >>> reads_right_to_left("ar-EG"), reads_right_to_left(None)
        (True, False)
    """
    return (language or "").partition("-")[0].lower() in RIGHT_TO_LEFT
