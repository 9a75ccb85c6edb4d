"""Contrast is counted as WCAG counts it, and our own colours pass, also for eyes that differ."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture import contrast
from journeymap.picture.contrast import Sight, as_seen, luminance, measure_contrast
from journeymap.picture.theme import LIGHT, SHADES, Theme

SIGHTS: tuple[Sight, ...] = ("full", "grey", "protan", "deutan", "tritan")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_of_known_pairs() -> None:
    assert measure_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert measure_contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert measure_contrast("#ff0000", "#ffffff") == pytest.approx(4.00, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_at_least_one(one: str, other: str) -> None:
    assert measure_contrast(one, other) == measure_contrast(other, one) >= 1


@given(COLOURS)
def test_grey_keeps_the_brightness(colour: str) -> None:
    grey = as_seen(colour, "grey")
    assert grey[1:3] == grey[3:5] == grey[5:7]
    assert luminance(grey) == pytest.approx(luminance(colour), abs=0.006)


@given(st.integers(0, 255), st.sampled_from(SIGHTS))
def test_grey_is_seen_as_grey_by_all(part: int, sight: Sight) -> None:
    seen = as_seen(f"#{part:02x}{part:02x}{part:02x}", sight)
    assert all(abs(int(seen[i : i + 2], 16) - part) <= 2 for i in (1, 3, 5))


def test_red_and_green_come_close_for_those_without_green_cones() -> None:
    red, green = as_seen("#b3261e", "deutan"), as_seen("#1c7454", "deutan")
    distance = sum(abs(int(red[i : i + 2], 16) - int(green[i : i + 2], 16)) for i in (1, 3, 5))
    full = sum(abs(int("b3261e"[i : i + 2], 16) - int("1c7454"[i : i + 2], 16)) for i in (0, 2, 4))
    assert distance < full * 0.75


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("ink", "ground"), contrast.PAIRS)
def test_every_word_can_be_read_by_every_eye(ink: str, ground: str, sight: Sight) -> None:
    seen = (as_seen(LIGHT.colour_of(role), sight) for role in (ink, ground))
    assert measure_contrast(*seen) >= (4.5 if sight == "full" else 4.0)


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_weaker_the_darker_for_every_eye(sight: Sight) -> None:
    grounds = [luminance(as_seen(LIGHT.colour_of(ground), sight)) for ground, _ in SHADES]
    assert all(lighter > darker * 1.1 for lighter, darker in pairwise(grounds))


def test_what_is_faint_is_found() -> None:
    faint = list(contrast.find_faint(Theme("pale", colours={"muted": "#bbbbbb"})))
    assert {(ink, ground) for ink, ground, _ in faint} == {
        ("muted", ground)
        for ground in ("paper", "panel", "good-ground", "fair-ground", "poor-ground")
    }
    assert all(found < 2 for _, _, found in faint)


@given(COLOURS, st.sampled_from(["#ffffff", "#f3f6fa", "#12181f", "#000000"]))
def test_made_readable(colour: str, ground: str) -> None:
    made = contrast.make_readable(colour, ground)
    assert measure_contrast(made, ground) >= contrast.READABLE
    if measure_contrast(colour, ground) >= contrast.READABLE:
        assert made == colour
