"""What judges nothing looks like no judgement, to any eye, in any brand."""

from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture.brand import SLATE, ThemeFile, make_theme
from journeymap.picture.contrast import Sight, as_seen
from journeymap.picture.likeness import NEAREST, STATUSES, find_lookalike, to_lab
from journeymap.picture.theme import DARK, LIGHT, SERIES, SHADES, Theme

UNJUDGED = ("curve", "neutral", *(ground for ground, _ in SHADES))
EYES: tuple[Sight, ...] = ("full", "protan", "deutan", "tritan")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("colour", "status"),
    [
        ("#1c7a3a", "good"), ("#0b3d20", "good"), ("#0f766e", "good"), ("#787300", "fair"),
        ("#896d00", "fair"), ("#5a3310", "fair"), ("#c04b00", "fair"), ("#c8102e", "poor"),
        ("#7a0c2e", "poor"), ("#24548b", None), ("#5b2a86", None), ("#0079a7", None),
        ("#111111", None), (SLATE, None),
    ],
)  # fmt: skip
def test_a_colour_is_named_by_its_hue(colour: str, status: str | None) -> None:
    assert find_lookalike(colour, LIGHT) == status


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("role", [*UNJUDGED, *SERIES])
def test_our_own_themes_judge_nothing_by_accident(theme: Theme, role: str) -> None:
    assert find_lookalike(theme.colour_of(role), theme) is None


@given(COLOURS)
def test_no_brand_looks_like_a_status_to_any_eye(brand: str) -> None:
    theme = make_theme(ThemeFile(brand=brand))
    for role in UNJUDGED:
        colour = theme.colour_of(role)
        assert find_lookalike(colour, theme) is None
        for eye in EYES:
            seen = to_lab(as_seen(colour, eye))
            for status in STATUSES:
                assert dist(seen, to_lab(as_seen(theme.colour_of(status), eye))) >= NEAREST


@given(COLOURS)
def test_health_and_what_has_no_goal_never_take_the_brands_colour(brand: str) -> None:
    theme, other = make_theme(ThemeFile(brand=brand)), make_theme(ThemeFile(brand="#24548b"))
    for role in UNJUDGED[1:]:
        assert theme.colour_of(role) == other.colour_of(role)


def test_a_brands_own_statuses_count() -> None:
    blue_is_good = ThemeFile(brand="#0b3d91", colours={"good": "#1d4fa0"})
    assert make_theme(blue_is_good).colour_of("curve") == SLATE
    assert make_theme(ThemeFile(brand="#0b3d91")).colour_of("curve") == "#0b3d91"


def test_white_is_bright_and_has_no_hue() -> None:
    assert to_lab("#ffffff") == pytest.approx((1, 0, 0), abs=1e-6)
    assert to_lab("#000000") == (0, 0, 0)
