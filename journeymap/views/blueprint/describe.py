"""The service blueprint: one picture, or pages of paper."""

from __future__ import annotations

from functools import partial

from journeymap.model.elements import Touchpoint
from journeymap.model.journey import Journey
from journeymap.picture.blocks import EMPTY, Block, Style, paragraph
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.papers import PaperName, find_paper
from journeymap.picture.theme import LABELS, MARGIN, MUTED, SMALL
from journeymap.views.blueprint.bands import lay_band
from journeymap.views.facts import Facts
from journeymap.views.header import header, say_whose
from journeymap.views.journey_graph.legend import say_signs
from journeymap.views.journey_map.plan import plan_bands
from journeymap.views.on_paper.pieces import Contents, Piece, Unit
from journeymap.views.on_paper.poster import Described, describe_poster
from journeymap.views.on_paper.sheets import describe_sheets
from journeymap.views.telling.verdicts import say_verdict
from journeymap.wording.words import Words

LEAST_WIDTH, BAND_GAP = 720.0, 26.0
_TOLD = Style(SMALL, fill=MUTED)
NOTHING_BEHIND = (
    "No touchpoint says what is behind it; write frontstage:, backstage: and systems: in the file."
)


def describe_blueprint(
    facts: Facts, *, width: float | None = None
) -> tuple[Picture, tuple[str, ...]]:
    """The blueprint as plain marks, and what to know about it.

    Args:
        facts: The journey with its experience curve, goals and ranking.
        width: How wide the columns may be together; as wide as they need where None.

    Returns:
        The picture; rows that nothing is written for are absent, and a note says so where that is
        all of them.
    """
    bands = plan_bands(facts.journey, facts.experience, width=width)
    right = max(MARGIN + LEAST_WIDTH, *(band.right for band in bands))
    marks: list[Mark] = []
    y = MARGIN - 8
    for unit in [*_list_units(facts, width, right), _to_unit(_tell_signs(facts, 0.0, right))]:
        for piece in unit.pieces:
            marks += piece.at(y)
            y += piece.height
        y += unit.below
    title = _name(facts)
    picture = Picture(right + MARGIN, y + MARGIN / 2, title, _in_words(facts), tuple(marks))
    return picture, _note_nothing(facts)


def describe_blueprint_pages(facts: Facts, paper: PaperName | None = None) -> Described:
    """The pages of a blueprint, at least one, and what to know about them.

    Args:
        facts: The journey with its experience curve, goals and ranking.
        paper: "poster", "a4" or "slide"; one picture as large as it needs where None.

    Raises:
        ValueError: if there is no such paper.
    """
    if paper is None:
        picture, notes = describe_blueprint(facts)
        return (picture,), notes
    sheet = find_paper(paper)
    if sheet.single:
        pages, notes = describe_poster(lambda wide: describe_blueprint(facts, width=wide)[0], sheet)
        return pages, (*_note_nothing(facts), *notes)
    contents = Contents(
        title=_name(facts),
        told=_in_words(facts),
        head=say_whose(facts),
        words=facts.words,
        list_units=lambda right, _low: _list_units(facts, right - MARGIN - LABELS, right),
        show_signs=partial(_tell_signs, facts),
    )
    pages, notes = describe_sheets(contents, sheet)
    return pages, (*_note_nothing(facts), *notes)


def tells_what_is_behind(journey: Journey) -> bool:
    """Whether any touchpoint says what customers see of us, or what works behind it."""
    return any(t.frontstage or t.backstage or t.systems for t in journey.touchpoints)


def _name(facts: Facts) -> str:
    return facts.words("Service blueprint: {name}", name=facts.journey.name)


def _note_nothing(facts: Facts) -> tuple[str, ...]:
    return () if tells_what_is_behind(facts.journey) else (NOTHING_BEHIND,)


def _list_units(facts: Facts, width: float | None, right: float) -> list[Unit]:
    """The head, each band with its rows, and the verdict."""
    bands = plan_bands(facts.journey, facts.experience, width=width)
    verdict = paragraph(MARGIN, 0.0, right - MARGIN, say_verdict(facts.weakest, facts.words), _TOLD)
    return [
        _to_unit(header(facts, 0.0, right)),
        *(Unit(lay_band(band, facts), BAND_GAP) for band in bands),
        _to_unit(verdict),
    ]


def _to_unit(block: Block) -> Unit:
    return Unit((Piece(block),) if block.height else ())


def _tell_signs(facts: Facts, y: float, right: float) -> Block:
    """What the signs mean, in a sentence."""
    told = say_signs(facts)
    return paragraph(MARGIN, y, right - MARGIN, told, _TOLD) if told else EMPTY


def _in_words(facts: Facts) -> str:
    """The picture for those who can't see it."""
    told = [_say_touchpoint(one, facts.words) for one in facts.journey.touchpoints]
    return " ".join((say_verdict(facts.weakest, facts.words), *told))


def _say_touchpoint(touchpoint: Touchpoint, words: Words) -> str:
    parts = (
        (words("frontstage"), touchpoint.frontstage),
        (words("backstage"), touchpoint.backstage),
        (words("systems"), touchpoint.systems),
    )
    behind = [f"{name}: {', '.join(texts)}" for name, texts in parts if texts]
    does = f" ({touchpoint.description})" if touchpoint.description else ""
    return f"{touchpoint.name}{does}{': ' if behind else ''}{'; '.join(behind)}."
