from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from journeymap.analysis.priorities.advice import find_advice
from journeymap.analysis.priorities.driver_file import DriverShare, DriverShares
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.priorities.quadrants import find_quadrants
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from tests.analysis.priorities.shop_example import SHOP, STATED, make_shop, make_worked_on
from tests.strategies import journeys

SHARES = {"search": 0.3, "checkout": 0.3, "delivery": 0.2, "support": 0.1, "app": 0.1}


class TestShop:
    found = find_quadrants(make_shop(), importance=STATED)
    by_id = {row.touchpoint: row for row in found.rows}  # noqa: RUF012

    def test_quadrants(self) -> None:
        assert {id_: row.quadrant for id_, row in self.by_id.items()} == {
            "search": "major_strong", "checkout": "major_weak",
            "delivery": "major_weak",
            "support": "minor_weak", "returns": "minor_weak",
            "app": "minor_strong",
        }  # fmt: skip
        assert [row.touchpoint for row in self.found.rows] == SHOP["names"]

    def test_chances_add_up_and_lie_on_one_side(self) -> None:
        for row in self.found.rows:
            assert sum(row.p_quadrant.values()) == pytest.approx(1)
            assert list(row.p_quadrant) == [
                "major_weak", "major_strong", "minor_weak",
                "minor_strong",
            ]  # fmt: skip
        assert self.by_id["checkout"].p_quadrant["minor_weak"] == 0
        assert self.by_id["checkout"].p_quadrant["major_weak"] == pytest.approx(0.78, abs=0.02)

    def test_cuts_are_the_means(self) -> None:
        assert self.found.importance_cut == pytest.approx(1)
        assert [row.given_importance for row in self.found.rows] == [*STATED.values()]
        assert [row.importance for row in self.found.rows] == pytest.approx(
            [stated / 6.25 for stated in STATED.values()]
        )
        health = [row.pooled_health for row in self.found.rows]
        assert self.found.performance_cut == pytest.approx(sum(health) / 6)
        ranked = {row.touchpoint: row.pooled_health for row in find_weakest(make_shop()).rows}
        assert health == pytest.approx([ranked[id_] for id_ in SHOP["names"]])

    def test_health_is_that_of_all_other_tables(self) -> None:
        weakest, first = find_weakest(make_shop()), find_priorities(make_shop(), importance=STATED)
        for found in (weakest.rows, first.rows):
            health = {row.touchpoint: row.health for row in found}
            assert {row.touchpoint: row.health for row in self.found.rows} == health
        named = weakest.verdict.touchpoints
        assert {row.touchpoint for row in self.found.rows if row.is_weakest} == set(named) != set()

    def test_printed(self) -> None:
        assert str(self.found) == (
            "Important and weak: Checkout (P 78 %) and Delivery (P 70 %).\n"
            "touchpoint  importance  health  quadrant       P(quadrant)  advice       "
            "Ulwick  answers  base\n"
            "Search            1.44      77  major, strong       > 99 %  cannot tell    "
            "10.3      150  ok\n"
            "Checkout          1.28      66  major, weak           78 %  start          "
            " 9.3      120  ok\n"
            "Delivery          1.20      67  major, weak           70 %  start          "
            " 8.3      190  ok\n"
            "Support           0.96      61  minor, weak           87 %  cannot tell    "
            " 6.0       20  low\n"
            "Returns           0.48      38  minor, weak           86 %  cannot tell    "
            " 3.0        5  too few\n"
            "App               0.64      77  minor, strong       > 99 %  cannot tell    "
            " 4.0      220  ok\n"
            "note: Major is an importance of 1.00 and more, where the mean is 1; strong is a "
            "health of 69 and more. What to do is the advice, which knows more.\n"
            "note: Ulwick's opportunity (0 to 20) is importance, as stated on 0 to 10, plus what "
            "health / 10 lacks to it.\n"
            "note: Importance is as given, divided by its mean.\n"
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


def test_health_is_never_above_100_and_work_under_way_is_known() -> None:
    found = find_quadrants(make_worked_on(), importance={"pay": 9, "find": 5, "help": 8})
    pay, find, help_ = found.rows
    assert find.health == 100 < find.pooled_health
    assert (pay.advice, pay.under_way, pay.is_weakest) == ("continue", True, True)
    assert (find.advice, find.under_way, find.is_weakest) == ("stop", False, False)
    assert (help_.advice, help_.under_way, help_.is_weakest) == ("start", False, False)
    assert not [note for note in found.notes if note.startswith("Quadrants go by")]


def test_a_quadrant_on_the_other_side_than_its_health_is_told() -> None:
    readings = [
        {"touchpoint": t, "metric": "csat", "value": value, "sd": 1.0, "n": n}
        for t, value, n in (("a", 4.5, 300), ("b", 4.45, 300), ("c", 3.9, 11))
    ]
    shop = Journey(
        name="Shop", stages=[{"name": "S", "touchpoints": ["A", "B", "C"]}], readings=readings
    )
    found = find_quadrants(shop, importance={"a": 1, "b": 2, "c": 3}, health_cut=76.0)
    third = found.rows[2]
    assert third.health < 76 < third.pooled_health
    assert third.quadrant == "major_strong"
    assert (
        "Quadrants go by health pulled towards the others, the harder the fewer answers; for C "
        "it lies on the other side of the cut than the health shown."
    ) in found.notes


def test_own_cuts() -> None:
    found = find_quadrants(
        make_shop(), importance=STATED, importance_cut=8.5, health_cut=99, draws=500
    )
    assert found.importance_cut == pytest.approx(8.5 / 6.25)
    assert found.performance_cut == 99
    assert [row.quadrant for row in found.rows] == ["major_weak", *["minor_weak"] * 5]
    assert found.headline() == "Important and weak: Search (P > 99 %)."


def test_never_named_on_fewer_than_ten_answers() -> None:
    found = find_quadrants(make_shop(), importance={"returns": 9, "app": 3, "search": 3})
    assert found.rows[1].touchpoint == "returns"
    assert found.rows[1].quadrant == "major_weak"
    assert found.headline() == "Nothing is surely important and weak."
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


@pytest.mark.parametrize("target", [None, 60, 75, 90])
def test_the_advice_is_that_of_the_advice(target: float | None) -> None:
    more = {"app": {"goal": "score >= 9"}, "search": {"goal": "score >= 5"}}
    shop = make_shop(more)
    found = find_quadrants(shop, importance=STATED, health_cut=target)
    advice = find_advice(shop, importance=STATED, target=target)
    told = {row.touchpoint: row.advice for row in advice.rows if row.opportunity is None}
    assert {row.touchpoint: row.advice for row in found.rows} == told
    assert "start" in told.values()


def test_the_cut_is_the_target_where_the_metric_has_one() -> None:
    shop = make_shop(score={"target": 8})
    assert find_quadrants(shop, importance=STATED).performance_cut == 100
    assert find_quadrants(shop, importance=STATED, health_cut=50).performance_cut == 50


def test_a_cut_is_in_the_unit_of_the_shares_in_every_resample() -> None:
    rows = (DriverShare("app", 0.3, 1, "score"), DriverShare("search", 0.3, 1, "score"))
    resampled = {"score@app": (0.4, 0.2), "score@search": (0.4, 0.2)}
    found = find_quadrants(
        make_shop(), importance=DriverShares(rows, "nps", resampled), importance_cut=0.25
    )
    assert found.importance_cut == pytest.approx(0.25 / 0.3)
    for row in found.rows:
        major = row.p_quadrant["major_weak"] + row.p_quadrant["major_strong"]
        assert major == pytest.approx(0.5, abs=0.02)


def test_importance_that_is_estimated_makes_quadrants_unsure() -> None:
    rows = tuple(DriverShare(id_, share, 1, "score") for id_, share in SHARES.items())
    resampled = {f"score@{id_}": (share, share, 0.5) for id_, share in SHARES.items()}
    certain = find_quadrants(make_shop(), importance=DriverShares(rows))
    drawn = find_quadrants(make_shop(), importance=DriverShares(rows, "nps", resampled))
    of = {row.touchpoint: row.p_quadrant for row in drawn.rows}
    assert {row.touchpoint: row.p_quadrant for row in certain.rows}["app"]["major_strong"] == 0
    assert of["app"]["major_strong"] == pytest.approx(1 / 3, abs=0.03)
    assert of["checkout"]["major_weak"] == pytest.approx(
        {row.touchpoint: row.p_quadrant for row in certain.rows}["checkout"]["major_weak"],
        abs=0.03,
    )
