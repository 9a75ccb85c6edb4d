from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from journeymap.analysis.priorities.advice import find_advice
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
            "checkout": "start", "delivery": "start", "support": "continue", "search": "start",
            "app": "stop", "returns": "cannot_tell",
        }  # fmt: skip

    def test_opportunities(self) -> None:
        assert {what: advice for (_, what), advice in self.advice.items() if what} == {
            "Remember the card": "start", "One page": "continue", "Guest checkout": "cannot_tell",
            "New colours": "stop", "Print a label": "cannot_tell",
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
        assert rows["checkout", None].because.endswith(
            "points lost per 100 journeys; P(below health 75) > 99 %; 1 pain, named by 41; "
            "importance 8, concentrate here (P 78 %)"
        )
        assert "goal Score ≥ 9 missed" in rows["search", None].because
        assert rows["returns", None].because == "only 5 answers"
        row = rows["checkout", "Remember the card"]
        assert (row.state, row.effort, row.stage) == ("idea", "low", "buy")
        assert row.because == "the touchpoint needs it; low effort"
        row = rows["app", "New colours"]
        assert (row.state, row.effort) == ("running", "high")
        assert row.because == "the touchpoint gets more than it needs; high effort"
        assert rows["app", None].state is None

    def test_headline(self) -> None:
        assert self.found.headline() == (
            "Start at Checkout, Delivery and Search; stop at App; continue at Support; "
            "cannot tell at Returns."
        )

    def test_printed_within_100_columns(self) -> None:
        table = str(self.found).partition("\nnote")[0]
        assert max(map(len, table.splitlines())) <= 100
        assert "Remember the" in table

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
    assert support.because.startswith("P(first) 64 %")


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
    assert row.because == "nothing to compare it with; goal Score ≥ 9 missed"


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
    assert not any("below health" in row.because for row in bare.rows)
    assert sum("no target is set: give --target" in row.because for row in bare.rows) == 5
    own = find_advice(make_shop(score={"target": 8}))
    assert sum("P(below health 100)" in row.because for row in own.rows) == 5
