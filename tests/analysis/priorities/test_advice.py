from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from journeymap.analysis.priorities.advice import find_advice
from journeymap.analysis.priorities.driver_file import DriverShare, DriverShares
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.model.journey import Journey
from tests.analysis.priorities.shop_example import REACH, STATED, make_shop
from tests.strategies import journeys

MORE: dict[str, dict[str, Any]] = {
    "checkout": {
        "pains": [{"says": "It asks twice", "count": 41}],
        "opportunities": [
            {"do": "Remember the card", "effort": "low"},
            {"do": "One page", "state": "running"},
            {"do": "Guest checkout", "state": "done"},
        ],
    },
    "app": {"opportunities": [{"do": "New colours", "state": "running", "effort": "high"}]},
    "returns": {"opportunities": ["Print a label"]},
    "search": {"goal": "score >= 9"},
}
SHOP = make_shop(MORE)


class TestShop:
    found = find_advice(SHOP, target=75, reach=REACH, importance=STATED)
    advice = {(row.touchpoint, row.opportunity): row.advice for row in found.rows}  # noqa: RUF012

    def test_touchpoints(self) -> None:
        assert {id_: self.advice[id_, None] for id_ in STATED} == {
            "checkout": "continue", "delivery": "start", "support": "start", "search": "start",
            "app": "cannot_tell", "returns": "cannot_tell",
        }  # fmt: skip

    def test_opportunities(self) -> None:
        assert {what: advice for (_, what), advice in self.advice.items() if what} == {
            "Remember the card": "start", "One page": "continue", "Guest checkout": "cannot_tell",
            "New colours": "continue", "Print a label": "cannot_tell",
        }  # fmt: skip

    def test_the_highest_priority_comes_first_with_its_opportunities(self) -> None:
        order = [(row.touchpoint, row.opportunity) for row in self.found.rows]
        assert order[:5] == [
            ("checkout", None), ("checkout", "Remember the card"), ("checkout", "One page"),
            ("checkout", "Guest checkout"), ("delivery", None),
        ]  # fmt: skip
        assert order[-2:] == [("returns", None), ("returns", "Print a label")]

    def test_rows_say_from_what(self) -> None:
        rows = {(row.touchpoint, row.opportunity): row for row in self.found.rows}
        assert rows["checkout", None].because == (
            "first: health 66, target 75: P(first) 75 %, 642 points lost per 100 journeys; "
            "running: One page"
        )
        assert rows["support", None].because == (
            "number 3, after Delivery: health 61, target 75: P(below) 99 %"
        )
        assert rows["search", None].because == (
            "number 4, after Support: goal Score ≥ 9 missed (P(met) < 1 %)"
        )
        assert rows["returns", None].because == "only 5 answers"
        row = rows["checkout", "Remember the card"]
        assert (row.state, row.effort, row.stage) == ("idea", "low", "buy")
        assert row.because == "the touchpoint needs it; low effort"
        row = rows["app", "New colours"]
        assert (row.state, row.effort) == ("running", "high")
        assert row.because == "the touchpoint has not surely reached its target; high effort"
        assert rows["app", None].state is None

    def test_headline(self) -> None:
        assert self.found.headline() == (
            "Go on at Checkout; start at Delivery, Support and Search, in this order; cannot tell "
            "at App and Returns."
        )

    def test_ranks_count_what_needs_work(self) -> None:
        assert [row.rank for row in self.found.rows] == [1] * 4 + [2, 3, 4] + [None] * 4

    def test_printed_within_100_columns(self) -> None:
        table = str(self.found).partition("\nnote")[0].partition("\n")[2]
        assert max(map(len, table.splitlines())) <= 100
        assert "Remember the card" in table

    def test_written(self) -> None:
        again = json.loads(json.dumps(self.found.to_dict(), allow_nan=False))
        assert again["question"] == "advice"
        assert again["settings"] == {
            "metric": ["score"], "wave": None, "segment": {}, "target": 75.0, "level": 0.95,
            "seed": 0, "draws": 20000, "reach": "given", "importance": "given",
        }  # fmt: skip
        assert again["rows"][0]["opportunity"] is None


def test_without_importance_there_are_no_quadrants() -> None:
    found = find_advice(SHOP, target=75, reach=REACH)
    assert not any("importance" in row.because for row in found.rows)
    assert "stop at" not in found.headline()
    assert (
        "Nobody says what matters more: all touchpoints count as equally important." in found.notes
    )


def test_p_first_is_among_those_with_ten_answers() -> None:
    found = find_advice(SHOP)
    support = next(row for row in found.rows if row.touchpoint == "support")
    assert support.advice == "start"
    assert support.because.startswith("first: health 61: P(first) 64 %, ")


def test_the_only_one_with_enough_answers_is_not_first_among_nobody() -> None:
    thin = [{"touchpoint": id_, "metric": "csat", "value": value, "n": n, "sd": 0.5}
            for id_, value, n in (("a", 1.5, 9), ("b", 1.6, 8), ("fine", 4.8, 500))]  # fmt: skip
    shop = Journey.model_validate({
        "name": "Shop", "stages": [{"name": "Buy", "touchpoints": ["A", "B", "Fine"]}],
        "readings": thin,
    })  # fmt: skip
    advice = {row.touchpoint: row.advice for row in find_advice(shop).rows}
    assert advice == {"a": "cannot_tell", "b": "cannot_tell", "fine": "cannot_tell"}
    assert not any("The weakest is rather" in note for note in find_priorities(shop).notes)


@pytest.mark.parametrize(
    ("readings", "because"),
    [
        ([], "not measured"),
        ([{"touchpoint": "app", "metric": "score", "guess": 5}], "only guessed"),
        ([{"touchpoint": "app", "metric": "score", "value": 5}], "number of answers unknown"),
        ([{"touchpoint": "app", "metric": "score", "counts": {5: 1}}], "only 1 answer"),
        (
            [{"touchpoint": "app", "metric": "score", "counts": {5: 10}}],
            "nothing to compare it with",
        ),
        (
            [
                {"touchpoint": "app", "metric": "score", "counts": {5: 9}},
                {"touchpoint": "search", "metric": "score", "counts": {5: 90}},
            ],
            "only 9 answers",
        ),
    ],
)
def test_cannot_tell(readings: list[Any], because: str) -> None:
    found = find_advice(make_shop(readings=readings))
    row = next(row for row in found.rows if row.touchpoint == "app")
    assert (row.advice, row.because) == ("cannot_tell", because)


def test_a_missed_goal_counts_even_alone() -> None:
    shop = make_shop(
        {"app": {"goal": "score >= 9"}},
        readings=[{"touchpoint": "app", "metric": "score", "counts": {5: 50}}],
    )
    row = next(row for row in find_advice(shop).rows if row.touchpoint == "app")
    assert row.advice == "start"
    assert row.because.startswith("first: goal Score ≥ 9 missed (P(met) ")


def test_supporting_goals_do_not_count() -> None:
    goal = {"metric": "score", "operator": ">=", "target": 9, "primary": False}
    found = find_advice(make_shop({"app": {"goal": goal}}), target=70)
    row = next(row for row in found.rows if row.touchpoint == "app")
    assert row.advice == "continue"
    assert "goal" not in row.because


def test_a_journey_without_touchpoints() -> None:
    found = find_advice(Journey(name="Shop", stages=["Buy"]))
    assert str(found) == "The journey has no touchpoints."


@given(journeys())
@settings(max_examples=20, deadline=None)
def test_any_journey_gives_advice_that_can_be_written(journey: Journey) -> None:
    found = find_advice(journey, draws=200)
    assert json.dumps(found.to_dict(), allow_nan=False)
    assert len(found.rows) == sum(1 + len(t.opportunities) for t in journey.touchpoints)


def test_only_a_target_makes_short_a_reason() -> None:
    bare = find_advice(make_shop())
    assert not any("P(below)" in row.because for row in bare.rows)
    assert sum("no target is set: give --target" in row.because for row in bare.rows) == 2
    own = find_advice(make_shop(score={"target": 8}))
    assert sum("target 100: P(" in row.because for row in own.rows) == 5


def test_overkill_stops_above_the_target_only() -> None:
    plain = make_shop({"app": {"opportunities": [{"do": "Colours", "state": "running"}]}})
    for target, advice in ((60, "stop"), (75, "cannot_tell"), (90, "continue")):
        found = find_advice(plain, target=target, importance=STATED)
        own = [row for row in found.rows if row.touchpoint == "app"]
        assert own[0].advice == advice
    assert own[0].rank is not None
    assert own[0].because.endswith("; running: Colours")


def test_the_weakest_link_of_a_missed_stage_comes_in() -> None:
    stages = [
        {"name": "Buy", "goal": "csat >= 4", "touchpoints": [
            {"name": "Find", "opportunities": ["Shelves"]}, "Pay"]},
        {"name": "Use", "touchpoints": ["Wait", "Help"]},
    ]  # fmt: skip
    lows = {"find": 40, "pay": 20, "wait": 170, "help": 20}
    journey = Journey.model_validate({
        "name": "Shop", "stages": stages,
        "readings": [
            {"touchpoint": id_, "metric": "csat", "counts": {2: low, 4: 200 - low}}
            for id_, low in lows.items()
        ],
    })  # fmt: skip
    advice = {row.opportunity or row.touchpoint: row for row in find_advice(journey).rows}
    assert [advice[id_].advice for id_ in ("wait", "find", "Shelves")] == ["start"] * 3
    assert {advice[id_].advice for id_ in ("pay", "help")} == {"cannot_tell"}
    assert advice["find"].because == (
        "number 2, after Wait: health 65, weakest link of Buy: goal CSAT ≥ 4 missed"
    )


def test_a_negative_driver_is_no_reason() -> None:
    rows = tuple(DriverShare(id_, 0.2, -1.0 if id_ == "app" else 1.0) for id_ in STATED)
    found = find_advice(make_shop(), target=90, importance=DriverShares(rows))
    row = next(row for row in found.rows if row.touchpoint == "app")
    assert (row.advice, row.because) == (
        "cannot_tell", "a better score there goes with a worse outcome",
    )  # fmt: skip
