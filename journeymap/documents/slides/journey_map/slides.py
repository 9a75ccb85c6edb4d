"""The slides of the map: as many touchpoints on each as can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from journeymap.documents.report import Section
from journeymap.documents.slides.cards import Card, Said, add_card
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
from journeymap.documents.slides.journey_map.columns import (
    LABEL,
    Column,
    group_stages,
    list_columns,
    part_columns,
    part_evenly,
    set_columns,
)
from journeymap.documents.slides.journey_map.curve import describe_curve, tell_curve
from journeymap.documents.slides.journey_map.lanes import (
    Lane,
    enlarge,
    lanes_above,
    lanes_below,
)
from journeymap.documents.slides.shapes import add_marks, describe
from journeymap.picture.colouring import in_colour
from journeymap.picture.marks import Mark, Picture
from journeymap.picture.mirroring import mirror
from journeymap.views.facts import Facts, say_status

_BETWEEN = 10.0
_LEAST_CURVE, _MOST_CURVE = 118.0, 230.0
_FLATTEST = 90.0  # lower, a curve shows nothing that the readings don't say
_MOST_EVEN = 3  # pieces of nearly one length; names of very different lengths need others
_SCALES = (1.3, 1.2, 1.1, 1.0)  # of letters, where there is room for larger ones


def add_map_slides(deck: Deck, facts: Facts, section: Section, title: str, notes: str) -> None:
    """The map, a few touchpoints to a slide.

    Args:
        deck: Where the slides are added.
        facts: What the map shows.
        section: What the report says of it.
        title: What the first slide says.
        notes: What to say beside it.
    """
    columns = list_columns(facts)
    parts = [p for part in part_columns(columns) for p in _fit(part, facts, title)]
    for i, part in enumerate(parts):
        place = f" ({i + 1}/{len(parts)})" if len(parts) > 1 else ""
        said = _say(part, facts, title) if len(parts) > 1 else title
        about = notes if i == 0 else ""
        slide = add_slide(deck, said, subtitle=f"{section.title}{place}", notes=about)
        _add_map(deck, slide, set_columns(part), facts)


def _say(part: Sequence[Column], facts: Facts, title: str) -> str:
    """What one of several slides says: how the goals of its stages stand."""
    said = []
    for stage, _ in group_stages(part):
        rows = facts.goals.for_place("stage", stage.id)
        words = dict.fromkeys(say_status(r.status, facts.words, value=r.value) for r in rows)
        status = facts.words("goal {status}", status=", ".join(words))
        said.append(f"{stage.name}: {status}" if rows else stage.name)
    told = " · ".join(said)
    return told if fits_title(told) else title


def _fit(part: Sequence[Column], facts: Facts, title: str) -> list[list[Column]]:
    """The part in as many pieces as it needs: fewer columns are wider, and their texts lower."""
    room = room_below(title) - _LEAST_CURVE

    def fits(columns: Sequence[Column]) -> bool:
        lanes = _make_lanes(set_columns(columns), facts)
        return len(columns) == 1 or _height(*lanes) <= room

    for pieces in range(1, _MOST_EVEN + 1):
        parts = list(part_evenly(part, min(pieces, len(part))))
        if all(map(fits, parts)):
            return parts
    return list(_fill(part, fits))


def _fill(
    columns: Sequence[Column], fits: Callable[[Sequence[Column]], bool]
) -> Iterator[list[Column]]:
    """The columns in order, each piece as long as it fits."""
    start = 0
    while start < len(columns):
        end = start + 1
        while end < len(columns) and fits(columns[start : end + 1]):
            end += 1
        yield list(columns[start:end])
        start = end


def _make_lanes(
    columns: Sequence[Column], facts: Facts, scale: float = 1.0
) -> tuple[list[Lane], list[Lane]]:
    """The lanes above and below the curve, in letters that many times as large."""
    above, below = (
        [enlarge(lane, scale) for lane in make(columns, facts)]
        for make in (lanes_above, lanes_below)
    )
    return above, below


def _height(above: Sequence[Lane], below: Sequence[Lane]) -> float:
    return sum(lane.height + _BETWEEN for lane in (*above, *below))


def _add_map(deck: Deck, slide: Slide, columns: Sequence[Column], facts: Facts) -> None:
    wanted = slide.room - 190  # a curve that shows its hills
    tried = (_make_lanes(columns, facts, scale) for scale in _SCALES)
    above, below = next((lanes for lanes in tried if _height(*lanes) <= wanted),
                        _make_lanes(columns, facts))  # fmt: skip
    height = min(_MOST_CURVE, max(0.0, slide.room - _height(above, below)))
    y = slide.top
    for lane in above:
        y = _add_lane(deck, slide, lane, y)
    marks = describe_curve(columns, facts, y, height)
    if marks and height >= _FLATTEST:
        _add_label(deck, slide, facts.words("Experience"), y + 24)
        _add_curve(deck, slide, marks, tell_curve(marks, facts))
        y += height
    for lane in below:
        y = _add_lane(deck, slide, lane, y)


def _add_curve(deck: Deck, slide: Slide, marks: Sequence[Mark], told: str) -> None:
    """Draws the curve as one group, which says in words what it shows."""
    picture = in_colour(Picture(WIDTH, HEIGHT, "", "", tuple(marks)), deck.theme)
    picture = mirror(picture) if deck.turned else picture
    group = slide.shapes.add_group_shape()
    describe(group, told, name="experience curve")
    add_marks(group.shapes, picture.marks)


def _add_lane(deck: Deck, slide: Slide, lane: Lane, y: float) -> float:
    """Draws a lane and gives back where the next begins."""
    height = lane.height
    if lane.label:
        _add_label(deck, slide, lane.label, y)
    for card in lane.cards:
        add_card(deck, slide.shapes, card, y, height)
    return y + height + _BETWEEN


def _add_label(deck: Deck, slide: Slide, label: str, y: float) -> None:
    said = Said(label, SMALLEST, bold=True)
    card = Card(EDGE, LABEL - 14, [said], shape="plain", anchor="start")
    add_card(deck, slide.shapes, card, y, 3 * SMALLEST)
