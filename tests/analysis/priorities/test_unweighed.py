"""Touchpoints without an importance are named once, and by what is missing."""

from __future__ import annotations

import pytest

from journeymap.analysis.priorities.advice import find_advice
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.priorities.quadrants import find_quadrants
from journeymap.analysis.priorities.unweighed import note_counted, note_left_out_of_quadrants
from journeymap.analysis.priorities.weights import choose_importance
from tests.analysis.priorities.shop_example import make_shop
from tests.analysis.priorities.test_weights import IDS, PLAIN, Driver, Drivers, with_own

DRIVERS = Drivers((Driver("search", 0.6), Driver("checkout", 0.2)))


def test_of_stated_importance() -> None:
    found = choose_importance(with_own(find=2, pay=6), IDS, None)
    assert note_counted(PLAIN, IDS, found) == (
        "No importance is known for Cart: counted as important as the mean.",
    )
    assert note_left_out_of_quadrants(PLAIN, IDS, found) == (
        "No importance is known for Cart: not in the table.",
    )


def test_of_drivers_it_is_a_driver_that_is_missing() -> None:
    found = choose_importance(PLAIN, IDS, Drivers((Driver("find", 0.6), Driver("pay", 0.2))))
    assert note_counted(PLAIN, IDS, found) == (
        "No driver is known for Cart: counted as important as the mean.",
    )
    assert note_left_out_of_quadrants(PLAIN, IDS, found) == (
        "No driver is known for Cart: not in the table.",
    )


@pytest.mark.parametrize("given", [None, {"find": 1, "cart": 2, "pay": 3}])
def test_nothing_where_all_count_alike_or_all_are_known(given: dict[str, float] | None) -> None:
    assert note_counted(PLAIN, IDS, choose_importance(PLAIN, IDS, given)) == ()


def test_one_note_in_each_table() -> None:
    shop = make_shop()
    found = (find_quadrants, find_priorities, find_advice)
    told = [
        [n.rpartition(": ")[2] for n in ask(shop, importance=DRIVERS).notes if "is known for" in n]
        for ask in found
    ]
    counted = "counted as important as the mean."
    assert told == [["not in the table."], [counted], [counted]]
