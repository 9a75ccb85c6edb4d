"""The page of the preview in Chromium: what is saved is soon seen, and nothing else changes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

import pytest

from journeymap.preview.server import PreviewServer
from journeymap.wording.words import Words
from tests.browser import Watching, find_faults
from tests.preview.conftest import SHOP

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.preview.conftest import Save

pytestmark = pytest.mark.browser
WRONG = SHOP.replace("{name: Cart, channel", "{name: Cart, chanel")
SEEN = "text => document.getElementById('map').textContent.includes(text)"
EVIL = '</title></svg><img src=x onerror="alert(1)"><script>alert(2)</script>'


@pytest.fixture
def page(server: PreviewServer, watching: Watching) -> Page:
    opened = watching.open(server.address, allow=[server.address])
    opened.wait_for_selector("#map svg")
    return opened


def is_marked_apart(page: Page, key: str) -> bool:
    found = page.locator(f"#map [data-key={key}]").first.get_attribute("class")
    return found == "apart"


def test_what_is_saved_is_seen_within_half_a_second(page: Page, save: Save) -> None:
    seconds = []
    for i in range(3):
        begin = time.monotonic()
        save(SHOP.replace("name: Shop", f"name: Shop number {i}"))
        page.wait_for_function(SEEN, arg=f"Shop number {i}")
        seconds.append(time.monotonic() - begin)
    assert page.locator("#status").inner_text() == "Up to date"
    assert min(seconds) < 2  # 0.3 where nothing else runs


def test_a_fault_is_shown_over_the_last_good_map(page: Page, save: Save) -> None:
    save(WRONG)
    page.wait_for_selector("#problems li")
    assert page.locator("#status").inner_text() == (
        "1 error; the map is from when the file was last right"
    )
    first = page.locator("#problems li").first
    assert "shop.yaml:7:32" in first.inner_text()
    assert "unknown key “chanel”; did you mean 'channel'?" in first.inner_text()
    assert first.locator("mark").inner_text() == "chanel"
    assert page.locator("#map.old svg").count() == 1
    assert page.title().startswith("✗ 1 · Shop")
    save(SHOP)
    page.wait_for_selector("#problems", state="hidden")
    assert page.locator("#map.old").count() == 0


def test_the_page_follows_the_language_of_the_journey(page: Page, save: Save) -> None:
    words = Words("pl")
    save(SHOP.replace("name: Shop", "name: Sklep\nlanguage: pl"))
    page.wait_for_selector("html[lang=pl]")
    page.wait_for_function(SEEN, arg="Sklep")
    assert page.locator("#status").inner_text() == words("Up to date")
    save(WRONG.replace("name: Shop", "name: Sklep\nlanguage: pl"))
    page.wait_for_selector("#problems li")
    assert page.locator("#problems li .said").first.get_attribute("lang") == "en"
    assert page.locator("#heading").inner_text() == words.count(1, "{n} problem", "{n} problems")


def test_scroll_zoom_and_choices_stay(page: Page, save: Save) -> None:
    page.set_viewport_size({"width": 700, "height": 500})
    for _ in range(3):
        page.get_by_role("button", name="Larger").click()
    page.locator("[name=stage]").select_option("Look")
    page.locator("[name=wave]").select_option("2015")
    page.wait_for_function(SEEN, arg="wave 2015")
    page.evaluate("() => document.getElementById('map').scrollTo(120, 90)")
    width = page.evaluate("() => document.querySelector('#map svg').style.width")
    save(SHOP.replace("name: Cart", "id: cart, name: Basket"))
    page.wait_for_function(SEEN, arg="Basket")
    after = "() => (m => [m.scrollLeft, m.scrollTop])(document.getElementById('map'))"
    assert page.evaluate(after) == [120, 90]
    assert page.evaluate("() => document.querySelector('#map svg').style.width") == width
    assert page.locator("#zoom").inner_text() == "195 %"
    assert page.locator("[name=stage]").input_value() == "look"
    assert page.locator("[name=wave]").input_value() == "2015"
    assert page.evaluate(SEEN, "wave 2015")
    assert (is_marked_apart(page, "pay"), is_marked_apart(page, "search")) == (True, False)


def test_lanes_can_be_left_out_and_stay_out(page: Page, save: Save) -> None:
    assert page.evaluate(SEEN, "Readings")
    page.get_by_text("Lanes", exact=True).first.click()
    page.get_by_label("readings").uncheck()
    page.wait_for_function(
        "text => !document.getElementById('map').textContent.includes(text)", arg="Readings"
    )
    save(SHOP.replace("name: Shop", "name: Store"))
    page.wait_for_function(SEEN, arg="Store")
    assert not page.evaluate(SEEN, "Readings")
    assert not page.get_by_label("readings").is_checked()


def test_a_choice_that_is_gone_falls_back(page: Page, save: Save) -> None:
    page.locator("[name=wave]").select_option("2015")
    page.wait_for_function(SEEN, arg="wave 2015")
    save(SHOP.replace("wave: 2015", "wave: 2014"))
    page.wait_for_function(SEEN, arg="wave 2016")
    assert page.locator("[name=wave]").input_value() == ""


def test_what_is_hostile_is_shown_as_written(page: Page, save: Save) -> None:
    evil = EVIL.replace("'", "''")
    save(SHOP.replace("Shop", f"'{evil}'").replace("name: Pay", f"id: pay, name: '{evil}'"))
    page.wait_for_function(SEEN, arg="onerror")
    assert EVIL in page.locator("h1").inner_text()
    save(f"name: Shop\n'{evil}': 1\n")
    page.wait_for_function(
        "text => document.getElementById('problems').innerText.includes(text)", arg=EVIL
    )
    assert page.locator("img, body svg script").count() == 0


def test_several_tabs_see_the_same(
    page: Page, server: PreviewServer, watching: Watching, save: Save
) -> None:
    tabs = [page, *(watching.open(server.address, allow=[server.address]) for _ in range(3))]
    save(SHOP.replace("name: Shop", "name: Store"))
    for tab in tabs:
        tab.wait_for_function(SEEN, arg="Store")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 380)])
def test_everybody_can_use_it(
    scheme: Literal["light", "dark"],
    width: int,
    server: PreviewServer,
    watching: Watching,
    save: Save,
) -> None:
    page = watching.open(
        server.address, allow=[server.address], scheme=scheme, width=width, bypass_csp=True
    )
    page.wait_for_selector("#map svg")
    assert find_faults(page) == []
    save(WRONG)
    page.wait_for_selector("#problems li")
    assert find_faults(page) == []
    assert page.evaluate("() => document.body.scrollWidth <= window.innerWidth")


def test_all_is_reached_with_the_keyboard(page: Page, save: Save) -> None:
    save(WRONG)
    page.wait_for_selector("#problems li")
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.name || "
                                     "document.activeElement.id || document.activeElement.value || "
                                     "document.activeElement.tagName"))  # fmt: skip
    assert reached[:12] == [
        "wave", "segment", "stage", "channel", "SUMMARY", "out", "zoom", "in", "fit", "problems",
        "map", "BODY",
    ]  # fmt: skip
