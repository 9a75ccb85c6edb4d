from __future__ import annotations

from collections.abc import Callable

import pytest

from journeymap.views.facts import Facts
from journeymap.views.journey_graph.arranging import Sheet, arrange
from journeymap.views.journey_graph.cards import make_cards
from journeymap.views.journey_graph.ways import Way

Build = Callable[..., Facts]
NAMES = ["Find", "Read", "Cart", "Pay", "Box"]


def make_sheet(build: Build, *ways: tuple[str, str], stages: int = 1) -> Sheet:
    size = -(-len(NAMES) // stages)
    listed = [
        {"name": f"S{i}", "touchpoints": NAMES[i * size : (i + 1) * size]} for i in range(stages)
    ]
    cards = make_cards(build(listed).experience)
    frames = {f"s{i}": f"S{i}" for i in range(stages)}
    return Sheet(cards, tuple(Way(a, b, "12") for a, b in ways), frames)


def test_a_single_stage_is_spread_by_moves_from_the_first(build: Build) -> None:
    ways = ("find", "read"), ("find", "cart"), ("read", "pay"), ("cart", "pay"), ("pay", "find")
    layout, notes = arrange(make_sheet(build, *ways), "layered")
    columns = sorted({place.x for place in layout.vertices.values()})
    at = {id_: columns.index(place.x) for id_, place in layout.vertices.items()}
    assert at == {"find": 0, "read": 1, "cart": 1, "pay": 2, "box": 2}
    assert notes == ()
    (frame,) = layout.groups.values()
    for place in layout.vertices.values():
        assert frame.x < place.x
        assert place.x + place.width < frame.x + frame.width


def test_several_stages_are_columns(build: Build) -> None:
    layout, _ = arrange(make_sheet(build, ("find", "pay"), stages=2), "layered")
    assert set(layout.groups) == {"s0", "s1"}
    assert len({place.x for place in layout.vertices.values()}) == 2


@pytest.mark.parametrize("ways", [(), (("find", "read"),)])
def test_without_frames_none_are_drawn(build: Build, ways: tuple[tuple[str, str], ...]) -> None:
    sheet = make_sheet(build, *ways)
    bare = Sheet(sheet.cards, sheet.ways, {}, ("s0",))
    assert arrange(bare, "layered")[0].groups == {}
