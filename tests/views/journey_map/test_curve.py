from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from journeymap.picture.blocks import EMPTY, GAP
from journeymap.picture.marks import Circle, Group, Line, Mark, Polygon, Text
from journeymap.picture.theme import BAND, CURVE, FAINT, PAPER, RULE, STATUS_INK
from journeymap.views.facts import Facts
from journeymap.views.journey_map.axis import plan_axis
from journeymap.views.journey_map.curve import curve_lane, shape
from journeymap.views.journey_map.plan import plan_bands

Build = Callable[..., Facts]
Reading = Mapping[str, Any]


class Lane:
    """The curve of a journey with one stage, taken apart."""

    def __init__(self, build: Build, readings: Sequence[Reading | None], **more: Any) -> None:
        names = [f"t{i}" for i in range(len(readings))]
        goals = more.pop("goals", {})
        stage = {"name": "Buy", **({"goal": more.pop("goal")} if "goal" in more else {})}
        touchpoints = [
            {"id": n, "name": n.upper(), **({"goal": goals[n]} if n in goals else {})}
            for n in names
        ]
        found = [{"touchpoint": n, **r} for n, r in zip(names, readings, strict=True) if r]
        self.facts = build([{**stage, "touchpoints": touchpoints}], found, **more)
        (self.band,) = plan_bands(self.facts.journey, self.facts.experience)
        self.block = curve_lane(self.band, self.facts, 0.0)
        self.marks: tuple[Mark, ...] = self.block.marks
        lines = [mark for mark in self.marks if isinstance(mark, Line)]
        self.curves = [line for line in lines if line.stroke == CURVE and not line.dashed]
        self.goals = [line for line in lines if line.stroke == CURVE and line.dashed]
        self.whiskers = [line for line in lines if line.stroke == FAINT]
        self.grid = [line for line in lines if line.stroke == RULE]
        self.bands = [mark for mark in self.marks if isinstance(mark, Polygon)]
        self.points = [mark for mark in self.marks if isinstance(mark, Group)]
        self.texts = [mark.text for mark in self.marks if isinstance(mark, Text)]

    def middle(self, i: int) -> float:
        return self.band.slots[i].middle

    def values(self) -> list[str]:
        return [
            mark.text for point in self.points for mark in point.marks if isinstance(mark, Text)
        ]


def csat(value: float, n: int | None = 80) -> Reading:
    return {"metric": "csat", "value": value} | ({"n": n, "sd": 1.0} if n else {})


GUESS: Reading = {"metric": "csat", "guess": 3.0}


def test_nothing_is_drawn_where_nothing_is_measured(build: Build) -> None:
    assert Lane(build, [None, None]).block == EMPTY


def test_one_line_through_neighbours(build: Build) -> None:
    lane = Lane(build, [csat(3), csat(4), csat(3.5)])
    (curve,) = lane.curves
    assert [x for x, _ in curve.points] == [lane.middle(i) for i in range(3)]
    axis = plan_axis(lane.facts.experience)
    assert axis is not None
    assert [y for _, y in curve.points] == [axis.to_y(value, GAP) for value in (3, 4, 3.5)]


def test_a_missing_reading_leaves_a_gap(build: Build) -> None:
    lane = Lane(build, [csat(3), csat(4), None, csat(3.5), csat(3.2)])
    assert [[x for x, _ in curve.points] for curve in lane.curves] == [
        [lane.middle(0), lane.middle(1)],
        [lane.middle(3), lane.middle(4)],
    ]
    assert len(lane.bands) == 2


def test_a_guess_belongs_to_no_line_and_no_band(build: Build) -> None:
    lane = Lane(build, [csat(3), csat(4), GUESS, csat(3.5)])
    (curve,) = lane.curves
    assert [x for x, _ in curve.points] == [lane.middle(0), lane.middle(1)]
    assert lane.middle(2) not in [x for band in lane.bands for x, _ in band.points]
    guess = next(point for point in lane.points if point.title == "T2: 3.00 (guess)")
    (circle,) = [mark for mark in guess.marks if isinstance(mark, Circle)]
    assert circle.dashed
    assert [mark.text for mark in guess.marks if isinstance(mark, Text)] == ["≈3.00"]
    assert [mark.italic for mark in guess.marks if isinstance(mark, Text)] == [True]


def test_too_few_answers_are_no_point(build: Build) -> None:
    lane = Lane(build, [csat(3), csat(1.5, n=9), csat(4)])
    assert len(lane.points) == 2
    assert lane.curves == []
    assert not any(text.startswith("1.5") for text in lane.values())


def test_the_band_is_absent_where_the_interval_is_unknown(build: Build) -> None:
    lane = Lane(build, [csat(3), csat(3.2), csat(3.4, n=None), csat(3.6), csat(3.8)])
    assert len(lane.curves) == 1
    found = [sorted({x for x, _ in band.points}) for band in lane.bands]
    assert found == [[lane.middle(0), lane.middle(1)], [lane.middle(3), lane.middle(4)]]
    assert len(lane.whiskers) == 4
    assert {band.fill for band in lane.bands} == {BAND}
    without = Lane(build, [csat(3, n=None), csat(4, n=None)])
    assert (without.bands, without.whiskers) == ([], [])
    assert "95 % interval" not in without.texts


def test_the_band_goes_through_the_ends_of_the_intervals(build: Build) -> None:
    lane = Lane(build, [csat(3), csat(4)])
    axis = plan_axis(lane.facts.experience)
    assert axis is not None
    first, second = lane.facts.experience.rows
    heights = [axis.to_y(end or 0, GAP) for end in (first.high, second.high, second.low, first.low)]
    assert [y for _, y in lane.bands[0].points] == heights


def test_the_goal_is_dashed_and_only_over_its_touchpoints(build: Build) -> None:
    goals = {"t1": "csat >= 4", "t2": "csat >= 4", "t3": "csat >= 3"}
    lane = Lane(build, [csat(3), csat(3), csat(3), csat(3)], goals=goals)
    slots = lane.band.slots
    ends = [(line.points[0][0], line.points[1][0]) for line in lane.goals]
    assert ends == [
        (slots[1].x, slots[2].x + slots[2].width),
        (slots[3].x, slots[3].x + slots[3].width),
    ]
    four, three = (line.points[0][1] for line in lane.goals)
    assert four < three


def test_without_a_goal_there_is_no_goal_line(build: Build) -> None:
    assert Lane(build, [csat(3), csat(4)]).goals == []
    assert Lane(build, [csat(3), csat(4)], goal="nps >= 0").goals == []


def test_low_is_good_stands_above(build: Build) -> None:
    readings = [{"metric": "ces_effort", "value": value} for value in (1, 5)]
    lane = Lane(build, readings)
    (curve,) = lane.curves
    assert curve.points[0][1] < curve.points[1][1]
    assert "up is better" in lane.texts
    assert [text for text in lane.texts if text.isdigit()] == ["1", "2", "3", "4", "5"]


def test_every_tick_has_a_line_and_a_number(build: Build) -> None:
    lane = Lane(build, [csat(2.1), csat(4.4)])
    numbers = [m for m in lane.marks if isinstance(m, Text) and m.anchor == "end"]
    assert len(numbers) == len(lane.grid) == 5
    assert all(line.dashed for line in lane.grid)
    assert [n.y - 4 for n in numbers] == [line.points[0][1] for line in lane.grid]


def test_values_stand_above_hills_and_below_valleys(build: Build) -> None:
    lane = Lane(build, [csat(4), csat(2), csat(4)])
    assert lane.values() == ["4.0", "2.0", "4.0"]
    assert lane.curves
    for point, (_, y), below in zip(
        lane.points, lane.curves[0].points, (False, True, False), strict=True
    ):
        (label,) = [mark for mark in point.marks if isinstance(mark, Text)]
        assert (label.y > y) == below


def test_a_point_says_how_it_stands_with_its_goal(build: Build) -> None:
    lane = Lane(build, [csat(4.5), csat(2)], goal="csat >= 4")
    assert [point.title.rpartition(" (")[2] for point in lane.points] == ["met)", "missed)"]


@pytest.mark.parametrize(
    ("status", "kind", "corners"),
    [("met", Circle, 0), (None, Circle, 0), ("at_risk", Polygon, 4), ("missed", Polygon, 3)],
)
def test_each_status_has_a_shape_of_its_own(status: str | None, kind: type, corners: int) -> None:
    sign = shape(0, 0, status)
    assert isinstance(sign, kind)
    assert isinstance(sign, Circle) or len(getattr(sign, "points", ())) == corners
    assert getattr(sign, "fill", "") == STATUS_INK[status]


def test_a_sign_is_hollow_where_the_interval_is_unknown() -> None:
    sign = shape(0, 0, "missed", known=False)
    assert isinstance(sign, Polygon)
    assert (sign.fill, sign.stroke) == (PAPER, STATUS_INK["missed"])


def test_a_long_label_gives_way_to_the_ticks(build: Build) -> None:
    metric = {
        "id": "q",
        "name": "Perceived quality of everything we do",
        "kind": "duration",
        "unit": "s",
    }
    lane = Lane(build, [{"metric": "q", "value": v} for v in (100, 90000)], metrics=[metric])
    label = [m for m in lane.marks if isinstance(m, Text) and m.anchor == "start"]
    assert "".join(m.text for m in label).startswith("Expe-riencePerceived")
    assert not any(m.text.endswith("…") for m in label)
