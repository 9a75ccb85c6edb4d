"""The service blueprint: one picture, or pages of paper."""

from __future__ import annotations

from dataclasses import replace

from journeymap.model.elements import Touchpoint
from journeymap.model.journey import Journey
from journeymap.picture.blocks import EMPTY, Block, Style, paragraph
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.papers import PIXELS_PER_MM, Paper, PaperName, find_paper
from journeymap.picture.theme import LABELS, MARGIN, MUTED, SMALL
from journeymap.views.blueprint.bands import lay_band
from journeymap.views.facts import Facts
from journeymap.views.header import header, say_whose
from journeymap.views.journey_graph.legend import say_signs
from journeymap.views.journey_map.plan import plan_bands
from journeymap.views.journey_map.widths import BEHIND
from journeymap.views.on_paper.pieces import Contents, Fit, Piece, Unit
from journeymap.views.on_paper.poster import Described, describe_poster
from journeymap.views.on_paper.sheets import describe_sheets
from journeymap.wording.words import Words

LANES = ("actions", BEHIND)  # whose texts stand in its columns
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
    bands = plan_bands(facts.journey, facts.experience, width=width, lanes=LANES)
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


def describe_blueprint_pages(
    facts: Facts, paper: PaperName | None = None, *, first: int | None = None
) -> Described:
    """The pages of a blueprint, at least one, and what to know about them.

    Args:
        facts: The journey with its experience curve, goals and ranking.
        paper: "poster", "a4" or "slide"; one picture as large as it needs where None.
        first: The number of the first page, in a document that counts its pages.

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
    pages, notes = describe_sheets(replace(_contents(facts), first=first), sheet)
    return pages, (*_note_nothing(facts), *notes)


def describe_blueprint_parts(facts: Facts, width: float, height: float) -> tuple[Picture, ...]:
    """The columns of a blueprint for rooms of one size, below titles of another document's own.

    Args:
        facts: The journey with its experience curve, goals and ranking.
        width: Of each room, in pixels (1/96 inch).
        height: Of each room.
    """
    size = (width / PIXELS_PER_MM, height / PIXELS_PER_MM)
    contents = replace(
        _contents(facts),
        headed=False,
        list_units=lambda right, fit: _list_bands(facts, right - MARGIN - LABELS, fit),
    )
    return describe_sheets(contents, Paper(*size, find_paper("slide").readable))[0]


def _contents(facts: Facts) -> Contents:
    return Contents(
        title=_name(facts),
        told=_in_words(facts),
        head=say_whose(facts),
        words=facts.words,
        list_units=lambda right, fit: _list_units(facts, right - MARGIN - LABELS, right, fit),
        show_signs=lambda y, right, _signs: _tell_signs(facts, y, right),
        columns=len(facts.journey.touchpoints),
        patience=float("inf"),
    )


def tells_what_is_behind(journey: Journey) -> bool:
    """Whether any touchpoint says what customers see of us, or what works behind it."""
    return any(t.frontstage or t.backstage or t.systems for t in journey.touchpoints)


def _name(facts: Facts) -> str:
    return facts.words("Service blueprint: {name}", name=facts.journey.name)


def _note_nothing(facts: Facts) -> tuple[str, ...]:
    return () if tells_what_is_behind(facts.journey) else (NOTHING_BEHIND,)


def _list_units(
    facts: Facts, width: float | None, right: float, fit: Fit | None = None
) -> list[Unit]:
    """The head, each band with its rows, and the verdict."""
    verdict = paragraph(
        MARGIN, 0.0, right - MARGIN, facts.words.say(facts.weakest.headline()), _TOLD
    )
    return [
        _to_unit(header(facts, 0.0, right, small=fit is not None)),
        *_list_bands(facts, width, fit),
        _to_unit(verdict),
    ]


def _list_bands(facts: Facts, width: float | None, fit: Fit | None) -> list[Unit]:
    bands = plan_bands(facts.journey, facts.experience, width=width, fit=fit, lanes=LANES)
    low = fit is not None and fit.low
    return [Unit(lay_band(band, facts, low=low), BAND_GAP, whole=True) for band in bands]


def _to_unit(block: Block) -> Unit:
    return Unit((Piece(block),) if block.height else ())


def _tell_signs(facts: Facts, y: float, right: float) -> Block:
    """What the signs mean, in a sentence."""
    told = say_signs(facts)
    return paragraph(MARGIN, y, right - MARGIN, told, _TOLD) if told else EMPTY


def _in_words(facts: Facts) -> str:
    """The picture for those who can't see it."""
    told = [_say_touchpoint(one, facts.words) for one in facts.journey.touchpoints]
    return " ".join((facts.words.say(facts.weakest.headline()), *told))


def _say_touchpoint(touchpoint: Touchpoint, words: Words) -> str:
    parts = (
        (words("frontstage"), touchpoint.frontstage),
        (words("backstage"), touchpoint.backstage),
        (words("systems"), touchpoint.systems),
    )
    behind = [f"{name}: {', '.join(texts)}" for name, texts in parts if texts]
    does = f" ({touchpoint.description})" if touchpoint.description else ""
    return f"{touchpoint.name}{does}{': ' if behind else ''}{'; '.join(behind)}."
