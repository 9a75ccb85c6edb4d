"""How wide the columns of a table are, where all must stand beside each other on a page."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.picture.lettering import text_width


def natural_widths(
    rows: Sequence[Sequence[str]], size: float, *, padding: float = 0.0
) -> list[float]:
    """The width that each column would like to have, in pixels: that of its longest cell.

    Args:
        rows: The cells, row by row; the first are the headings, in bold.
        size: The letters' size, in pixels.
        padding: What a cell needs besides its text.

    Example:
        >>> one, two = natural_widths([["n", "touchpoint"], ["1,000", "Pay"]], 12, padding=2)
        >>> round(one), round(two)
        (37, 77)
    """
    return [
        max(text_width(cell, size, bold=i == 0) for i, cell in enumerate(column)) + padding
        for column in zip(*rows, strict=True)
    ]


def share_width(natural: Sequence[float], room: float, *, narrowest: float) -> list[float]:
    """The widths of columns: the widest give way until all fit; some of what is left is spread.

    Args:
        natural: The width that each column would like to have, in pixels; one at least.
        room: How wide they may be together.
        narrowest: The width below which a column gives way only with all others.

    Example:
        >>> share_width([50, 400, 90], 300, narrowest=60)
        [50.0, 160.0, 90.0]
        >>> share_width([50, 50], 300, narrowest=60)
        [75.0, 75.0]
    """
    cap = _find_cap(natural, room, narrowest)
    widths = [min(width, cap) for width in natural]
    scale = min(room / sum(widths), _MOST_SPREAD)
    return [width * scale for width in widths]


_MOST_SPREAD = 1.5  # wider, cells of one row would not be read as one


def _find_cap(natural: Sequence[float], room: float, narrowest: float) -> float:
    """The widest that a column may be, so that all fit; not below the narrowest."""
    if sum(natural) <= room:
        return max(natural)
    left, wide = room, sorted(natural)
    for i, width in enumerate(wide):
        share = left / (len(wide) - i)
        if width > share:
            return max(share, narrowest)
        left -= width
    return max(natural)
