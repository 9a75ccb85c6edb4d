"""The graph: touchpoints by stage, transitions with counts, health by shade and sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.experience import ExperiencePoint, OtherReading
from journeymap.analysis.goals import SIGNS
from journeymap.errors import DrawingError
from journeymap.graph import transitions_of
from journeymap.model.elements import Transition
from journeymap.picture.blocks import Block, Style, paragraph, stack
from journeymap.picture.dot import DotLink, DotVertex, to_dot_text
from journeymap.picture.facts import Facts
from journeymap.picture.lanes import MOST_LINES
from journeymap.picture.layered import lay_out
from journeymap.picture.layout import Layout, Link, Placed, Vertex
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Arrow, Box, Group, Mark, Picture, Text
from journeymap.picture.panel import header
from journeymap.picture.plan import longest_word
from journeymap.picture.theme import (
    BODY,
    FRAME,
    INK,
    LINK,
    MARGIN,
    MUTED,
    PANEL,
    PAPER,
    POOR,
    SHADES,
    SMALL,
)

Engine = Literal["auto", "graphviz", "layered"]
BOX_WIDTH, WIDEST, TITLE_WIDTH = 150.0, 240.0, 220.0
TITLE = Style(BODY, bold=True, fill=MUTED, lines=MOST_LINES)


@dataclass(frozen=True, slots=True)
class _Card:
    """A touchpoint as a box: its texts, its shade and its size."""

    point: ExperiencePoint
    parts: tuple[tuple[str, Style], ...]
    fill: str
    width: float
    height: float
    text_height: float


def describe_graph(facts: Facts, *, engine: Engine = "auto") -> tuple[Picture, tuple[str, ...]]:
    """The graph as plain marks, and what to know about its layout.

    Args:
        facts: The journey with its experience curve, goals and ranking.
        engine: Which layout arranges it; see ``draw_graph``.

    Raises:
        DrawingError: if Graphviz is asked for and is missing or fails.
    """
    cards = _cards(facts)
    transitions = transitions_of(facts.journey)
    layout, notes = _arrange(facts, cards, transitions, engine)
    right = MARGIN + max(layout.width, 760.0)
    top = header(facts, MARGIN - 8, right)
    x, y = MARGIN, MARGIN + top.height
    marks: list[Mark] = list(top.marks)
    marks += [
        _frame(facts.journey.stage(id_).name, _shift(place, x, y))
        for id_, place in layout.groups.items()
    ]
    marks += _arrows(transitions, layout, x, y)
    for id_, place in layout.vertices.items():
        marks.append(_box(cards[id_], _shift(place, x, y), facts))
    foot = _legend(facts, x, y + layout.height + 16, right)
    marks += foot.marks
    title = f"Journey graph: {facts.journey.name}"
    picture = Picture(
        right + MARGIN,
        y + layout.height + 32 + foot.height,
        title,
        _in_words(facts, transitions),
        tuple(marks),
    )
    return picture, notes


def _arrange(
    facts: Facts, cards: dict[str, _Card], transitions: Sequence[Transition], engine: Engine
) -> tuple[Layout, tuple[str, ...]]:
    """Graphviz's layout where it is wanted and works, or else our own."""
    groups = [stage.id for stage in facts.journey.stages]
    vertices = [
        Vertex(id_, card.width, card.height, card.point.stage) for id_, card in cards.items()
    ]
    labels = [_label(transition) for transition in transitions]
    links = [
        Link(
            t.source,
            t.target,
            text_width(label, SMALL) + 8 if label else 0.0,
            16.0 if label else 0.0,
        )
        for t, label in zip(transitions, labels, strict=True)
    ]
    titles = {stage.id: _title_room(stage.name) for stage in facts.journey.stages}
    notes: tuple[str, ...] = ()
    if engine != "layered":
        from journeymap.picture.graphviz import find_dot, lay_out_with_dot  # noqa: PLC0415 - starts a program

        if engine == "graphviz" or find_dot():
            try:
                return lay_out_with_dot(vertices, links, groups, group_titles=titles), ()
            except DrawingError as error:
                if engine == "graphviz":
                    raise
                notes = (f"{error}; arranged by our own layout instead.",)
    layout = lay_out(vertices, links, groups, group_titles=titles)
    return layout, (*notes, layout.note) if layout.note else notes


def _title_room(name: str) -> tuple[float, float]:
    """Width and height of a stage's name, in as many lines as it needs."""
    width = min(text_width(name, BODY, bold=True), TITLE_WIDTH)
    return width + 12, stack(0.0, 0.0, TITLE_WIDTH, [(name, TITLE)]).height + 4


def _label(transition: Transition) -> str:
    if transition.count is not None:
        return f"{transition.count:,}"
    return f"{100 * transition.share:.3g} %" if transition.share is not None else ""


def _cards(facts: Facts) -> dict[str, _Card]:
    names = [point.name for point in facts.experience.rows]
    width = min(WIDEST, max(BOX_WIDTH, longest_word(names, BODY) + 24))
    return {point.touchpoint: _card(point, width) for point in facts.experience.rows}


def _card(point: ExperiencePoint, width: float) -> _Card:
    fill, ink = shade_of(point)
    sign = f"{SIGNS[point.status]} " if point.status else ""
    n = f" · n {point.n:,}" if point.n is not None else ""
    value = {
        "missing": " · ".join(map(_show_other, point.others)) or "not measured",
        "too_few": f"too few answers{n}",
        "guess": f"≈ {point.shown}, guess",
    }.get(point.kind, f"{sign}{point.shown.partition(' (')[0]}{n}")
    parts = (
        (point.name, Style(BODY, bold=True, fill=ink, lines=MOST_LINES)),
        (value, Style(SMALL, italic=not (point.kind == "measured" or point.others), fill=ink, lines=4)),
    )
    text = stack(0.0, 0.0, width - 20, parts)
    return _Card(point, parts, fill, width, text.height + 18, text.height)


def _show_other(other: OtherReading) -> str:
    sign = f"{SIGNS[other.status]} " if other.status else ""
    return f"{sign}{other.label} {other.shown.partition(' (')[0]}"


def shade_of(point: ExperiencePoint) -> tuple[str, str]:
    """Ground and text colour of a touchpoint: the weaker the darker, white where not measured."""
    if point.kind != "measured" or point.health is None:
        return PAPER, INK
    step = min(len(SHADES) - 1, int((100 - point.health) / 100 * len(SHADES)))
    return SHADES[step]


def _shift(place: Placed, x: float, y: float) -> Placed:
    return Placed(place.x + x, place.y + y, place.width, place.height)


def _frame(name: str, place: Placed) -> Group:
    title = paragraph(place.x + 14, place.y + 8, TITLE_WIDTH, name, TITLE)
    box = Box(place.x, place.y, place.width, place.height, fill=PANEL, stroke=FRAME, radius=10.0)
    return Group((box, *title.marks), title=name)


def _arrows(transitions: Sequence[Transition], layout: Layout, x: float, y: float) -> list[Mark]:
    most = max((t.count or 0 for t in transitions), default=0)
    arrows: list[Mark] = []
    labels: list[Mark] = []
    for transition, route in zip(transitions, layout.routes, strict=True):
        width = 1.2 + 3.8 * ((transition.count or 0) / most) ** 0.5 if most else 1.4
        points = tuple((px + x, py + y) for px, py in route.points)
        arrows.append(Arrow(points, LINK, stroke_width=round(width, 2)))
        if route.label is not None and (text := _label(transition)):
            cx, cy = route.label[0] + x, route.label[1] + y
            wide = text_width(text, SMALL) + 6
            labels += [
                Box(cx - wide / 2, cy - 8, wide, 16, fill=PAPER, radius=4.0),
                Text(cx, cy + 4, text, SMALL, fill=INK, anchor="middle"),
            ]
    return [*arrows, *labels]


def _box(card: _Card, place: Placed, facts: Facts) -> Group:
    weakest = card.point.touchpoint in facts.weakest.verdict.touchpoints
    measured = card.point.kind == "measured" or bool(card.point.others)
    stroke, weight = (POOR, 2.6) if weakest else (LINK, 1.0)
    corner = (place.x, place.y, place.width, place.height)
    box = Box(*corner, card.fill, stroke, weight, radius=8.0, dashed=not measured)
    top = place.y + (place.height - card.text_height) / 2
    words = stack(place.x + place.width / 2, top, place.width - 20, card.parts, anchor="middle")
    return Group((box, *words.marks), title=f"{card.point.name}: {card.point.shown}")


def _legend(facts: Facts, x: float, y: float, right: float) -> Block:
    """The shades from healthy to weak, what the frames mean, and the verdict."""
    marks: list[Mark] = []
    left = x
    for i, (fill, _) in enumerate(SHADES):
        high = 100 - i * 100 // len(SHADES)
        words = f"health {high - 100 // len(SHADES)}–{high}"
        marks += [
            Box(left, y, 18, 14, fill=fill, stroke=LINK, radius=3.0),
            Text(left + 24, y + 11, words, SMALL, fill=MUTED),
        ]
        left += text_width(words, SMALL) + 42
    marks += [
        Box(left, y, 18, 14, fill=PAPER, stroke=LINK, radius=3.0, dashed=True),
        Text(left + 24, y + 11, "not measured", SMALL, fill=MUTED),
    ]
    remarks = "Red frame: may be the weakest. Arrows: the thicker, the more customers."
    text = f"{facts.weakest.verdict.text} {remarks}"
    words_block = paragraph(x, y + 24, right - x, text, Style(SMALL, fill=MUTED, lines=5))
    return Block((*marks, *words_block.marks), 24 + words_block.height)


def _in_words(facts: Facts, transitions: Sequence[Transition]) -> str:
    names = {touchpoint.id: touchpoint.name for touchpoint in facts.journey.touchpoints}
    ways = "; ".join(
        f"{names[t.source]} to {names[t.target]} {_label(t)}".strip() for t in transitions[:200]
    )
    return f"{facts.weakest.verdict.text} Transitions: {ways or 'none'}."


def describe_dot(facts: Facts) -> str:
    """The graph as DOT text, with the same labels and shades."""
    cards = _cards(facts)
    vertices = []
    for id_, card in cards.items():
        ink = card.parts[0][1].fill
        label = "\n".join(text for text, _ in card.parts)
        vertices.append(DotVertex(id_, label, card.point.stage, card.fill, ink, card.point.shown))
    transitions = transitions_of(facts.journey)
    most = max((t.count or 0 for t in transitions), default=0)
    links = [
        DotLink(
            t.source,
            t.target,
            _label(t),
            1.0 + 3.0 * ((t.count or 0) / most) ** 0.5 if most else 1.0,
        )
        for t in transitions
    ]
    groups = [(stage.id, stage.name) for stage in facts.journey.stages]
    return to_dot_text(facts.journey.name, vertices, links, groups)
