"""Whether the words of a picture fit: none over another, none out of its box, none cut.

``check_fit`` goes by our own metrics and is fast; ``check_fit_in_browser`` has Chromium measure.
Call both on any picture.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from journeymap.picture.lettering import clean_line, text_width
from journeymap.picture.marks import Box, Group, Mark, Picture, Polygon, Text
from journeymap.picture.svg import to_svg

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
MEASURE = Path(__file__).with_name("measure.js")
SLACK = 0.5  # pixels


@dataclass(frozen=True, slots=True, order=True)
class Rect:
    """Where something stands, and what it says."""

    left: float
    top: float
    right: float
    bottom: float
    what: str = ""

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def holds(self, other: Rect, slack: float = 0.1) -> bool:
        """Whether another lies within this one."""
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.top >= self.top - slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Rect, slack: float = SLACK) -> bool:
        """Whether the two share more than a seam."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > slack and high > slack


class _Grid:
    """Rectangles by the squares of the page that they touch, so that neighbours are found fast."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[Rect]] = {}

    def add(self, rect: Rect) -> None:
        for square in _squares(rect):
            self._squares.setdefault(square, []).append(rect)

    def near(self, rect: Rect) -> list[Rect]:
        """Each once, in the order in which they came."""
        found = (one for square in _squares(rect) for one in self._squares.get(square, ()))
        return list({id(one): one for one in found}.values())


def _squares(rect: Rect) -> Iterator[tuple[int, int]]:
    for column in range(int(rect.left // 64), int(rect.right // 64) + 1):
        for row in range(int(rect.top // 64), int(rect.bottom // 64) + 1):
            yield column, row


def check_fit(picture: Picture) -> None:
    """Holds that every text is whole, in its box and in the picture, and overlaps no other.

    A text that stands in a group together with boxes or polygons, not lower than itself, must lie
    in one of them.

    Raises:
        AssertionError: with the texts that collide, stray, are covered or cut.
    """
    texts = [to_rect(text) for text in texts_of(picture.marks)]
    page = Rect(0.0, 0.0, picture.width, picture.height)
    whole = f"{picture.title}\n{picture.description}"
    _hold_none("texts overlap", find_overlaps(texts), picture)
    _hold_none("texts leave their boxes", find_strays(picture.marks), picture)
    _hold_none("texts leave", [t.what for t in texts if not page.holds(t)], picture)
    _hold_none("texts lie under a shape", find_covered(picture.marks), picture)
    _hold_none("texts are cut", find_cut(picture.marks, whole), picture)


def _hold_none(what: str, found: Sequence[object], picture: Picture) -> None:
    if found:
        raise AssertionError(f"{what} in {picture.title[:60]!r}: {found[:10]}")


def check_fit_in_browser(pictures: Sequence[Picture], folder: Path) -> None:
    """Holds the same of pictures as Chromium shows them, all in one page; skips without Chromium.

    Raises:
        AssertionError: with the texts that collide, stray or leave their picture.
    """
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    found = measure_in_browser([to_svg(picture) for picture in pictures], folder)
    assert len(found) == len(pictures)
    for picture, shown in zip(pictures, found, strict=True):
        assert len(shown["texts"]) == len(list(texts_of(picture.marks)))
        texts, (page,) = shown["texts"], shown["page"]
        _hold_none("texts overlap", find_overlaps(texts, slack=1.5), picture)
        _hold_none("texts leave their boxes", [rect.what for rect in shown["stray"]], picture)
        _hold_none("texts leave", [t.what for t in texts if not page.holds(t, 1.0)], picture)


def texts_of(marks: Sequence[Mark]) -> Iterator[Text]:
    """All texts that show something, those in groups too."""
    for mark in marks:
        if isinstance(mark, Group):
            yield from texts_of(mark.marks)
        elif isinstance(mark, Text) and clean_line(mark.text):
            yield mark


def to_rect(text: Text) -> Rect:
    """The room that a text takes, by the widths that the layout goes by."""
    shown = clean_line(text.text)
    width = text_width(shown, text.size, bold=text.bold)
    left = text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    top, bottom = text.y - 0.75 * text.size, text.y + 0.2 * text.size
    return Rect(left, top, left + width, bottom, shown)


def find_overlaps(rects: Sequence[Rect], slack: float = SLACK) -> list[tuple[str, str]]:
    """The pairs of texts that share room."""
    seen, found = _Grid(), []
    for rect in sorted(rects):
        found += [(other.what, rect.what) for other in seen.near(rect) if other.meets(rect, slack)]
        seen.add(rect)
    return found


def find_strays(marks: Sequence[Mark]) -> list[str]:
    """Texts of a group that none of its boxes and polygons holds; bars are lower than letters."""
    found = []
    for mark in marks:
        if isinstance(mark, Group):
            shapes = [bounds(m) for m in mark.marks if isinstance(m, Box | Polygon)]
            rects = [to_rect(m) for m in mark.marks if isinstance(m, Text) and clean_line(m.text)]
            for r in rects:
                grounds = [s for s in shapes if s.height >= r.height]
                found += [r.what] if grounds and not any(s.holds(r) for s in grounds) else []
            found += find_strays([m for m in mark.marks if isinstance(m, Group)])
    return found


def find_covered(marks: Sequence[Mark]) -> list[str]:
    """Texts that a filled box, painted later, hides in part."""
    seen, found = _Grid(), []
    for mark in _flatten(marks):
        if isinstance(mark, Text) and clean_line(mark.text):
            seen.add(to_rect(mark))
        elif isinstance(mark, Box) and mark.fill:
            box = bounds(mark)
            found += [text.what for text in seen.near(box) if box.meets(text, 1.5)]
    return found


def find_cut(marks: Sequence[Mark], title: str = "") -> list[str]:
    """Texts that end in "…" where no title around them says the whole."""
    found = []
    for mark in marks:
        if isinstance(mark, Group):
            found += find_cut(mark.marks, f"{title}\n{mark.title}")
        elif isinstance(mark, Text) and mark.text.endswith("…"):
            start = clean_line(mark.text.strip("\u200e\u200f…")).rpartition(" ")[2]
            if not start or start not in title:
                found.append(mark.text)
    return found


def bounds(shape: Box | Polygon) -> Rect:
    """The smallest upright rectangle around a shape."""
    if isinstance(shape, Box):
        return Rect(shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
    xs, ys = zip(*shape.points, strict=True)
    return Rect(min(xs), min(ys), max(xs), max(ys))


def measure_in_browser(svgs: Sequence[str], folder: Path) -> list[dict[str, list[Rect]]]:
    """Texts, texts out of their boxes, and the frame of each SVG, as Chromium shows them."""
    page = folder / "page.html"
    head = "<!doctype html><meta charset=utf-8><body style='margin:0'>"
    script = MEASURE.read_text(encoding="utf-8")
    page.write_text(f"{head}{''.join(svgs)}<script>{script}</script>", encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    command = [str(CHROMIUM), *options, page.resolve().as_uri()]
    shown = subprocess.run(command, capture_output=True, timeout=90, check=True).stdout.decode()
    match = re.search(r'<pre id="found">(.*?)</pre>', shown, re.DOTALL)
    assert match is not None, shown[:500]
    found: list[dict[str, list[Any]]] = json.loads(unescape(match[1]))
    return [{what: [Rect(*r) for r in rects] for what, rects in one.items()} for one in found]


def _flatten(marks: Sequence[Mark]) -> Iterator[Mark]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _flatten(mark.marks)
        else:
            yield mark
