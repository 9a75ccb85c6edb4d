from __future__ import annotations

from collections.abc import Callable

from journeymap.picture.blocks import Block
from journeymap.picture.marks import Box, Circle, Mark, Outline
from journeymap.picture.theme import POOR
from journeymap.views.facts import Facts
from journeymap.views.journey_map.touchpoints import touchpoint_lane
from tests.views.journey_map.reading import groups, only

Build = Callable[..., Facts]
Read = Callable[[Block], list[str]]
CART = {"touchpoint": "cart", "metric": "csat", "counts": {1: 10, 3: 40, 5: 50}}
PAY = {"touchpoint": "pay", "metric": "csat", "counts": {4: 40, 5: 60}}
BUY = {"name": "Buy", "touchpoints": ["Cart", "Pay"]}


def test_touchpoints_show_name_moment_of_truth_and_link(build: Build, read: Read) -> None:
    touchpoint = {
        "name": "Cart",
        "channel": "web",
        "description": "Fills it",
        "expects": "Speed",
        "moment_of_truth": True,
        "url": "https://example.org/cart",
    }
    facts = build([{"name": "Buy", "touchpoints": [touchpoint, "Pay"]}])
    block = touchpoint_lane(only(facts), facts, 0)
    assert read(block) == ["★ moment of truth", "Cart", "Pay"]
    assert [(g.title, g.link, g.key) for g in groups(block)] == [
        ("Cart. Fills it. Speed", "https://example.org/cart", "cart"),
        ("Pay", "", "pay"),
    ]
    cart, pay = groups(block)
    card = cart.marks[0]
    assert isinstance(card, Box)
    (disc,) = (mark for mark in cart.marks if isinstance(mark, Circle))
    assert disc.y == card.y + card.height
    assert card.x < disc.x - disc.radius < disc.x + disc.radius < card.x + card.width
    assert [isinstance(mark, Outline) for mark in pay.marks].count(True) == 0


def is_red(mark: Mark) -> bool:
    return isinstance(mark, Box) and mark.stroke == POOR


def test_flags_stand_on_exactly_the_touchpoints_of_the_verdict(build: Build, read: Read) -> None:
    names = ["Cart", "Pay", "Help"]
    weak = [
        {"touchpoint": id_, "metric": "csat", "counts": {1: 50, 2: 50}} for id_ in ("cart", "help")
    ]
    for readings, word in (([weak[0], PAY], "▼ weakest"), ([*weak, PAY], "▼ weakest?")):
        facts = build([{"name": "Buy", "touchpoints": names}], readings)
        block = touchpoint_lane(only(facts), facts, 0)
        framed = [g.title.casefold() for g in groups(block) if is_red(g.marks[0])]
        assert sorted(framed) == sorted(facts.weakest.verdict.touchpoints)
        assert [text for text in read(block) if "weakest" in text] == [word] * len(framed)
        assert framed


def test_without_a_verdict_there_are_no_flags(build: Build, read: Read) -> None:
    facts = build([BUY], [CART])
    assert read(touchpoint_lane(only(facts), facts, 0)) == ["Cart", "Pay"]
