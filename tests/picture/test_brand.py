"""A theme's file: one colour is enough, and what could not be read is refused."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.documents.planning import plan_report
from journeymap.errors import InputError
from journeymap.model.journey import Journey
from journeymap.picture.brand import SLATE, SLATE_SHADES, ThemeFile, load_theme, make_theme
from journeymap.picture.contrast import find_faint, luminance
from journeymap.picture.theme import SHADES
from journeymap.views.draw import draw_map

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_any_brand_can_be_read(brand: str) -> None:
    theme = make_theme(ThemeFile(brand=brand))
    assert list(find_faint(theme)) == []
    assert theme.colour_of("stage") == brand
    grounds = [luminance(theme.colour_of(ground)) for ground, _ in SHADES]
    assert all(lighter > darker * 1.1 for lighter, darker in pairwise(grounds))


def write(folder: Path, text: str) -> Path:
    file = folder / "acme.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_single_colours_come_over_the_brand(tmp_path: Path) -> None:
    text = 'name: Acme\nfont: Open Sans\nbrand: "#0B3D91"\ncolours: {curve: "#6a0080"}\n'
    theme = load_theme(write(tmp_path, text))
    assert (theme.name, theme.font) == ("Acme", "Open Sans")
    assert theme.colour_of("stage") == "#0b3d91"
    assert theme.colour_of("curve") == "#6a0080"
    assert theme.colour_of("poor") == "#b3261e"  # as in the light theme


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('brand: "#0bf"', "1:8: brand: a colour is written as '#24548b' '#0bf'; write '#00bbff'"),
        ("brand: blue", "1:8: brand: a colour is written as '#24548b' 'blue'"),
        (
            'colours: {stgae: "#24548b"}',
            "1:18: colours.stgae: unknown role of a colour 'stgae'; did you mean 'stage'?",
        ),
        ("font: 'Inter; } body {'", "1:7: font: a font is one family by its name, such as Inter"),
        ("brnad: '#24548b'", "unknown key 'brnad'; did you mean 'brand'?"),
        ("brand: '#24548b'\nbrand: '#24548b'", "2:1: a second key 'brand'"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        load_theme(write(tmp_path, text))
    assert told in str(caught.value)


def test_words_that_are_hard_to_read_are_refused(tmp_path: Path) -> None:
    text = 'colours:\n  muted: "#aaaaaa"\n  ink: "#1f2933"\n'
    with pytest.raises(InputError) as caught:
        load_theme(write(tmp_path, text))
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.value) == (2, 10, "#aaaaaa")
    assert problem.message.startswith("muted with poor-ground has a contrast of 2.0")
    better = problem.hint.split("'")[1]
    assert (
        load_theme(write(tmp_path, f'colours: {{muted: "{better}"}}')).colour_of("muted") == better
    )


def test_a_curve_that_looks_like_a_judgement_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_theme(write(tmp_path, 'brand: "#0b3d91"\ncolours:\n  curve: "#1c7a3a"\n'))
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.path) == (3, 10, "colours.curve")
    assert problem.message == "curve looks like good, which says that a goal is met"
    better = problem.hint.split("'")[1]
    assert load_theme(write(tmp_path, f'colours: {{curve: "{better}"}}')).colour_of("curve") == (
        better
    )


def test_a_brand_keeps_its_stages_and_lends_no_colour_to_health(tmp_path: Path) -> None:
    green = load_theme(write(tmp_path, 'brand: "#1c7a3a"\n'))
    assert (green.colour_of("stage"), green.colour_of("curve")) == ("#1c7a3a", SLATE)
    blue = load_theme(write(tmp_path, 'brand: "#0b3d91"\n'))
    assert (blue.colour_of("stage"), blue.colour_of("curve")) == ("#0b3d91", "#0b3d91")
    assert {blue.colour_of(role) for pair in SHADES for role in pair} == {*SLATE_SHADES.values()}


def test_a_theme_may_be_given_as_its_file(tmp_path: Path) -> None:
    file = write(tmp_path, 'name: Acme\nbrand: "#0b3d91"\n')
    journey = Journey.model_validate({"name": "Shop", "stages": [{"name": "Buy"}]})
    by_path, by_text = draw_map(journey, theme=file), draw_map(journey, theme=str(file))
    assert by_path == by_text == draw_map(journey, theme=load_theme(file))
    assert plan_report(journey, theme=file).theme == load_theme(file)
    with pytest.raises(FileNotFoundError):
        draw_map(journey, theme=tmp_path / "none.yaml")
    with pytest.raises(ValueError, match="a theme is no int; give the path of its file"):
        draw_map(journey, theme=7)  # type: ignore[arg-type]


def test_a_colour_without_quotes_is_a_comment_and_told(tmp_path: Path) -> None:
    file = tmp_path / "brand.yaml"
    file.write_text("brand: #7a0c2e\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a colour is missing; in YAML # begins a comment"):
        load_theme(file)


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        ('{good: "#1c7454", poor: "#1c7454"}', "good looks the same as poor"),
        ('{series-1: "#24548b", series-2: "#24548b"}', "series-1 looks the same as series-2"),
        ('{unknown: "#1c7a3a"}', "unknown looks like good"),
    ],
)
def test_colours_that_must_differ_differ(tmp_path: Path, colours: str, said: str) -> None:
    file = tmp_path / "brand.yaml"
    file.write_text(f"colours: {colours}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_theme(file)
