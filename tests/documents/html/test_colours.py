"""A page in the light and in the dark."""

from __future__ import annotations

import pytest

from journeymap.documents.html.colours import choose_palettes, to_variables
from journeymap.fields import FrozenMap
from journeymap.picture.contrast import READABLE, find_faint, measure_contrast
from journeymap.picture.theme import DARK, LIGHT, ROLES, SHADES, Theme


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_word_can_be_read(theme: Theme) -> None:
    assert list(find_faint(theme)) == []


def test_the_dark_theme_has_every_role() -> None:
    assert set(DARK.colours) == set(ROLES)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_words_of_the_page_can_be_read_on_what_it_lays_them(theme: Theme) -> None:
    inks = {"panel": ("ink", "muted", "curve"), "paper": ("ink", "muted", "curve", "unknown")}
    for ground, on_it in inks.items():
        for ink in on_it:
            found = measure_contrast(theme.colour_of(ink), theme.colour_of(ground))
            assert found >= READABLE, (ink, ground)
    for tone in ("good", "fair", "poor"):  # signs in circles, and the edges of cards
        assert measure_contrast(theme.colour_of("paper"), theme.colour_of(tone)) >= READABLE
    for control in ("link", "curve"):  # WCAG 1.4.11: what shows where a control is
        assert measure_contrast(theme.colour_of(control), theme.colour_of("paper")) >= 3


def test_on_dark_paper_the_weaker_is_the_lighter() -> None:
    on_paper = [
        measure_contrast(DARK.colour_of(ground), DARK.colour_of("paper")) for ground, _ in SHADES
    ]
    assert on_paper == sorted(on_paper)


def test_a_brand_keeps_its_stages_in_the_dark() -> None:
    brand = Theme("acme", "Inter", FrozenMap({"stage": "#7a0019", "ink": "#111111"}))
    light, dark = choose_palettes(brand)
    assert light is brand
    assert dark.colour_of("stage") == "#7a0019"
    assert dark.colour_of("ink") == DARK.colour_of("ink")
    assert dark.font == "Inter"


def test_a_dark_theme_is_light_by_the_button() -> None:
    assert choose_palettes(DARK) == (LIGHT, DARK)


def test_every_role_is_a_variable() -> None:
    assert to_variables(DARK).count("--") == len(ROLES)
    assert "--paper:#141b23;" in to_variables(DARK)
