"""How wide a column should be: no word of a name is broken, and no text becomes a tower."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from journeymap.model.elements import Stage, Touchpoint
from journeymap.picture.fitting import LONGEST, longest_word
from journeymap.picture.lettering import text_width
from journeymap.picture.theme import BODY, HEADING, SMALL

NARROWEST, WIDEST = 92.0, 240.0
NARROWEST_STAGE, WITH_GOALS, WIDEST_STAGE = 190.0, 236.0, 480.0
NARROWEST_ON_PAGES, WITH_GOALS_TIGHT = 84.0, 150.0  # where room is dear
BEHIND = "behind"  # the rows of a blueprint
# lines that a name and the notes of a column should take at most, and notes where room is dear
NAME_LINES, NOTE_LINES, MOST_NOTE_LINES = 5, 14, 18
PADDING, NOTE_PADDING, STAGE_PADDING = 22.0, 30.0, 46.0
Lanes = Collection[str] | None
WIDEST_WORD = 112.0  # of a note that a column is made wider for; longer ones have a hyphen


def column_width(
    touchpoint: Touchpoint,
    *,
    tight: bool = False,
    lanes: Lanes = None,
    narrowest: float = NARROWEST,
) -> float:
    """The width of a touchpoint's column, up to 240 pixels.

    Words of notes that are not very long have room, too, unless columns are to be tight.

    Args:
        touchpoint: Whose column it is.
        tight: Whether it is as narrow as can be.
        lanes: The names of the lanes whose texts stand in it; any where None.
        narrowest: How wide it is at least.
    """
    shown = [texts for lane, texts in _texts(touchpoint) if lanes is None or lane in lanes]
    name = touchpoint.name[:LONGEST]
    said = [] if tight else [text[:LONGEST] for texts in shown for text in texts]
    lines = MOST_NOTE_LINES if tight else NOTE_LINES
    wanted = (
        min(WIDEST_WORD, longest_word(said, SMALL)) + NOTE_PADDING,
        longest_word([name], BODY) + PADDING,
        text_width(name, BODY, bold=True) / NAME_LINES + PADDING,
        *(_bulk(texts) / lines + PADDING for texts in shown),
    )
    return min(WIDEST, max(narrowest, *wanted))


def stage_width(stage: Stage, *, tight: bool = False, lanes: Lanes = None) -> float:
    """The least width of a stage, between 190 and 480 pixels; its goals stand in boxes.

    Where columns are to be tight, a stage whose goals are not shown may be as narrow as a column.
    """
    name, question = stage.name[:LONGEST], stage.question or stage.description or ""
    wanted = (
        longest_word([name], HEADING) + STAGE_PADDING,
        text_width(name, HEADING, bold=True) / NAME_LINES + STAGE_PADDING,
        text_width(question[:LONGEST], SMALL) / NAME_LINES + STAGE_PADDING,
    )
    narrow = NARROWEST if tight else NARROWEST_STAGE
    goals = bool(stage.goals) and (lanes is None or "goals" in lanes)
    least = (WITH_GOALS_TIGHT if tight else WITH_GOALS) if goals else narrow
    return min(WIDEST_STAGE, max(least, *wanted))


def texts_of(touchpoint: Touchpoint) -> Iterator[str]:
    """All texts of a touchpoint that a map may show."""
    yield touchpoint.name
    for _, texts in _texts(touchpoint):
        yield from texts


def _texts(t: Touchpoint) -> Iterator[tuple[str, Sequence[str]]]:
    """What stands below each other in a lane of a column, with the lane's name."""
    yield "pains", [pain.says for pain in t.pains]
    yield "opportunities", [found.do for found in t.opportunities]
    yield "quotes", [quote.says for quote in t.quotes]
    yield "emotions", [t.emotion.name if t.emotion else ""]
    yield "actions", [t.description or ""]
    yield "expectations", [t.expects or ""]
    yield from ((BEHIND, one) for one in (t.frontstage, t.backstage, t.systems))


def _bulk(texts: Sequence[str]) -> float:
    """How long the texts of a lane are on one line, with what else a note says."""
    return sum(text_width(text[:LONGEST], SMALL) for text in texts)
