from __future__ import annotations

from collections.abc import Callable

from journeymap.model.journey import Journey
from journeymap.picture.marks import Arrow, Box, Group, Text
from journeymap.picture.theme import PAPER, POOR
from journeymap.views.draw import draw_graph
from journeymap.views.facts import Facts
from journeymap.views.journey_graph.arranging import Sheet, arrange
from journeymap.views.journey_graph.cards import make_cards
from journeymap.views.journey_graph.sheet import show_sheet
from journeymap.views.journey_graph.ways import Way

Build = Callable[..., Facts]


def test_frames_arrows_boxes_then_labels(build: Build) -> None:
    cards = make_cards(build([{"name": "Buy", "touchpoints": ["Cart", "Pay"]}]).experience)
    ways = (Way("cart", "pay", "12", "Cart → Pay: 12"), Way("pay", "cart"))
    sheet = Sheet(cards, ways, {"buy": "Buy"})
    marks = show_sheet(sheet, arrange(sheet, "layered")[0], 0, 0, {"pay"})
    assert all(isinstance(mark, Group) for mark in marks)
    groups = [mark for mark in marks if isinstance(mark, Group)]
    assert [group.key for group in groups if group.key] == ["cart", "pay"]
    assert [group.title for group in groups if isinstance(group.marks[0], Arrow)] == [
        "Cart → Pay: 12", "",
    ]  # fmt: skip
    label = groups[-1]
    assert [type(mark) for mark in label.marks] == [Box, Text]
    red = [g.key for g in groups if isinstance(g.marks[0], Box) and g.marks[0].stroke == POOR]
    assert red == ["pay"]


def test_starts_and_ends_stand_in_the_boxes(build: Build) -> None:
    del build
    journey = Journey(
        name="Shop",
        stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
        transitions=[{"from": "cart", "to": "pay", "count": 60}],
        starts={"cart": 100},
        ends={"cart": 40, "pay": 60},
    )
    picture = draw_graph(journey, engine="layered").picture
    cards = {mark.key: mark for mark in picture.marks if isinstance(mark, Group) and mark.key}
    told = {
        key: [mark.text for mark in card.marks if isinstance(mark, Text)]
        for key, card in cards.items()
    }
    assert told["cart"] == ["Cart", "not measured", "100 start here", "40 end here · 40 %"]
    assert told["pay"] == ["Pay", "not measured", "60 end here · 100 %"]
    assert sum(isinstance(mark, Arrow) for mark in cards["cart"].marks) == 2
    strips = [m for m in cards["cart"].marks[1:] if isinstance(m, Box)]
    assert {strip.fill for strip in strips} == {PAPER}
    assert picture.description.endswith("Journeys end at: Cart 40 (40 %); Pay 60 (100 %).")
