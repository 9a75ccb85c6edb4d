"""A theme as it is given: one that is there, or the path of its file."""

from __future__ import annotations

from pathlib import Path

from journeymap.picture.theme import Theme, ThemeOrFile


def choose_theme(theme: ThemeOrFile | None) -> Theme | None:
    """The theme that is meant: one that is there, or the one in a file; None where none is.

    Raises:
        InputError: if the file is at fault.
        OSError: if it can't be read.
        ValueError: if it is neither a theme nor a path.

    Example:
        >>> from journeymap.picture.theme import LIGHT
        >>> choose_theme(LIGHT).name
        'light'
    """
    if theme is None or isinstance(theme, Theme):
        return theme
    if not isinstance(theme, str | Path):
        kind = type(theme).__name__
        raise ValueError(f"a theme is no {kind}; give the path of its file, or load_theme of it")
    from journeymap.picture.brand import load_theme  # noqa: PLC0415 - a drawing needs no reader

    return load_theme(theme)
