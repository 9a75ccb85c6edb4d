"""What stands as the title of a slide: its message, or as much of it as leaves room."""

from __future__ import annotations

from journeymap.documents.slides.deck import fits_title
from journeymap.picture.fitting import abridge

_SHORTER = (320, 240, 160)


def choose_title(message: str, subject: str) -> str:
    """The message; its beginning where it would fill the slide, and its subject where there's none.

    The whole of a message that is shortened stands in the notes of its slide.

    Args:
        message: What the slide says, in a sentence.
        subject: What it is about, in a few words.
    """
    for shown in (message, *(abridge(message, letters) for letters in _SHORTER)):
        if shown and fits_title(shown):
            return shown
    return abridge(subject, _SHORTER[-1])
