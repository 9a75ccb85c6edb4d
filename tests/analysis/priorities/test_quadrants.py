from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from journeymap.analysis.priorities.quadrant_rows import show_importance
from journeymap.analysis.priorities.quadrants import find_quadrants
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from tests.analysis.priorities.shop_example import SHOP, STATED, make_shop
from tests.strategies import journeys


class TestShop:
    found = find_quadrants(make_shop(), importance=STATED)
    by_id = {row.touchpoint: row for row in found.rows}  # noqa: RUF012

    def test_quadrants(self) -> None:
        assert {id_: row.quadrant for id_, row in self.by_id.items()} == {
            "search": "keep_up", "checkout": "concentrate", "delivery": "concentrate",
            "support": "low_priority", "returns": "low_priority", "app": "possible_overkill",
        }  # fmt: skip
        assert [row.touchpoint for row in self.found.rows] == SHOP["names"]

    def test_chances_add_up_and_lie_on_one_side(self) -> None:
        for row in self.found.rows:
            assert sum(row.p_quadrant.values()) == pytest.approx(1)
            assert list(row.p_quadrant) == [
                "concentrate", "keep_up", "low_priority", "possible_overkill",
            ]  # fmt: skip
        assert self.by_id["checkout"].p_quadrant["low_priority"] == 0
        assert self.by_id["checkout"].p_quadrant["concentrate"] == pytest.approx(0.78, abs=0.02)

    def test_cuts_are_the_means(self) -> None:
        assert self.found.importance_cut == pytest.approx(6.25)
        health = [row.performance for row in self.found.rows]
        assert self.found.performance_cut == pytest.approx(sum(health) / 6)
        ranked = {row.touchpoint: row.pooled_health for row in find_weakest(make_shop()).rows}
        assert health == pytest.approx([ranked[id_] for id_ in SHOP["names"]])

    def test_printed(self) -> None:
        assert str(self.found) == (
            "Concentrate on Checkout (P 78 %) and Delivery (P 70 %).\n"
            "touchpoint  importance  health  quadrant           P(quadrant)  Ulwick  "
            "answers  base\n"
            "Search               9      77  keep it up              > 99 %    10.3      150  ok\n"
            "Checkout             8      67  concentrate here          78 %     9.3      120  ok\n"
            "Delivery           7.5      67  concentrate here          70 %     8.3      190  ok\n"
            "Support              6      64  low priority              87 %     6.0       20  low\n"
            "Returns              3      60  low priority              86 %     3.0        5  "
            "too few\n"
            "App                  4      76  possible overkill       > 99 %     4.0      220  ok\n"
            "note: Important is 6.25 and more, strong a health of 69 and more; the chances take "
            "the importance as it is.\n"
            "note: Ulwick's opportunity (0 to 20) is importance, as stated on 0 to 10, plus what "
            "health / 10 lacks to it.\n"
            "note: P(quadrant) is how often a touchpoint lies there among all plausible true "
            "scores (20,000 draws, good to ±0.7 points)."
        )

    def test_another_scale_has_no_ulwick(self) -> None:
        found = find_quadrants(
            make_shop(), importance={id_: 10 * value for id_, value in STATED.items()}
        )
        assert {row.opportunity for row in found.rows} == {None}
        assert "Ulwick" not in str(found)

    def test_written(self) -> None:
        again = json.loads(json.dumps(self.found.to_dict(), allow_nan=False))
        assert again["question"] == "quadrants"
        assert again["summary"] == self.found.headline()
        assert again["settings"] == {
            "metric": ["score"], "wave": None, "segment": {}, "seed": 0, "importance": "given",
            "importance_cut": None, "health_cut": None, "draws": 20000,
        }  # fmt: skip


def test_own_cuts() -> None:
    found = find_quadrants(
        make_shop(), importance=STATED, importance_cut=8.5, health_cut=99, draws=500
    )
    assert (found.importance_cut, found.performance_cut) == (8.5, 99)
    assert [row.quadrant for row in found.rows] == ["concentrate", *["low_priority"] * 5]
    assert found.headline() == "Concentrate on Search (P > 99 %)."


def test_never_named_on_fewer_than_ten_answers() -> None:
    found = find_quadrants(make_shop(), importance={"returns": 9, "app": 3, "search": 3})
    assert found.rows[1].touchpoint == "returns"
    assert found.rows[1].quadrant == "concentrate"
    assert found.headline() == (
        "Nothing is surely important and weak: no touchpoint to concentrate on stands out."
    )
    assert (
        "No importance is known for Checkout, Delivery and Support: not in the table."
        in found.notes
    )


def test_refused_in_words_where_nobody_says_what_matters() -> None:
    for importance in (None, {}, {"app": 9}):
        found = find_quadrants(make_shop(), importance=importance)
        assert found.rows == ()
        assert str(found) == (
            "No quadrants: nobody says how important the touchpoints are; write importance: 9 to "
            "each, give it, or derive it from drivers."
        )
        assert (found.importance_cut, found.performance_cut) == (None, None)


def test_nothing_measured() -> None:
    found = find_quadrants(make_shop(readings=[]), importance=STATED)
    assert found.headline() == "No quadrants: no touchpoint is measured."
    assert len(found.not_measured) == 6


@pytest.mark.parametrize("cut", [float("nan"), float("inf"), True, "5"])
@pytest.mark.parametrize("name", ["importance_cut", "health_cut"])
def test_cuts_are_numbers(name: str, cut: Any) -> None:
    with pytest.raises(ValueError, match=f"{name} must be a number, got"):
        find_quadrants(make_shop(), importance=STATED, **{name: cut})


def test_names_are_checked() -> None:
    with pytest.raises(UnknownNameError, match="no touchpoint 'ap'"):
        find_quadrants(make_shop(), importance={"ap": 3})


@given(journeys())
@settings(max_examples=20, deadline=None)
def test_any_journey_gives_a_result_that_can_be_written(journey: Journey) -> None:
    found = find_quadrants(journey, draws=200)
    assert json.dumps(found.to_dict(), allow_nan=False)
    assert found.headline()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"), (0.0009, "< 0.001"), (0.001, "0.001"), (0.1234, "0.123"), (7.25, "7.25"),
        (99.96, "100"), (100, "100"), (12345.6, "12,346"), (1e15, "1,000,000,000,000,000"),
    ],
)  # fmt: skip
def test_importance_is_never_a_power_of_ten(value: float, shown: str) -> None:
    assert show_importance(value) == shown
