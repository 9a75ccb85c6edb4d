from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from journeymap.picture.blocks import EMPTY, Block
from journeymap.picture.marks import Box, Group, Mark, Outline, Text
from journeymap.views.facts import Facts
from journeymap.views.header import header
from journeymap.views.people import persona_cards
from journeymap.wording.words import Words

Build = Callable[..., Facts]
Flatten = Callable[[Sequence[Mark]], list[Mark]]
STAGES = [{"name": "Buy", "touchpoints": ["Cart"]}]
ANN = {"name": "Ann", "goal": "Rest", "description": "Works nights"}


def cards(block: Block) -> list[Group]:
    return [mark for mark in block.marks if isinstance(mark, Group)]


def test_a_persona_has_name_goal_description_and_an_icon(build: Build, flatten: Flatten) -> None:
    facts = build(STAGES, persona=ANN)
    (card,) = cards(header(facts, 0, 900))
    texts = [mark.text for mark in flatten(card.marks) if isinstance(mark, Text)]
    assert texts == ["Ann", "wants: Rest", "Works nights"]
    assert card.title == "Ann. Rest. Works nights"
    assert any(isinstance(mark, Outline) for mark in card.marks)


def grounds(block: Block) -> list[Box]:
    return [box for card in cards(block) if isinstance(box := card.marks[0], Box)]


def test_personas_stand_side_by_side_and_then_below_each_other(build: Build) -> None:
    people: list[Any] = [{"name": f"P{i}", "description": "Comes often"} for i in range(5)]
    facts = build(STAGES, personas=people)
    boxes = grounds(persona_cards(facts.journey.personas, 40, 0, 700, Words()))
    assert [box.x for box in boxes] == [40, 260, 480, 40, 260]
    assert boxes[0].y == boxes[2].y < boxes[3].y
    assert all(box.x + box.width <= 740 for box in boxes)
    assert boxes[0].y + boxes[0].height < boxes[3].y


def test_a_long_description_wraps_inside_its_card(build: Build) -> None:
    facts = build(STAGES, persona={"name": "Ann " * 40, "description": "word " * 75})
    (card,) = cards(persona_cards(facts.journey.personas, 40, 0, 500, Words()))
    box = card.marks[0]
    assert isinstance(box, Box)
    lines = [mark for mark in card.marks if isinstance(mark, Text)]
    assert max(line.y for line in lines) < box.y + box.height
    assert not any("…" in line.text for line in lines)


def test_without_personas_there_are_no_cards(build: Build) -> None:
    assert persona_cards(build(STAGES).journey.personas, 0, 0, 500, Words()) == EMPTY
