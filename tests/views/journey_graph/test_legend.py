from __future__ import annotations

from journeymap.model.elements import Transition
from journeymap.picture.marks import Arrow, Text
from journeymap.views.journey_graph.legend import (
    arrow_sample,
    flow_samples,
    say_hidden,
    width_samples,
)
from journeymap.views.journey_graph.ways import Chosen, find_width
from journeymap.wording.words import Words

ENGLISH = Words()


def samples(*counts: int | None) -> list[tuple[str, float]]:
    ways = [Transition(source="a", target="b", count=count) for count in counts]
    found = []
    for draw, _, told in width_samples(ways, ENGLISH):
        mark = draw(0, 0)
        assert isinstance(mark, Arrow)
        found.append((told, mark.stroke_width))
    return found


def test_widths_are_told_by_round_counts() -> None:
    assert samples(1686, 3) == [
        ("1,000 moves", find_width(1000, 1686)),
        ("200", find_width(200, 1686)),
        ("20", find_width(20, 1686)),
    ]
    assert samples(1) == [("1 move", 5.0)]
    assert samples(None) == samples() == []


def test_samples_take_a_new_row_where_one_is_full() -> None:
    block = flow_samples([arrow_sample("x" * 20)] * 3, 40, 100, 500)
    rows = {mark.y for mark in block.marks if isinstance(mark, Text)}
    assert len(rows) == 2
    assert block.height == 42
    assert flow_samples([], 40, 100, 400).height == 0


def test_what_is_hidden_is_told() -> None:
    assert say_hidden(Chosen(()), ENGLISH) == ""
    assert say_hidden(Chosen((), 1), ENGLISH) == "1 transition is not shown."
    assert say_hidden(Chosen((), 39, 0.052), ENGLISH) == (
        "39 transitions are not shown; they carry 5 % of all moves."
    )
