"""In Chromium no text of any picture overlaps another, leaves its box or leaves its picture.

Every view is drawn of many hard journeys, and many pictures are measured on one page. A text's box
is the smallest rectangle or polygon that its centre lies in. ``VIEWS`` says what is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

import journeymap as jm
from journeymap.errors import JourneymapError
from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Box, Picture, Text
from journeymap.picture.svg import to_svg
from tests.views.hard_journeys import make_few, make_large, make_middle, make_one, make_small

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

View = Callable[[Journey], Drawing]


def draw_plan(journey: Journey) -> Drawing:
    """What customers do against the order that the journey is written in."""
    found = jm.compare_plan(journey.replace(transitions=()), journey)
    return jm.draw_plan(found, engine="layered")


# what is drawn of which journeys: the small ones, 60 touchpoints in all scripts or in some, 300
ALL, CHARTS, SOME = ("small", "middle", "large"), ("small", "middle"), ("small", "few")
VIEWS: Mapping[str, tuple[View, tuple[str, ...]]] = {
    "map": (jm.draw_map, ALL),
    "graph": (partial(jm.draw_graph, engine="layered"), ALL),
    "map by wave": (partial(jm.draw_map, lines="wave"), ("few",)),
    "A4 by area": (partial(jm.draw_map, lines="area", paper="a4"), ("one",)),
    "map in Polish": (partial(jm.draw_map, language="pl"), ("few",)),
    "poster": (partial(jm.draw_map, paper="poster"), SOME),
    "A4": (partial(jm.draw_map, paper="a4"), ("small", "one")),
    "slides": (partial(jm.draw_map, paper="slide"), ("small", "one")),
    "blueprint": (jm.draw_blueprint, SOME),
    "blueprint on A4": (partial(jm.draw_blueprint, paper="a4"), ("one",)),
    "blueprint on slides": (partial(jm.draw_blueprint, paper="slide"), ("small",)),
    "graph on A4": (partial(jm.draw_graph, engine="layered", paper="a4"), ("few",)),
    "graph on slides": (partial(jm.draw_graph, engine="layered", paper="slide"), ("few",)),
    "plan": (draw_plan, SOME),
    "ranking": (jm.draw_ranking, CHARTS),
    "priorities": (jm.draw_priorities, CHARTS),
    "matrix": (jm.draw_matrix, CHARTS),
    "trend": (jm.draw_trend, CHARTS),
    "comparison": (jm.draw_comparison, CHARTS),
    "heat map": (jm.draw_heatmap, CHARTS),
    "flow": (jm.draw_flow, CHARTS),
}
MAKERS = {
    "small": make_small,
    "one": make_one,
    "few": make_few,
    "middle": make_middle,
    "large": make_large,
}
DRAWN = [(view, size) for view, (_, sizes) in VIEWS.items() for size in sizes]
ON_A_PAGE = 50
SLACK = 1.25  # pixels: emoji and leaning letters stand out of their line by so much

# what is wrong in one picture, told as sentences
MEASURE = """
([slack]) => [...document.querySelectorAll('body > div')].map(holder => {
  const svg = holder.firstElementChild;
  const ends = e => (r => [r.left, r.top, r.right, r.bottom])(e.getBoundingClientRect());
  const page = ends(svg);
  const shown = t => t.textContent.slice(0, 40) + ' at ' + Math.round(t.x.baseVal[0].value) + ',' +
    Math.round(t.y.baseVal[0].value);
  const inside = (a, b) => a[0] >= b[0] - slack && a[1] >= b[1] - slack && a[2] <= b[2] + slack &&
    a[3] <= b[3] + slack;
  const texts = [...svg.querySelectorAll('text')].map(t => ({t, box: ends(t)}));
  texts.sort((a, b) => a.box[0] - b.box[0]);
  const found = [];
  texts.forEach((a, i) => {
    if (!inside(a.box, page)) found.push('leaves the picture: ' + shown(a.t));
    for (let k = i + 1; k < texts.length && texts[k].box[0] < a.box[2] - slack; k++) {
      const b = texts[k];
      if (Math.min(a.box[3], b.box[3]) - Math.max(a.box[1], b.box[1]) > slack)
        found.push('overlap: ' + shown(a.t) + ' | ' + shown(b.t));
    }
  });
  const area = s => (s[2] - s[0]) * (s[3] - s[1]);
  const shapes = [...svg.querySelectorAll('rect, polygon:not([opacity])')].map(ends);
  shapes.sort((a, b) => area(a) - area(b));
  for (const {t, box} of texts) {
    const x = (box[0] + box[2]) / 2, y = (box[1] + box[3]) / 2;
    const around = shapes.find(s => s[0] <= x && x <= s[2] && s[1] <= y && y <= s[3]);
    if (around && !inside(box, around)) found.push('leaves its box: ' + shown(t));
  }
  return found;
})
"""


@cache
def make(size: str) -> Mapping[str, Journey]:
    return MAKERS[size]()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page, whose content changes."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.browser
@pytest.mark.parametrize(("view", "size"), DRAWN)
def test_every_text_has_its_place(view: str, size: str, page: Page) -> None:
    pictures = {name: svg for one in make(size).items() for name, svg in paint(view, *one)}
    assert pictures
    found = measure(page, pictures)
    assert found == {}, f"{sum(map(len, found.values()))} faults"


def paint(view: str, name: str, journey: Journey) -> Iterator[tuple[str, str]]:
    """Every page of a view as SVG."""
    with suppress(JourneymapError):  # such as a trend of one wave
        for number, picture in enumerate(VIEWS[view][0](journey).pages, 1):
            yield f"{name}, page {number}", to_svg(picture)


def measure(page: Page, pictures: Mapping[str, str]) -> dict[str, list[str]]:
    """Picture to what is wrong in it; without those in which nothing is."""
    rest = iter(pictures)
    found: dict[str, list[str]] = {}
    while names := list(islice(rest, ON_A_PAGE)):
        shown = "".join(f"<div>{pictures[name]}</div>" for name in names)
        page.set_content(f"<!doctype html><meta charset=utf-8><body>{shown}")
        faults: list[list[str]] = page.evaluate(MEASURE, [SLACK])
        found |= dict(zip(names, faults, strict=True))
    return {name: faults[:9] for name, faults in found.items() if faults}


@pytest.mark.browser
def test_what_does_not_fit_is_found(page: Page) -> None:
    def draw(*marks: Any) -> str:
        return Drawing(Picture(90, 40, "", "", marks)).to_svg()

    card = Box(10, 5, 30, 20, stroke="#000000")
    found = measure(
        page,
        {
            "fits": draw(card, Text(14, 19, "Pay")),
            "overlap": draw(Text(10, 20, "Pay"), Text(20, 22, "Cart")),
            "box": draw(card, Text(12, 19, "Order")),
            "picture": draw(Text(70, 19, "Order")),
        },
    )
    kinds = {name: [fault.partition(":")[0] for fault in found[name]] for name in found}
    assert kinds == {
        "overlap": ["overlap"],
        "box": ["leaves its box"],
        "picture": ["leaves the picture", "leaves its box"],
    }  # fmt: skip
