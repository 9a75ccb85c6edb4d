from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from journeymap.errors import DrawingError
from journeymap.picture.layouts import graphviz
from journeymap.picture.layouts.graphviz import find_dot
from journeymap.picture.marks import Arrow, Group, Mark, Picture, Text
from journeymap.picture.papers import PAPERS, measure_letters
from journeymap.picture.theme import MARGIN
from journeymap.views.facts import Facts
from journeymap.views.journey_graph.arranging import Engine
from journeymap.views.journey_graph.describe import MOST_TOLD, describe_graph
from journeymap.views.journey_graph.dot_text import describe_dot
from journeymap.views.journey_graph.ways import THICKEST, THINNEST, UNCOUNTED

Build = Callable[..., Facts]
Flatten = Callable[[Sequence[Mark]], list[Mark]]
STAGES = [{"name": "Buy", "touchpoints": ["Find", "Cart"]}, {"name": "Use", "touchpoints": ["Box"]}]
COUNTED = [
    {"from": "find", "to": "cart", "count": 1600},
    {"from": "cart", "to": "box", "count": 400},
    {"from": "cart", "to": "find", "count": 100},
    {"from": "cart", "to": "cart", "count": 1},
]
ENGINES = [
    "layered",
    pytest.param(
        "graphviz",
        marks=[
            pytest.mark.graphviz,
            pytest.mark.skipif(not find_dot(), reason="dot is not installed"),
        ],
    ),
]


def describe(facts: Facts, engine: Engine = "layered") -> Picture:
    return describe_graph(facts, engine=engine)[0]


def arrows(picture: Picture) -> list[Arrow]:
    """The arrows between touchpoints: each is alone in its group; none of the legend's."""
    groups = [mark for mark in picture.marks if isinstance(mark, Group) and len(mark.marks) == 1]
    return [arrow for group in groups for arrow in group.marks if isinstance(arrow, Arrow)]


def labels(picture: Picture) -> list[str]:
    found = [m.marks[1] for m in picture.marks if isinstance(m, Group) and len(m.marks) == 2]
    return [m.text for m in found if isinstance(m, Text) and m.anchor == "middle"]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_arrow_and_a_label_per_transition(build: Build, engine: Engine) -> None:
    picture = describe(build(STAGES, transitions=COUNTED), engine)
    assert len(arrows(picture)) == 4
    assert sorted(labels(picture)) == ["1,600", "400", "again 1", "back 100"]
    assert [arrow.dashed for arrow in arrows(picture)] == [False, False, True, False]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_stage_and_touchpoint_is_a_box_inside_the_picture(
    build: Build, engine: Engine
) -> None:
    picture = describe(build(STAGES, transitions=COUNTED), engine)
    titles = [m.title for m in picture.marks if isinstance(m, Group) and "→" not in m.title]
    boxes = ["Box: –", "Buy", "Cart: –; 1,100 end here · 69 %", "Find: –", "Use"]
    assert sorted(titles) == boxes
    for arrow in arrows(picture):
        assert all(MARGIN <= x <= picture.width - MARGIN for x, _ in arrow.points)


def test_without_transitions_the_order_is_the_way(build: Build) -> None:
    picture = describe(build(STAGES))
    assert {arrow.stroke_width for arrow in arrows(picture)} == {UNCOUNTED}
    assert len(arrows(picture)) == 2
    assert labels(picture) == []
    assert picture.description.endswith("Transitions: Find to Cart; Cart to Box.")


def test_the_thicker_the_more_customers(build: Build) -> None:
    widths = [arrow.stroke_width for arrow in arrows(describe(build(STAGES, transitions=COUNTED)))]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == THICKEST
    assert widths[1] == pytest.approx(THINNEST + (THICKEST - THINNEST) / 2)
    assert widths[3] > THINNEST


def test_shares_are_labels_where_counts_are_unknown(build: Build) -> None:
    shares = [{"from": "find", "to": "cart", "share": 0.25}, {"from": "cart", "to": "box"}]
    assert labels(describe(build(STAGES, transitions=shares))) == ["25 %"]


def texts(picture: Picture, flatten: Flatten) -> str:
    return " ".join(mark.text for mark in flatten(picture.marks) if isinstance(mark, Text))


def test_the_legend_explains_only_what_is_there(build: Build, flatten: Flatten) -> None:
    readings = [
        {"touchpoint": "find", "metric": "csat", "counts": {1: 90}},
        {"touchpoint": "cart", "metric": "csat", "counts": {5: 90}},
    ]
    bare = texts(describe(build(STAGES)), flatten)
    full = texts(describe(build(STAGES, readings, transitions=COUNTED)), flatten)
    for words in ("Red frame: clearly the weakest.", "Arrows: the thicker, the more customers."):
        assert (words in bare, words in full) == (False, True)
    assert "health 80–100 health 60–80 health 40–60 health 20–40 health 0–20 not measured" in full
    assert "Clear: Find is the weakest touchpoint (P > 99 %)." in full


def test_who_can_t_see_it_is_told_the_ways(build: Build) -> None:
    picture = describe(build(STAGES, transitions=COUNTED))
    assert picture.title == "Journey graph: Shop"
    assert picture.description == (
        "No verdict: no touchpoint is measured. Transitions: Find to Cart 1,600; "
        "Cart to Box 400; Cart to Find back 100; Cart to Cart again 1. "
        "Journeys end at: Cart 1,100 (69 %)."
    )


def test_a_long_description_says_how_many_ways_it_leaves_out(build: Build) -> None:
    names = [f"T{i}" for i in range(MOST_TOLD + 12)]
    picture = describe_graph(build([{"name": "Buy", "touchpoints": names}]), engine="layered")[0]
    assert picture.description.endswith("; T199 to T200; and 11 more.")


def test_a_journey_without_touchpoints_is_drawn(build: Build) -> None:
    picture = describe(build([{"name": "Buy"}]))
    assert arrows(picture) == []
    assert picture.description == "No verdict: no touchpoint is measured. Transitions: none."


@pytest.fixture
def failing_dot(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise DrawingError("dot ended with exit code 1")

    monkeypatch.setattr(graphviz, "find_dot", lambda: True)
    monkeypatch.setattr(graphviz, "lay_out_with_dot", fail)


@pytest.mark.usefixtures("failing_dot")
def test_where_dot_fails_our_own_layout_steps_in_and_says_so(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journeymap.views.journey_graph.arranging.MOST_FAR", -1.0)
    facts = build(STAGES, transitions=COUNTED)
    picture, notes = describe_graph(facts, engine="auto")
    assert notes == ("dot ended with exit code 1; arranged by our own layout instead.",)
    assert picture == describe(facts, "layered")


@pytest.mark.usefixtures("failing_dot")
def test_a_journey_that_goes_stage_by_stage_is_arranged_by_us(build: Build) -> None:
    _, notes = describe_graph(build(STAGES, transitions=COUNTED), engine="auto")
    assert notes == ()


def test_on_paper_stages_stand_for_touchpoints_that_could_not_be_read(build: Build) -> None:
    stages = [{"name": f"Stage {i}", "touchpoints": [f"Place {i}.{k}" for k in range(9)]}
              for i in range(4)]  # fmt: skip
    facts = build(stages)
    poster, told = describe_graph(facts, "poster", engine="layered")
    slide, notes = describe_graph(facts, "slide", engine="layered")
    assert told == ()
    assert poster.on_paper
    assert (slide.width, slide.height) == PAPERS["slide"].size
    assert notes[0].startswith("Each box is a stage: 36 touchpoints in 4 stages.")
    assert (measure_letters(slide) or 0.0) >= 10
    whole, small = describe_graph(facts, "slide", engine="layered", collapse=False)
    assert (measure_letters(whole) or 10.0) < 10
    assert small[-1].startswith("The smallest letters on this page are ")


@pytest.mark.usefixtures("failing_dot")
def test_where_dot_is_asked_for_its_failure_is_told(build: Build) -> None:
    with pytest.raises(DrawingError, match=r"^dot ended with exit code 1$"):
        describe_graph(build(STAGES), engine="graphviz")


def test_without_dot_our_own_layout_says_nothing(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphviz, "find_dot", lambda: False)
    assert describe_graph(build(STAGES), engine="auto")[1] == ()


def test_dot_text_holds_the_same_labels_and_shades(build: Build) -> None:
    readings = [{"touchpoint": "find", "metric": "csat", "counts": {1: 90}}]
    facts = build(STAGES, readings, transitions=COUNTED)
    text = describe_dot(facts.journey, facts.experience, facts.words)
    assert text.startswith("digraph")
    assert 'label="Find\\n1.00 · n 90"' in text
    assert re.findall(r'label="((?:back |again )?[\d,]+)"', text) == [
        "1,600", "400", "back 100", "again 1",
    ]  # fmt: skip
    assert text.count("style=dashed") == 1
    assert "#24548b" in text
    assert text.count("->") == 4


def test_the_legend_explains_white_boxes_of_other_metrics(build: Build, flatten: Flatten) -> None:
    csat = [{"touchpoint": t, "metric": "csat", "counts": {4: 90}} for t in ("find", "cart")]
    nps = {"touchpoint": "box", "metric": "nps", "counts": {10: 50}}
    wait = [{"touchpoint": "find", "metric": "art", "value": 9, "n": 50}]
    words = ("measured by another metric", "a time without a target")
    for readings, there in ((csat, (0, 0)), ([*csat, nps], (1, 0)), (wait, (0, 1))):
        picture = describe(build(STAGES, readings))
        told = texts(picture, flatten)
        assert tuple(told.count(word) for word in words) == there
        right = (
            max(m.x for m in flatten(picture.marks) if isinstance(m, Text) and m.text in words)
            if any(there)
            else 0.0
        )
        assert right < picture.width - MARGIN
