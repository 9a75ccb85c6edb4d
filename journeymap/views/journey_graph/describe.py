"""The graph: touchpoints by stage, transitions with counts, health by shade and sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from typing import Literal

from journeymap.analysis.experience import Experience
from journeymap.errors import DrawingError
from journeymap.graph import transitions_of
from journeymap.model.elements import Transition
from journeymap.model.journey import Journey
from journeymap.picture.blocks import MOST_LINES, Block, Style, paragraph, stack
from journeymap.picture.dot import DotLink, DotVertex, to_dot_text
from journeymap.picture.layouts.layered import lay_out
from journeymap.picture.layouts.layout import Layout, Link, Placed, Vertex
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Arrow, Box, Group, Mark, Picture, Text
from journeymap.picture.theme import (
    BODY,
    FRAME,
    INK,
    LIGHT,
    LINK,
    MARGIN,
    MUTED,
    PANEL,
    PAPER,
    SHADES,
    SMALL,
)
from journeymap.views.facts import Facts
from journeymap.views.header import header
from journeymap.views.journey_graph.cards import Card, is_known, make_cards, shade_of

Engine = Literal["auto", "graphviz", "layered"]
TITLE_WIDTH, LEAST_WIDTH = 220.0, 760.0
TITLE = Style(BODY, bold=True, fill=MUTED, lines=MOST_LINES)
THINNEST, THICKEST, UNCOUNTED = 1.2, 5.0, 1.4
MOST_TOLD = 200  # transitions in the description


def describe_graph(facts: Facts, *, engine: Engine = "auto") -> tuple[Picture, tuple[str, ...]]:
    """The graph as plain marks, and what to know about its layout.

    Args:
        facts: The journey with its experience curve, goals and ranking.
        engine: Which layout arranges it; see ``draw_graph``.

    Raises:
        DrawingError: if Graphviz is asked for and is missing or fails.
    """
    cards = make_cards(facts.experience)
    transitions = transitions_of(facts.journey)
    layout, notes = _arrange(facts, cards, transitions, engine)
    right = MARGIN + max(layout.width, LEAST_WIDTH)
    top = header(facts, MARGIN - 8, right)
    x, y = MARGIN, MARGIN + top.height
    bottom = y + layout.height
    foot = _legend(facts, transitions, x, bottom + 16, right)
    marks = (
        *top.marks,
        *(_frame(facts, id_, _shift(place, x, y)) for id_, place in layout.groups.items()),
        *_arrows(transitions, layout, x, y),
        *(cards[id_].show(_shift(place, x, y), facts) for id_, place in layout.vertices.items()),
        *foot.marks,
    )
    title, told = f"Journey graph: {facts.journey.name}", _in_words(facts, transitions)
    return Picture(right + MARGIN, bottom + 32 + foot.height, title, told, marks), notes


def _arrange(
    facts: Facts, cards: Mapping[str, Card], transitions: Sequence[Transition], engine: Engine
) -> tuple[Layout, tuple[str, ...]]:
    """Graphviz's layout where it is wanted and works, or else our own."""
    groups = [stage.id for stage in facts.journey.stages]
    titles = {stage.id: _title_room(stage.name) for stage in facts.journey.stages}
    vertices = [Vertex(id_, c.width, c.height, c.point.stage) for id_, c in cards.items()]
    links = [_to_link(transition) for transition in transitions]
    notes: tuple[str, ...] = ()
    if engine != "layered":
        from journeymap.picture.layouts.graphviz import find_dot, lay_out_with_dot  # noqa: PLC0415 - starts a program

        if engine == "graphviz" or find_dot():
            try:
                return lay_out_with_dot(vertices, links, groups, group_titles=titles), ()
            except DrawingError as error:
                if engine == "graphviz":
                    raise
                notes = (f"{error}; arranged by our own layout instead.",)
    layout = lay_out(vertices, links, groups, group_titles=titles)
    return layout, (*notes, layout.note) if layout.note else notes


def _to_link(transition: Transition) -> Link:
    """A transition with the room that its label takes."""
    label = _label(transition)
    room = (text_width(label, SMALL) + 8, 16.0) if label else (0.0, 0.0)
    return Link(transition.source, transition.target, *room)


def _title_room(name: str) -> tuple[float, float]:
    """Width and height of a stage's name, in as many lines as it needs."""
    width = min(text_width(name, BODY, bold=True), TITLE_WIDTH)
    return width + 12, stack(0.0, 0.0, TITLE_WIDTH, [(name, TITLE)]).height + 4


def _label(transition: Transition) -> str:
    if transition.count is not None:
        return f"{transition.count:,}"
    return f"{100 * transition.share:.3g} %" if transition.share is not None else ""


def _thickness(transition: Transition, most: int) -> float:
    """How thick an arrow is: its area grows with the count, up to the largest one's."""
    if not most:
        return UNCOUNTED
    return round(THINNEST + (THICKEST - THINNEST) * sqrt((transition.count or 0) / most), 2)


def _largest(transitions: Sequence[Transition]) -> int:
    return max((transition.count or 0 for transition in transitions), default=0)


def _shift(place: Placed, x: float, y: float) -> Placed:
    return Placed(place.x + x, place.y + y, place.width, place.height)


def _frame(facts: Facts, stage: str, place: Placed) -> Group:
    name = facts.journey.stage(stage).name
    title = paragraph(place.x + 14, place.y + 8, TITLE_WIDTH, name, TITLE)
    box = Box(place.x, place.y, place.width, place.height, fill=PANEL, stroke=FRAME, radius=10.0)
    return Group((box, *title.marks), title=name)


def _arrows(transitions: Sequence[Transition], layout: Layout, x: float, y: float) -> list[Mark]:
    """All arrows, and above them their labels."""
    most = _largest(transitions)
    arrows: list[Mark] = []
    labels: list[Mark] = []
    for transition, route in zip(transitions, layout.routes, strict=True):
        points = tuple((px + x, py + y) for px, py in route.points)
        arrows.append(Arrow(points, LINK, _thickness(transition, most)))
        if route.label is not None and (text := _label(transition)):
            labels += _arrow_label(text, route.label[0] + x, route.label[1] + y)
    return [*arrows, *labels]


def _arrow_label(text: str, x: float, y: float) -> tuple[Box, Text]:
    width = text_width(text, SMALL) + 6
    ground = Box(x - width / 2, y - 8, width, 16, fill=PAPER, radius=4.0)
    return ground, Text(x, y + 4, text, SMALL, fill=INK, anchor="middle")


def _legend(
    facts: Facts, transitions: Sequence[Transition], x: float, y: float, right: float
) -> Block:
    """The shades from healthy to weak, what the frames mean, and the verdict."""
    marks: list[Mark] = []
    left, top = x, y
    for words, fill, dashed in _grounds(facts.experience):
        width = text_width(words, SMALL) + 42
        if left + width - 18 > right and left > x:
            left, top = x, top + 20
        box = Box(left, top, 18, 14, fill, LINK, radius=3.0, dashed=dashed)
        marks += [box, Text(left + 24, top + 11, words, SMALL, fill=MUTED)]
        left += width
    red = "Red frame: may be the weakest." if facts.weakest.verdict.touchpoints else ""
    thick = "Arrows: the thicker, the more customers." if _largest(transitions) else ""
    judged = {row.status for row in facts.experience.rows}
    judged |= {other.status for row in facts.experience.rows for other in row.others}
    signs = "✓ reaches its own or its stage’s goal, ✗ misses it, ! may or may not reach it."
    told_signs = signs if judged - {None} else ""
    text = " ".join(filter(None, (facts.weakest.verdict.text, told_signs, red, thick)))
    told = paragraph(x, top + 24, right - x, text, Style(SMALL, fill=MUTED, lines=5))
    return Block((*marks, *told.marks), top - y + 24 + told.height)


def _grounds(experience: Experience) -> Iterator[tuple[str, str, bool]]:
    """What a box's ground means: the words, its colour, and whether its frame is dashed."""
    step = 100 // len(SHADES)
    for i, (fill, _) in enumerate(SHADES):
        yield f"health {100 - (i + 1) * step}–{100 - i * step}", fill, False
    yield "not measured", PAPER, True
    white = [row for row in experience.rows if is_known(row) and shade_of(row)[0] == PAPER]
    if any(row.kind != "measured" for row in white):
        yield "measured by another metric", PAPER, False
    if any(row.kind == "measured" for row in white):
        yield "a time without a target", PAPER, False


def _in_words(facts: Facts, transitions: Sequence[Transition]) -> str:
    """The picture for those who can't see it."""
    names = {touchpoint.id: touchpoint.name for touchpoint in facts.journey.touchpoints}
    told = [
        f"{names[t.source]} to {names[t.target]} {_label(t)}".strip()
        for t in transitions[:MOST_TOLD]
    ]
    more = len(transitions) - MOST_TOLD
    ways = "; ".join([*told, f"and {more:,} more"] if more > 0 else told)
    return f"{facts.weakest.verdict.text} Transitions: {ways or 'none'}."


def describe_dot(journey: Journey, experience: Experience) -> str:
    """The graph as DOT text, with the same labels, shades and widths.

    Args:
        journey: The journey.
        experience: Its curve.
    """
    vertices = [
        DotVertex(
            id_, "\n".join(text for text, _ in card.parts),
            card.point.stage, LIGHT.colour_of(card.fill), LIGHT.colour_of(card.ink),
            card.point.shown,
        )
        for id_, card in make_cards(experience).items()
    ]  # fmt: skip
    transitions = transitions_of(journey)
    most = _largest(transitions)
    links = [DotLink(t.source, t.target, _label(t), _thickness(t, most)) for t in transitions]
    groups = [(stage.id, stage.name) for stage in journey.stages]
    return to_dot_text(journey.name, vertices, links, groups)
