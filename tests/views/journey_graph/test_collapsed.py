from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from journeymap.analysis.flow.leaving import Leaving
from journeymap.model.journey import Journey
from journeymap.picture.marks import Mark, Text
from journeymap.views.draw import draw_graph
from journeymap.views.facts import Facts
from journeymap.views.journey_graph.collapsed import collapse_journey, sum_leaving
from journeymap.views.journey_graph.describe import MOST_TOUCHPOINTS
from tests.views.fitting_checks import check_fit

Build = Callable[..., Facts]
STAGES = [
    {"name": "Look", "touchpoints": ["Find", "Read"]},
    {"name": "Buy", "touchpoints": ["Cart", "Pay"]},
    {"name": "Use"},
]
WAYS = [
    {"from": "find", "to": "read", "count": 90},
    {"from": "find", "to": "cart", "count": 40},
    {"from": "read", "to": "pay", "count": 30},
    {"from": "pay", "to": "find", "count": 5},
]
READINGS = [
    {"touchpoint": "find", "metric": "csat", "counts": {5: 90}},
    {"touchpoint": "cart", "metric": "csat", "counts": {4: 90}},
    {"touchpoint": "pay", "metric": "csat", "counts": {1: 90}},
]


def make_many(touchpoints: int, stages: int = 10) -> Journey:
    per = touchpoints // stages
    listed = [
        {"name": f"Stage {s}", "touchpoints": [f"T{s * per + t}" for t in range(per)]}
        for s in range(stages)
    ]
    ways: list[Any] = [
        {"from": f"t{i}", "to": f"t{i + 1}", "count": 10} for i in range(per * stages - 1)
    ]
    return Journey(name="Big", stages=listed, transitions=ways)


def test_stages_sum_up_their_touchpoints(build: Build) -> None:
    found = collapse_journey(build(STAGES, READINGS, transitions=WAYS))
    moves = [(move.source, move.target, move.count) for move in found.transitions]
    assert moves == [("look", "buy", 70), ("buy", "look", 5)]
    assert (found.inside, found.touchpoints) == (90, 4)
    assert found.weakest == {"buy"}
    assert [text for text, _ in found.cards["buy"].parts] == [
        "Buy", "2 touchpoints", "health 44", "weakest: Pay",
    ]  # fmt: skip
    assert [text for text, _ in found.cards["use"].parts] == [
        "Use", "0 touchpoints", "not measured", "",
    ]  # fmt: skip


def test_starts_and_ends_are_summed_without_shares() -> None:
    leaving = {"a": Leaving(5, 2, 0.4), "b": Leaving(None, 3, 0.1), "c": Leaving(None, None, 0.5)}
    of = {"a": "look", "b": "look", "c": "buy"}
    assert sum_leaving(leaving, of) == {"look": Leaving(5, 5, None)}


@pytest.mark.parametrize(
    ("touchpoints", "collapse", "boxes"),
    [(150, None, 150), (160, None, 10), (160, False, 160), (20, True, 10)],
)
def test_many_touchpoints_collapse_and_it_is_told(
    touchpoints: int,
    collapse: bool | None,
    boxes: int,
    flatten: Callable[[Sequence[Mark]], list[Mark]],
) -> None:
    journey = make_many(touchpoints)
    drawing = draw_graph(journey, engine="layered", collapse=collapse)
    shown = [mark.text for mark in flatten(drawing.picture.marks) if isinstance(mark, Text)]
    assert sum(text == "not measured" for text in shown) - 1 == boxes  # one is the legend's
    told = f"Each box is a stage: {touchpoints} touchpoints in 10 stages."
    collapsed = boxes == 10
    assert collapsed == any(note.startswith(told) for note in drawing.notes)
    assert collapsed == (told in " ".join(shown))
    assert collapsed == (told in drawing.picture.description)


def test_a_single_stage_is_never_collapsed_unasked() -> None:
    picture = draw_graph(make_many(MOST_TOUCHPOINTS + 10, stages=1), engine="layered").picture
    assert "Each box" not in picture.description
    check_fit(picture)


def test_five_thousand_touchpoints_take_seconds() -> None:
    journey = make_many(5_000, stages=40)
    start = time.process_time()
    picture = draw_graph(journey).picture
    assert time.process_time() - start < 8
    check_fit(picture)
    assert picture.width < 2_500
