"""Personas in the head of a picture: who travels, what they want, and a few words about them."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.model.people import Persona
from journeymap.picture.blocks import EMPTY, Block, Style, framed, stack
from journeymap.picture.fitting import abridge
from journeymap.picture.icons import icon
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Circle, Group, Mark
from journeymap.picture.theme import BODY, CURVE, INK, MUTED, PANEL, PAPER, SMALL
from journeymap.wording.words import Words

NARROWEST, WIDEST = 210.0, 520.0
_BESIDE, _LEFT, _PADDING = 10.0, 52.0, 10.0


def persona_cards(
    personas: Sequence[Persona], x: float, y: float, width: float, words: Words
) -> Block:
    """A card per persona, side by side, in as many rows as they need."""
    if not personas:
        return EMPTY
    wanted = min(WIDEST, width, max(NARROWEST, *(_natural(one, words) for one in personas)))
    number = max(1, min(len(personas), int((width + _BESIDE) / (wanted + _BESIDE))))
    column = min(WIDEST, (width - _BESIDE * (number - 1)) / number, wanted)
    marks: list[Mark] = []
    top = y
    for start in range(0, len(personas), number):
        row = personas[start : start + number]
        height = max(_content(one, 0.0, 0.0, column, words).height for one in row) + 2 * _PADDING
        for i, one in enumerate(row):
            marks.append(_card(one, x + i * (column + _BESIDE), top, (column, height), words))
        top += height + _BESIDE
    return Block(tuple(marks), top - y)


def _card(persona: Persona, x: float, y: float, size: tuple[float, float], words: Words) -> Group:
    width, height = size
    content = _content(persona, x, y + _PADDING, width, words)
    sign = (Circle(x + 28, y + 28, 16.0, PAPER), icon("person", x + 19, y + 19, 18, colour=CURVE))
    told = (persona.name, persona.goal, persona.description)
    ground = framed(x, y, width, height, PANEL)
    return Group((ground, *sign, *content.marks), title=". ".join(filter(None, told)))


def _content(persona: Persona, x: float, y: float, width: float, words: Words) -> Block:
    text = stack(x + _LEFT, y, width - _LEFT - 12, _parts(persona, words))
    return Block(text.marks, max(36.0, text.height))


def _parts(persona: Persona, words: Words) -> list[tuple[str, Style]]:
    wants = words("wants: {goal}", goal=persona.goal) if persona.goal else ""
    return [
        (abridge(persona.name), Style(BODY, bold=True)),
        (abridge(wants), Style(SMALL, fill=INK)),
        (abridge(persona.description or ""), Style(SMALL, fill=MUTED)),
    ]


def _natural(persona: Persona, words: Words) -> float:
    """How wide a card is whose lines need not break."""
    parts = _parts(persona, words)
    return max(text_width(text, style.size, bold=style.bold) for text, style in parts) + _LEFT + 14
