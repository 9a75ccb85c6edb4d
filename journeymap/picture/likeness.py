"""Whether a colour could be taken for one that says how a goal stands: by its hue, and by all eyes.

Good, fair and poor are judgements. A brand's green on a curve would say "good" of every point, so
what carries no judgement must not look like them.
"""

from __future__ import annotations

from math import atan2, degrees, dist, hypot

from journeymap.picture.contrast import Sight, as_seen, to_light
from journeymap.picture.theme import FAIR, GOOD, POOR, Theme

STATUSES: tuple[str, ...] = (GOOD, FAIR, POOR)
NEAREST = 0.035  # of two colours in OKLab that side by side are seen as two
SAME_HUE = 30.0  # degrees: within them both have one name, whatever their brightness
_GREY = 0.035  # chroma below which nobody names a hue
_EYES: tuple[Sight, ...] = ("full", "protan", "deutan", "tritan")
Lab = tuple[float, float, float]


def find_lookalike(colour: str, theme: Theme) -> str | None:
    """The status that a colour could be taken for: "good", "fair", "poor", or None.

    Args:
        colour: As ``#rrggbb``.
        theme: Whose statuses.

    Example:
        >>> from journeymap.picture.theme import LIGHT
        >>> find_lookalike("#0b5d2a", LIGHT), find_lookalike("#24548b", LIGHT)
        ('good', None)
    """
    known = {status: theme.colour_of(status) for status in STATUSES}
    named = (status for status, other in known.items() if _share_hue(to_lab(colour), to_lab(other)))
    mixed_up = (status for status, other in known.items() if _look_alike(colour, other))
    return next(named, None) or next(mixed_up, None)


def look_the_same(one: str, other: str) -> bool:
    """Whether side by side two colours are seen as one.

    Example:
        >>> look_the_same("#1a7f37", "#1b8038"), look_the_same("#1a7f37", "#b3261e")
        (True, False)
    """
    return dist(to_lab(one), to_lab(other)) < NEAREST


def _look_alike(one: str, other: str) -> bool:
    """Whether there are eyes that could not tell them apart."""
    seen = ((to_lab(as_seen(one, eye)), to_lab(as_seen(other, eye))) for eye in _EYES)
    return any(dist(*pair) < NEAREST for pair in seen)


def _share_hue(one: Lab, other: Lab) -> bool:
    if min(hypot(*one[1:]), hypot(*other[1:])) < _GREY:
        return False
    apart = abs(degrees(atan2(one[2], one[1]) - atan2(other[2], other[1])))
    return min(apart, 360 - apart) < SAME_HUE


def to_lab(colour: str) -> Lab:
    """A colour as brightness and two axes of hue: OKLab, where distances are what eyes see.

    After Björn Ottosson, "A perceptual color space for image processing", 2020.

    Args:
        colour: As ``#rrggbb``.

    Example:
        >>> [round(part, 2) for part in to_lab("#ffffff")]
        [1.0, 0.0, 0.0]
    """
    red, green, blue = to_light(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    mid = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short,
    )
