from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from journeymap.model.journey import Journey
from journeymap.picture.marks import Group, Line, Mark, Text
from journeymap.picture.theme import CURVE, SERIES
from journeymap.views.draw import draw_map
from journeymap.views.facts import Facts, find_facts
from journeymap.views.journey_map.curve import curve_lane
from journeymap.views.journey_map.lines import sign
from tests.views.journey_map.reading import groups, only

Flatten = Callable[[Sequence[Mark]], list[Mark]]


def make(lines: Any = "area", **more: Any) -> Facts:
    readings = [
        {"touchpoint": t, "metric": "csat", "counts": counts, "segment": segment}
        for segment, counts in (
            ({}, {2: 30, 4: 60}),
            ({"area": "A"}, {1: 40, 5: 20}),
            ({"area": "B"}, {4: 40, 5: 20}),
        )
        for t in ("find", "cart", "pay")
    ]
    readings += more.pop("readings", [])
    stages = [{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}]
    data = {"name": "Shop", "stages": stages, "readings": readings}
    return find_facts(Journey.model_validate(data), lines=lines, **more)


def drawn(facts: Facts, flatten: Flatten) -> list[Line]:
    marks = flatten(curve_lane(only(facts), facts, 0).marks)
    return [m for m in marks if isinstance(m, Line) and len(m.points) == 3]


def test_each_line_has_a_colour_and_dashes_of_its_own(flatten: Flatten) -> None:
    looks = {(line.stroke, line.dashed) for line in drawn(make(), flatten)}
    assert looks == {(CURVE, False), (SERIES[1], True), (SERIES[2], "dots")}


def test_the_lines_are_named_in_the_lane(flatten: Flatten) -> None:
    facts = make()
    texts = [
        m.text for m in flatten(curve_lane(only(facts), facts, 0).marks) if isinstance(m, Text)
    ]
    assert [t for t in texts if t in ("everybody", "area A", "area B")] == [
        "everybody",
        "area A",
        "area B",
    ]


def test_the_axis_holds_all_lines(flatten: Flatten) -> None:
    facts = make()
    lane = curve_lane(only(facts), facts, 0)
    assert all(0 <= y <= lane.height for line in drawn(facts, flatten) for _, y in line.points)
    everybody, a, b = sorted(drawn(facts, flatten), key=lambda line: SERIES.index(
        SERIES[0] if line.stroke == CURVE else line.stroke))  # fmt: skip
    assert b.points[0][1] < everybody.points[0][1] < a.points[0][1]


def test_points_tell_whose_they_are() -> None:
    facts = make()
    told = [group.title for group in groups(curve_lane(only(facts), facts, 0))]
    assert any(title.startswith("Find: 2.33") and title.endswith("(A)") for title in told)
    assert all(group.key for group in groups(curve_lane(only(facts), facts, 0)))


def test_a_base_of_few_answers_makes_no_point() -> None:
    few = [{"touchpoint": "pay", "metric": "csat", "counts": {5: 7}, "segment": {"area": "C"}}]
    facts = make(readings=few)
    told = [group.title for group in groups(curve_lane(only(facts), facts, 0))]
    assert not any(title.endswith("(C)") for title in told)


def test_a_guess_is_no_part_of_a_line(flatten: Flatten) -> None:
    guess = [{"touchpoint": "pay", "metric": "csat", "guess": 2, "segment": {"area": "C"}}]
    facts = make(lines={"area": ["C"]}, readings=guess)
    assert {line.stroke for line in drawn(facts, flatten)} == {CURVE}
    told = [group.title for group in groups(curve_lane(only(facts), facts, 0))]
    assert [title for title in told if title.endswith("(C)")]


@pytest.mark.parametrize("number", range(1, 6))
def test_signs_differ_by_shape(number: int) -> None:
    others = {str(sign(n, 0, 0)).replace(SERIES[n], "") for n in range(1, 6) if n != number}
    assert str(sign(number, 0, 0)).replace(SERIES[number], "") not in others


def test_one_line_needs_no_names() -> None:
    facts = make(lines=None)
    assert not any(isinstance(m, Group) and "(A)" in m.title for m in
                   curve_lane(only(facts), facts, 0).marks)  # fmt: skip


def test_what_is_left_out_is_told_at_the_foot() -> None:
    more = [
        {"touchpoint": "pay", "metric": "csat", "value": 4, "n": 90, "segment": {"area": area}}
        for area in "CDEFG"
    ]
    facts = make(readings=more)
    picture = draw_map(facts.journey, lines="area").picture
    assert "The map shows 6 lines; left out by area: F, G." in str(picture.marks)
