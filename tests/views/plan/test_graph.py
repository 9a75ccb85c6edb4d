from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from journeymap.analysis.plans.comparing import compare_plan
from journeymap.model.journey import Journey
from journeymap.picture.marks import Arrow, Box, Group, Mark, Text
from journeymap.picture.theme import CURVE, MUTED, POOR, POOR_GROUND
from journeymap.views.plan.graph import draw_plan
from tests.views.fitting_checks import check_fit
from tests.views.hard_journeys import make_journey

Flatten = Callable[[Sequence[Mark]], list[Mark]]
PLAN = Journey(
    name="Plan",
    stages=[
        {"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]},
        {"name": "Get", "touchpoints": ["Fax", "Box"]},
    ],
)
SEEN = Journey(
    name="Seen",
    stages=[{"name": "All", "touchpoints": ["Find", "Cart", "Pay", "Box", "Chat"]}],
    transitions=[
        {"from": "find", "to": "cart", "count": 900},
        {"from": "cart", "to": "pay", "count": 60},
        {"from": "cart", "to": "chat", "count": 40},
    ],
)


def test_colour_dashes_and_signs_tell_the_kinds_apart() -> None:
    picture = draw_plan(compare_plan(PLAN, SEEN), engine="layered").picture
    found = {
        group.title: (arrow.stroke, arrow.dashed)
        for group in picture.marks
        if isinstance(group, Group)
        for arrow in group.marks
        if isinstance(arrow, Arrow)
    }
    assert found == {
        "Find → Cart: as planned, 900 · 90 %": (CURVE, False),
        "Cart → Pay: as planned, 60 · 6 %": (CURVE, False),
        "Cart → Chat: not planned, ! 40 · 4 %": (POOR, True),
        "Pay → Fax: planned, not taken, not taken": (MUTED, "dots"),
        "Fax → Box: planned, not taken, not taken": (MUTED, "dots"),
    }


def test_touchpoints_of_one_side_say_so() -> None:
    picture = draw_plan(compare_plan(PLAN, SEEN), engine="layered").picture
    cards = {g.key: g for g in picture.marks if isinstance(g, Group) and g.key}
    told = {key: [m.text for m in g.marks if isinstance(m, Text)] for key, g in cards.items()}
    assert told["cart"] == ["Cart"]
    assert told["fax"] == ["Fax", "– not seen"]
    assert told["chat"] == ["Chat", "! not in the plan"]
    fax, chat = cards["fax"].marks[0], cards["chat"].marks[0]
    assert isinstance(fax, Box)
    assert isinstance(chat, Box)
    assert (fax.dashed, chat.fill) == (True, POOR_GROUND)


def test_the_picture_says_it_all_in_words(flatten: Flatten) -> None:
    picture = draw_plan(compare_plan(PLAN, SEEN), engine="layered").picture
    assert picture.title == "Planned against actual: Seen"
    assert picture.description == (
        "96 % of 1,000 moves follow the plan; most common detour: Cart to Chat (4 %). "
        "As planned: Find to Cart 900 · 90 %; Cart to Pay 60 · 6 %. "
        "Not planned: Cart to Chat ! 40 · 4 %. "
        "Planned, not taken: Pay to Fax; Fax to Box. "
        "The plan writes no transitions: its order counts, each touchpoint before the next. "
        "Only the plan has: Fax. Not in the plan, but customers were there: Chat."
    )
    shown = " ".join(m.text for m in flatten(picture.marks) if isinstance(m, Text))
    for words in ("Plan: Plan", "as planned", "! not planned", "planned, not taken", "not seen"):
        assert words in shown


def test_rare_detours_are_left_out_and_told() -> None:
    ids = [f"T{i}" for i in range(30)]
    ways = [{"from": "t0", "to": f"t{i}", "count": 1000 if i < 12 else 1} for i in range(2, 30)]
    stages = [{"name": "Buy", "touchpoints": ids}]
    seen = Journey(name="Seen", stages=stages, transitions=ways)
    drawing = draw_plan(compare_plan(Journey(name="Plan", stages=stages), seen), engine="layered")
    assert drawing.notes[0] == "18 detours are not shown; they carry < 1 % of all moves."
    assert drawing.notes[0] in drawing.picture.description


def test_an_empty_comparison_is_drawn() -> None:
    picture = draw_plan(compare_plan(PLAN, PLAN.replace(transitions=())), engine="layered").picture
    check_fit(picture)
    assert "Nothing was seen" in picture.description


def test_hostile_names_do_nothing(hostile: Journey) -> None:
    plan = hostile.replace(stages=hostile.stages[:1], readings=())
    ways = [{"from": f"t{i}", "to": f"t{i + 1}", "count": 5} for i in range(16)]
    seen = hostile.replace(transitions=ways)
    svg = draw_plan(compare_plan(plan.replace(name="<b>"), seen), engine="layered").to_svg()
    root = ET.fromstring(svg)
    assert not [e for e in root.iter() if e.tag.rpartition("}")[2] in {"script", "img", "b"}]
    assert not [n for e in root.iter() for n in e.attrib if n.startswith("on")]
    assert "$5 and $10" in "".join(root.itertext())


@pytest.mark.parametrize(
    ("script", "touchpoints"), [("polish", 3), ("japanese", 60), ("hebrew", 60), ("greek", 300)]
)
def test_texts_fit(script: str, touchpoints: int) -> None:
    seen = make_journey(script, touchpoints)
    found = compare_plan(seen.replace(transitions=()), seen)
    check_fit(draw_plan(found, engine="layered", language="pl").picture)


def test_out_writes_the_file_and_the_same_bytes(tmp_path: Path) -> None:
    found = compare_plan(PLAN, SEEN)
    drawing = draw_plan(found, engine="layered", out=tmp_path / "plan.svg")
    assert drawing.path == tmp_path / "plan.svg"
    assert drawing.path.read_text("utf-8") == draw_plan(found, engine="layered").to_svg()
