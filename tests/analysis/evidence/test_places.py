from __future__ import annotations

from journeymap.analysis.evidence.places import NamedPlace, find_holder, find_places
from journeymap.model.journey import Journey

SHOP = Journey.model_validate(
    {
        "id": "shop",
        "name": "Shop",
        "stages": [{"name": "Buy", "touchpoints": ["Cart"]}, {"name": "Use"}],
    }
)


def test_places_come_in_reading_order_and_know_their_stage() -> None:
    assert list(find_places(SHOP)) == [
        NamedPlace("journey", "shop", "whole journey", None),
        NamedPlace("stage", "buy", "Buy", "buy"),
        NamedPlace("touchpoint", "cart", "Cart", "buy"),
        NamedPlace("stage", "use", "Use", "use"),
    ]


def test_the_holder_of_each_place() -> None:
    holders = [find_holder(SHOP, place) for place in find_places(SHOP)]
    assert holders == [SHOP, SHOP.stage("buy"), SHOP.touchpoint("cart"), SHOP.stage("use")]
