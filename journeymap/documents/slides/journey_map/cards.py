"""Lanes of a slide's map: rows of cards of one height."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from journeymap.documents.slides.cards import Card, Said, measure_card, room_of
from journeymap.documents.slides.deck import SMALLEST
from journeymap.documents.slides.journey_map.columns import Column, group_stages
from journeymap.model.elements import Stage
from journeymap.picture.blocks import Style
from journeymap.picture.fitting import longest_word
from journeymap.picture.theme import BODY, HEADING
from journeymap.views.facts import Facts

NAME = SMALLEST + 1.4
Parts = Sequence[tuple[str, Style]]  # as the views say it: paragraphs, each with its look


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of cards, and what it is called at the left edge.

    Args:
        label: Its name; empty where it needs none.
        cards: From left to right; absent where a column has nothing to say.
    """

    label: str
    cards: tuple[Card, ...]

    @property
    def height(self) -> float:
        """The height of its highest card; 0 without cards."""
        return max(map(measure_card, self.cards), default=0.0)

    @property
    def is_whole(self) -> bool:
        """Whether no word of it must be broken."""
        return all(
            longest_word([part.text], part.size) <= room_of(card)
            for card in self.cards
            for part in card.parts
        )


Make = Callable[[Sequence[Column], Facts], Lane]


def enlarge(lane: Lane, scale: float) -> Lane:
    """The lane in letters that many times as large, none too small to be read."""

    def change(part: Said) -> Said:
        return replace(part, size=max(SMALLEST, scale * part.size))

    cards = tuple(replace(card, parts=tuple(map(change, card.parts))) for card in lane.cards)
    return replace(lane, cards=cards)


def divide(lane: Lane, room: float) -> Iterator[Lane]:
    """A lane that is too high in several: each card's paragraphs, as many as fit, then the rest."""
    left = [list(card.parts) for card in lane.cards]
    while any(left):
        cards = []
        for card, parts in zip(lane.cards, left, strict=True):
            taken = [parts.pop(0)] if parts else []
            while parts and measure_card(replace(card, parts=[*taken, parts[0]])) <= room:
                taken.append(parts.pop(0))
            if taken:
                cards.append(replace(card, parts=tuple(taken), sign=None))
        yield replace(lane, cards=tuple(cards))


def to_said(parts: Parts) -> list[Said]:
    """Paragraphs of the map in letters that can be read from a screen."""
    return [Said(text, _size(style), style.bold, style.italic, style.fill) for text, style in parts]


def _size(style: Style) -> float:
    return NAME + 1.4 if style.size >= HEADING else NAME if style.size >= BODY else SMALLEST


def stage_cards(
    columns: Sequence[Column], make: Callable[[Stage, bool], Card | None]
) -> Iterator[Card]:
    """A card over each stage, where there is one: made of it, and of whether it goes on here."""
    for stage, own in group_stages(columns):
        first = own[0].touchpoint
        card = make(stage, bool(first and first != stage.touchpoints[0]))
        if card:
            width = own[-1].left + own[-1].width - own[0].left
            yield replace(card, left=own[0].left, width=width)
