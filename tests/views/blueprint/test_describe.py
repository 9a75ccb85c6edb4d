from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from journeymap.model.journey import Journey
from journeymap.picture.marks import Box, Group, Line, Mark, Picture, Text
from journeymap.picture.theme import POOR
from journeymap.views.blueprint.describe import NOTHING_BEHIND, describe_blueprint
from journeymap.views.blueprint.draw import draw_blueprint
from journeymap.views.facts import Facts
from tests.views.fitting_checks import check_fit
from tests.views.hard_journeys import make_journey

Build = Callable[..., Facts]
Flatten = Callable[[Sequence[Mark]], list[Mark]]
PAY = {
    "name": "Pay",
    "description": "Pays at the till",
    "channel": "shop",
    "frontstage": ["Till staff", "Card reader"],
    "backstage": "Fraud is checked",
    "systems": ["Bank", "Stock"],
}
CART = {"name": "Cart", "systems": "Stock"}
STAGES = [{"name": "Buy", "touchpoints": [CART, PAY]}]
READINGS = [
    {"touchpoint": "cart", "metric": "csat", "counts": {5: 90}},
    {"touchpoint": "pay", "metric": "csat", "counts": {1: 90}},
]
LINES = ("Line of interaction", "Line of visibility")
INNER = "Line of internal"


def shown(picture: Picture, flatten: Flatten) -> list[str]:
    return [mark.text for mark in flatten(picture.marks) if isinstance(mark, Text)]


def test_rows_and_lines_stand_in_their_order(build: Build, flatten: Flatten) -> None:
    picture, notes = describe_blueprint(build(STAGES, READINGS))
    told = shown(picture, flatten)
    rows = ["Customer", LINES[0], "Frontstage", LINES[1], "Backstage", INNER, "Systems"]
    heights = {m.text: m.y for m in flatten(picture.marks) if isinstance(m, Text)}
    found = [next(y for text, y in heights.items() if text.startswith(row)) for row in rows]
    assert found == sorted(found)
    for text in ("• Till staff", "• Card reader", "Fraud is checked", "Pays at the till", "shop"):
        assert text in told
    assert notes == ()


def test_the_line_of_visibility_is_unbroken_and_the_others_are_dashed(build: Build) -> None:
    picture, _ = describe_blueprint(build(STAGES))
    across = [m for m in picture.marks if isinstance(m, Line) and m.points[0][1] == m.points[1][1]]
    assert [line.dashed for line in across] == [True, False, True]


def test_a_system_of_neighbours_is_one_wide_box(build: Build) -> None:
    picture, _ = describe_blueprint(build(STAGES))
    boxes = {g.title: g.marks[0] for g in picture.marks if isinstance(g, Group)}
    stock, bank = boxes["Stock"], boxes["Bank"]
    assert isinstance(stock, Box)
    assert isinstance(bank, Box)
    assert stock.width > 2 * bank.width
    assert bank.y != stock.y


def test_the_weakest_is_flagged_with_its_reading(build: Build, flatten: Flatten) -> None:
    picture, _ = describe_blueprint(build(STAGES, READINGS))
    cards = [g for g in picture.marks if isinstance(g, Group) and g.key == "pay"]
    box = cards[0].marks[0]
    assert isinstance(box, Box)
    assert box.stroke == POOR
    assert {"▼ weakest", "1.00", "n 90"} <= set(shown(picture, flatten))


def test_rows_that_nothing_is_written_for_are_absent(build: Build, flatten: Flatten) -> None:
    picture, notes = describe_blueprint(build([{"name": "Buy", "touchpoints": ["Cart"]}]))
    assert notes == (NOTHING_BEHIND,)
    told = shown(picture, flatten)
    assert not {"Frontstage", "Backstage", "Systems", *LINES} & set(told)
    only_systems, _ = describe_blueprint(build([{"name": "Buy", "touchpoints": [CART]}]))
    assert {*LINES, "Systems"} <= set(shown(only_systems, flatten))


def test_who_can_t_see_it_is_told_everything(build: Build) -> None:
    picture, _ = describe_blueprint(build(STAGES))
    assert picture.title == "Service blueprint: Shop"
    assert picture.description.endswith(
        "Cart: systems: Stock. Pay (Pays at the till): frontstage: Till staff, Card reader; "
        "backstage: Fraud is checked; systems: Bank, Stock."
    )


def test_a_journey_without_touchpoints_is_drawn(build: Build) -> None:
    check_fit(describe_blueprint(build([{"name": "Buy"}]))[0])


@pytest.mark.parametrize(
    ("script", "touchpoints"),
    [("greek", 3), ("japanese", 60), ("arabic", 60), ("polish", 300)],
)
def test_texts_fit(script: str, touchpoints: int) -> None:
    check_fit(draw_blueprint(make_journey(script, touchpoints)).picture)


def test_hostile_texts_do_nothing(hostile: Journey) -> None:
    stages = [
        stage.replace(
            touchpoints=[
                t.replace(frontstage=t.name, backstage=t.name, systems=t.name)
                for t in stage.touchpoints
            ]
        )
        for stage in hostile.stages
    ]
    root = ET.fromstring(draw_blueprint(hostile.replace(stages=stages)).to_svg())
    assert not [e for e in root.iter() if e.tag.rpartition("}")[2] in {"script", "img", "b"}]
    assert not [n for e in root.iter() for n in e.attrib if n.startswith("on")]


def test_the_same_journey_gives_the_same_bytes(journey: Journey, tmp_path: Path) -> None:
    out = tmp_path / "blueprint.svg"
    drawing = draw_blueprint(journey, out=out)
    assert out.read_text("utf-8") == draw_blueprint(journey).to_svg()
    check_fit(drawing.picture)
