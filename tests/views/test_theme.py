"""Every text is dark or light enough on every ground it stands on (WCAG 2, level AA: 4.5)."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from journeymap.model.journey import Journey
from journeymap.picture import theme
from journeymap.picture.marks import Box, Group, Mark, Polygon, Text
from journeymap.views.draw import draw_graph, draw_map

ON_GROUNDS = [
    *((ink, theme.PAPER) for ink in (theme.INK, theme.MUTED, theme.CURVE)),
    *((ink, theme.PAPER) for ink in theme.STATUS_INK.values()),
    *((ink, theme.PANEL) for ink in (theme.INK, theme.MUTED)),
    *((theme.STATUS_INK[status], ground) for status, ground in theme.STATUS_GROUND.items()),
    *((theme.MUTED, ground) for ground in theme.STATUS_GROUND.values()),
    (theme.STAGE_INK, theme.STAGE),
    (theme.STAGE_MUTED, theme.STAGE),
    (theme.PAPER, theme.POOR),
    (theme.PAPER, theme.OPPORTUNITY_INK),
    (theme.PAIN_INK, theme.PAIN_GROUND),
    (theme.OPPORTUNITY_INK, theme.OPPORTUNITY_GROUND),
    *((ink, ground) for ground, ink in theme.SHADES),
]


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    colour = theme.LIGHT.colour_of(colour)
    assert re.fullmatch("#[0-9a-f]{6}", colour)
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(("ink", "ground"), sorted(set(ON_GROUNDS)))
def test_text_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


def test_the_list_above_is_complete(journey: Journey) -> None:
    used = set()
    for drawing in (draw_map(journey), draw_graph(journey, engine="layered")):
        for mark in drawing.picture.marks:
            used |= find_pairs(mark)
    assert used - set(ON_GROUNDS) == set()


def find_pairs(mark: Mark) -> set[tuple[str, str]]:
    """Text and ground of a group's texts; each on the last shape before it that holds it."""
    if not isinstance(mark, Group):
        return set()
    found = set()
    for i, text in enumerate(mark.marks):
        if isinstance(text, Text):
            grounds = [m for m in mark.marks[:i] if isinstance(m, Box | Polygon) and m.fill]
            on_paper = (text.fill, theme.PAPER)
            found |= {[on_paper, *((text.fill, g.fill) for g in grounds if holds(g, text))][-1]}
    return found


def holds(shape: Box | Polygon, text: Text) -> bool:
    xs, ys = zip(*corners(shape), strict=True)
    across: bool = min(xs) < text.x < max(xs)
    down: bool = min(ys) < text.y < max(ys)
    return across and down


def corners(shape: Box | Polygon) -> tuple[tuple[float, float], ...]:
    if isinstance(shape, Polygon):
        return shape.points
    return ((shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height))


def test_the_weaker_the_darker() -> None:
    grounds = [luminance(ground) for ground, _ in theme.SHADES]
    assert all(lighter > darker * 1.1 for lighter, darker in pairwise(grounds))


def test_every_status_has_its_colours() -> None:
    assert set(theme.STATUS_INK) - {None} == set(theme.STATUS_GROUND)
    assert len(set(theme.STATUS_GROUND.values())) == 4
