from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from journeymap.picture.blocks import EMPTY
from journeymap.picture.marks import Box, Group, Polygon, Text
from journeymap.views.facts import Facts
from journeymap.views.journey_map.opportunities import number_opportunities, opportunity_lane
from journeymap.views.journey_map.pains import pain_lane
from journeymap.views.journey_map.quotes import quote_lane
from tests.views.journey_map.reading import groups, only

Build = Callable[..., Facts]
LANES = {"pains": pain_lane, "opportunities": opportunity_lane, "quotes": quote_lane}


def boxes(build: Build, lane: str, *touchpoints: Mapping[str, object]) -> list[Group]:
    facts = build([{"name": "Buy", "touchpoints": list(touchpoints)}])
    return groups(LANES[lane](only(facts), facts, 0))


def read(group: Group) -> list[str]:
    return [mark.text for mark in group.marks if isinstance(mark, Text)]


def ground(group: Group) -> Box:
    box = group.marks[0]
    assert isinstance(box, Box)
    return box


def bars(group: Group) -> list[float]:
    return [mark.width for mark in group.marks[1:] if isinstance(mark, Box)]


@pytest.mark.parametrize("lane", list(LANES))
def test_without_notes_the_lanes_are_absent(lane: str, build: Build) -> None:
    facts = build([{"name": "Buy", "touchpoints": ["Cart"]}])
    assert LANES[lane](only(facts), facts, 0) == EMPTY


def test_pains_stand_by_weight_with_how_many_said_so(build: Build) -> None:
    pains = [{"says": "Too dear"}, {"says": "Rude", "count": 20}, {"says": "Slow", "count": 1040}]
    (box,) = boxes(build, "pains", {"name": "Cart", "pains": pains})
    assert read(box) == ["1,040", "Slow", "20", "Rude", "Too dear"]
    assert box.title == "Cart\nSlow (1,040)\nRude (20)\nToo dear"
    assert box.key == "cart"


def test_bars_have_one_scale_over_the_whole_journey(build: Build) -> None:
    cart = {"name": "Cart", "pains": [{"says": "Slow", "count": 50}]}
    pay = {"name": "Pay", "pains": [{"says": "Dear", "count": 100}, {"says": "Odd", "count": 1}]}
    first, second = boxes(build, "pains", cart, pay)
    (fifty,), (hundred, one) = bars(first), bars(second)
    assert fifty == pytest.approx(hundred / 2)
    assert one >= 3


def test_a_count_too_long_for_a_bar_stands_alone(build: Build) -> None:
    (box,) = boxes(build, "pains", {"name": "Cart", "pains": [{"says": "Slow", "count": 10**15}]})
    assert bars(box) == []
    assert read(box) == ["1,000,000,000,000,000", "Slow"]


def test_opportunities_say_who_how_much_effort_and_how_far(build: Build) -> None:
    ideas = [
        {"do": "Pay by link", "owner": "Ann", "effort": "low", "state": "running"},
        {"do": "Drop it", "state": "done"},
        "Think",
    ]
    touchpoint = {"name": "Cart", "owner": "Bo", "opportunities": ideas}
    (box,) = boxes(build, "opportunities", touchpoint)
    assert " ".join(read(box)) == (
        "Pay by link running · Ann · low effort ✓ Drop it done · Bo Think Bo"
    )


def rating(touchpoint: str, bad: int) -> dict[str, Any]:
    return {"touchpoint": touchpoint, "metric": "csat", "counts": {1: bad, 5: 200 - bad}}


def test_opportunities_are_numbered_where_most_is_lost(build: Build) -> None:
    stage = {
        "name": "Buy",
        "touchpoints": [
            {"name": "Find", "opportunities": ["Sort"]},
            {"name": "Pay", "opportunities": [
                {"do": "Rebuild", "effort": "high"}, "Explain", {"do": "Remember", "effort": "low"},
                {"do": "Apologise", "state": "done"},
            ]},
            {"name": "Help", "opportunities": ["Call back"]},
        ],
    }  # fmt: skip
    facts = build([stage], [rating("find", 20), rating("pay", 120)])
    assert number_opportunities(facts) == {
        ("pay", 2): 1,
        ("pay", 1): 2,
        ("pay", 0): 3,
        ("find", 0): 4,
    }
    find, pay, help_ = groups(opportunity_lane(only(facts), facts, 0))
    assert read(find) == ["4", "Sort"]
    assert read(pay)[:4] == ["1", "Remember", "low effort", "2"]
    assert "✓" in read(pay)
    assert " ".join(read(help_)) == "Call back"


def test_quotes_say_who_said_so_and_where(build: Build) -> None:
    quotes = [{"says": "Never again", "by": "Ann", "source": "Review"}, "Fine"]
    (box,) = boxes(build, "quotes", {"name": "Cart", "quotes": quotes})
    assert read(box) == ["“Never again”", "— Ann, Review", "“Fine”"]
    assert box.title == "Cart\n“Never again” – — Ann, Review\n“Fine”"


def test_more_than_six_notes_are_counted(build: Build) -> None:
    seven = {"name": "Cart", "pains": [{"says": f"P{i}"} for i in range(9)]}
    (box,) = boxes(build, "pains", seven)
    assert read(box) == ["P0", "P1", "P2", "P3", "P4", "P5", "and 3 more"]
    assert box.title.splitlines()[-1] == "P8"


def test_six_notes_are_all_shown(build: Build) -> None:
    six = {"name": "Cart", "pains": [{"says": f"P{i}"} for i in range(6)]}
    assert read(boxes(build, "pains", six)[0])[-1] == "P5"


def test_notes_reach_over_free_neighbours_but_not_over_other_notes(build: Build) -> None:
    says = "A long complaint that would be a tower of many lines in its own narrow column " * 2

    def widths(*noted: int) -> list[float]:
        touchpoints = [
            {"name": f"T{i}", "pains": [{"says": says}] if i in noted else []} for i in range(12)
        ]
        return [ground(group).width for group in boxes(build, "pains", *touchpoints)]

    assert widths(0)[0] > 1.5 * widths(0, 1)[0]
    assert widths(11)[0] == widths(0)[0]  # to the left, where nothing is to the right
    assert widths(9, 10, 11)[1:] == widths(0, 1, 2)[:2]
    assert max(widths(0)) <= 230


def test_a_tip_says_whose_a_wide_note_is(build: Build) -> None:
    says = "A long complaint that would be a tower of many lines in its own narrow column " * 2
    touchpoints = [{"name": f"T{i}", "pains": [says] if i in {2, 11} else []} for i in range(12)]
    facts = build([{"name": "Buy", "touchpoints": touchpoints}])
    band = only(facts)
    for group in groups(pain_lane(band, facts, 0)):
        (tip,) = [mark for mark in group.marks if isinstance(mark, Polygon)]
        own = next(slot for slot in band.slots if slot.touchpoint.id == group.key)
        assert min(tip.points, key=lambda point: point[1])[0] == own.middle


def test_short_notes_stay_in_their_own_column(build: Build) -> None:
    touchpoints = [{"name": f"T{i}", "pains": ["Slow"] if i == 0 else []} for i in range(12)]
    (box,) = boxes(build, "pains", *touchpoints)
    assert ground(box).width < 100
