"""A graph as text in the DOT language, for Graphviz and everything else that reads it.

Escaping is our own, for ``graphviz.escape`` leaves ``&`` alone, so that a label ``&lt;`` would be
shown as ``<``. Nothing that a user wrote becomes anything but the text of an id, a label or a
tooltip: Graphviz copies some attributes, such as ``fontname``, unescaped into the SVG it writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from journeymap.errors import DrawingError, quote

LONGEST_LABEL = 4_000  # characters
# Graphviz takes a quoted text of more than 16,384 bytes for a syntax error.
MOST_BYTES = 16_000

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
# Control characters and what is no character at all would make the SVG malformed.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "&": "&amp;", "\n": "\\n", "\t": " "}
# Graphviz reads the escapes of a tooltip twice: with 2.43 an escaped \N became the vertex's id.
_TOOLTIP_ESCAPES = {**_ESCAPES, "\\": "\\\\\\\\"}


@dataclass(frozen=True, slots=True)
class DotVertex:
    """A box of a DOT graph; the colours are ``#rrggbb``."""

    id: str
    label: str
    group: str
    fill: str = "#ffffff"
    font_colour: str = "#000000"
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class DotLink:
    """An arrow of a DOT graph, ``width`` in points."""

    source: str
    target: str
    label: str = ""
    width: float = 1.0
    style: Literal["", "dashed"] = ""


def to_dot_text(
    title: str,
    vertices: Sequence[DotVertex],
    links: Sequence[DotLink],
    groups: Sequence[tuple[str, str]],
) -> str:
    r"""The graph as DOT, groups as clusters, everything in the order given.

    Args:
        title: The title of the whole.
        vertices: The boxes; one whose group isn't among the groups stands outside of all clusters.
        links: The arrows.
        groups: Id and title of each group.

    Raises:
        DrawingError: An id holds control characters or is too long.
        ValueError: A colour is not ``#rrggbb``.

    Example:
        >>> box = DotVertex("a:b", 'Say "hi"', "buy")
        >>> print(to_dot_text("Shop", [box], [DotLink("a:b", "a:b")], [("buy", "Buy")]), end="")
        digraph journey {
          graph [label="Shop", labelloc=t, rankdir=LR]
          node [shape=box, style="rounded,filled"]
          subgraph "cluster_buy" {
            label="Buy"
            "a:b" [label="Say \"hi\"", fillcolor="#ffffff", fontcolor="#000000"]
          }
          "a:b" -> "a:b" [penwidth=1.00]
        }
    """
    lines = [
        "digraph journey {",
        f"  graph [label={quote_label(title)}, labelloc=t, rankdir=LR]",
        '  node [shape=box, style="rounded,filled"]',
    ]
    members: dict[str, list[DotVertex]] = {group: [] for group, _ in groups}
    alone = [vertex for vertex in vertices if vertex.group not in members]
    for vertex in vertices:
        members.get(vertex.group, []).append(vertex)
    for group, name in groups:
        lines.append(f"  subgraph {quote_id('cluster_' + group)} {{")
        lines.append(f"    label={quote_label(name)}")
        lines += [f"    {_vertex_line(vertex)}" for vertex in members[group]]
        lines.append("  }")
    lines += [f"  {_vertex_line(vertex)}" for vertex in alone]
    lines += [f"  {_link_line(link)}" for link in links]
    return "\n".join([*lines, "}", ""])


def quote_label(text: str) -> str:
    r"""A text as a quoted DOT string that shows exactly this text, cut if it is very long.

    Control characters are left out; a tab becomes a space.

    Example:
        >>> print(quote_label("<b>R&D</b> \\N"))
        "<b>R&amp;D</b> \\N"
    """
    return _quote(text, _ESCAPES)


def quote_id(text: str) -> str:
    """An id as a quoted DOT string; different ids stay different.

    DOT itself knows no escape in an id but that of the quote, so a reader of the file sees a
    backslash in an id twice and an ampersand as ``&amp;``; labels are shown as they are.

    Raises:
        DrawingError: The id can't be told from another in DOT: control characters, or too long.

    Example:
        >>> quote_id("a:b"), quote_id("node"), quote_id("-1")
        ('"a:b"', '"node"', '"-1"')
    """
    pieces = [_ESCAPES.get(letter, letter) for letter in text]
    if _NO_TEXT.search(text) or "\t" in text:
        raise DrawingError(f"{quote(text)} can't be an id in DOT; it holds control characters")
    if _count_bytes(pieces) > MOST_BYTES:
        raise DrawingError(f"{quote(text)} can't be an id in DOT; it is too long")
    return f'"{"".join(pieces)}"'


def _quote(text: str, escapes: Mapping[str, str]) -> str:
    clean = _NO_TEXT.sub("", text.replace("\r\n", "\n"))
    pieces = [escapes.get(letter, letter) for letter in clean[: LONGEST_LABEL + 1]]
    if len(pieces) > LONGEST_LABEL or _count_bytes(pieces) > MOST_BYTES:
        pieces = [*_fitting(pieces[: LONGEST_LABEL - 1]), "…"]
    return f'"{"".join(pieces)}"'


def _count_bytes(pieces: Sequence[str]) -> int:
    return sum(len(piece.encode()) for piece in pieces)


def _fitting(pieces: Sequence[str]) -> Iterator[str]:
    """As many of the pieces as Graphviz reads; an escape is never cut in two."""
    room = MOST_BYTES - len("…".encode())
    for piece in pieces:
        room -= len(piece.encode())
        if room < 0:
            return
        yield piece


def _vertex_line(vertex: DotVertex) -> str:
    attributes = [
        f"label={quote_label(vertex.label)}",
        f"fillcolor={_colour(vertex.fill)}",
        f"fontcolor={_colour(vertex.font_colour)}",
    ]
    if vertex.tooltip:
        attributes.append(f"tooltip={_quote(vertex.tooltip, _TOOLTIP_ESCAPES)}")
    return f"{quote_id(vertex.id)} [{', '.join(attributes)}]"


def _link_line(link: DotLink) -> str:
    attributes = [f"penwidth={link.width:.2f}"]
    if link.label:
        attributes.insert(0, f"label={quote_label(link.label)}")
    if link.style:
        attributes.append(f"style={link.style}")
    return f"{quote_id(link.source)} -> {quote_id(link.target)} [{', '.join(attributes)}]"


def _colour(colour: str) -> str:
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"{colour[:60]!r} is not a colour like #1f77b4")
    return f'"{colour}"'
