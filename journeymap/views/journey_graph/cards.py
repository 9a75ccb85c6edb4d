"""A touchpoint as a box of the graph: its texts, its shade and its size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeymap.analysis.experience import Experience, ExperiencePoint, OtherReading
from journeymap.picture.blocks import MOST_LINES, Style, stack
from journeymap.picture.fitting import longest_word
from journeymap.picture.layouts.layout import Placed
from journeymap.picture.marks import Box, Group
from journeymap.picture.theme import BODY, INK, LINK, PAPER, POOR, SHADES, SMALL
from journeymap.views.facts import Facts, sign_of

NARROWEST, WIDEST = 150.0, 240.0


@dataclass(frozen=True, slots=True)
class Card:
    """A touchpoint as a box; lengths in pixels."""

    point: ExperiencePoint
    parts: tuple[tuple[str, Style], ...]
    fill: str
    ink: str
    width: float
    height: float
    text_height: float

    def show(self, place: Placed, facts: Facts) -> Group:
        """The box at its place; a red frame where the verdict names the touchpoint."""
        weakest = facts.is_weakest(self.point.touchpoint)
        stroke, weight = (POOR, 2.6) if weakest else (LINK, 1.0)
        corner = (place.x, place.y, place.width, place.height)
        box = Box(*corner, self.fill, stroke, weight, radius=8.0, dashed=not is_known(self.point))
        middle, top = place.x + place.width / 2, place.y + (place.height - self.text_height) / 2
        words = stack(middle, top, place.width - 20, self.parts, anchor="middle")
        return Group((box, *words.marks), title=f"{self.point.name}: {self.point.shown}")


def is_known(point: ExperiencePoint) -> bool:
    """Whether anything is measured at the touchpoint, by whichever metric."""
    return point.kind == "measured" or bool(point.others)


def make_cards(experience: Experience) -> Mapping[str, Card]:
    """A card for each touchpoint by its id, all of one width that their longest word fits into."""
    names = [point.name for point in experience.rows]
    width = min(WIDEST, max(NARROWEST, longest_word(names, BODY) + 24))
    return {point.touchpoint: _make_card(point, width) for point in experience.rows}


def _make_card(point: ExperiencePoint, width: float) -> Card:
    fill, ink = shade_of(point)
    parts = (
        (point.name, Style(BODY, bold=True, fill=ink, lines=MOST_LINES)),
        (_say_reading(point), Style(SMALL, italic=not is_known(point), fill=ink, lines=4)),
    )
    text = stack(0.0, 0.0, width - 20, parts)
    return Card(point, parts, fill, ink, width, text.height + 18, text.height)


def _say_reading(point: ExperiencePoint) -> str:
    """What is known of a touchpoint in a line; no value of fewer than ten answers."""
    n = f" · n {point.n:,}" if point.n is not None else ""
    match point.kind:
        case "missing":
            return " · ".join(map(_say_other, point.others)) or "not measured"
        case "too_few":
            return f"too few answers{n}"
        case "guess":
            return f"≈ {point.shown}, guess"
    return f"{sign_of(point.status)}{point.shown_value}{n}"


def _say_other(other: OtherReading) -> str:
    return f"{sign_of(other.status)}{other.label} {other.shown_value}"


def shade_of(point: ExperiencePoint) -> tuple[str, str]:
    """Ground and text colour of a touchpoint: the weaker the darker, white where not measured."""
    if point.kind != "measured" or point.health is None:
        return PAPER, INK
    step = min(len(SHADES) - 1, int((100 - point.health) / 100 * len(SHADES)))
    return SHADES[step]
