"""Where the boxes and arrows of a graph lie: by Graphviz where it is wanted and works, or by us."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from journeymap.errors import DrawingError
from journeymap.picture.blocks import Style, stack
from journeymap.picture.layouts.layered import lay_out
from journeymap.picture.layouts.layout import Layout, Link, Placed, Vertex
from journeymap.picture.lettering import text_width
from journeymap.picture.theme import BODY, MUTED, SMALL
from journeymap.views.journey_graph.cards import Card
from journeymap.views.journey_graph.ways import Way, find_kind

Engine = Literal["auto", "graphviz", "layered"]
TITLE_WIDTH = 220.0
TITLE = Style(BODY, bold=True, fill=MUTED)
EDGE = 4.0  # between the outer frame and the edge of the layout
MOST_FAR = 0.1  # of the arrows that lead further than to the next column
FEWEST_SPREAD = 4  # boxes of a single stage that are spread over columns


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a graph shows, before anything has a place.

    Args:
        cards: Its boxes by their ids, in reading order.
        ways: Its arrows.
        frames: Id to title of each stage that is drawn as a frame around its boxes.
        columns: The ids of the cards' groups, from left to right; those of ``frames`` where empty.
    """

    cards: Mapping[str, Card]
    ways: tuple[Way, ...]
    frames: Mapping[str, str]
    columns: tuple[str, ...] = ()


def arrange(sheet: Sheet, engine: Engine) -> tuple[Layout, tuple[str, ...]]:
    """A place for everything, and what to know about it.

    A single stage is spread over columns by how many moves its touchpoints are from the first.

    Args:
        sheet: What is to be arranged.
        engine: Which layout arranges it; see ``draw_graph``.

    Raises:
        DrawingError: if Graphviz is asked for and is missing or fails.
    """
    group_of = {id_: card.group for id_, card in sheet.cards.items()}
    groups = sheet.columns or tuple(sheet.frames)
    titles = {id_: _title_room(title) for id_, title in sheet.frames.items()}
    single = len(groups) == 1 and bool(sheet.ways) and len(group_of) >= FEWEST_SPREAD
    if single:
        group_of = _spread(sheet)
        columns = tuple(dict.fromkeys(sorted(group_of.values(), key=int)))
        width, height = titles.get(groups[0], (0.0, 0.0))
        titles, outer = {id_: (width / len(columns), height) for id_ in columns}, groups[0]
        groups = columns
    vertices = [Vertex(id_, c.width, c.height, group_of[id_]) for id_, c in sheet.cards.items()]
    layout, notes = _lay_out(vertices, list(map(_to_link, sheet.ways)), groups, titles, engine)
    if single:
        layout = replace(layout, groups={outer: _around(layout)} if sheet.frames else {})
    elif not sheet.frames:
        layout = replace(layout, groups={})
    return layout, notes


def _lay_out(
    vertices: Sequence[Vertex],
    links: Sequence[Link],
    groups: Sequence[str],
    titles: Mapping[str, tuple[float, float]],
    engine: Engine,
) -> tuple[Layout, tuple[str, ...]]:
    notes: tuple[str, ...] = ()
    if engine == "auto" and _goes_by_groups(vertices, links, groups):
        engine = "layered"
    if engine != "layered":
        from journeymap.picture.layouts.graphviz import find_dot, lay_out_with_dot  # noqa: PLC0415 - starts a program

        if engine == "graphviz" or find_dot():
            try:
                found = lay_out_with_dot(vertices, links, groups, group_titles=titles)
            except DrawingError as error:
                if engine == "graphviz":
                    raise
                notes = (f"{error}; arranged by our own layout instead.",)
            else:
                if engine == "graphviz" or not found.note:
                    return found, (found.note,) if found.note else ()
    layout = lay_out(vertices, links, groups, group_titles=titles)
    return layout, (*notes, layout.note) if layout.note else notes


def _goes_by_groups(
    vertices: Sequence[Vertex], links: Sequence[Link], groups: Sequence[str]
) -> bool:
    """Whether nearly all arrows stay in a column or lead to one beside it.

    Then our own layout is easier to read: columns begin at one height, where Graphviz makes a
    staircase of them.
    """
    place = {group: number for number, group in enumerate(groups)}
    column = {vertex.id: place[vertex.group] for vertex in vertices}
    far = sum(abs(column[link.source] - column[link.target]) > 1 for link in links)
    return far <= MOST_FAR * len(links)


def _to_link(way: Way) -> Link:
    """An arrow with the room that its label takes."""
    room = (text_width(way.label, SMALL) + 8, 16.0) if way.label else (0.0, 0.0)
    return Link(way.source, way.target, *room)


def _title_room(name: str) -> tuple[float, float]:
    """Width and height of a stage's name, in as many lines as it needs."""
    width = min(text_width(name, BODY, bold=True), TITLE_WIDTH)
    return width + 12, stack(0.0, 0.0, TITLE_WIDTH, [(name, TITLE)]).height + 4


def _spread(sheet: Sheet) -> dict[str, str]:
    """The column of each box: how many moves it is from the first, never against the order."""
    order = {id_: place for place, id_ in enumerate(sheet.cards)}
    ahead: dict[str, list[str]] = {}
    for way in sheet.ways:
        if find_kind(way.source, way.target, order) == "onward":
            ahead.setdefault(way.source, []).append(way.target)
    moves: dict[str, int] = {}
    last = 0
    for id_ in sheet.cards:
        if id_ in moves:
            continue
        moves[id_] = last
        waiting = deque([id_])
        while waiting:
            here = waiting.popleft()
            last = max(last, moves[here])
            for there in ahead.get(here, ()):
                if there not in moves:
                    moves[there] = moves[here] + 1
                    waiting.append(there)
    return {id_: str(count) for id_, count in moves.items()}


def _around(layout: Layout) -> Placed:
    """The frame around everything, arrows that turn outside of the columns too."""
    left, top = (min(getattr(p, at) for p in layout.groups.values()) for at in ("x", "y"))
    return Placed(left, top, layout.width - left - EDGE, layout.height - top - EDGE)
