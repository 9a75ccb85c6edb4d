from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from journeymap.model.journey import Journey
from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.marks import Box, Circle, Group, Line, Mark, Text
from journeymap.picture.theme import CURVE, MARGIN
from journeymap.views.draw import find_facts
from journeymap.views.facts import Facts
from journeymap.views.header import header
from journeymap.views.journey_map.panel import MOST_ROWS, weakest_panel

Build = Callable[..., Facts]
Flatten = Callable[[Sequence[Mark]], list[Mark]]


def read(block: Block) -> list[str]:
    return [mark.text for mark in block.marks if isinstance(mark, Text)]


def rating(touchpoint: str, **counts: int) -> dict[str, Any]:
    return {
        "touchpoint": touchpoint,
        "metric": "csat",
        "counts": {int(code[1:]): n for code, n in counts.items()},
    }


def test_the_title_says_whose_journey_was_measured_when(build: Build) -> None:
    facts = build(
        [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
        [{**rating("cart", c4=50), "wave": 2016}],
        persona={"name": "Ann", "goal": "a gift in time"},
        owner="Bo",
        description="From wish to gift",
    )
    assert read(header(facts, 0, 900)) == [
        "Shop",
        "From wish to gift",
        "wave 2016\u00a0· measured: 1 of 2 touchpoints\u00a0· owner: Bo",
    ]


def test_the_title_names_the_segment() -> None:
    data = {
        "name": "Shop",
        "stages": [{"name": "Buy", "touchpoints": ["Cart"]}],
        "readings": [{**rating("cart", c4=50), "segment": {"area": "C"}}],
    }
    facts = find_facts(Journey.model_validate(data), segment={"area": "C"})
    assert read(header(facts, 0, 900))[1] == "area C\u00a0· measured: 1 of 1 touchpoints"


def test_a_bare_journey_has_a_bare_title(build: Build) -> None:
    assert read(header(build([{"name": "Buy"}]), 0, 900)) == ["Shop"]


def test_the_journey_s_goals_stand_in_boxes_at_the_right(build: Build) -> None:
    stages = [{"name": "Buy", "goal": "csat >= 1", "touchpoints": ["Cart"]}]
    facts = build(stages, [rating("cart", c1=50, c2=50)], goal=["csat >= 4", "nps >= 10"])
    boxes = [mark for mark in header(facts, 0, 900).marks if isinstance(mark, Group)]
    assert [box.title for box in boxes] == [
        "whole journey: CSAT ≥ 4: missed",
        "whole journey: NPS ≥ +10: not measured",
    ]
    for box in boxes:
        ground, _, goal = box.marks[:3]
        assert isinstance(ground, Box)
        assert ground.x + ground.width == 900
        assert isinstance(goal, Text)
        assert goal.text.startswith("journey goal")


def many(build: Build, count: int, **more: Any) -> Facts:
    names = [f"T{i}" for i in range(count)]
    readings = [rating(n.lower(), c1=30, c5=20 + 6 * i) for i, n in enumerate(names)]
    return build([{"name": "Buy", "touchpoints": names}], readings, **more)


def test_nothing_ranked_gives_no_panel(build: Build) -> None:
    facts = build([{"name": "Buy", "touchpoints": ["Cart", "Pay"]}], [rating("cart", c1=50)])
    assert weakest_panel(facts, 0, 900) == EMPTY


def test_the_panel_says_the_verdict_and_ranks_five(build: Build) -> None:
    facts = many(build, 8)
    block = weakest_panel(facts, 0, 1200)
    texts = read(block)
    assert texts[0] == "Weakest touchpoints"
    assert " ".join(texts[1:3]).startswith(facts.weakest.verdict.text[:40])
    shown = [text for text in texts if text in {f"T{i}" for i in range(8)}]
    assert shown == [row.name for row in facts.weakest.rows[:MOST_ROWS]]
    assert len(shown) == 5


def test_a_row_holds_rank_value_chance_and_answers(build: Build) -> None:
    pair = [rating("cart", c1=50, c2=50), rating("pay", c4=1000, c5=1000)]
    facts = build([{"name": "Buy", "touchpoints": ["Cart", "Pay"]}], pair)
    texts = read(weakest_panel(facts, 0, 1200))
    first = texts.index("1")
    assert texts[first : first + 7] == [
        "1",
        "Cart",
        "Buy",
        "1.50 (1.40 to 1.60)",
        "> 99 %",
        "1–1",
        "100",
    ]
    assert texts[-1] == "2,000"


def test_too_few_answers_hide_the_value(build: Build) -> None:
    found = [rating("cart", c1=4, c2=3), rating("pay", c4=40), rating("help", c4=40, c5=3)]
    facts = build([{"name": "Buy", "touchpoints": ["Cart", "Pay", "Help"]}], found)
    texts = read(weakest_panel(facts, 0, 1200))
    assert "too few answers" in texts
    assert not any(text.startswith("1.43") for text in texts)


def test_intervals_share_one_axis_with_the_weaker_to_the_left(build: Build) -> None:
    facts = many(build, 4)
    block = weakest_panel(facts, 0, 1200)
    points = [mark for mark in block.marks if isinstance(mark, Circle)]
    bars = [mark for mark in block.marks if isinstance(mark, Line) and mark.stroke == CURVE]
    healths = [row.pooled_health or 0.0 for row in facts.weakest.rows]
    assert len(points) == len(bars) == 4
    order = sorted(range(4), key=lambda i: healths[i])
    assert order == sorted(range(4), key=lambda i: points[i].x)
    ends = [(row.pooled_low or 0.0, row.pooled_high or 0.0) for row in facts.weakest.rows]
    left, right = min(bar.points[0][0] for bar in bars), max(bar.points[1][0] for bar in bars)
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    for point, bar, row_ends in zip(points, bars, ends, strict=True):
        assert bar.points[0][0] < point.x < bar.points[1][0]
        shown = [low + (x - left) / (right - left) * (high - low) for x, _ in bar.points]
        assert shown == pytest.approx(row_ends)


@pytest.mark.parametrize(("right", "shown"), [(1200.0, True), (MARGIN + 720, False)])
def test_the_axis_is_left_out_where_there_is_no_room(
    build: Build, right: float, shown: bool
) -> None:
    block = weakest_panel(many(build, 4), 0, right)
    assert any(isinstance(mark, Circle) for mark in block.marks) == shown


def test_long_names_give_way_and_wrap(build: Build, flatten: Flatten) -> None:
    name = "A touchpoint with a name that is a good deal longer than others"
    pair = [rating("a", c1=50), rating("b", c5=50, c4=50)]
    stages = [{"name": "Buy", "touchpoints": [{"id": "a", "name": name}, {"id": "b", "name": "B"}]}]
    block = weakest_panel(build(stages, pair), 0, 760)
    texts = [mark for mark in flatten(block.marks) if isinstance(mark, Text)]
    assert " ".join(mark.text for mark in texts if mark.bold and mark.size == 12)[:63] == name
    assert max(mark.x for mark in texts) <= 760
