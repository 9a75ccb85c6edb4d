"""Icons: small outlines by name, the same in every picture.

They are Tabler icons (MIT, see ``ICONS-LICENSE.txt`` beside this file), and five faces and a dot of
our own, made into ``icons.json`` by ``tests/picture/make_icons.py``.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from journeymap.errors import UnknownNameError
from journeymap.picture.marks import Outline, Point
from journeymap.picture.theme import MUTED

GRID = 24.0
FACES = ("face-very-bad", "face-bad", "face-neutral", "face-good", "face-very-good")
_Parts = tuple[tuple[Point, ...], ...]


def icon(
    name: str, x: float, y: float, size: float = 16.0, *, colour: str = MUTED, weight: float = 1.75
) -> Outline:
    """An icon as a mark.

    Args:
        name: Which one, such as "phone"; ``icon_names`` has all.
        x: Its left edge.
        y: Its upper edge.
        size: Width and height in pixels.
        colour: A role of the theme, or ``#rrggbb``.
        weight: How thick its strokes are on its grid of 24, which is scaled to ``size``.

    Raises:
        UnknownNameError: if there is no such icon, with the nearest name.

    Example:
        >>> home = icon("home", 10, 20, 12)
        >>> home.stroke_width, len(home.parts)
        (0.875, 3)
    """
    if name not in _load_icons():
        raise UnknownNameError("icon", name, icon_names())
    scale = size / GRID
    parts = tuple(
        tuple((x + scale * across, y + scale * down) for across, down in part)
        for part in _load_icons()[name]
    )
    return Outline(parts, colour, weight * scale)


def face(
    valence: int, x: float, y: float, size: float = 16.0, *, colour: str, weight: float = 1.75
) -> Outline:
    """The face of a valence, from -2 (very bad) to 2 (very good); otherwise as ``icon``."""
    return icon(FACES[valence + 2], x, y, size, colour=colour, weight=weight)


def icon_names() -> tuple[str, ...]:
    """The names of all icons, from a to z."""
    return tuple(_load_icons())


@cache
def _load_icons() -> dict[str, _Parts]:
    text = (files("journeymap") / "picture" / "icons.json").read_text(encoding="utf-8")
    return {name: tuple(map(_to_points, parts)) for name, parts in json.loads(text).items()}


def _to_points(numbers: list[float]) -> tuple[Point, ...]:
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
