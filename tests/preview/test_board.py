from __future__ import annotations

import threading
import time

import pytest

from journeymap.errors import DrawingError
from journeymap.picture.theme import Theme
from journeymap.preview import board as module
from journeymap.preview.board import Board
from journeymap.preview.page import make_page
from journeymap.views.draw import draw_map
from journeymap.wording.words import Words
from tests.preview.conftest import SHOP


@pytest.fixture
def board() -> Board:
    made = Board("shop.yaml")
    made.update(SHOP.encode())
    return made


def test_before_the_first_look_there_is_nothing() -> None:
    state = Board("shop.yaml").to_state("")
    assert (state["version"], state["map"], state["problems"], state["file"]) == (
        0, "", [], "shop.yaml",
    )  # fmt: skip


def test_the_map_is_in_the_page_s_colours(board: Board) -> None:
    svg = board.to_state("")["map"]
    assert svg.startswith("<svg")
    assert 'fill="var(--paper)"' in svg
    assert 'data-key="pay"' in svg


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("", ("", "", "")),
        ("wave=2015", ("", "2015", "")),
        ("wave=1999&metric=nps&segment=area", ("", "", "")),
        ("segment=area%3DC&metric=csat", ("csat", "", "area=C")),
        ("&".join(f"x{i}=1" for i in range(500)), ("", "", "")),
        ("wave=2015&wave=2016", ("", "2016", "")),
        ("%ff%00=&&;=", ("", "", "")),
    ],
)
def test_what_is_there_can_be_chosen(
    query: str, chosen: tuple[str, str, str], board: Board
) -> None:
    state = board.to_state(query)
    found = state["chosen"]
    assert (found["metric"], found["wave"], found["segment"]) == chosen
    assert state["fault"] == ""


def test_what_is_offered_is_told(board: Board) -> None:
    choices = board.to_state("")["choices"]
    assert choices["wave"] == (("2015", "2015"), ("2016", "2016"))
    assert choices["segment"] == (("area=C", "area=C"),)
    assert choices["stage"] == (("look", "Look"), ("buy", "Buy"))
    assert choices["channel"] == (("app", "app"), ("web", "web"))
    assert board.to_state("")["touchpoints"][0] == ("search", "look", "web")


def test_lanes_can_be_hidden_but_never_all(board: Board) -> None:
    lanes = [lane for lane, _ in board.to_state("")["lanes"]]
    assert "Readings" not in board.to_state("hidden=readings,nothing")["map"]
    whole = board.to_state("")["map"]
    assert board.to_state(f"hidden={','.join(lanes)}")["map"] == whole


def test_words_are_the_journey_s_own_or_those_asked_for() -> None:
    polish = SHOP.replace("name: Shop", "name: Shop\nlanguage: pl", 1).encode()
    for asked, told in ((None, "pl"), ("ru", "ru"), ("en", "en")):
        board = Board("shop.yaml", language=asked)
        assert board.words == Words(asked or "en")
        board.update(polish)
        state = board.to_state("")
        assert (state["language"], board.words) == (told, Words(told))
        assert state["lanes"][1] == ("goals", Words(told)("Goals"))
        assert Words(told)("Touchpoints") in state["map"]


def test_a_picture_is_drawn_once_for_all(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []

    def draw(*asked: object, **settings: object) -> object:
        drawn.append(settings["wave"])
        return draw_map(*asked, **settings)  # type: ignore[arg-type]

    monkeypatch.setitem(module.DRAW, "map", draw)
    threads = [threading.Thread(target=board.to_state, args=("wave=2015",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    board.to_state("")
    assert drawn == ["2015", None]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (DrawingError("no room"), "no room"),
        (ZeroDivisionError("by 0"), "a fault of journeymap itself, ZeroDivisionError: by 0"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    error: Exception, told: str, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setitem(module.DRAW, "map", fail)
    state = board.to_state("")
    assert (state["map"], state["fault"], state["name"]) == ("", told, "Shop")


def test_a_fault_of_our_own_is_told_and_passes(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by 0")

    with monkeypatch.context() as patched:
        patched.setattr(module, "find_in_file", fail)
        board.update(b"")
    state = board.to_state("")
    assert (state["version"], state["errors"], state["name"]) == (2, 1, "Shop")
    assert (
        state["problems"][0]["message"] == "a fault of journeymap itself, ZeroDivisionError: by 0"
    )
    board.update(SHOP.encode())
    assert board.to_state("")["errors"] == 0


@pytest.mark.parametrize(("name", "from_right"), [("קנייה", True), ("Shop", False)])
def test_a_map_may_begin_at_its_right_end(name: str, from_right: bool) -> None:
    board = Board("shop.yaml")
    board.update(f"{{id: shop, name: {name}, stages: [{{id: a, name: {name}}}]}}".encode())
    assert board.to_state("")["fromRight"] is from_right


def test_who_waits_hears_of_news_and_of_the_end(board: Board) -> None:
    assert board.wait_for_news(0, 5) == 1
    begin = time.monotonic()
    assert board.wait_for_news(1, 0.05) == 1
    assert time.monotonic() - begin >= 0.05
    threading.Timer(0.05, board.update, (b"phases: []",)).start()
    assert board.wait_for_news(1, 5) == 2
    threading.Timer(0.05, board.close).start()
    assert board.wait_for_news(2, 5) is None


@pytest.mark.parametrize(
    ("view", "title"), [("graph", "Journey graph: Shop"), ("blueprint", "Service blueprint: Shop")]
)
def test_another_view_has_no_lanes_to_choose(view: module.View, title: str) -> None:
    board = Board("shop.yaml", view=view)
    board.update(SHOP.encode())
    state = board.to_state("wave=2015&hidden=pains")
    assert f">{title}</title>" in state["map"]
    assert (state["lanes"], state["fault"], state["chosen"]["wave"]) == ((), "", "2015")


def test_a_theme_lends_its_font_and_the_page_its_colours() -> None:
    theme = Theme("Acme", "Inter", {"stage": "#0b3d91"})
    board = Board("shop.yaml", theme=theme)
    board.update(SHOP.encode())
    state = board.to_state("")
    assert "Inter" in state["map"]
    assert "var(--stage)" in state["map"]
    assert "--stage:#0b3d91;" in make_page(Words(), theme).text
    assert "--stage:#0b3d91;" not in make_page(Words()).text
