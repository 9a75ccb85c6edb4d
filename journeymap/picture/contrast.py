"""Whether words can be read on their ground: contrast as WCAG 2.2 counts it, and as eyes see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from journeymap.picture.theme import SHADES, Theme

READABLE = 4.5  # WCAG 2.2, level AA, text of normal size
Sight = Literal["full", "grey", "protan", "deutan", "tritan"]

_ON_PAPER = ("ink", "muted", "curve", "good", "fair", "poor", "unknown", "neutral", "link")
_ON_GROUNDS = {
    "panel": ("ink", "muted", "unknown", "neutral", "curve", "good", "fair", "poor"),
    "stage": ("stage-ink", "stage-muted"),
    "good-ground": ("good", "muted", "ink"),
    "fair-ground": ("fair", "muted", "ink"),
    "poor-ground": ("poor", "muted", "ink"),
    "pain-ground": ("pain-ink",),
    "opportunity-ground": ("opportunity-ink",),
}
PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, "paper") for ink in _ON_PAPER),
    *((f"series-{i}", "paper") for i in range(1, 7)),
    *((ink, ground) for ground, inks in _ON_GROUNDS.items() for ink in inks),
    *(("paper", ground) for ground in ("poor", "good", "fair", "curve", "opportunity-ink")),
    *((ink, ground) for ground, ink in SHADES),
)
"""Every ink with the grounds that it is written on."""

# Machado, Oliveira and Fernandes 2009, severity 1, for linear light
_SEEN: Mapping[str, tuple[tuple[float, float, float], ...]] = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def measure_contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 (the same) to 21 (black on white); symmetric.

    Args:
        one: A colour as ``#rrggbb``.
        other: Another.

    Example:
        >>> round(measure_contrast("#777777", "#ffffff"), 2)
        4.48
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """How bright a colour is, 0 (black) to 1 (white): the relative luminance of WCAG 2."""
    red, green, blue = to_light(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def to_light(colour: str) -> tuple[float, float, float]:
    """Red, green and blue as amounts of light, 0 to 1."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def to_colour(light: tuple[float, float, float]) -> str:
    """Amounts of light as ``#rrggbb``; what lies outside 0 to 1 is cut."""
    return "#" + "".join(f"{round(255 * _to_part(min(1.0, max(0.0, p)))):02x}" for p in light)


def _to_part(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def as_seen(colour: str, sight: Sight) -> str:
    """A colour as somebody sees it whose eyes lack one kind of cone, or as a grey print shows it.

    Args:
        colour: As ``#rrggbb``.
        sight: "full", "grey", "protan", "deutan" or "tritan".

    Example:
        >>> as_seen("#b3261e", "grey")
        '#5d5d5d'
    """
    if sight == "full":
        return colour
    light = to_light(colour)
    if sight == "grey":
        return to_colour((luminance(colour),) * 3)
    red, green, blue = (sum(a * b for a, b in zip(row, light, strict=True)) for row in _SEEN[sight])
    return to_colour((red, green, blue))


def find_faint(theme: Theme) -> Iterator[tuple[str, str, float]]:
    """Ink, ground and contrast wherever a theme's words would be hard to read."""
    for ink, ground in PAIRS:
        contrast = measure_contrast(theme.colour_of(ink), theme.colour_of(ground))
        if contrast < READABLE:
            yield ink, ground, contrast


def make_readable(colour: str, ground: str) -> str:
    """The nearest shade of a colour that can be read on a ground: darker on light, lighter on dark.

    Example:
        >>> make_readable("#f0a000", "#ffffff")
        '#a36b00'
    """
    light, towards = to_light(colour), 0.0 if luminance(ground) > 0.18 else 1.0
    for share in range(101):
        mixed = tuple(part + (towards - part) * share / 100 for part in light)
        found = to_colour((mixed[0], mixed[1], mixed[2]))
        if measure_contrast(found, ground) >= READABLE:
            return found
    return found
