from __future__ import annotations

import subprocess
import sys

import pytest

from journeymap.demo import load_demo
from journeymap.errors import DrawingError
from journeymap.model.journey import Journey
from journeymap.views import notebooks
from journeymap.views.draw import draw_map
from journeymap.views.notebooks import MOST_TOUCHPOINTS, show_journey


def make_shop(touchpoints: int = 2, name: str = "Shop") -> Journey:
    names = [f"T{i}" for i in range(touchpoints)]
    return Journey.model_validate(
        {"id": "shop", "name": name, "stages": [{"name": "Buy", "touchpoints": names}]}
    )


def test_a_journey_shows_its_map_and_its_size() -> None:
    journey = load_demo()
    assert journey._repr_mimebundle_(include=None, exclude=None) == {
        "text/plain": "Journey 'Departing from San Francisco International Airport': "
        "4 stages, 16 touchpoints, 440 readings",
        "image/svg+xml": draw_map(journey).to_svg(),
    }


def test_a_journey_is_no_heavier_for_it() -> None:
    code = (
        "import sys, journeymap; journeymap.Journey;"
        "print([name for name in sys.modules if name.startswith('journeymap.views')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_very_large_map_is_not_drawn() -> None:
    shown = show_journey(make_shop(MOST_TOUCHPOINTS + 1))
    assert shown == {
        "text/plain": "Journey 'Shop': 1 stage, 301 touchpoints, 0 readings; "
        "draw_map(journey, out='map.svg') draws its map"
    }


@pytest.mark.parametrize("error", [DrawingError("no\nroom"), ZeroDivisionError("no\nroom")])
def test_what_cannot_be_drawn_is_told_in_words(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Journey) -> None:
        raise error

    monkeypatch.setattr(notebooks, "draw_map", fail)
    assert show_journey(make_shop()) == {
        "text/plain": "Journey 'Shop': 1 stage, 2 touchpoints, 0 readings; "
        "its map can't be drawn: no room"
    }


def test_a_hostile_name_stays_one_line() -> None:
    text = show_journey(make_shop(name="::error::a\nb"))["text/plain"]
    assert text == "Journey '::error::a\\nb': 1 stage, 2 touchpoints, 0 readings"
