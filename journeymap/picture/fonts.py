"""The fonts that matplotlib paints with: which are installed, and which letters none of them has.

Loading matplotlib takes a while, so this is imported only where a figure is asked for.
"""

from __future__ import annotations

import logging
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


@contextmanager
def quietly() -> Iterator[None]:
    """Keep matplotlib from talking about its folders, its font cache and letters it lacks."""
    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", r"Glyph \d+ ", UserWarning)
            yield
    finally:
        log.setLevel(level)


with quietly():
    from matplotlib import font_manager

FAMILY = "DejaVu Sans"
_FURTHER_FAMILIES = (
    *("Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans CJK KR", "Noto Sans", "Noto Sans Arabic"),
    *("Noto Sans Hebrew", "Noto Sans Thai", "Noto Sans Devanagari", "Noto Emoji", "IPAexGothic"),
    *("WenQuanYi Zen Hei", "Microsoft YaHei", "MS Gothic", "Yu Gothic", "Hiragino Sans"),
    *("PingFang SC", "Apple SD Gothic Neo", "Malgun Gothic", "Arial Unicode MS"),
)
Fonts = tuple[tuple[str, ...], frozenset[str]]  # families, and the letters that none of them has


def is_installed(font: str) -> bool:
    """Whether matplotlib finds a family of that name."""
    return font in {entry.name for entry in font_manager.fontManager.ttflist}


@cache
def choose_fonts(letters: str, font: str = "") -> Fonts:
    """The families to paint with, and the letters that none of them has.

    Args:
        letters: All that is to be painted.
        font: A family that comes first where it is installed.
    """
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    families = [font, FAMILY] if font in installed else [FAMILY]
    missing = _lacking(frozenset(letters), families[0])
    if missing and len(families) > 1:
        missing = _lacking(missing, FAMILY)
    if missing:
        for family in filter(installed.__contains__, _FURTHER_FAMILIES):
            left = _lacking(missing, family)
            if left != missing:
                families.append(family)
            missing = left
    return tuple(families), missing


def _lacking(letters: frozenset[str], family: str) -> frozenset[str]:
    known = font_manager.get_font(font_manager.findfont(family)).get_charmap()
    unknown = (letter for letter in letters if ord(letter) not in known)
    return frozenset(c for c in unknown if unicodedata.category(c) not in ("Cf", "Zs"))
