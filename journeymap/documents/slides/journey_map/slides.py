"""The slides of the map: whole stages with all their lanes, on two slides where one is small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeymap.documents.long_texts import LongTexts
from journeymap.documents.report import Report, Section
from journeymap.documents.slides.cards import Card, Said, add_card, measure_card
from journeymap.documents.slides.deck import (
    EDGE,
    HEIGHT,
    SMALLEST,
    WIDTH,
    Deck,
    Slide,
    add_slide,
    fits_title,
    room_below,
)
from journeymap.documents.slides.journey_map.arranging import (
    BETWEEN,
    FLATTEST,
    Sheet,
    arrange,
)
from journeymap.documents.slides.journey_map.cards import Lane, enlarge
from journeymap.documents.slides.journey_map.columns import (
    LABEL,
    Column,
    group_stages,
    list_columns,
)
from journeymap.documents.slides.journey_map.curve import describe_curve, tell_curve
from journeymap.documents.slides.shapes import add_group
from journeymap.documents.slides.subjects import name_slide, to_notes
from journeymap.picture.colouring import in_colour
from journeymap.picture.fitting import abridge
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.mirroring import mirror
from journeymap.views.facts import Facts, say_status

_WANTED_CURVE = 170.0  # that shows its hills
_SCALES = (1.6, 1.5, 1.4, 1.3, 1.2, 1.1)  # of letters, where there is room for larger ones
_MOST_EXTRA = 46.0  # by which a lane is higher than it needs, where there is room


@dataclass(frozen=True)
class MapSlide:
    """A slide of the map before it is drawn: its title, and what it shows."""

    title: str
    sheet: Sheet


def plan_map(report: Report, section: Section, long: LongTexts) -> list[MapSlide]:
    """The slides of the map.

    Args:
        report: What the document says.
        section: What it says of the map.
        long: The texts that are shortened.
    """
    facts, title = report.facts, name_slide(section, long)
    room = room_below(title)
    groups = list(arrange(list_columns(facts), facts, room))
    planned = []
    for sheets in groups:
        own = title if len(groups) == 1 else _say(sheets[0].columns, facts, title)
        for i, sheet in enumerate(sheets):
            said = own if i == 0 and sheet.goes else _say_rest(sheet.columns, facts)
            planned.append(MapSlide(said, sheet))
    return planned


def _say(part: Sequence[Column], facts: Facts, title: str) -> str:
    """What one of several slides says: how the goals of its stages stand."""
    said = []
    for stage, _ in group_stages(part):
        rows = facts.goals.for_place("stage", stage.id)
        words = dict.fromkeys(say_status(r.status, facts.words, value=r.value) for r in rows)
        status = facts.words("goal {status}", status=", ".join(words))
        name = abridge(stage.name, 60)
        said.append(f"{name}: {status}" if rows else name)
    told = " · ".join(said)
    return told if fits_title(told) else title


def _say_rest(part: Sequence[Column], facts: Facts) -> str:
    """What a further slide about the same touchpoints is about."""
    about = facts.words("What customers do and say")
    names = " · ".join(abridge(stage.name, 60) for stage, _ in group_stages(part))
    told = f"{about}: {names}"
    return told if fits_title(told) else about


def add_map_slides(
    deck: Deck, report: Report, section: Section, planned: Sequence[MapSlide]
) -> None:
    """Draws the planned slides; the notes of the first say how the map was made.

    Args:
        deck: Where the slides are added.
        report: What the document says.
        section: What it says of the map.
        planned: What ``plan_map`` gives.
    """
    for i, one in enumerate(planned):
        place = f" ({i + 1}/{len(planned)})" if len(planned) > 1 else ""
        notes = "" if i else to_notes(report, section)
        slide = add_slide(deck, one.title, subtitle=f"{section.title}{place}", notes=notes)
        _add_sheet(deck, slide, one.sheet, report.facts)


def _add_sheet(deck: Deck, slide: Slide, sheet: Sheet, facts: Facts) -> None:
    """The lanes in letters as large as fit; what room is left goes to the curve, or to all."""
    curve = _WANTED_CURVE + BETWEEN if sheet.has_curve else 0.0
    tried = (_enlarge(sheet, scale) for scale in _SCALES)
    sheet = next((one for one in tried if _fits(one, slide.room - curve)), sheet)
    left = slide.room - sheet.height
    cards = sum(1 for _, lane in sheet.lanes if lane.cards)
    extra = 0.0 if sheet.has_curve else max(0.0, min(_MOST_EXTRA, left / cards))
    y = slide.top
    for name, lane in sheet.lanes:
        if name == "curve":
            y = _add_curve(deck, slide, sheet, facts, (y, left - BETWEEN))
        else:
            y = _add_lane(deck, slide, lane, (y, lane.height + extra))


def _enlarge(sheet: Sheet, scale: float) -> Sheet:
    return replace(sheet, lanes=[(name, enlarge(lane, scale)) for name, lane in sheet.lanes])


def _fits(sheet: Sheet, room: float) -> bool:
    return sheet.height <= room and all(lane.is_whole for _, lane in sheet.lanes)


def _add_curve(
    deck: Deck, slide: Slide, sheet: Sheet, facts: Facts, place: tuple[float, float]
) -> float:
    """The curve as one group, which says in words what it shows; gives back where it ends."""
    top, height = place
    if height < FLATTEST:
        return top
    marks: list[Mark] = describe_curve(sheet.columns, facts, top, height)
    if not marks:
        return top
    _add_label(deck, slide, facts.words("Experience"), top + 24)
    picture = in_colour(Picture(WIDTH, HEIGHT, "", "", tuple(marks)), deck.theme)
    picture = mirror(picture) if deck.turned else picture
    told = tell_curve(marks, facts)
    add_group(slide.shapes, picture.marks, told, name="experience curve")
    return top + height + BETWEEN


def _add_lane(deck: Deck, slide: Slide, lane: Lane, place: tuple[float, float]) -> float:
    """Draws a lane and gives back where the next begins."""
    y, height = place
    if lane.label:
        _add_label(deck, slide, lane.label, y)
    for card in lane.cards:
        add_card(deck, slide.shapes, card, y, height)
    return y + height + BETWEEN


def _add_label(deck: Deck, slide: Slide, label: str, y: float) -> None:
    said = Said(label, SMALLEST, bold=True)
    card = Card(EDGE, LABEL - 10, [said], shape="plain", anchor="start")
    add_card(deck, slide.shapes, card, y, measure_card(card))
