"""Personas in the head of a picture: who travels, what they want, and a few words about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.model.people import Persona
from journeymap.picture.blocks import EMPTY, Block, Style, framed, stack
from journeymap.picture.fitting import abridge
from journeymap.picture.icons import icon
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Circle, Group, Mark
from journeymap.picture.theme import BODY, CURVE, INK, MUTED, PANEL, PAPER, SMALL
from journeymap.wording.words import Words

NARROWEST, WIDEST = 210.0, 520.0
SIGN = 36.0
_BESIDE, _LEFT, _PADDING = 10.0, 52.0, 10.0


def persona_cards(
    personas: Sequence[Persona], x: float, y: float, width: float, words: Words
) -> Block:
    """A card per persona, side by side, in the rows that make them lowest together."""
    if not personas:
        return EMPTY
    wanted = max(NARROWEST, *(_natural(one, words) for one in personas))
    tried = (
        _lay_rows(personas, number, (x, y), min(WIDEST, wanted, room), words)
        for number, room in _list_columns(len(personas), width)
    )
    return min(tried, key=lambda block: block.height)


def _list_columns(count: int, width: float) -> Iterator[tuple[int, float]]:
    """How many may stand side by side, and how wide each may be; one fits always."""
    for number in range(1, count + 1):
        room = (width - _BESIDE * (number - 1)) / number
        if number == 1 or room >= NARROWEST:
            yield number, room


def _lay_rows(
    personas: Sequence[Persona],
    number: int,
    place: tuple[float, float],
    column: float,
    words: Words,
) -> Block:
    """The cards of one width, so many in a row."""
    x, y = place
    marks: list[Mark] = []
    top = y
    for start in range(0, len(personas), number):
        row = personas[start : start + number]
        heights = [_content(one, 0.0, 0.0, column, words).height for one in row]
        height = max(SIGN, *heights) + 2 * _PADDING
        for i, (one, used) in enumerate(zip(row, heights, strict=True)):
            place = (x + i * (column + _BESIDE), top)
            marks.append(_card(one, place, (column, height), used, words))
        top += height + _BESIDE
    return Block(tuple(marks), top - y)


def _card(
    persona: Persona, place: tuple[float, float], size: tuple[float, float], used: float,
    words: Words,
) -> Group:  # fmt: skip
    """Who it is, beside the sign of a person; ``used`` is the height of the words."""
    (x, y), (width, height) = place, size
    content = _content(persona, x, y + (height - used) / 2, width, words)
    middle = y + height / 2
    sign = icon("person", x + 19, middle - 9, 18, colour=CURVE)
    told = (persona.name, persona.goal, persona.description)
    ground = framed(x, y, width, height, PANEL)
    marks = (ground, Circle(x + 28, middle, 16.0, PAPER), sign, *content.marks)
    return Group(marks, title=". ".join(filter(None, told)))


def _content(persona: Persona, x: float, y: float, width: float, words: Words) -> Block:
    return stack(x + _LEFT, y, width - _LEFT - 12, tell_persona(persona, words))


def tell_persona(persona: Persona, words: Words) -> list[tuple[str, Style]]:
    """What is said of a persona: paragraphs, each with its look."""
    wants = words("wants: {goal}", goal=persona.goal) if persona.goal else ""
    return [
        (abridge(persona.name), Style(BODY, bold=True)),
        (abridge(wants), Style(SMALL, fill=INK)),
        (abridge(persona.description or ""), Style(SMALL, fill=MUTED)),
    ]


def _natural(persona: Persona, words: Words) -> float:
    """How wide a card is whose lines need not break."""
    parts = tell_persona(persona, words)
    return max(text_width(text, style.size, bold=style.bold) for text, style in parts) + _LEFT + 14
