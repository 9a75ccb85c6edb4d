"""What is said at a touchpoint, as cards: actions, expectations, quotes, pains, opportunities."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeymap.documents.slides.cards import Card, Said
from journeymap.documents.slides.journey_map.cards import Lane
from journeymap.documents.slides.journey_map.columns import Column
from journeymap.model.elements import Touchpoint
from journeymap.picture.fitting import abridge
from journeymap.picture.theme import (
    INK,
    OPPORTUNITY_GROUND,
    OPPORTUNITY_INK,
    PAIN_GROUND,
    PAIN_INK,
    PANEL,
)
from journeymap.views.facts import Facts
from journeymap.views.journey_map.notes import Look, Note, cut_notes
from journeymap.views.journey_map.opportunities import list_opportunities, number_opportunities
from journeymap.views.journey_map.pains import list_pains
from journeymap.views.journey_map.quotes import list_quotes
from journeymap.wording.words import Words

Find = Callable[[Touchpoint], Sequence[Note]]


def list_actions(columns: Sequence[Column], facts: Facts) -> Lane:
    """What customers do at each touchpoint."""
    return _texts(columns, lambda touchpoint: touchpoint.description, facts.words("Actions"))


def list_expectations(columns: Sequence[Column], facts: Facts) -> Lane:
    """What customers expect of each touchpoint."""
    return _texts(columns, lambda touchpoint: touchpoint.expects, facts.words("Expectations"))


def _texts(columns: Sequence[Column], say: Callable[[Touchpoint], str | None], label: str) -> Lane:
    cards = []
    for column in columns:
        text = say(column.touchpoint) if column.touchpoint else None
        if text:
            cards.append(Card(column.left, column.width, [Said(abridge(text))], shape="plain"))
    return Lane(label, tuple(cards))


def quote_notes(columns: Sequence[Column], facts: Facts) -> Lane:
    """What customers said, word by word."""
    look = Look(facts.words("Quotes"), (), PANEL, INK)
    return _notes(columns, lambda one: list_quotes(one, facts.words), look, facts.words)


def pain_notes(columns: Sequence[Column], facts: Facts) -> Lane:
    """Pain points, the heaviest first."""
    look = Look(facts.words("Pain points"), (), PAIN_GROUND, PAIN_INK)
    return _notes(columns, lambda one: list_pains(one, facts.words), look, facts.words)


def opportunity_notes(columns: Sequence[Column], facts: Facts) -> Lane:
    """What could be done, numbered by what is lost there."""
    numbers = number_opportunities(facts)

    def find(touchpoint: Touchpoint) -> Sequence[Note]:
        return list_opportunities(touchpoint, numbers, facts.words)

    look = Look(facts.words("Opportunities"), (), OPPORTUNITY_GROUND, OPPORTUNITY_INK)
    return _notes(columns, find, look, facts.words)


def _notes(columns: Sequence[Column], find: Find, look: Look, words: Words) -> Lane:
    """The first notes of each touchpoint, and how many more there are, as on the picture."""
    cards = []
    for column in columns:
        notes = find(column.touchpoint) if column.touchpoint else ()
        parts = [Said(_say(note), fill=look.ink) for note in cut_notes(notes, words)]
        if parts:
            cards.append(Card(column.left, column.width, parts, look.ground, anchor="start"))
    return Lane(look.title, tuple(cards))


def _say(note: Note) -> str:
    """A note as one paragraph; its parts are no longer than on the picture."""
    short = Note(abridge(note.text), abridge(note.remark), note.badge, note.bar, note.count)
    return str(short)
