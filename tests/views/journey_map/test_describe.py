from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from journeymap.picture.marks import Box, Line, Mark, Picture, Text
from journeymap.picture.theme import BODY, CURVE, MARGIN
from journeymap.views.facts import Facts
from journeymap.views.journey_map.describe import describe_map
from journeymap.views.journey_map.panel import LEAST_PANEL

Build = Callable[..., Facts]
Flatten = Callable[[Sequence[Mark]], list[Mark]]
ALL = ("Stage goal", "Touchpoints", "Experience", "Readings", "Pain points", "Opportunities")


def lanes(picture: Picture) -> list[str]:
    """The names of the lanes from top to bottom."""
    labels = [m for m in picture.marks if isinstance(m, Text) and m.x == MARGIN and m.bold]
    return [label.text for label in sorted(labels, key=lambda m: m.y) if label.size == BODY]


def full() -> dict[str, Any]:
    touchpoint = {"name": "Cart", "pains": ["Slow"], "opportunities": ["Faster"]}
    return {
        "stages": [{"name": "Buy", "goal": "csat >= 4", "touchpoints": [touchpoint, "Pay"]}],
        "readings": [
            {"touchpoint": "cart", "metric": "csat", "counts": {1: 60, 3: 40}},
            {"touchpoint": "pay", "metric": "csat", "counts": {4: 60, 5: 40}},
        ],
    }


def test_all_lanes_in_their_order(build: Build) -> None:
    assert lanes(describe_map(build(**full()))) == list(ALL)


def test_lanes_without_content_are_absent(build: Build) -> None:
    bare = describe_map(build([{"name": "Buy", "touchpoints": ["Cart"]}]))
    assert lanes(bare) == ["Touchpoints"]
    assert lanes(describe_map(build([{"name": "Buy"}]))) == ["Touchpoints"]


def test_sixty_touchpoints_are_three_bands_below_each_other(build: Build, flatten: Flatten) -> None:
    stages = [
        {"id": f"s{s}", "name": f"Stage {s}", "touchpoints": [f"t{s}-{t}" for t in range(10)]}
        for s in range(6)
    ]
    readings = [
        {"touchpoint": f"t{s}-{t}", "metric": "csat", "value": 3 + t / 10}
        for s in range(6)
        for t in range(10)
    ]
    picture = describe_map(build(stages, readings))
    assert lanes(picture) == ["Touchpoints", "Experience", "Readings"] * 3
    assert sum(isinstance(m, Line) and m.stroke == CURVE for m in picture.marks) == 3
    tops = {m.text: m.y for m in flatten(picture.marks) if isinstance(m, Text)}
    assert tops["Stage 0"] == tops["Stage 1"] < tops["Stage 2"] < tops["Stage 4"]
    assert tops["t1-9"] < tops["Stage 2"]


def test_a_divided_stage_says_that_it_continues(build: Build, flatten: Flatten) -> None:
    picture = describe_map(build([{"name": "Buy", "touchpoints": [f"T{i}" for i in range(45)]}]))
    texts = [mark.text for mark in flatten(picture.marks) if isinstance(mark, Text)]
    assert texts.count("Buy") == 1
    assert texts.count("Buy (continued)") == 2
    assert {f"T{i}" for i in range(45)} <= set(texts)


def test_the_picture_holds_the_table_of_the_weakest(build: Build, flatten: Flatten) -> None:
    picture = describe_map(build(**full()))
    assert picture.width == MARGIN + LEAST_PANEL + MARGIN
    texts = [mark for mark in flatten(picture.marks) if isinstance(mark, Text)]
    assert max(text.x for text in texts) <= picture.width - MARGIN
    boxes = [mark for mark in flatten(picture.marks) if isinstance(mark, Box)]
    assert max(box.x + box.width for box in boxes) <= picture.width - MARGIN


def test_who_can_t_see_it_is_told_the_verdict(build: Build) -> None:
    picture = describe_map(build(**full()))
    assert picture.title == "Journey map: Shop"
    assert picture.description == (
        "Clear: Cart is the weakest touchpoint (P > 99 %). 1 goal: 1 missed. "
        "Stages and touchpoints: Buy: Cart, Pay."
    )


def test_the_same_facts_give_the_same_picture(build: Build) -> None:
    assert describe_map(build(**full())) == describe_map(build(**full()))
