from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from tests.analysis.priorities.shop_example import REACH, SHOP, STATED, make_shop
from tests.strategies import journeys

KEYS = {"touchpoint", "reach", "importance", "shortfall", "priority", "p_first"}


class TestWorkedExample:
    found = find_priorities(make_shop(), target=80, reach=REACH)
    by_id = {row.touchpoint: row for row in found.rows}  # noqa: RUF012

    def test_priorities_are_the_published_ones(self) -> None:
        wanted = [3.182, 8.013, 6.991, 4.042, 2.380, 2.895]
        assert [round(self.by_id[id_].priority, 3) for id_ in SHOP["names"]] == wanted
        assert self.by_id["checkout"].p_first == pytest.approx(0.731, abs=0.012)
        assert self.by_id["delivery"].p_first == pytest.approx(0.259, abs=0.012)

    def test_rows_are_sorted_by_priority(self) -> None:
        assert [row.touchpoint for row in self.found.rows] == [
            "checkout", "delivery", "support", "search", "app", "returns",
        ]  # fmt: skip

    def test_a_row_holds_its_factors(self) -> None:
        row = self.by_id["checkout"]
        assert row.priority == pytest.approx(row.reach * row.importance * row.shortfall)
        assert row.lost_per_100 == 100 * row.priority
        assert (row.reach, row.importance, row.given_importance) == (0.6, 1.0, None)
        assert (row.n, row.n_effective, row.metric, row.stage) == (120, None, "score", "buy")
        assert (row.base, row.name, row.opportunity) == ("ok", "Checkout", None)
        assert row.low < row.priority < row.high
        assert row.p_short > 0.99
        assert row.health == pytest.approx(66.389, abs=1e-3)

    def test_pooled_health_is_that_of_the_ranking(self) -> None:
        ranked = {row.touchpoint: row for row in find_weakest(make_shop()).rows}
        for id_, row in self.by_id.items():
            assert row.pooled_health == pytest.approx(ranked[id_].pooled_health)

    def test_table_as_printed(self) -> None:
        assert str(self.found) == (
            "Likely the first to fix: Checkout (P 74 %), then Delivery (25 %).\n"
            "touchpoint  reach  shortfall  points lost (95 %)  P(first)  answers  base\n"
            "Checkout     60 %       13.4  801 (551 to 1,053)      74 %      120  ok\n"
            "Delivery     55 %       12.7    699 (498 to 901)      25 %      190  ok\n"
            "Support      25 %       16.2    404 (166 to 666)     < 1 %       20  low\n"
            "Search      100 %        3.2      318 (0 to 648)     < 1 %      150  ok\n"
            "App          80 %        3.6     289 (65 to 513)     < 1 %      220  ok\n"
            "Returns      12 %       19.8     238 (44 to 522)     < 1 %        5  too few\n"
            "note: The weakest is rather Support (P 64 %; low base, n 20): how many pass and how "
            "it matters count here, too.\n"
            "note: Points lost are health points per 100 journeys: reach x importance x the "
            "shortfall to health 80.\n"
            "note: Nobody says what matters more: all touchpoints count as equally important.\n"
            "note: P(first) is how often most is lost there among all plausible true scores "
            "(20,000 draws, good to ±0.7 points)."
        )

    def test_json_has_the_keys_and_plain_numbers(self) -> None:
        again = json.loads(json.dumps(self.found.to_dict(), allow_nan=False))
        assert again.keys() == {
            "question", "journey", "settings", "rows", "notes", "verdict", "not_measured",
        }  # fmt: skip
        assert again["question"] == "priorities"
        assert again["rows"][0].keys() >= KEYS
        assert again["verdict"]["touchpoints"] == ["checkout"]
        assert again["settings"] == {
            "metric": ["score"], "wave": None, "segment": {}, "target": 80.0, "level": 0.95,
            "seed": 0, "draws": 20000, "reach": "given", "importance": "equal",
        }  # fmt: skip


def test_options() -> None:
    found = find_priorities(make_shop(), top=2, seed=1, draws=500, level=0.8, target=np.float64(80))
    assert [row.touchpoint for row in found.rows] == ["returns", "support"]
    assert found.settings["draws"] == 500
    assert found.settings["target"] == 80
    assert "points lost (80 %)" in str(found)


class TestImportance:
    def test_stated_on_ten_gives_ulwicks_opportunity(self) -> None:
        found = find_priorities(make_shop(), target=80, reach=REACH, importance=STATED)
        row = next(row for row in found.rows if row.touchpoint == "checkout")
        assert row.given_importance == 8
        assert row.importance == pytest.approx(8 / 6.25)
        assert row.opportunity == pytest.approx(8 + (8 - row.pooled_health / 10))
        assert max(map(len, str(found).partition("note")[0].splitlines())) <= 100

    @pytest.mark.parametrize("divided_by", [9 / 7, 900])
    def test_another_scale_gives_none(self, divided_by: float) -> None:
        given = {id_: value / divided_by for id_, value in STATED.items()}
        found = find_priorities(make_shop(), importance=given)
        assert {row.opportunity for row in found.rows} == {None}

    def test_own_importance_of_the_journey(self) -> None:
        own = make_shop({id_: {"importance": value} for id_, value in STATED.items()})
        found = find_priorities(own, target=80, reach=REACH)
        given = find_priorities(make_shop(), target=80, reach=REACH, importance=STATED)
        assert found.settings["importance"] == "journey"
        assert found.to_dicts() == given.to_dicts()

    def test_it_decides(self) -> None:
        found = find_priorities(
            make_shop(), target=80, reach=REACH, importance={"search": 9, "app": 1}
        )
        assert found.settings["importance"] == "given"
        assert found.rows[0].touchpoint == "checkout"
        only = {id_: float(id_ == "search") for id_ in SHOP["names"]}
        assert find_priorities(make_shop(), importance=only).rows[0].touchpoint == "search"


class TestTarget:
    def test_without_one_it_is_health_100_and_said(self) -> None:
        found = find_priorities(make_shop())
        assert found.settings["target"] == 100
        assert (
            "The shortfall is counted up to health 100, the best end of the scale of score: set a "
            "target for it, or ask with a target health such as 80." in found.notes
        )

    def test_the_metrics_own_is_health_100_and_needs_no_word(self) -> None:
        found = find_priorities(make_shop(score={"target": 8.2}), reach=REACH)
        assert found.settings["target"] == 100
        assert not any("best end" in note for note in found.notes)
        assert (
            "Points lost are health points per 100 journeys: reach x importance x the shortfall to "
            "health 100, the target (score 8.20)." in found.notes
        )
        by_eighty = find_priorities(make_shop(), target=80, reach=REACH)
        # (8.2 - 1)/9 is health 80 of the whole scale, so that one loses 1/0.8 as many points;
        # only the prior of the spread keeps its size
        row, same = found.rows[0], by_eighty.rows[0]
        assert row.touchpoint == same.touchpoint
        assert row.priority == pytest.approx(same.priority / 0.8, rel=0.03)

    @pytest.mark.parametrize("target", [0, -1, 100.1, float("nan"), True, "80"])
    def test_refused(self, target: Any) -> None:
        with pytest.raises(ValueError, match="target must be a health above 0 and up to 100"):
            find_priorities(make_shop(), target=target)

    def test_all_reach_it(self) -> None:
        found = find_priorities(make_shop(), target=20, draws=2000)
        assert found.verdict.kind == "none"
        assert found.headline().startswith("Nothing to fix first: no touchpoint falls short of")


def test_nobody_passes_anything() -> None:
    found = find_priorities(make_shop(), reach=dict.fromkeys(REACH, 0.0))
    assert found.headline() == (
        "No verdict: no journey passes a touchpoint that matters (reach x importance is 0)."
    )
    assert {row.priority for row in found.rows} == {0.0}


def test_too_few_answers_make_no_verdict() -> None:
    found = find_priorities(make_shop())
    assert found.verdict.kind == "undecided"
    assert found.headline() == (
        "Undecided: too few answers at Returns (n 5); among the others fix Support first "
        "(P 64 %; low base, n 20)."
    )


@pytest.mark.parametrize(
    ("readings", "headline"),
    [
        ([], "No verdict: no touchpoint is measured."),
        (
            [{"touchpoint": "app", "metric": "score", "counts": {5: 20}}],
            "No verdict: only App is measured, there is nothing to compare it with.",
        ),
    ],
)
def test_nothing_to_compare(readings: list[Any], headline: str) -> None:
    found = find_priorities(make_shop(readings=readings))
    assert found.headline() == headline
    assert found.rows == ()
    assert found.verdict.kind == "none"
    assert len(found.not_measured) == 6 - len(readings)
    assert str(found).startswith(headline)


def test_constant_answers_are_no_certainty() -> None:
    readings = [
        {"touchpoint": id_, "metric": "score", "counts": {code: 3}}
        for id_, code in (("app", 10), ("search", 10), ("support", 1))
    ]
    found = find_priorities(make_shop(readings=readings), target=80)
    assert json.dumps(found.to_dict(), allow_nan=False)
    assert found.headline().startswith("Undecided: too few answers at Support (n 3), and at every")


def test_a_metric_that_is_missing_at_some_is_told() -> None:
    readings = [
        {"touchpoint": id_, "metric": metric, "counts": {3: 20, 4: 20}}
        for id_, metric in (("app", "csat"), ("app", "score"), ("search", "csat"))
    ]
    found = find_priorities(make_shop(readings=readings), metric=["csat", "score"])
    assert "1 of 2 touchpoints lack a metric; the others stand for it." in found.notes
    assert (
        "With 2 touchpoints the chances lean on the assumption of how much touchpoints differ."
        in found.notes
    )


@pytest.mark.parametrize(
    "wrong", [{"metric": "cast"}, {"wave": "2019"}, {"segment": {"a": "b"}}, {"reach": {"apq": 1}}]
)
def test_unknown_names(wrong: dict[str, Any]) -> None:
    with pytest.raises(UnknownNameError):
        find_priorities(make_shop(), **wrong)


@pytest.mark.parametrize(
    "wrong", [{"level": 1}, {"top": 0}, {"seed": -1}, {"draws": 99}, {"reach": {"app": 2}}]
)
def test_numbers_that_are_none(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must"):
        find_priorities(make_shop(), **wrong)


def test_hostile_names_are_escaped() -> None:
    shop = make_shop({"app": {"name": "<script>alert(1)</script>"}})
    found = find_priorities(shop)
    assert "<script>" not in found._repr_html_()
    assert "<script>alert(1)</script>" in str(found)


@given(journeys())
@settings(max_examples=25, deadline=None)
def test_any_journey_gives_a_result_that_can_be_written(journey: Journey) -> None:
    found = find_priorities(journey, draws=200)
    assert json.dumps(found.to_dict(), allow_nan=False)
    assert found.headline()
    assert str(found)
