"""Colours and sizes of the pictures: readable without colour vision, dark enough on white paper.

Every verdict carries a sign and a word, every point a shape; colour only repeats them. A test
computes the contrast of every text colour on every ground it is used on.
"""

from __future__ import annotations

from collections.abc import Mapping

INK = "#1f2933"
MUTED = "#566270"
FAINT = "#8a94a0"
RULE = "#e3e8ee"
GRID = "#edf1f5"
PAPER = "#ffffff"
PANEL = "#f3f6fa"
STAGE = "#24548b"
STAGE_INK = "#ffffff"
STAGE_MUTED = "#d9e5f3"
CURVE = "#24548b"
BAND = "#d5dfea"
FRAME = "#cbd4de"
LINK = "#5f7183"

GOOD, FAIR, POOR, UNKNOWN = "#1c7454", "#8f5a00", "#b3261e", "#566270"
GOOD_GROUND, FAIR_GROUND, POOR_GROUND = "#e8f3ee", "#fdf3e1", "#fbecea"
PAIN_GROUND, PAIN_INK = POOR_GROUND, "#7c1d16"
OPPORTUNITY_GROUND, OPPORTUNITY_INK = "#e8f1f7", "#1d4a6b"

STATUS_INK: Mapping[str | None, str] = {
    "met": GOOD,
    "at_risk": FAIR,
    "missed": POOR,
    "not_measured": UNKNOWN,
    None: CURVE,
}
STATUS_GROUND: Mapping[str, str] = {
    "met": GOOD_GROUND,
    "at_risk": FAIR_GROUND,
    "missed": POOR_GROUND,
    "not_measured": PANEL,
}

# From healthy to weak: ground and text, each darker than the one before.
SHADES: tuple[tuple[str, str], ...] = (
    ("#f4f8fb", INK),
    ("#d9e6f1", INK),
    ("#b5cde2", INK),
    ("#4a76a4", "#ffffff"),
    ("#24548b", "#ffffff"),
)

MARGIN = 40.0
LABELS = 128.0
TITLE, HEADING, BODY, SMALL, TINY = 26.0, 15.0, 12.0, 11.0, 10.0
