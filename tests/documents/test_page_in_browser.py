"""The page in a real browser: for every reader, by keyboard, in the dark, on paper, on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from journeymap.demo import load_demo
from journeymap.documents.html.writer import write_html
from journeymap.documents.planning import plan_report
from journeymap.model.journey import Journey
from tests.browser import EVERY_RULE, Scheme, Watching, find_faults
from tests.views.conftest import HOSTILE, make_hostile, make_three

pytestmark = pytest.mark.browser
STOP = "#map [role=button]"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_html(plan_report(load_demo()), tmp_path_factory.mktemp("page") / "demo.html")


@pytest.mark.parametrize(
    ("scheme", "rules"),
    [("light", EVERY_RULE), ("dark", ["color-contrast"])],
    ids=["light", "dark"],
)
def test_nothing_keeps_a_reader_out(
    watching: Watching, demo: Path, scheme: Scheme, rules: Sequence[str]
) -> None:
    page = watching.open(demo, scheme=scheme)
    page.locator(STOP).first.click()
    assert page.locator("#detail").is_visible()
    assert find_faults(page, rules) == []


def test_it_is_dark_for_those_who_prefer_it_and_by_the_button(
    watching: Watching, demo: Path
) -> None:
    page = watching.open(demo, scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 27, 35)"
    page.get_by_role("button", name="Light colours").click()
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(ground) == "rgb(20, 27, 35)"
    ink = page.locator("#map svg text").first
    assert ink.evaluate("(one) => getComputedStyle(one).fill") == "rgb(233, 238, 243)"


def test_filters_hide_rows_and_dim_touchpoints(watching: Watching, demo: Path) -> None:
    page = watching.open(demo)
    page.locator("#filter-stage").select_option(label="Find the way")
    assert page.inner_text("#shown") == "4 of 16 touchpoints shown."
    left = page.locator("#readings tbody tr[data-touchpoint]:not([hidden])")
    assert set(left.evaluate_all("(rows) => rows.map((row) => row.dataset.touchpoint)")) == {
        "signs", "screens", "booths", "walkways",
    }  # fmt: skip
    assert "is-dim" in (page.locator('#map [data-key="shops"]').first.get_attribute("class") or "")
    assert not page.locator('#map [data-key="signs"]').first.get_attribute("class")
    page.locator("#filter-channel").select_option(label="terminal")
    assert page.inner_text("#shown").startswith("3 of 16")
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("document.getElementById('shown').textContent.startsWith('16 of 16')")
    assert page.locator("tr[hidden], .is-dim").count() == 0


def test_another_wave_and_group_are_shown(watching: Watching, demo: Path) -> None:
    page = watching.open(demo)
    first = page.inner_html("#map")
    page.locator("#filter-wave").select_option("2015")
    assert page.inner_html("#map") != first
    assert "wave 2015, everybody. Everything else on this page: wave 2016" in page.inner_text(
        "#shown"
    )
    waves = page.locator("#readings tbody tr td:nth-child(3)")
    assert set(waves.evaluate_all("(cells) => cells.map((cell) => cell.textContent)")) == {"2015"}
    page.locator("#filter-wave").select_option("2016")
    page.locator("#filter-segment").select_option("area=B")
    page.locator('#map [data-key="food"]').first.click()
    assert "31.6 %" in page.inner_text("#detail")


def test_tables_are_sorted_by_their_headings(watching: Watching, demo: Path) -> None:
    page = watching.open(demo)
    table = page.locator("#part-readings table")
    heading = table.get_by_role("columnheader", name="answers")
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    column = "(rows) => rows.map((row) => Number(row.cells[5].dataset.v))"
    shown = table.locator("tbody tr").evaluate_all(column)
    assert shown == sorted(shown)
    heading.get_by_role("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert table.locator("tbody tr").evaluate_all(column) == shown[::-1]
    table.get_by_role("button", name="place").click()
    assert heading.get_attribute("aria-sort") is None
    names = table.locator("tbody tr td:first-child").all_inner_texts()
    assert names == sorted(names, key=str.casefold)


def test_everything_is_reached_by_keyboard(watching: Watching, demo: Path) -> None:
    page = watching.open(demo, reduced_motion="reduce")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{STOP}')"):
            break
    assert page.evaluate("document.activeElement.dataset.key") == "roads"
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert label.startswith("Road signs, Satisfied: 73.2 % (71.2 to 75.0)")
    assert page.inner_text("#detail-title") == "Road signs"
    for key, at in (("ArrowRight", "parking"), ("End", "gate"), ("ArrowLeft", "restrooms"),
                    ("Home", "roads")):  # fmt: skip
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.dataset.key") == at
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "detail-title"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.key") == "roads"
    assert page.locator("#detail").is_hidden()
    page.keyboard.press("Tab")  # one stop for the whole map
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_focus_can_be_seen_and_is_not_covered(watching: Watching, demo: Path) -> None:
    page = watching.open(demo, reduced_motion="reduce")
    stops = page.locator(STOP)
    for number in (0, 7, stops.count() - 1):
        stops.nth(number).focus()
        assert page.locator("#map .ring").count() == 1
        stop, panel = stops.nth(number).bounding_box(), page.locator("#detail").bounding_box()
        assert stop is not None
        assert panel is not None
        apart = stop["x"] + stop["width"] <= panel["x"] or panel["x"] + panel["width"] <= stop["x"]
        above = stop["y"] + stop["height"] <= panel["y"]
        assert apart or above
        assert stop["y"] >= 0


def test_targets_are_large_enough(watching: Watching, demo: Path) -> None:
    page = watching.open(demo)
    small = page.evaluate(
        """[...document.querySelectorAll('button, select, summary, .contents a, .card a')]
        .filter((one) => one.checkVisibility())
        .map((one) => [one.textContent, one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24)"""
    )
    assert small == []


@pytest.mark.parametrize("width", [320, 360])
def test_a_phone_scrolls_one_way_only(watching: Watching, demo: Path, width: int) -> None:
    page = watching.open(demo, width=width, height=740)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    region = page.locator("#map")
    assert region.get_attribute("tabindex") == "0"
    assert region.get_attribute("aria-label")
    page.get_by_role("button", name="Fit the width").click()
    assert region.evaluate("(one) => one.scrollWidth === one.clientWidth")
    assert region.get_attribute("tabindex") is None


def test_on_paper_everything_is_open(watching: Watching, demo: Path) -> None:
    page = watching.open(demo, scheme="dark")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert page.locator(".sheet svg").count() >= 1
    assert page.locator("#map").is_hidden()
    assert page.locator("#filters").is_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sheet").count() == 0
    assert page.locator("details:not([open])").count() > 0


def test_without_script_it_can_be_read(watching: Watching, demo: Path) -> None:
    page = watching.open(demo, java_script_enabled=False)
    assert page.locator("#map svg").is_visible()
    assert page.locator("#filters").is_hidden()
    assert page.get_by_role("heading", name="What to fix first?").is_visible()


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Journey]:
    journey = make_hostile()
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    return write_html(plan_report(journey), path), journey


def test_hostile_names_are_shown_as_written(
    watching: Watching, hostile_page: tuple[Path, Journey]
) -> None:
    path, journey = hostile_page
    page = watching.open(path)
    assert page.inner_text("h1") == journey.name
    stops = page.locator(STOP)
    assert stops.count() == len(HOSTILE)
    for number, name in enumerate(HOSTILE):
        stops.nth(number).focus()
        assert page.locator("#detail-title").text_content() == " ".join(name.split("\n"))
        assert name in (page.locator("#detail").text_content() or "")
    assert page.locator("img, iframe, #map script, #detail a").count() == 0


def test_few_touchpoints_and_no_readings_make_a_page_too(
    watching: Watching, tmp_path: Path
) -> None:
    three = make_three()
    for journey in (three, three.replace(readings=[])):
        page = watching.open(write_html(plan_report(journey), tmp_path / "small.html"))
        assert page.locator(STOP).count() == 3
        assert find_faults(page) == []
    assert page.get_by_role("heading", name="What to measure first?").is_visible()
