from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.marks import Box, Mark, Polygon, Text
from journeymap.picture.theme import STAGE, STATUS_GROUND
from journeymap.views.facts import Facts
from journeymap.views.goal_box import goal_box
from journeymap.views.journey_map.plan import plan_bands
from journeymap.views.journey_map.stages import goal_lane, stage_lane
from journeymap.wording.words import Words
from tests.views.journey_map.reading import groups, only

Build = Callable[..., Facts]
Flatten = Callable[[Sequence[Mark]], list[Mark]]
Read = Callable[[Block], list[str]]
CART = {"touchpoint": "cart", "metric": "csat", "counts": {1: 10, 3: 40, 5: 50}}
PAY = {"touchpoint": "pay", "metric": "csat", "counts": {4: 40, 5: 60}}
BUY = {"name": "Buy", "touchpoints": ["Cart", "Pay"]}


def test_stages_are_arrows_with_their_questions(build: Build, read: Read) -> None:
    asked = {"name": "Buy", "question": "Is it easy?", "touchpoints": ["Cart"]}
    facts = build([asked, {"name": "Use", "description": "At home"}])
    block = stage_lane(only(facts), facts, 10)
    assert read(block) == ["Buy", "Is it easy?", "Use", "At home"]
    assert [group.title for group in groups(block)] == [
        "Buy. Is it easy?",
        "Use. At home",
    ]
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
    block = goal_box(row, 0, 0, 300, Words())
    texts = [mark.text for mark in flatten(block.marks) if isinstance(mark, Text)]
    assert texts[:2] == [line, chance]
    ground = flatten(block.marks)[0]
    assert isinstance(ground, Box)
    assert (ground.fill, ground.height) == (STATUS_GROUND[row.status], block.height)
