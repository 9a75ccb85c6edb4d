"""A box of the graph: its texts, its shade, its size, and how many start and end there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeymap.analysis.experience import Experience, ExperiencePoint, OtherReading
from journeymap.analysis.flow.leaving import Leaving
from journeymap.picture.blocks import Style, stack
from journeymap.picture.fitting import longest_word
from journeymap.picture.layouts.layout import Placed
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Arrow, Box, Group, Mark, Text
from journeymap.picture.theme import BODY, INK, LINK, MUTED, PAPER, POOR, SMALL, TINY
from journeymap.views.facts import sign_of
from journeymap.views.journey_graph.ways import show_share
from journeymap.views.shades import shade_for
from journeymap.wording.words import Words

NARROWEST, WIDEST = 150.0, 240.0
TAG, TAG_INSET = 18.0, 6.0  # a white strip inside a box: its height, and its room at the sides
_ENGLISH = Words()


@dataclass(frozen=True, slots=True)
class Card:
    """A box of the graph; lengths in pixels.

    Args:
        key: The id of what it stands for.
        group: The id of the stage that it stands in.
        title: What it says in a sentence.
        parts: Its texts, in the middle.
        fill: Its ground.
        ink: The colour of its texts.
        width: Its width.
        height: Its height.
        known: Whether anything is measured there; the frame is dashed where not.
        above: How many start there, in words; may be empty.
        below: How many end there, in words; may be empty.
    """

    key: str
    group: str
    title: str
    parts: tuple[tuple[str, Style], ...]
    fill: str
    ink: str
    width: float
    height: float
    known: bool
    above: str = ""
    below: str = ""

    def show(self, place: Placed, *, weakest: bool = False) -> Group:
        """The box at its place; a red frame where the verdict names it."""
        stroke, weight = (POOR, 2.6) if weakest else (LINK, 1.0)
        corner = (place.x, place.y, place.width, place.height)
        box = Box(*corner, self.fill, stroke, weight, radius=8.0, dashed=not self.known)
        top = place.y + 9 + (TAG if self.above else 0.0)
        middle = place.x + place.width / 2
        words = stack(middle, top, place.width - 20, self.parts, anchor="middle")
        marks: list[Mark] = [box, *words.marks]
        if self.above:
            marks += _tag(self.above, place, place.y + TAG_INSET)
        if self.below:
            marks += _tag(self.below, place, place.y + place.height - TAG_INSET - TAG)
        told = "; ".join(filter(None, (self.title, self.above, self.below)))
        return Group(tuple(marks), title=told, key=self.key)


def _tag(text: str, place: Placed, y: float) -> Iterator[Mark]:
    """A white strip with a short grey arrow downwards: journeys come here, or go."""
    width = min(place.width - 2 * TAG_INSET, text_width(text, TINY) + 30)
    x = place.x + (place.width - width) / 2
    yield Box(x, y, width, TAG, PAPER, radius=TAG / 2)
    at = x + 12
    ends = ((at, y + 3), (at, y + 7), (at, y + 11), (at, y + 15))
    yield Arrow(ends, MUTED, 1.2)
    yield Text(x + 21, y + TAG / 2 + 0.35 * TINY, text, TINY, fill=MUTED)


def is_known(point: ExperiencePoint) -> bool:
    """Whether anything is measured at the touchpoint, by whichever metric."""
    return point.kind == "measured" or bool(point.others)


def make_cards(
    experience: Experience,
    leaving: Mapping[str, Leaving] | None = None,
    words: Words = _ENGLISH,
) -> Mapping[str, Card]:
    """A card for each touchpoint by its id, all of one width that their longest word fits into.

    Args:
        experience: The journey's curve.
        leaving: How many start and end where; told where known.
        words: The fixed words.
    """
    names = [point.name for point in experience.rows]
    tags = {id_: say_leaving(one, words) for id_, one in (leaving or {}).items()}
    width = find_card_width(names, [text for pair in tags.values() for text in pair])
    return {
        point.touchpoint: _make_card(point, width, tags.get(point.touchpoint, ("", "")), words)
        for point in experience.rows
    }


def find_card_width(names: list[str], tags: list[str]) -> float:
    """The width that the longest word of names and the longest tag need."""
    widest_tag = max((text_width(tag, TINY) for tag in tags), default=0.0)
    width = min(WIDEST, max(NARROWEST, longest_word(names, BODY) + 24))
    return max(width, widest_tag + 30 + 2 * TAG_INSET)


def find_card_height(
    parts: tuple[tuple[str, Style], ...], width: float, tags: tuple[str, str]
) -> float:
    """The height of a card with these texts and tags."""
    return stack(0.0, 0.0, width - 20, parts).height + 18 + TAG * sum(map(bool, tags))


def say_leaving(leaving: Leaving, words: Words) -> tuple[str, str]:
    """How many journeys start at a place, and how many end there, each empty where unknown."""
    share = "" if leaving.share is None else words.number(show_share(leaving.share))
    starts = ""
    if leaving.starts:
        starts = words.count(leaving.starts, "{n} starts here", "{n} start here")
    if leaving.ends is None:
        return starts, words("{share} end here", share=share) if share else ""
    ends = words.count(leaving.ends, "{n} ends here", "{n} end here")
    return starts, f"{ends} · {share}" if share else ends


def _make_card(point: ExperiencePoint, width: float, tags: tuple[str, str], words: Words) -> Card:
    fill, ink = shade_of(point)
    parts = (
        (point.name, Style(BODY, bold=True, fill=ink)),
        *_say_known(point, Style(SMALL, italic=not is_known(point), fill=ink), words),
    )
    return Card(
        point.touchpoint, point.stage, f"{point.name}: {words.number(point.shown)}", parts,
        fill, ink, width, find_card_height(parts, width, tags), is_known(point), *tags,
    )  # fmt: skip


def _say_known(point: ExperiencePoint, style: Style, words: Words) -> tuple[tuple[str, Style], ...]:
    """The reading with its answers on a line; a low base takes one of its own."""
    told = (say_reading(point, words), say_n(point, words))
    if point.base == "low":
        return tuple((text, style) for text in told if text)
    return ((" · ".join(filter(None, told)), style),)


def say_reading(point: ExperiencePoint, words: Words) -> str:
    """What is known of a touchpoint in a line; no value of fewer than ten answers."""
    value = words.number(point.shown_value)
    match point.kind:
        case "missing":
            others = " · ".join(_say_other(other, words) for other in point.others)
            return others or words("not measured")
        case "too_few":
            return words("too few answers")
        case "guess":
            return words("≈ {value}, guess", value=words.number(point.shown))
    return f"{sign_of(point.status)}{value}"


def say_n(point: ExperiencePoint, words: Words) -> str:
    """How many answers the reading has; nothing where it is missing, a guess or unknown."""
    if point.n is None or point.kind not in {"measured", "too_few"}:
        return ""
    n = words.number(f"n {point.n:,}")
    return f"{n} · {words('low base')}" if point.base == "low" else n


def _say_other(other: OtherReading, words: Words) -> str:
    return f"{sign_of(other.status)}{words.say(other.label)} {words.number(other.shown_value)}"


def shade_of(point: ExperiencePoint) -> tuple[str, str]:
    """Ground and text colour of a touchpoint: the weaker the darker, white where not measured."""
    if point.kind != "measured" or point.health is None:
        return PAPER, INK
    return shade_for(point.health)
