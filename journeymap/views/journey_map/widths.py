"""How wide a column should be: no word of a name is broken, and no text becomes a tower."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.model.elements import Stage, Touchpoint
from journeymap.picture.fitting import LONGEST, longest_word
from journeymap.picture.lettering import text_width
from journeymap.picture.theme import BODY, HEADING, SMALL

NARROWEST, WIDEST = 92.0, 240.0
NARROWEST_STAGE, WITH_GOALS, WIDEST_STAGE = 190.0, 236.0, 480.0
NAME_LINES, NOTE_LINES = 5, 14  # that a name and the notes of a column should take at most
PADDING, NOTE_PADDING, STAGE_PADDING = 22.0, 30.0, 46.0
WIDEST_WORD = 112.0  # of a note that a column is made wider for; longer ones have a hyphen


def column_width(touchpoint: Touchpoint, *, tight: bool = False) -> float:
    """The width of a touchpoint's column, between 92 and 240 pixels.

    Words of notes that are not very long have room, too, unless columns are to be tight.
    """
    name = touchpoint.name[:LONGEST]
    said = [] if tight else [text[:LONGEST] for texts in _texts(touchpoint) for text in texts]
    wanted = (
        min(WIDEST_WORD, longest_word(said, SMALL)) + NOTE_PADDING,
        longest_word([name], BODY) + PADDING,
        text_width(name, BODY, bold=True) / NAME_LINES + PADDING,
        *(_bulk(texts) / NOTE_LINES + PADDING for texts in _texts(touchpoint)),
    )
    return min(WIDEST, max(NARROWEST, *wanted))


def stage_width(stage: Stage, *, tight: bool = False) -> float:
    """The least width of a stage, between 190 and 480 pixels; its goals stand in boxes.

    Where columns are to be tight, a stage without goals may be as narrow as one of its columns.
    """
    name, question = stage.name[:LONGEST], stage.question or stage.description or ""
    wanted = (
        longest_word([name], HEADING) + STAGE_PADDING,
        text_width(name, HEADING, bold=True) / NAME_LINES + STAGE_PADDING,
        text_width(question[:LONGEST], SMALL) / NAME_LINES + STAGE_PADDING,
    )
    narrow = NARROWEST if tight else NARROWEST_STAGE
    least = WITH_GOALS if stage.goals else narrow
    return min(WIDEST_STAGE, max(least, *wanted))


def texts_of(touchpoint: Touchpoint) -> Iterator[str]:
    """All texts of a touchpoint that a map may show."""
    yield touchpoint.name
    for texts in _texts(touchpoint):
        yield from texts


def _texts(touchpoint: Touchpoint) -> Iterator[Sequence[str]]:
    """What stands below each other in one lane of a column."""
    yield [pain.says for pain in touchpoint.pains]
    yield [found.do for found in touchpoint.opportunities]
    yield [quote.says for quote in touchpoint.quotes]
    yield [touchpoint.emotion.name if touchpoint.emotion else ""]
    yield [touchpoint.description or ""]
    yield [touchpoint.expects or ""]
    yield from (touchpoint.frontstage, touchpoint.backstage, touchpoint.systems)


def _bulk(texts: Sequence[str]) -> float:
    """How long the texts of a lane are on one line, with what else a note says."""
    return sum(text_width(text[:LONGEST], SMALL) for text in texts)
