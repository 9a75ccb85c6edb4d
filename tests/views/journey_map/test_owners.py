from __future__ import annotations

from collections.abc import Callable

from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.marks import Box
from journeymap.views.facts import Facts
from journeymap.views.journey_map.owners import owner_lane
from tests.views.journey_map.reading import groups, only

Build = Callable[..., Facts]
Read = Callable[[Block], list[str]]


def test_one_bar_over_neighbours_of_the_same_owner(build: Build, read: Read) -> None:
    ann = [{"name": name, "owner": "Ann"} for name in ("Find", "Cart")]
    stages = [
        {"name": "Buy", "touchpoints": [*ann, "Pay"]},
        {"name": "Use", "touchpoints": [{"name": "Open", "owner": "Ann"}]},
    ]
    facts = build(stages)
    band = only(facts)
    first, second = groups(owner_lane(band, facts, 0))
    assert read(owner_lane(band, facts, 0)) == ["Ann", "Ann"]
    assert (first.title, first.key) == ("Ann: Find, Cart", "")
    assert (second.title, second.key) == ("Ann: Open", "open")
    bar = first.marks[0]
    assert isinstance(bar, Box)
    assert bar.x == band.slots[0].x + 4
    assert bar.x + bar.width == band.slots[1].x + band.slots[1].width - 4


def test_a_stage_s_owner_answers_where_nobody_else_does(build: Build, read: Read) -> None:
    touchpoints = ["Find", {"name": "Pay", "owner": "Bo"}]
    facts = build([{"name": "Buy", "owner": "Ann", "touchpoints": touchpoints}])
    assert read(owner_lane(only(facts), facts, 0)) == ["Ann", "Bo"]


def test_without_owners_the_lane_is_absent(build: Build) -> None:
    facts = build([{"name": "Buy", "touchpoints": ["Find"]}])
    assert owner_lane(only(facts), facts, 0) == EMPTY
