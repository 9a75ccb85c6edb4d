"""No text overlaps another or leaves its box or the picture: by our metrics, and in Chromium."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from journeymap.model.journey import Journey
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Group, Mark, Picture, Polygon, Text
from journeymap.views.draw import draw_graph, draw_map

Rect = tuple[float, float, float, float, str]  # left, top, right, bottom, what

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
MEASURE = """
const ends = r => [r.left, r.top, r.right, r.bottom];
const box = e => [...ends(e.getBoundingClientRect()), e.textContent];
const texts = [...document.querySelectorAll('svg text')].map(box);
const stray = [];
for (const text of document.querySelectorAll('svg g > text, svg a > text')) {
  const t = box(text), shapes = [...text.parentNode.querySelectorAll('rect, polygon')].map(box);
  const holds = s => t[0] >= s[0] - 1 && t[2] <= s[2] + 1 && t[1] >= s[1] - 3 && t[3] <= s[3] + 3;
  if (!shapes.some(holds)) stray.push(t);
}
const svg = box(document.querySelector('svg'));
document.body.innerHTML = '<pre id="found"></pre>';
document.getElementById('found').textContent = JSON.stringify({texts, stray, page: [svg]});
"""


def texts_of(marks: tuple[Mark, ...]) -> list[Text]:
    return [
        t
        for m in marks
        for t in (texts_of(m.marks) if isinstance(m, Group) else [m] if isinstance(m, Text) else [])
    ]


def to_rect(text: Text) -> Rect:
    width = text_width(text.text, text.size, bold=text.bold)
    left = text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    return (left, text.y - 0.75 * text.size, left + width, text.y + 0.2 * text.size, text.text)


def overlapping(rects: list[Rect], slack: float) -> list[tuple[str, str]]:
    ordered = sorted(rects)
    found = []
    for i, a in enumerate(ordered):
        for b in ordered[i + 1 :]:
            if b[0] >= a[2] - slack:
                break
            if min(a[3], b[3]) - max(a[1], b[1]) > slack:
                found.append((a[4], b[4]))
    return found


def strays(marks: tuple[Mark, ...]) -> list[str]:
    """Texts of a group that none of the group's shapes holds."""
    found = []
    for mark in marks:
        if isinstance(mark, Group):
            shapes = [bounds(m) for m in mark.marks if isinstance(m, Box | Polygon)]
            found += [
                t.text
                for t in mark.marks
                if isinstance(t, Text) and not any(holds(s, to_rect(t)) for s in shapes)
            ]
    return found


def bounds(shape: Box | Polygon) -> tuple[float, float, float, float]:
    if isinstance(shape, Box):
        return (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
    xs, ys = zip(*shape.points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def holds(shape: tuple[float, float, float, float], text: Rect) -> bool:
    return (
        text[0] >= shape[0] - 0.1
        and text[2] <= shape[2] + 0.1
        and text[1] >= shape[1] - 0.1
        and text[3] <= shape[3] + 0.1
    )


@pytest.fixture(scope="session", params=["map", "graph"])
def picture(request: pytest.FixtureRequest, journey: Journey) -> Picture:
    drawing = draw_map(journey) if request.param == "map" else draw_graph(journey, engine="layered")
    return drawing.picture


def test_no_text_overlaps_another(picture: Picture) -> None:
    assert overlapping([to_rect(text) for text in texts_of(picture.marks)], slack=0.5) == []


def test_every_text_lies_in_its_box(picture: Picture) -> None:
    assert strays(picture.marks) == []


def test_every_text_lies_in_the_picture(picture: Picture) -> None:
    page = (0.0, 0.0, picture.width, picture.height)
    assert [t.text for t in texts_of(picture.marks) if not holds(page, to_rect(t))] == []


def test_no_text_is_cut(picture: Picture) -> None:
    assert [text.text for text in texts_of(picture.marks) if text.text.endswith("…")] == []


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize("view", ["map", "graph"])
def test_fits_in_a_browser(view: str, journey: Journey, tmp_path: Path) -> None:
    drawing = draw_map(journey) if view == "map" else draw_graph(journey)
    found = measure_in_browser(drawing.to_svg(), tmp_path)
    assert found["stray"] == []
    assert overlapping(found["texts"], slack=4.0) == []
    (page,) = found["page"]
    inside = (-1.0, -1.0, page[2] + 1, page[3] + 1)
    assert [text for text in found["texts"] if not holds(inside, text)] == []


def measure_in_browser(svg: str, folder: Path) -> dict[str, list[Rect]]:
    page = folder / "page.html"
    head = "<!doctype html><meta charset=utf-8><body style='margin:0'>"
    page.write_text(f"{head}{svg}<script>{MEASURE}</script>", encoding="utf-8")
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--dump-dom",
        f"file://{page}",
    ]
    shown = subprocess.run(command, capture_output=True, timeout=90, check=True).stdout.decode()
    match = re.search(r'<pre id="found">(.*?)</pre>', shown, re.DOTALL)
    assert match is not None, shown[:500]
    found: dict[str, list[list[Any]]] = json.loads(unescape(match[1]))
    return {what: [(r[0], r[1], r[2], r[3], r[4]) for r in rects] for what, rects in found.items()}


def test_the_overlap_check_finds_overlaps() -> None:
    a, b = Text(0, 10, "Cart"), Text(5, 12, "Pay")
    assert overlapping([to_rect(a), to_rect(b)], slack=0.5) == [("Cart", "Pay")]
    assert strays((Group((Box(0, 0, 10, 20), a)),)) == ["Cart"]
