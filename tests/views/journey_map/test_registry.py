from __future__ import annotations

import pytest

from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.picture.blocks import EMPTY
from journeymap.picture.marks import Group, Mark, Text
from journeymap.views.draw import draw_map
from journeymap.views.facts import find_facts
from journeymap.views.journey_map.registry import (
    EVERYTHING,
    LANES,
    PANELS,
    choose_parts,
    shows_priorities,
)
from tests.views.journey_map.reading import groups, only

BARE = Journey.model_validate(
    {"name": "Shop", "stages": [{"name": "Buy", "touchpoints": ["Cart"]}]}
)
RICH = Journey.model_validate({
    "name": "Shop",
    "stages": [{"name": "Buy", "goal": "csat >= 4", "touchpoints": [{
        "name": "Cart", "channel": "web", "owner": "Ann", "description": "Fills it",
        "expects": "Speed", "emotion": "calm", "quotes": "Nice", "pains": "Slow",
        "opportunities": "Faster",
    }]}],
    "readings": [{"touchpoint": "cart", "metric": "csat", "counts": {4: 50, 5: 50}}],
})  # fmt: skip

ANN = Journey.model_validate({
    "name": "Shop", "personas": ["Ann"],
    "stages": [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
    "readings": [{"touchpoint": name, "metric": "csat", "counts": {5: n, 1: 50}}
                 for name, n in (("cart", 20), ("pay", 90))],
})  # fmt: skip


def test_all_lanes_have_content_in_a_rich_journey() -> None:
    facts = find_facts(RICH)
    for name, lane in LANES.items():
        assert lane(only(facts), facts, 0) != EMPTY, name


@pytest.mark.parametrize("name", [name for name in LANES if name not in ("stages", "touchpoints")])
def test_lanes_without_content_are_absent(name: str) -> None:
    facts = find_facts(BARE)
    assert LANES[name](only(facts), facts, 0) == EMPTY


@pytest.mark.parametrize("name", [n for n in LANES if n not in ("stages", "goals", "curve")])
def test_what_is_about_a_touchpoint_has_its_key(name: str) -> None:
    facts = find_facts(RICH)
    assert {group.key for group in groups(LANES[name](only(facts), facts, 0))} == {"cart"}


def test_lanes_are_chosen_in_any_order() -> None:
    assert choose_parts(("curve", "stages")).lanes == (LANES["curve"], LANES["stages"])
    assert choose_parts().lanes == tuple(LANES.values())
    assert choose_parts("curve").names == ("curve",)
    assert choose_parts() == EVERYTHING


def test_lanes_and_panels_are_left_out() -> None:
    found = choose_parts(None, ["verdict", "curve"])
    assert found.names == tuple(name for name in LANES if name != "curve")
    assert not found.has("verdict")
    assert choose_parts(None, PANELS).panels == ()
    assert choose_parts(["curve"], "notes").panels == ("personas", "verdict", "legend")


def test_unknown_and_doubled_lanes_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="no lane 'emotion'; did you mean 'emotions'"):
        choose_parts(["emotion"])
    with pytest.raises(UnknownNameError, match="no lane or panel 'verdit'; did you mean 'verdict'"):
        choose_parts(None, ["verdit"])
    with pytest.raises(ValueError, match="the lane 'curve' is named twice"):
        draw_map(BARE, lanes=("curve", "curve"))


def labels(*lanes: str) -> list[str]:
    marks: list[Mark] = list(draw_map(RICH, lanes=lanes).picture.marks)
    tops = [m for m in marks if isinstance(m, Text) and m.x == 40 and m.bold and m.size == 12]
    return [mark.text for mark in sorted(tops, key=lambda mark: mark.y)]


def test_a_map_shows_the_lanes_that_are_asked_for() -> None:
    assert labels("owners", "touchpoints", "emotions") == ["Owners", "Touchpoints", "Emotions"]
    titles = [m.title for m in draw_map(RICH, lanes=("owners",)).picture.marks
              if isinstance(m, Group)]  # fmt: skip
    assert "Ann: Cart" in titles
    assert "Cart. Fills it. Speed" not in titles


def shown(*without: str) -> set[str]:
    marks: list[Mark] = []
    for mark in draw_map(ANN, without=without).picture.marks:
        marks += mark.marks if isinstance(mark, Group) else [mark]
    return {mark.text for mark in marks if isinstance(mark, Text)}


def test_a_map_without_its_panels_has_only_lanes() -> None:
    panels = {"Ann", "Weakest touchpoints", "measured, no goal line"}
    assert panels <= shown()
    assert not panels & shown(*PANELS)
    assert panels & shown("verdict", "notes") == {"Ann", "measured, no goal line"}


def test_priorities_are_asked_for_where_the_map_shows_them() -> None:
    idea = [{"name": "Buy", "touchpoints": [{"name": "Pay", "opportunities": ["By link"]}]}]
    numbered = Journey.model_validate({"name": "Shop", "stages": idea})
    assert shows_priorities(numbered)
    assert not shows_priorities(numbered, choose_parts(("touchpoints", "curve")))
    assert not shows_priorities(numbered, choose_parts(None, "opportunities"))
    assert not shows_priorities(BARE)


def test_a_lane_is_not_both_asked_for_and_left_out() -> None:
    with pytest.raises(ValueError, match=r"^the lane 'curve' is asked for and left out$"):
        choose_parts(["curve"], ["curve"])
