"""The first slides: what journey it is and whose, and what is asked first with its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.documents.introducing import introduce
from journeymap.documents.long_texts import LongTexts
from journeymap.documents.report import Answered, Report, Tone
from journeymap.documents.slides.cards import Card, Said, add_card, measure_card, measure_said
from journeymap.documents.slides.deck import (
    COVER,
    COVER_LEFT,
    EDGE,
    FOOT,
    INNER,
    SMALLEST,
    Deck,
    Slide,
    add_cover,
    add_slide,
)
from journeymap.documents.slides.shapes import add_box
from journeymap.documents.slides.titles import choose_title
from journeymap.documents.slides.units import POINTS_PER_PIXEL
from journeymap.model.people import Persona
from journeymap.picture.fitting import abridge
from journeymap.picture.marks import Box
from journeymap.picture.theme import FAIR, FRAME, GOOD, MUTED, PANEL, POOR
from journeymap.views.people import tell_persona
from journeymap.wording.words import Words

_BESIDE, _BETWEEN = 14.0, 18.0
_MOST_BESIDE = 3  # personas in a row
_SIZES = tuple(points / POINTS_PER_PIXEL for points in (14, 12, 11, 10))
_ANSWERS = tuple(points / POINTS_PER_PIXEL for points in (20, 18, 16, 14, 12, 11, 10))
_QUESTION = 230.0  # the width of the column of questions
_TONES: dict[Tone, str] = {"good": GOOD, "fair": FAIR, "poor": POOR, "plain": FRAME}
Row = tuple[Answered, str]


def add_opening(deck: Deck, report: Report) -> None:
    """The journey's name, what it is about, what is known of it, and a card per persona."""
    journey = report.journey
    known = " · ".join(introduce(report, personas=False))
    about = abridge(journey.description or "")
    slide = add_cover(deck, abridge(journey.name), [about, known])
    rows = [
        journey.personas[i : i + _MOST_BESIDE]
        for i in range(0, len(journey.personas), _MOST_BESIDE)
    ]
    _add_personas(deck, slide, rows, report.words)


def _add_personas(
    deck: Deck, slide: Slide, rows: Sequence[Sequence[Persona]], words: Words
) -> None:
    """The cards in letters as large as fit; what is too much goes on."""
    size = next((s for s in _SIZES if _height(rows, s, words) <= slide.room), _SIZES[-1])
    top = slide.top
    for row in rows:
        cards = list(_list_cards(row, size, words))
        height = max(map(measure_card, cards))
        if top + height > FOOT:
            names = ", ".join(abridge(persona.name, 60) for persona in row)
            slide = add_slide(deck, words("Persona: {names}", names=names))
            top = slide.top
        for card in cards:
            add_card(deck, slide.shapes, card, top, height)
        top += height + _BESIDE


def _height(rows: Sequence[Sequence[Persona]], size: float, words: Words) -> float:
    return sum(max(map(measure_card, _list_cards(row, size, words))) + _BESIDE for row in rows)


def _list_cards(row: Sequence[Persona], size: float, words: Words) -> Iterator[Card]:
    width = (COVER - _BESIDE * (max(2, len(row)) - 1)) / max(2, len(row))
    for i, persona in enumerate(row):
        parts = [
            Said(text, size * (1.15 if style.bold else 1), style.bold, fill=style.fill)
            for text, style in tell_persona(persona, words)
        ]
        left = COVER_LEFT + i * (width + _BESIDE)
        yield Card(left, width, parts, PANEL, anchor="start")


def add_summary(deck: Deck, report: Report, long: LongTexts) -> None:
    """What everybody asks first: a row per question, in letters that fill the slide."""
    if not report.summary:
        return
    first = long.shorten(report.summary[0].answer)
    title = choose_title(first, report.words("In short"))
    rest = report.summary[1:] if title == first else report.summary
    rows = [(one, f"{one.sign} {long.shorten(one.answer)}".strip()) for one in rest]
    slide = add_slide(deck, title, subtitle=report.words("In short"))
    size = next((s for s in _ANSWERS if _sum(rows, s) <= slide.room), _ANSWERS[-1])
    gap = _BETWEEN
    if rows:
        gap += max(0.0, min(60.0, (slide.room - _sum(rows, size)) / len(rows)))
    y = slide.top
    for row in rows:
        height = _measure(row, size) + gap - _BETWEEN
        if y + height > FOOT and y > slide.top:
            slide = add_slide(deck, title, subtitle=report.words("In short"))
            y = slide.top
        _add_answer(deck, slide, row, size, (y, height))
        y += height + _BETWEEN


def _sum(rows: Sequence[Row], size: float) -> float:
    return sum(_measure(row, size) + _BETWEEN for row in rows)


def _measure(row: Row, size: float) -> float:
    asked = measure_said(Said(row[0].question, 0.8 * size, bold=True), _QUESTION - 30)
    return max(asked, measure_said(Said(row[1], size), _room())) + 24


def _room() -> float:
    return INNER - _QUESTION - 20


def _add_answer(
    deck: Deck, slide: Slide, row: Row, size: float, place: tuple[float, float]
) -> None:
    """A question with its answer beside it, on a ground with an edge that has its tone."""
    (top, height), (one, answer) = place, row
    add_box(slide.shapes, Box(EDGE, top, INNER, height, deck.colour(PANEL)))
    add_box(slide.shapes, Box(EDGE, top, 6, height, deck.colour(_TONES[one.tone])))
    asked = Said(one.question, max(SMALLEST, 0.8 * size), bold=True, fill=MUTED)
    for left, width, said in (
        (EDGE + 18, _QUESTION - 30, asked),
        (EDGE + _QUESTION, _room(), Said(answer, size)),
    ):
        used = measure_said(said, width)
        card = Card(left, width, [said], shape="plain", anchor="start")
        add_card(deck, slide.shapes, card, top + (height - used) / 2, used)
