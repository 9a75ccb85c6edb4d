"""Our own layout: nothing overlaps, no arrow runs through a box, and the same twice."""

from __future__ import annotations

import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.picture.layouts import layered_columns
from journeymap.picture.layouts.layered import lay_out
from journeymap.picture.layouts.layered_columns import choose_rows
from journeymap.picture.layouts.layered_order import count_crossings
from journeymap.picture.layouts.layered_rows import settle
from journeymap.picture.layouts.layout import (
    Layout,
    Link,
    Placed,
    Route,
    Vertex,
    check_names,
    sample,
)

STAGES = {
    "discover": "ad search social",
    "browse": "home category product reviews compare",
    "buy": "cart login checkout payment confirm",
    "receive": "track delivery unbox",
    "after": "support return refund loyalty",
}
ARROWS = """
    ad-home search-home search-product social-product home-category category-product
    product-reviews reviews-product product-compare compare-product compare-category product-cart
    reviews-cart cart-login login-checkout cart-checkout checkout-payment payment-confirm
    payment-payment payment-checkout checkout-cart cart-product cart-home confirm-track
    track-delivery track-track delivery-unbox unbox-support unbox-return return-refund
    support-return unbox-loyalty loyalty-home refund-home support-track confirm-support
    loyalty-product home-product home-search delivery-support ad-loyalty
"""
TITLES = dict.fromkeys(STAGES, (90.0, 22.0))


def boxes(stages: dict[str, str]) -> list[Vertex]:
    return [
        Vertex(name, 130, 48, stage) for stage, names in stages.items() for name in names.split()
    ]


def arrows(text: str, label_width: float = 0) -> list[Link]:
    pairs = [arrow.split("-") for arrow in text.split()]
    return [Link(source, target, label_width, 16 if label_width else 0) for source, target in pairs]


def hits(layout: Layout, links: list[Link]) -> list[str]:
    """Routes that run through a box which they neither start nor end at."""
    return [
        f"{link.source}-{link.target} through {name}"
        for link, route in zip(links, layout.routes, strict=True)
        for name, box in layout.vertices.items()
        if name not in (link.source, link.target)
        if any(is_inside(point, box) for point in sample(route.points, 24))
    ]


def is_inside(point: tuple[float, float], box: Placed) -> bool:
    return box.x < point[0] < box.x + box.width and box.y < point[1] < box.y + box.height


def holds(outer: Placed, inner: Placed) -> bool:
    near = 1e-6  # sums of floats
    return (
        outer.x <= inner.x + near
        and outer.y <= inner.y + near
        and inner.x + inner.width <= outer.x + outer.width + near
        and inner.y + inner.height <= outer.y + outer.height + near
    )


def label_boxes(layout: Layout, links: list[Link]) -> list[Placed]:
    return [
        Placed(
            x - link.label_width / 2, y - link.label_height / 2, link.label_width, link.label_height
        )
        for link, route in zip(links, layout.routes, strict=True)
        if route.label
        for x, y in [route.label]
    ]


def on_border(point: tuple[float, float], box: Placed) -> bool:
    x, y = point[0] - box.x, point[1] - box.y
    upright = min(abs(x), abs(x - box.width)) < 0.01 and -0.01 <= y <= box.height + 0.01
    level = min(abs(y), abs(y - box.height)) < 0.01 and -0.01 <= x <= box.width + 0.01
    return upright or level


def assert_sound(layout: Layout, vertices: list[Vertex], links: list[Link]) -> None:
    """What holds of every layout, whatever the graph."""
    whole = Placed(0, 0, layout.width, layout.height)
    for one, other in combinations(layout.vertices.values(), 2):
        assert not one.meets(other)
    for one, other in combinations(layout.groups.values(), 2):
        assert not one.meets(other)
    for vertex in vertices:
        placed = layout.vertices[vertex.id]
        assert (placed.width, placed.height) == (vertex.width, vertex.height)
        assert holds(layout.groups[vertex.group], placed)
    for frame in layout.groups.values():
        assert holds(whole, frame)
    assert hits(layout, links) == []
    for link, route in zip(links, layout.routes, strict=True):
        assert len(route.points) % 3 == 1
        assert on_border(route.points[0], layout.vertices[link.source])
        assert on_border(route.points[-1], layout.vertices[link.target])
        assert all(holds(whole, Placed(x, y, 0, 0)) for x, y in sample(route.points))
        assert (route.label is None) == (link.label_width == 0)


def test_a_line_of_two_boxes_leads_down() -> None:
    layout = lay_out(
        [Vertex("cart", 120, 40, "buy"), Vertex("pay", 120, 40, "buy")], arrows("cart-pay"), ["buy"]
    )
    assert layout == Layout(
        width=184,
        height=184,
        vertices={"cart": Placed(32, 32, 120, 40), "pay": Placed(32, 112, 120, 40)},
        groups={"buy": Placed(16, 16, 152, 152)},
        routes=(Route(((92, 72), (92, 72 + 40 / 3), (92, 112 - 40 / 3), (92, 112))),),
        engine="layered",
        note="",
    )


def test_a_journey_in_order_is_read_column_by_column() -> None:
    stages = {f"s{n}": " ".join(f"t{4 * n + k}" for k in range(4)) for n in range(4)}
    links = arrows(" ".join(f"t{n}-t{n + 1}" for n in range(15)))
    layout = lay_out(boxes(stages), links, list(stages))
    placed = [layout.vertices[f"t{n}"] for n in range(16)]
    assert [(box.x, box.y) for box in placed] == sorted((box.x, box.y) for box in placed)
    assert len({box.x for box in placed}) == 4
    assert len({box.y for box in placed}) == 4
    assert_sound(layout, boxes(stages), links)


@pytest.mark.parametrize("label_width", [0, 62])
def test_a_shop_with_loops_and_ways_back_is_sound(label_width: float) -> None:
    links = arrows(ARROWS, label_width)
    layout = lay_out(boxes(STAGES), links, list(STAGES), group_titles=TITLES)
    assert (len(layout.vertices), len(links)) == (20, 41)
    assert_sound(layout, boxes(STAGES), links)


def test_labels_meet_neither_boxes_nor_titles_nor_each_other() -> None:
    links = arrows(ARROWS, 62)
    layout = lay_out(boxes(STAGES), links, list(STAGES), group_titles=TITLES)
    labels = label_boxes(layout, links)
    assert len(labels) == len(links)
    assert [pair for pair in combinations(labels, 2) if pair[0].meets(pair[1])] == []
    assert not any(label.meets(box) for label in labels for box in layout.vertices.values())
    titles = [Placed(of.x, of.y, of.width, 38) for of in layout.groups.values()]
    assert not any(label.meets(title) for label in labels for title in titles)
    assert layout.note == ""


def test_titles_have_room_above_the_boxes_and_in_width() -> None:
    titles = {"discover": (400.0, 50.0), "buy": (90.0, 22.0)}
    layout = lay_out(boxes(STAGES), arrows(ARROWS), list(STAGES), group_titles=titles)
    assert layout.groups["discover"].width == 400 + 2 * 16
    for vertex in boxes(STAGES):
        frame = layout.groups[vertex.group]
        assert layout.vertices[vertex.id].y >= frame.y + 16 + 50


def test_groups_stand_in_the_order_given() -> None:
    layout = lay_out(boxes(STAGES), [], list(reversed(STAGES)))
    assert sorted(STAGES, key=lambda stage: layout.groups[stage].x) == list(reversed(STAGES))


def test_links_ahead_leave_on_the_right_and_links_back_on_the_left() -> None:
    stages = {"one": "a", "two": "b"}
    ahead, back = lay_out(boxes(stages), arrows("a-b b-a"), list(stages)).routes
    assert ahead.points[0][0] < ahead.points[-1][0]
    assert back.points[0][0] > back.points[-1][0]
    assert ahead.points[0][1] != back.points[-1][1]


def test_a_link_far_back_runs_below_the_frames() -> None:
    layout = lay_out(boxes(STAGES), arrows("loyalty-home"), list(STAGES))
    frame = layout.groups["buy"]
    assert max(y for _, y in layout.routes[0].points) > frame.y + frame.height
    assert_sound(layout, boxes(STAGES), arrows("loyalty-home"))


def test_with_too_many_passages_the_longest_links_share_lanes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(layered_columns, "MOST_PASSAGES", 40)
    stages = {f"s{n}": f"t{n}" for n in range(30)}
    links = arrows(" ".join(f"t{n}-t{(n * 7) % 30} t{n}-t{29 - n}" for n in range(30)))
    layout = lay_out(boxes(stages), links, list(stages))
    assert layout.note == "43 of 60 arrows share lanes below the frames."
    assert_sound(layout, boxes(stages), links)


def test_links_at_one_side_are_spread() -> None:
    stages = {"one": "a b c", "two": "d"}
    layout = lay_out(boxes(stages), arrows("a-d b-d c-d a-d"), list(stages))
    assert len({route.points[-1] for route in layout.routes}) == 4


def test_crossing_links_are_untangled_and_a_free_order_is_kept() -> None:
    stages = {"one": "a b c d", "two": "e f g h"}
    tangled = lay_out(boxes(stages), arrows("a-h b-g c-f d-e a-g c-h b-h d-f"), list(stages))
    heights = {name: placed.y for name, placed in tangled.vertices.items()}
    one, two = (sorted(names.split(), key=lambda name: heights[name]) for names in stages.values())
    assert (one, two) != (stages["one"].split(), stages["two"].split())
    free = lay_out(boxes(stages), [], list(stages))
    assert [free.vertices[name].y for name in "abcd"] == sorted(
        free.vertices[name].y for name in "abcd"
    )


def test_a_full_stage_takes_several_columns() -> None:
    names = " ".join(f"t{n}" for n in range(30))
    layout = lay_out(boxes({"all": names}), [], ["all"])
    assert len({placed.x for placed in layout.vertices.values()}) == 4
    assert 0.5 < layout.width / layout.height < 3


def test_a_graph_may_be_empty_and_a_group_too() -> None:
    assert lay_out([], [], []).routes == ()
    layout = lay_out(
        [Vertex("a", 50, 20, "x")], [Link("a", "a")], ["w", "x"], group_titles={"w": (70, 20)}
    )
    assert layout.groups["w"].width == 70 + 2 * 16
    assert_sound(layout, [Vertex("a", 50, 20, "x")], [Link("a", "a")])


def test_crowded_labels_are_told() -> None:
    links = [Link("a", "b", 900, 300) for _ in range(700)]
    layout = lay_out([Vertex("a", 50, 20, "x"), Vertex("b", 50, 20, "x")], links, ["x"])
    left_out = sum(route.label is None for route in layout.routes)
    assert left_out > 600
    assert layout.note == f"{left_out} of 700 arrows have no room for their labels."


@pytest.mark.parametrize(
    ("vertices", "links", "groups", "sentence"),
    [
        ("a a", "", "x", "two vertices or two groups have the same id"),
        ("a", "", "x x", "two vertices or two groups have the same id"),
        ("a", "", "y", "vertex 'a' is in 'x', which is not among the groups"),
        ("a", "a-b", "x", "a link names 'b', which is not among the vertices"),
    ],
)
def test_parts_that_do_not_fit_are_refused(
    vertices: str, links: str, groups: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        check_names(boxes({"x": vertices}), arrows(links), groups.split())


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Vertex], list[Link], list[str]]:
    groups = [f"g{n}" for n in range(draw(st.integers(1, 5)))]
    size = st.floats(10, 200)
    count = draw(st.integers(1, 14))
    vertices = [
        Vertex(f"t{n}", draw(size), draw(size), draw(st.sampled_from(groups))) for n in range(count)
    ]
    name = st.sampled_from([vertex.id for vertex in vertices])
    ends = draw(st.lists(st.tuples(name, name), max_size=20))
    label = draw(st.sampled_from([0.0, 30.0]))
    return vertices, [Link(a, b, label, label / 2) for a, b in ends], groups


@settings(max_examples=60, deadline=None)
@given(graph=graphs())
def test_every_graph_is_laid_out_soundly_and_the_same_twice(
    graph: tuple[list[Vertex], list[Link], list[str]],
) -> None:
    layout = lay_out(*graph)
    assert_sound(layout, graph[0], graph[1])
    assert layout == lay_out(*graph)


@given(
    st.lists(
        st.tuples(st.floats(-500, 500), st.floats(0.1, 5), st.floats(0, 50)),
        min_size=1,
        max_size=12,
    )
)
def test_settling_keeps_the_steps_and_the_bounds(rows: list[tuple[float, float, float]]) -> None:
    targets, weights, steps = zip(*rows, strict=True)
    found = settle(targets, weights, steps, sum(steps) + 100)
    assert found[0] >= steps[0] - 1e-6
    assert found[-1] <= sum(steps) + 100 + 1e-6
    for before, after, step in zip(found, found[1:], steps[1:], strict=False):
        assert after - before >= step - 1e-6


def test_crossings_are_counted() -> None:
    everything = [[3, 4, 5], [3, 4, 5], [3, 4, 5]]
    assert count_crossings([0, 1, 2], [3, 4, 5], everything) == 9


def test_rows_make_a_picture_neither_ribbon_nor_tower() -> None:
    assert choose_rows([], 200, 100) == 8
    assert choose_rows([3, 5], 200, 100) == 8
    assert choose_rows([10] * 6, 200, 100) == 10


def test_two_thousand_boxes_take_seconds_and_are_no_ribbon() -> None:
    vertices = [Vertex(f"t{n}", 130, 48, f"s{n // 200}") for n in range(2000)]
    links = [Link(f"t{n}", f"t{(n * 7 + 13) % 2000}") for n in range(1500)]
    links += [Link(f"t{n}", f"t{n + 1}") for n in range(1500)]
    started = time.perf_counter()
    layout = lay_out(vertices, links, [f"s{n}" for n in range(10)])
    assert time.perf_counter() - started < 4
    assert 1 / 4 < layout.width / layout.height < 4
