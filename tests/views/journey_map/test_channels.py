from __future__ import annotations

from collections.abc import Callable

from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.icons import icon
from journeymap.picture.marks import Outline
from journeymap.picture.theme import CURVE, MUTED
from journeymap.views.channel_icons import OTHER
from journeymap.views.facts import Facts
from journeymap.views.journey_map.channels import SIZE, channel_lane
from tests.views.journey_map.reading import groups, only

Build = Callable[..., Facts]
Read = Callable[[Block], list[str]]


def test_a_known_channel_has_its_icon_and_an_unknown_one_a_dot(build: Build, read: Read) -> None:
    touchpoints = [
        {"name": "Ride", "channel": "bus"}, {"name": "Odd", "channel": "店舗"}, "Nowhere",
    ]  # fmt: skip
    facts = build([{"name": "Go", "touchpoints": touchpoints}])
    band = only(facts)
    block = channel_lane(band, facts, 0)
    assert read(block) == ["bus", "店舗"]
    ride, odd = groups(block)
    assert (ride.key, ride.title, odd.key) == ("ride", "Ride: bus", "odd")
    assert ride.marks[0] == icon("bus", band.slots[0].middle - SIZE / 2, 10, SIZE, colour=CURVE)
    assert odd.marks[0] == icon(OTHER, band.slots[1].middle - SIZE / 2, 10, SIZE, colour=MUTED)


def test_where_no_channel_is_known_there_are_only_names(build: Build) -> None:
    facts = build([{"name": "Go", "touchpoints": [{"name": "Odd", "channel": "店舗"}]}])
    (odd,) = groups(channel_lane(only(facts), facts, 0))
    assert not any(isinstance(mark, Outline) for mark in odd.marks)


def test_a_channel_is_called_by_its_name(build: Build, read: Read) -> None:
    facts = build(
        [{"name": "Go", "touchpoints": [{"name": "Ask", "channel": "call"}]}],
        channels=[{"id": "call", "name": "Customer care", "icon": "phone"}],
    )
    assert " ".join(read(channel_lane(only(facts), facts, 0))) == "Customer care"


def test_without_channels_the_lane_is_absent(build: Build) -> None:
    facts = build([{"name": "Go", "touchpoints": ["Ask"]}])
    assert channel_lane(only(facts), facts, 0) == EMPTY
