from __future__ import annotations

from collections.abc import Callable, Mapping

from journeymap.picture.blocks import EMPTY
from journeymap.picture.marks import Box, Group, Text
from journeymap.views.facts import Facts
from journeymap.views.journey_map.notes import opportunity_lane, pain_lane
from journeymap.views.journey_map.plan import plan_bands

Build = Callable[..., Facts]


def boxes(build: Build, lane: str, *touchpoints: Mapping[str, object]) -> list[Group]:
    facts = build([{"name": "Buy", "touchpoints": list(touchpoints)}])
    (band,) = plan_bands(facts.journey, facts.experience)
    draw = pain_lane if lane == "pains" else opportunity_lane
    return [mark for mark in draw(band, facts, 0).marks if isinstance(mark, Group)]


def read(group: Group) -> list[str]:
    return [mark.text for mark in group.marks if isinstance(mark, Text)]


def test_without_notes_the_lanes_are_absent(build: Build) -> None:
    facts = build([{"name": "Buy", "touchpoints": ["Cart"]}])
    (band,) = plan_bands(facts.journey, facts.experience)
    assert pain_lane(band, facts, 0) == opportunity_lane(band, facts, 0) == EMPTY


def test_pains_are_quoted_with_how_many_said_so(build: Build) -> None:
    pains = [{"says": "Too slow", "count": 1041}, {"says": "Too dear"}]
    (box,) = boxes(build, "pains", {"name": "Cart", "pains": pains})
    assert read(box) == ["“Too slow” ×1,041", "“Too dear”"]
    assert box.title == "Cart: “Too slow” ×1,041 “Too dear”"


def test_opportunities_say_who_and_how_much_effort(build: Build) -> None:
    ideas = [
        {"do": "Pay by link", "owner": "Ann", "effort": "low"},
        {"do": "Drop it"},
    ]
    touchpoint = {"name": "Cart", "owner": "Bo", "opportunities": ideas}
    (box,) = boxes(build, "opportunities", touchpoint)
    assert " ".join(read(box)) == "Pay by link · Ann · low effort Drop it · Bo"


def test_more_than_six_notes_are_counted(build: Build) -> None:
    seven = {"name": "Cart", "pains": [{"says": f"P{i}"} for i in range(9)]}
    (box,) = boxes(build, "pains", seven)
    assert read(box) == ["“P0”", "“P1”", "“P2”", "“P3”", "“P4”", "“P5”", "and 3 more"]


def test_six_notes_are_all_shown(build: Build) -> None:
    six = {"name": "Cart", "pains": [{"says": f"P{i}"} for i in range(6)]}
    assert read(boxes(build, "pains", six)[0])[-1] == "“P5”"


def test_notes_reach_over_free_neighbours_but_not_over_other_notes(build: Build) -> None:
    says = "A long complaint that would be a tower of many lines in its own narrow column"

    def widths(*noted: int) -> list[float]:
        found = boxes(
            build,
            "pains",
            *(
                {"name": f"T{i}", "pains": [{"says": says}] if i in noted else []}
                for i in range(12)
            ),
        )
        return [g.marks[0].width for g in found if isinstance(g.marks[0], Box)]

    assert widths(0)[0] > 1.9 * widths(0, 1)[0]
    assert widths(11)[0] == widths(0, 1)[0]
    assert max(widths(0)) <= 230


def test_short_notes_stay_in_their_own_column(build: Build) -> None:
    touchpoints = [{"name": f"T{i}", "pains": ["Slow"] if i == 0 else []} for i in range(12)]
    (box,) = boxes(build, "pains", *touchpoints)
    assert isinstance(box.marks[0], Box)
    assert box.marks[0].width < 100
