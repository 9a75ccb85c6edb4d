from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.marks import Box, Group, Mark, Polygon, Text
from journeymap.picture.theme import GRID, MARGIN, POOR, STAGE, STATUS_GROUND
from journeymap.views.facts import Facts
from journeymap.views.goal_box import goal_box
from journeymap.views.journey_map.lanes import (
    goal_lane,
    reading_lane,
    stage_lane,
    touchpoint_lane,
)
from journeymap.views.journey_map.plan import Band, plan_bands

Build = Callable[..., Facts]
Flatten = Callable[[Sequence[Mark]], list[Mark]]
CART = {"touchpoint": "cart", "metric": "csat", "counts": {1: 10, 3: 40, 5: 50}}
PAY = {"touchpoint": "pay", "metric": "csat", "counts": {4: 40, 5: 60}}
BUY = {"name": "Buy", "touchpoints": ["Cart", "Pay"]}


def only(facts: Facts) -> Band:
    (band,) = plan_bands(facts.journey, facts.experience)
    return band


def groups(block: Block) -> list[Group]:
    return [mark for mark in block.marks if isinstance(mark, Group)]


@pytest.fixture
def read(flatten: Flatten) -> Callable[[Block], list[str]]:
    """The texts of a lane without its label at the left."""
    return lambda block: [
        mark.text for mark in flatten(block.marks) if isinstance(mark, Text) and mark.x > MARGIN
    ]


Read = Callable[[Block], list[str]]


def test_stages_are_arrows_with_their_questions(build: Build, read: Read) -> None:
    asked = {"name": "Buy", "question": "Is it easy?", "touchpoints": ["Cart"]}
    facts = build([asked, {"name": "Use", "description": "At home"}])
    block = stage_lane(only(facts), facts, 10)
    assert read(block) == ["Buy", "Is it easy?", "Use", "At home"]
    assert [group.title for group in groups(block)] == ["Buy", "Use"]
    arrows = [m for group in groups(block) for m in group.marks if isinstance(m, Polygon)]
    assert {arrow.fill for arrow in arrows} == {STAGE}
    assert max(x for x, _ in arrows[0].points) < min(x for x, _ in arrows[1].points)


def test_a_divided_stage_is_continued_and_asks_once(build: Build, read: Read) -> None:
    stage = {"name": "Buy", "question": "Is it easy?", "touchpoints": [f"T{i}" for i in range(45)]}
    facts = build([stage])
    bands = plan_bands(facts.journey, facts.experience)
    assert [read(stage_lane(band, facts, 0)) for band in bands] == [
        ["Buy", "Is it easy?"],
        ["Buy (continued)"],
        ["Buy (continued)"],
    ]


def test_without_stage_goals_the_lane_is_absent(build: Build) -> None:
    facts = build([BUY], [CART], goal="csat >= 3")
    assert goal_lane(only(facts), facts, 0) == EMPTY


def test_each_stage_goal_has_a_box(build: Build) -> None:
    stages: list[Any] = [{**BUY, "goal": ["csat >= 4", "nps >= 10"]}, {"name": "Use"}]
    facts = build(stages, [CART, PAY])
    band = only(facts)
    first, second = groups(goal_lane(band, facts, 0))
    assert (first.title, second.title) == ("Buy: CSAT ≥ 4: met", "Buy: NPS ≥ +10: not measured")
    upper, lower = first.marks[0], second.marks[0]
    assert isinstance(upper, Box)
    assert isinstance(lower, Box)
    assert upper.y + upper.height < lower.y
    assert upper.x + upper.width < band.spans[1].x


@pytest.mark.parametrize(
    ("counts", "line", "chance"),
    [
        ({1: 90, 2: 10}, "✗ Missed: 1.10 (1.04 to 1.16)", "goal CSAT ≥ 4 · P(met) < 1 %"),
        ({5: 90, 4: 10}, "✓ Met: 4.90 (4.84 to 4.96)", "goal CSAT ≥ 4 · P(met) > 99 %"),
        ({5: 40, 4: 30, 3: 30}, "! At risk: 4.10 (3.93 to 4.27)", "goal CSAT ≥ 4 · P(met) 88 %"),
        ({}, "? Not measured", "goal CSAT ≥ 4"),
    ],
)
def test_a_goal_box_says_sign_value_and_chance(
    build: Build, flatten: Flatten, counts: dict[int, int], line: str, chance: str
) -> None:
    readings = [{"touchpoint": "cart", "metric": "csat", "counts": counts}] if counts else []
    facts = build([{"name": "Buy", "goal": "csat >= 4", "touchpoints": ["Cart"]}], readings)
    (row,) = facts.goals.rows
    block = goal_box(row, 0, 0, 300)
    texts = [mark.text for mark in flatten(block.marks) if isinstance(mark, Text)]
    assert texts[:2] == [line, chance]
    ground = flatten(block.marks)[0]
    assert isinstance(ground, Box)
    assert (ground.fill, ground.height) == (STATUS_GROUND[row.status], block.height)


def test_touchpoints_show_name_channel_and_moment_of_truth(build: Build, read: Read) -> None:
    touchpoint = {
        "name": "Cart",
        "channel": "web",
        "description": "Fills it",
        "expects": "Speed",
        "moment_of_truth": True,
        "url": "https://example.org/cart",
    }
    facts = build([{"name": "Buy", "touchpoints": [touchpoint, "Pay"]}])
    block = touchpoint_lane(only(facts), facts, 0)
    assert read(block) == ["★ moment of truth", "Cart", "web", "Pay"]
    assert [(g.title, g.link) for g in groups(block)] == [
        ("Cart. Fills it. Speed", "https://example.org/cart"),
        ("Pay", ""),
    ]


def is_red(mark: Mark) -> bool:
    return isinstance(mark, Box) and mark.stroke == POOR


def test_flags_stand_on_exactly_the_touchpoints_of_the_verdict(build: Build, read: Read) -> None:
    names = ["Cart", "Pay", "Help"]
    weak = [
        {"touchpoint": id_, "metric": "csat", "counts": {1: 50, 2: 50}} for id_ in ("cart", "help")
    ]
    for readings, word in (([weak[0], PAY], "▼ weakest"), ([*weak, PAY], "▼ weakest?")):
        facts = build([{"name": "Buy", "touchpoints": names}], readings)
        block = touchpoint_lane(only(facts), facts, 0)
        framed = [g.title.casefold() for g in groups(block) if is_red(g.marks[0])]
        assert sorted(framed) == sorted(facts.weakest.verdict.touchpoints)
        assert [text for text in read(block) if "weakest" in text] == [word] * len(framed)
        assert framed


def test_without_a_verdict_there_are_no_flags(build: Build, read: Read) -> None:
    facts = build([BUY], [CART])
    assert read(touchpoint_lane(only(facts), facts, 0)) == ["Cart", "Pay"]


def test_without_readings_the_lane_is_absent(build: Build) -> None:
    facts = build([BUY])
    assert reading_lane(only(facts), facts, 0) == EMPTY


def test_a_reading_shows_value_interval_and_n(build: Build, read: Read) -> None:
    facts = build([BUY], [CART])
    band = only(facts)
    block = reading_lane(band, facts, 0)
    assert read(block) == ["3.80", "3.54 to 4.06", "n 100", "not measured"]
    ground, bar = (mark for mark in block.marks if isinstance(mark, Box))
    assert ground.fill == GRID
    assert bar.width / ground.width == pytest.approx(0.70)


@pytest.mark.parametrize(
    ("reading", "texts"),
    [
        ({"counts": {1: 4, 5: 5}}, ["too few answers", "n 9"]),
        ({"counts": {1: 5, 5: 15}}, ["4.00", "3.17 to 4.83", "n 20, low base"]),
        ({"guess": 3.2}, ["≈ 3.20", "guess"]),
        ({"value": 3.2}, ["3.20", "n unknown"]),
    ],
)
def test_what_is_not_known_is_said(
    build: Build, read: Read, reading: dict[str, Any], texts: list[str]
) -> None:
    facts = build(
        [{"name": "Buy", "touchpoints": ["Cart"]}],
        [{"touchpoint": "cart", "metric": "csat", **reading}],
    )
    assert read(reading_lane(only(facts), facts, 0)) == texts


def test_other_metrics_are_named_beside_the_curve_s(build: Build, read: Read) -> None:
    readings = [
        CART,
        PAY,
        {"touchpoint": "cart", "metric": "nps", "value": -20, "n": 90},
        {"touchpoint": "help", "metric": "ces_effort", "value": 2.5, "sd": 1.0, "n": 80},
    ]
    stage = {"name": "Buy", "goal": "ces_effort <= 2", "touchpoints": ["Cart", "Help", "Pay"]}
    facts = build([stage], readings)
    texts = read(reading_lane(only(facts), facts, 0))
    assert texts[3] == "NPS -20"
    assert texts[4:8] == ["✗ 2.50", "CES (effort)", "2.28 to 2.72", "n 80"]


def test_the_label_speaks_of_bars_only_where_there_are_any(build: Build) -> None:
    def label(*readings: dict[str, Any]) -> list[str]:
        facts = build([BUY], readings)
        marks = reading_lane(only(facts), facts, 0).marks
        return [m.text for m in marks if isinstance(m, Text) and m.x == MARGIN]

    assert label({**CART, "wave": 2016}) == [
        "Readings",
        "CSAT",
        "wave 2016",
        "bar: health 0 to 100",
    ]
    assert label({"touchpoint": "cart", "metric": "csat", "guess": 3}) == ["Readings", "CSAT"]
