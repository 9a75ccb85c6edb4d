"""The last touches on a picture: whose colours, which way it reads, and where it is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Picture
from journeymap.picture.mirroring import mirror
from journeymap.picture.theme import Theme

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def finish(
    picture: Picture,
    notes: tuple[str, ...] = (),
    *,
    out: str | Path | None = None,
    theme: Theme | None = None,
    language: str | None = None,
) -> Drawing:
    """The drawing of a described picture, written where a file is named.

    Args:
        picture: What was described, from left to right.
        notes: What to know about how it was drawn.
        out: File to write: .svg, .png or .pdf; none where None.
        theme: Its colours and font; the light one where None.
        language: The language of the journey; Hebrew, Arabic and others read from right to left.

    Raises:
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.
    """
    turned = mirror(picture) if reads_right_to_left(language) else picture
    drawing = Drawing(replace(turned, theme=theme) if theme else turned, notes)
    return drawing if out is None else drawing.save(out)


def reads_right_to_left(language: str | None) -> bool:
    """Whether a language is written from right to left.

    Example:
        >>> reads_right_to_left("ar-EG"), reads_right_to_left(None)
        (True, False)
    """
    return (language or "").partition("-")[0].lower() in RIGHT_TO_LEFT
