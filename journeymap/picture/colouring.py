"""A picture in the colours of its theme: roles become colours, or a page's variables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, get_args

from journeymap.picture.marks import Mark, Picture, change_marks
from journeymap.picture.theme import Theme

_COLOURED = {
    kind: [field.name for field in fields(kind) if field.name in ("fill", "stroke")]
    for kind in get_args(Mark)
}


def in_colour(picture: Picture, theme: Theme | None = None) -> Picture:
    """The picture with every role replaced by the colour that the theme gives it.

    Args:
        picture: What is to be painted.
        theme: Whose colours; those of the picture's own theme where None.

    Raises:
        KeyError: if a mark names a role that there is not.

    Example:
        >>> from journeymap.picture.marks import Text
        >>> in_colour(Picture(9, 9, "", "", (Text(1, 8, "a"),))).marks[0].fill
        '#1f2933'
    """
    chosen = theme or picture.theme
    return replace(_resolve(picture, chosen.colour_of), theme=chosen)


def in_variables(picture: Picture) -> Picture:
    """The picture with every role as a variable of the page that it stands on: ``var(--ink)``.

    Example:
        >>> from journeymap.picture.marks import Text
        >>> in_variables(Picture(9, 9, "", "", (Text(1, 8, "a"),))).marks[0].fill
        'var(--ink)'
    """
    return _resolve(picture, lambda role: f"var(--{role})" if role and role[0] != "#" else role)


def _resolve(picture: Picture, colour_of: Callable[[str], str]) -> Picture:
    def change(mark: Mark) -> Mark:
        parts: dict[str, Any] = {
            name: colour_of(getattr(mark, name)) for name in _COLOURED[type(mark)]
        }
        return replace(mark, **parts)

    marks = change_marks(picture.marks, change)
    return replace(picture, marks=marks, background=colour_of(picture.background))
