"""The roles that colours play in pictures, the themes that say which colours they are, and sizes.

A mark names a role, such as ``ink`` or ``good-ground``; only when a picture is painted does its
theme say which colour that is. So one description gives a light, a dark and a brand's picture, and
a page may decide in the reader's browser. Every verdict carries a sign and a word, every point a
shape: colour only repeats them. A test computes the contrast of every pair that meets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from journeymap.fields import FrozenMap

INK, MUTED, FAINT = "ink", "muted", "faint"
RULE, GRID, FRAME, LINK = "rule", "grid", "frame", "link"
PAPER, PANEL = "paper", "panel"
STAGE, STAGE_INK, STAGE_MUTED = "stage", "stage-ink", "stage-muted"
CURVE, BAND = "curve", "band"
GOOD, FAIR, POOR, UNKNOWN = "good", "fair", "poor", "unknown"
NEUTRAL = "neutral"  # measured, and nothing says whether that is good
GOOD_GROUND, FAIR_GROUND, POOR_GROUND = "good-ground", "fair-ground", "poor-ground"
PAIN_GROUND, PAIN_INK = "pain-ground", "pain-ink"
OPPORTUNITY_GROUND, OPPORTUNITY_INK = "opportunity-ground", "opportunity-ink"

STATUS_INK: Mapping[str | None, str] = {
    "met": GOOD,
    "at_risk": FAIR,
    "missed": POOR,
    "not_measured": UNKNOWN,
    None: NEUTRAL,
}
STATUS_GROUND: Mapping[str, str] = {
    "met": GOOD_GROUND,
    "at_risk": FAIR_GROUND,
    "missed": POOR_GROUND,
    "not_measured": PANEL,
}

# From healthy to weak: ground and text, each darker than the one before (lighter on dark paper).
SHADES: tuple[tuple[str, str], ...] = tuple((f"shade-{i}", f"shade-{i}-ink") for i in range(1, 6))

# Lines of several waves or segments: told apart by shape and dashes too; none looks like a status.
SERIES: tuple[str, ...] = tuple(f"series-{i}" for i in range(1, 7))

MARGIN = 40.0
LABELS = 128.0
TITLE, HEADING, BODY, SMALL, TINY = 26.0, 15.0, 12.0, 11.0, 10.0


@dataclass(frozen=True)
class Theme:
    """Which colour each role has, and the font of the words.

    Args:
        name: What the theme is called.
        font: A font family that comes before the usual ones; empty for none.
        colours: Role to colour, as ``#rrggbb``; roles that are absent are those of ``LIGHT``.

    Example:
        >>> Theme("night blue", colours={"stage": "#102040"}).colour_of("stage")
        '#102040'
    """

    name: str
    font: str = ""
    colours: Mapping[str, str] = field(default_factory=FrozenMap)

    def __post_init__(self) -> None:
        object.__setattr__(self, "colours", FrozenMap(self.colours))

    def colour_of(self, role: str) -> str:
        """The colour of a role; a colour that is one already, or none, stays as it is.

        Raises:
            KeyError: if there is no such role.

        Example:
            >>> Theme("plain").colour_of("ink"), Theme("plain").colour_of("#aa3377")
            ('#1f2933', '#aa3377')
        """
        if not role or role.startswith(("#", "var(")):
            return role
        return self.colours.get(role) or LIGHT.colours[role]


LIGHT = Theme(
    "light",
    colours=FrozenMap({
        "ink": "#1f2933", "muted": "#566270", "faint": "#8a94a0",
        "rule": "#e3e8ee", "grid": "#edf1f5", "frame": "#cbd4de", "link": "#5f7183",
        "paper": "#ffffff", "panel": "#f3f6fa",
        "stage": "#24548b", "stage-ink": "#ffffff", "stage-muted": "#d9e5f3",
        "curve": "#24548b", "band": "#d5dfea",
        "good": "#1c7454", "fair": "#8f5a00", "poor": "#b3261e", "unknown": "#566270",
        "neutral": "#566270",
        "good-ground": "#e8f3ee", "fair-ground": "#fdf3e1", "poor-ground": "#fbecea",
        "pain-ground": "#fbecea", "pain-ink": "#7c1d16",
        "opportunity-ground": "#e8f1f7", "opportunity-ink": "#1d4a6b",
        "shade-1": "#f4f8fb", "shade-1-ink": "#1f2933",
        "shade-2": "#d9e6f1", "shade-2-ink": "#1f2933",
        "shade-3": "#b5cde2", "shade-3-ink": "#1f2933",
        "shade-4": "#4a76a4", "shade-4-ink": "#ffffff",
        "shade-5": "#24548b", "shade-5-ink": "#ffffff",
        "series-1": "#24548b", "series-2": "#9a3fb5", "series-3": "#0a7a94",
        "series-4": "#1f2430", "series-5": "#a8156f", "series-6": "#6b7480",
    }),
)  # fmt: skip
DARK = Theme(
    "dark",
    colours=FrozenMap({
        "ink": "#e9eef3", "muted": "#a9b5c1", "faint": "#7f8b97",
        "rule": "#2a343f", "grid": "#232d37", "frame": "#43505d", "link": "#93a5b6",
        "paper": "#141b23", "panel": "#1d2630",
        "stage": "#2b5c94", "stage-ink": "#ffffff", "stage-muted": "#dbe8f6",
        "curve": "#86b7ec", "band": "#28425f",
        "good": "#62cc9f", "fair": "#e7b454", "poor": "#f59a92", "unknown": "#a9b5c1",
        "neutral": "#a9b5c1",
        "good-ground": "#15352b", "fair-ground": "#3a2f15", "poor-ground": "#42221f",
        "pain-ground": "#3c2220", "pain-ink": "#f8cbc6",
        "opportunity-ground": "#183140", "opportunity-ink": "#c0dff3",
        "shade-1": "#1c2732", "shade-1-ink": "#e9eef3",
        "shade-2": "#26405a", "shade-2-ink": "#e9eef3",
        "shade-3": "#335a82", "shade-3-ink": "#ffffff",
        "shade-4": "#7fabd6", "shade-4-ink": "#141b23",
        "shade-5": "#bcd8f1", "shade-5-ink": "#141b23",
        "series-1": "#86b7ec", "series-2": "#cf7bff", "series-3": "#4fd6ea",
        "series-4": "#f2f5f8", "series-5": "#e05fc4", "series-6": "#98a2ad",
    }),
)  # fmt: skip
ROLES: tuple[str, ...] = tuple(LIGHT.colours)

ThemeOrFile = Theme | str | Path
