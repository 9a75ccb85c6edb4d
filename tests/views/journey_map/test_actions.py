from __future__ import annotations

from collections.abc import Callable

import pytest

from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.theme import MARGIN
from journeymap.views.facts import Facts
from journeymap.views.journey_map.actions import action_lane, expectation_lane
from journeymap.views.journey_map.plan import Band
from tests.views.journey_map.reading import groups, only

Build = Callable[..., Facts]
Lane = Callable[[Band, Facts, float], Block]
Read = Callable[[Block], list[str]]


@pytest.mark.parametrize(
    ("lane", "key"), [(action_lane, "description"), (expectation_lane, "expects")]
)
def test_a_text_per_column(lane: Lane, key: str, build: Build, read: Read) -> None:
    touchpoints = ["Find", {"name": "Pay", key: "Quick and quiet"}]
    facts = build([{"name": "Buy", "touchpoints": touchpoints}])
    band = only(facts)
    block = lane(band, facts, 5)
    assert " ".join(read(block)) == "Quick and quiet"
    (group,) = groups(block)
    assert (group.key, group.title) == ("pay", "Pay: Quick and quiet")
    assert lane(only(build([{"name": "Buy", "touchpoints": ["Find"]}])), facts, 0) == EMPTY


def test_a_text_of_hundreds_of_letters_is_whole(build: Build, read: Read) -> None:
    text = " ".join(f"word{i}" for i in range(58))
    facts = build([{"name": "Buy", "touchpoints": [{"name": "Pay", "description": text}, "End"]}])
    block = action_lane(only(facts), facts, 0)
    assert " ".join(read(block)) == text
    assert len(text) > 380
    assert min(mark.x for group in groups(block) for mark in group.marks) > MARGIN  # type: ignore[union-attr]


def test_a_longer_one_is_abridged_and_whole_in_its_title(build: Build, read: Read) -> None:
    text = " ".join(f"word{i}" for i in range(200))
    facts = build([{"name": "Buy", "touchpoints": [{"name": "Pay", "description": text}, "End"]}])
    block = action_lane(only(facts), facts, 0)
    assert read(block)[-1].endswith("…")
    assert groups(block)[0].title == f"Pay: {text}"
