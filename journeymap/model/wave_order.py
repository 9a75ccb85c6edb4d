"""In which order waves follow each other."""

from __future__ import annotations

import re

WaveOrder = tuple[list[tuple[int, int, str]], str]


def to_wave_order(wave: str) -> WaveOrder:
    """What to sort waves by, so that the oldest comes first: numbers in them count as numbers.

    Example:
        >>> sorted(["wave 10", "wave 9", "2025-Q4"], key=to_wave_order)
        ['2025-Q4', 'wave 9', 'wave 10']
    """
    parts = re.findall(r"\d+|\D+", wave)
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts], wave
