"""The page as text: self-contained, strict, escaped, the same each time, and light."""

from __future__ import annotations

import hashlib
import json
import random
import re
from base64 import b64encode
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from journeymap.demo import load_demo
from journeymap.documents.html.data import escape_json
from journeymap.documents.html.maps import MOST_IN_FULL, MOST_VIEWS, draw_views
from journeymap.documents.html.tables import MOST_ROWS
from journeymap.documents.html.writer import to_html
from journeymap.documents.planning import plan_report
from journeymap.documents.report import Report
from journeymap.model.journey import Journey
from tests.views.conftest import HOSTILE, make_hostile, make_three


@pytest.fixture(scope="module")
def report() -> Report:
    return plan_report(load_demo())


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    return to_html(report)


class Reader(HTMLParser):
    """What a browser would make of a page: elements, attributes, and the texts of some."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": [], "h1": []}
        self._in = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in in self.texts:
            self.texts[self._in].append(data)


def find_policy(page: str) -> dict[str, str]:
    policy = next(
        attributes["content"] or ""
        for tag, attributes in Reader(page).elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    return {part.split()[0]: " ".join(part.split()[1:]) for part in policy.split("; ")}


def test_only_what_the_page_came_with_may_run(page: str) -> None:
    def hashed(text: str) -> str:
        return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    found = Reader(page)
    assert find_policy(page) == {
        "default-src": "'none'",
        "script-src": hashed(found.texts["script"][-1]),
        "style-src": hashed(found.texts["style"][0]),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert len(found.texts["script"]) == 2  # the data, which does not run, and the script


def test_the_page_asks_for_nothing(page: str) -> None:
    found = Reader(page)
    asking = {"src", "srcset", "action", "background", "poster", "style"}
    for tag, attributes in found.elements:
        assert tag not in {"img", "link", "iframe", "object", "embed", "base", "foreignobject"}
        assert not asking & set(attributes), (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in found.texts["style"][0]
    assert "@import" not in found.texts["style"][0]


def test_the_same_report_is_the_same_page(page: str) -> None:
    assert to_html(plan_report(load_demo())) == page


def test_ids_are_there_once(page: str) -> None:
    outside = re.sub(r"<template.*?</template>", "", page, flags=re.S)
    ids = [found["id"] for _, found in Reader(outside).elements if "id" in found]
    assert len(ids) == len(set(ids))
    wanted = {
        value
        for _, found in Reader(outside).elements
        for name in ("aria-labelledby", "aria-controls")
        for value in (found.get(name) or "").split()
    }
    wanted |= {
        (found.get("href") or "")[1:] for tag, found in Reader(outside).elements if tag == "a"
    }
    assert wanted - set(ids) == set()


def test_headings_step_down_one_at_a_time(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Reader(page).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_hostile_words_stay_words() -> None:
    journey = make_hostile()
    page = to_html(plan_report(journey))
    found = Reader(page)
    assert "".join(found.texts["h1"]).strip() == journey.name
    assert len(found.texts["script"]) == 2
    data = json.loads(found.texts["script"][0])
    names = [told["name"] for told in data["touchpoints"].values()]
    assert names == [" ".join(name.split("\n")) for name in HOSTILE]
    assert {tag for tag, _ in found.elements} & {"img", "b", "p c"} <= {"b"} - {"b"}


def test_json_can_not_end_its_element() -> None:
    text = escape_json(json.dumps("</script><!--&\u2028\u2029", ensure_ascii=False))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == "</script><!--&\u2028\u2029"


def test_maps_are_drawn_beforehand_within_a_budget(report: Report) -> None:
    views, left_out = draw_views(report)
    assert len(views) == MOST_VIEWS
    assert (views[0].wave, views[0].segment) == ("2016", "")
    assert (views[1].wave, views[1].segment) == ("2015", "")
    assert {view.wave for view in views[2:]} == {"2016"}
    assert len({(view.wave, view.segment) for view in views}) == len(views)
    assert left_out == 22 - MOST_VIEWS  # two waves of everybody, seven areas and three times of day
    assert all("var(--ink)" in view.svg for view in views)


def make_large(touchpoints: int) -> Journey:
    chance = random.Random(1)
    per = touchpoints // 20
    stages = [
        {
            "id": f"s{s}",
            "name": f"Stage {s + 1}",
            "goal": "csat >= 3.5",
            "touchpoints": [
                {
                    "id": f"t{s}-{t}",
                    "name": f"Touchpoint number {s * per + t + 1}",
                    "channel": chance.choice(["web", "app", "phone", "shop"]),
                }
                for t in range(per)
            ],
        }
        for s in range(20)
    ]
    readings = [
        {
            "touchpoint": f"t{s}-{t}",
            "metric": "csat",
            "wave": wave,
            "counts": {code: chance.randrange(1, 200) for code in range(1, 6)},
        }
        for s in range(20)
        for t in range(per)
        for wave in (2015, 2016)
    ]
    return Journey.model_validate({"name": "Large", "stages": stages, "readings": readings})


def test_a_long_journey_is_thinned_and_says_so() -> None:
    journey = make_large(MOST_IN_FULL + 10)
    page = to_html(plan_report(journey))
    assert len(page.encode()) < 3_000_000 * len(journey.touchpoints) / 1000 + 500_000
    assert "The journey is long, so this map shows" in page
    assert f"The first {MOST_ROWS} of 260 rows are shown" in page
    data = json.loads(Reader(page).texts["script"][0])
    assert len(data["touchpoints"]) == 260


@pytest.mark.parametrize(
    ("language", "direction"), [("he", "rtl"), ("ar-EG", "rtl"), ("pl", "ltr"), (None, "ltr")]
)
def test_language_and_direction_are_told(language: str | None, direction: str) -> None:
    page = to_html(plan_report(make_three().replace(language=language)))
    _, root = next(found for found in Reader(page).elements if found[0] == "html")
    assert (root["lang"], root["dir"]) == ("pl" if language == "pl" else "en", direction)
