"""Pixels, points and colours in the units of the file."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

EMU_PER_PIXEL = 9525
POINTS_PER_PIXEL = 0.75
_Colour: Any = RGBColor  # the library is typed in part only


def to_emu(length: float) -> Emu:
    """Pixels in the unit of the file."""
    return Emu(round(length * EMU_PER_PIXEL))


def to_points(size: float) -> Any:
    """The size of letters in points, to a tenth, never under one."""
    return Pt(max(1.0, round(size * POINTS_PER_PIXEL, 1)))


def to_rgb(colour: str) -> Any:
    """``#rrggbb`` as the library has it."""
    return _Colour.from_string(colour.removeprefix("#").upper())
