"""The shade of a health, wherever one is drawn: the weaker the darker."""

from __future__ import annotations

from journeymap.picture.theme import SHADES


def shade_for(health: float) -> tuple[str, str]:
    """Ground and text colour of a health, 0 to 100: the weaker the darker.

    Example:
        >>> shade_for(95), shade_for(5)
        (('shade-1', 'shade-1-ink'), ('shade-5', 'shade-5-ink'))
    """
    step = min(len(SHADES) - 1, int((100 - health) / 100 * len(SHADES)))
    return SHADES[step]
