from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from journeymap.model.journey import Journey
from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.marks import Box, Circle, Group, Line, Mark, Text
from journeymap.picture.theme import MARGIN
from journeymap.views.facts import Facts, find_facts
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


def shown(block: Block, flatten: Flatten) -> list[str]:
    return [mark.text for mark in flatten(block.marks) if isinstance(mark, Text)]


def rows_of(block: Block) -> list[Group]:
    return [mark for mark in block.marks if isinstance(mark, Group)]


def read_row(row: Group) -> list[str]:
    return [mark.text for mark in row.marks if isinstance(mark, Text)]


def test_the_panel_says_the_verdict_and_ranks_five(build: Build, flatten: Flatten) -> None:
    facts = many(build, 8)
    block = weakest_panel(facts, 0, 1200)
    texts = shown(block, flatten)
    assert texts[0] == "Weakest touchpoints"  # nothing says that one matters more
    assert " ".join(texts[1:3]).startswith(facts.weakest.verdict.text[:40])
    assert [row.title for row in rows_of(block)] == [r.name for r in facts.weakest.rows[:MOST_ROWS]]
    assert [row.key for row in rows_of(block)] == [r.touchpoint for r in facts.weakest.rows[:5]]


def test_a_row_holds_rank_value_chance_and_reason(build: Build) -> None:
    pair = [rating("cart", c1=50, c2=50), rating("pay", c4=1000, c5=1000)]
    pains = [{"says": "Too slow", "count": 41}, {"says": "Too dear", "count": 3}]
    stages = [
        {
            "name": "Buy",
            "goal": "csat >= 3",
            "touchpoints": [{"name": "Cart", "pains": pains}, "Pay"],
        }
    ]
    first, second = rows_of(weakest_panel(build(stages, pair), 0, 1400))
    assert read_row(first) == [
        "1",
        "Cart",
        "Buy",
        "1.50 (1.40 to 1.60)",
        "100 answers",
        "> 99 %",
        "rank 1",
        "clearly the weakest · misses the goal CSAT ≥ 3 · Too slow (41 times)",
    ]
    assert read_row(second)[4:7] == ["2,000 answers", "< 1 %", "rank 2"]


def test_a_tie_is_a_reason_and_ranks_are_a_range(build: Build) -> None:
    pair = [rating(t, c1=50, c2=50) for t in ("cart", "pay")]
    rows = rows_of(
        weakest_panel(build([{"name": "Buy", "touchpoints": ["Cart", "Pay"]}], pair), 0, 1400)
    )
    assert all("rank 1–2" in read_row(row) for row in rows)
    told = {" ".join(read_row(row)).partition("a statistical tie with ")[2] for row in rows}
    assert told == {"Cart", "Pay"}


def test_reach_and_importance_decide_where_they_are_known(build: Build, flatten: Flatten) -> None:
    readings = [rating("cart", c1=80, c5=20), rating("pay", c1=60, c5=40)]
    touchpoints = [{"name": "Cart", "importance": 1}, {"name": "Pay", "importance": 9}]
    facts = build([{"name": "Buy", "touchpoints": touchpoints}], readings)
    block = weakest_panel(facts, 0, 1400)
    assert facts.priorities is not None
    assert [row.title for row in rows_of(block)] == ["Pay", "Cart"]
    texts = shown(block, flatten)
    assert texts[0] == "Fix first: Pay (P > 99 %)."
    assert {"importance", "P(first to fix)", "1.80", "0.20"} <= set(texts)
    assert all("points lost per 100 journeys" in " ".join(read_row(row)) for row in rows_of(block))
    assert "reach" not in texts
    assert sum("Fix first" in text for text in texts) == 1
    assert facts.weakest.verdict.text in " ".join(texts[1:6])


def test_too_few_answers_hide_the_value(build: Build, flatten: Flatten) -> None:
    found = [rating("cart", c1=4, c2=3), rating("pay", c4=40), rating("help", c4=40, c5=3)]
    facts = build([{"name": "Buy", "touchpoints": ["Cart", "Pay", "Help"]}], found)
    texts = shown(weakest_panel(facts, 0, 1200), flatten)
    assert "too few answers" in texts
    assert not any(text.startswith("1.43") for text in texts)


def test_intervals_share_one_axis_with_numbers(build: Build, flatten: Flatten) -> None:
    facts = many(build, 4)
    block = weakest_panel(facts, 0, 1200)
    ranked = facts.weakest.rows
    ticks = {
        float(mark.text): mark.x
        for mark in flatten(block.marks)
        if isinstance(mark, Text) and mark.anchor == "middle"
    }
    assert len(ticks) > 2
    (low, left), *_, (high, right) = sorted(ticks.items())

    def read_off(x: float) -> float:
        return low + (x - left) / (right - left) * (high - low)

    for row, group in zip(ranked, rows_of(block), strict=True):
        (point,) = [mark for mark in group.marks if isinstance(mark, Circle)]
        bar = next(mark for mark in group.marks if isinstance(mark, Line))
        assert read_off(point.x) == pytest.approx(row.pooled_health)
        ends = [read_off(x) for x, _ in bar.points]
        assert ends == pytest.approx([row.pooled_low, row.pooled_high])


@pytest.mark.parametrize(("right", "there"), [(1200.0, True), (MARGIN + 560, False)])
def test_the_axis_is_left_out_where_there_is_no_room(
    build: Build, flatten: Flatten, right: float, there: bool
) -> None:
    block = weakest_panel(many(build, 4), 0, right)
    assert any(isinstance(mark, Circle) for mark in flatten(block.marks)) == there


def test_long_names_wrap_and_are_whole(build: Build) -> None:
    name = "A touchpoint with a name that is a good deal longer than others " * 4
    pair = [rating("a", c1=50), rating("b", c5=50, c4=50)]
    stages = [{"name": "Buy", "touchpoints": [{"id": "a", "name": name}, {"id": "b", "name": "B"}]}]
    first = rows_of(weakest_panel(build(stages, pair), 0, 860))[0]
    texts = [mark for mark in first.marks if isinstance(mark, Text)]
    assert " ".join(mark.text for mark in texts[1:] if mark.bold) == name.strip()
    assert max(mark.x for mark in texts) <= 860
