from __future__ import annotations

import json
from math import hypot
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.analysis.evidence.candidates import find_measured
from journeymap.analysis.evidence.selection import select_readings
from journeymap.analysis.ranking.moderation import find_candidates
from journeymap.analysis.ranking.place_rows import WeakestPlaces
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey

STAGES: list[dict[str, Any]] = [
    {"name": "Find", "touchpoints": [
        {"id": "ad", "channel": "web"}, {"id": "shop", "channel": "store"}]},
    {"name": "Buy", "touchpoints": [
        {"id": "cart", "channel": "web"}, {"id": "till", "channel": "store"}]},
    {"name": "Use", "touchpoints": [{"id": "help", "channel": "web"}, {"id": "manual"}]},
]  # fmt: skip


def csat(touchpoint: str, bad: int, of: int = 100) -> dict[str, Any]:
    return {"touchpoint": touchpoint, "metric": "csat", "counts": {1: bad, 5: of - bad}}


def journey_of(*readings: dict[str, Any], **more: Any) -> Journey:
    return Journey.model_validate(
        {"name": "Shop", "stages": STAGES, "readings": list(readings), **more}
    )


READINGS = (csat("ad", 10), csat("shop", 20), csat("cart", 60), csat("till", 20), csat("help", 30))
SHOP = journey_of(*READINGS)


def healths(found: WeakestPlaces) -> dict[str, float]:
    return {row.id: row.health for row in found.rows}


def errors(journey: Journey) -> dict[str, float]:
    found, _ = find_measured(journey, select_readings(journey), ["csat"], level=0.95)
    return {candidate.touchpoint: candidate.se for candidate in find_candidates(found)}


def test_a_stage_is_the_mean_of_its_measured_touchpoints() -> None:
    found = find_weakest(SHOP, by="stage")
    assert healths(found) == pytest.approx({"find": 85, "buy": 60, "use": 70})
    buy, use = found.rows[:2]
    assert (buy.scope, buy.id, buy.name, buy.metric) == ("stage", "buy", "Buy", "csat")
    assert (buy.n, buy.n_effective, buy.touchpoints, buy.of) == (200, 200, 2, 2)
    assert (buy.weakest_touchpoint, buy.coverage, buy.base) == ("cart", 1.0, "ok")
    assert (use.touchpoints, use.of, use.n) == (1, 2, 100)
    se = errors(SHOP)
    half = 1.959964 * hypot(se["cart"], se["till"]) / 2
    assert (buy.health_low, buy.health_high) == pytest.approx((60 - half, 60 + half), abs=1e-4)
    assert found.verdict.kind == "clear"
    assert found.verdict.places == ("buy",)
    assert found.verdict.text == "Clear: Buy is the weakest stage (P 96 %)."
    assert found.notes == (
        "With 3 stages the chances lean on the assumption of how much stages differ.",
        "P(weakest) is how often a stage comes out lowest among all plausible true scores "
        "(20,000 draws, good to ±0.7 points).",
        "The health of a stage is the mean of its measured touchpoints, each alike; their answers "
        "count as independent.",
    )


def test_the_table_of_stages() -> None:
    lines = str(find_weakest(SHOP, by="stage")).splitlines()
    assert lines[1:5] == [
        "stage  metric  health (95 % interval)  touchpoints  P(weakest)  rank (90 %)  answers"
        "  base",
        "Buy    csat    60 (54 to 66)                2 of 2        96 %            1      200  ok",
        "Use    csat    70 (61 to 79)                1 of 2         4 %            2      100  ok",
        "Find   csat    85 (80 to 90)                2 of 2       < 1 %            3      200  ok",
    ]


def test_json_of_stages_is_plain() -> None:
    again = json.loads(json.dumps(find_weakest(SHOP, by="stage").to_dict(), allow_nan=False))
    assert again["question"] == "weakest"
    assert again["settings"]["by"] == "stage"
    assert again["rows"][0]["scope"] == "stage"
    assert again["verdict"]["places"] == ["buy"]
    assert again["not_measured"] == []


def test_channels_cut_across_stages_and_tell_who_has_none() -> None:
    journey = journey_of(*READINGS, csat("manual", 90))
    found = find_weakest(journey, by="channel")
    assert healths(found) == pytest.approx({"web": 100 - (10 + 60 + 30) / 3, "store": 80})
    assert found.rows[0].scope == "channel"
    assert found.verdict.text.startswith("Clear: web is the weakest channel (P ")
    assert "Without a channel, so in none: manual." in found.notes
    named = journey_of(*READINGS, channels=[{"id": "store", "name": "High street"}, "web"])
    assert [row.name for row in find_weakest(named, by="channel").rows] == ["web", "High street"]


def test_a_stage_reading_of_its_own_wins_over_the_mean() -> None:
    own = {"stage": "find", "metric": "csat", "counts": {1: 90, 5: 10}}
    found = find_weakest(journey_of(*READINGS, own), by="stage")
    first = found.rows[0]
    assert (first.id, first.n) == ("find", 100)
    assert first.health == pytest.approx(10)
    assert (first.touchpoints, first.of, first.weakest_touchpoint) == (0, 2, None)
    assert "own reading" in str(found)
    guess = {"stage": "find", "metric": "csat", "guess": 1}
    assert healths(find_weakest(journey_of(*READINGS, guess), by="stage")) == healths(
        find_weakest(SHOP, by="stage")
    )


def own(stage: str, bad: int) -> dict[str, Any]:
    return {"stage": stage, "metric": "csat", "counts": {1: bad, 5: 100 - bad}}


def test_no_mean_is_told_where_each_stage_has_one_reading() -> None:
    found = find_weakest(journey_of(own("find", 5), own("buy", 30), csat("help", 40)), by="stage")
    assert [row.touchpoints for row in found.rows] == [1, 0, 0]
    assert not any("mean of its" in note or "reach" in note for note in found.notes)


def test_a_mean_beside_own_readings_says_whose_it_is() -> None:
    found = find_weakest(journey_of(*READINGS[2:], own("find", 5)), by="stage")
    assert (
        "Without a reading of its own, the health of a stage is the mean of its measured "
        "touchpoints, each alike; their answers count as independent."
    ) in found.notes


def test_own_readings_win_metric_by_metric() -> None:
    own = {"stage": "find", "metric": "ces_ease", "counts": {1: 50, 7: 50}}
    journey = journey_of(*READINGS, own)
    found = find_weakest(journey, by="stage", weights={"csat": 1, "ces_ease": 3})
    find = next(row for row in found.rows if row.id == "find")
    assert find.health == pytest.approx((85 + 3 * 50) / 4)
    assert (find.metric, find.coverage, find.n) == ("csat + ces_ease", 1.0, 100)
    assert {row.coverage for row in found.rows if row.id != "find"} == {0.25}


def test_reach_weighs_the_mean() -> None:
    reach = {"ad": 1.0, "shop": 0.5, "cart": 0.2, "till": 0.8, "help": 1, "manual": 0}
    found = find_weakest(SHOP, by="stage", reach=reach)
    assert healths(found) == pytest.approx({
        "find": (90 + 0.5 * 80) / 1.5, "buy": 0.2 * 40 + 0.8 * 80, "use": 70,
    })  # fmt: skip
    assert found.notes[-1] == (
        "The health of a stage is the mean of its measured touchpoints, each by its reach; their "
        "answers count as independent."
    )
    assert found.settings["reach"]["cart"] == 0.2


def test_where_reach_is_not_given_it_is_1() -> None:
    found = find_weakest(SHOP, by="stage", reach={"ad": 0.5, "cart": 0.2, "till": 0.8, "help": 0})
    assert healths(found) == pytest.approx({
        "find": (0.5 * 90 + 80) / 1.5, "buy": 0.2 * 40 + 0.8 * 80, "use": 70,
    })  # fmt: skip
    assert found.notes[-1] == ("No reach is known for shop: counted as passed by every journey.")
    assert found.notes[-2].startswith("The health of a stage is the mean of its measured")


def test_transitions_tell_the_reach() -> None:
    flow = {
        "transitions": [
            {"from": "ad", "to": "shop", "count": 50}, {"from": "ad", "to": "cart", "count": 20},
            {"from": "shop", "to": "cart", "count": 10}, {"from": "cart", "to": "till", "count": 5},
            {"from": "till", "to": "help", "count": 5},
        ],
        "starts": {"ad": 100},
    }  # fmt: skip
    found = find_weakest(journey_of(*READINGS, **flow), by="stage")
    assert healths(found)["find"] == pytest.approx((90 + 0.5 * 80) / 1.5)
    assert healths(found)["buy"] == pytest.approx((0.3 * 40 + 0.05 * 80) / 0.35)
    assert any("each by its reach" in note for note in found.notes)
    assert "reach" not in found.settings


def test_transitions_that_tell_the_reach_of_some_weigh_nothing() -> None:
    flow = {"transitions": [{"from": "ad", "to": "shop", "count": 50}]}
    found = find_weakest(journey_of(*READINGS, **flow), by="stage")
    assert healths(found) == pytest.approx({"find": 85, "buy": 60, "use": 70})
    assert found.notes[-1] == (
        "Transitions tell the reach of 2 of 5 touchpoints only: all count alike; give reach."
    )


def test_reach_is_checked() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_weakest(SHOP, by="stage", reach={"crat": 1})
    assert str(caught.value) == "no touchpoint 'crat'; did you mean 'cart'?"
    for share in (-0.1, 1.1, float("nan"), float("inf"), True, "1"):
        with pytest.raises(ValueError, match=r"^the reach of cart must lie between 0 and 1, got "):
            find_weakest(SHOP, by="stage", reach={"cart": share})  # type: ignore[call-overload]


def test_nothing_to_compare() -> None:
    one = find_weakest(journey_of(csat("ad", 10)), by="stage")
    assert (one.rows, one.verdict.kind, one.not_measured) == ((), "none", ("buy", "use"))
    assert str(one) == (
        "No verdict: only Find is measured, there is nothing to compare it with.\n"
        "note: Not ranked (not measured): Buy and Use."
    )
    none = find_weakest(journey_of(), by="channel")
    assert none.verdict.text == "No verdict: no channel is measured."
    bare = Journey.model_validate({"name": "J", "stages": [{"name": "S", "touchpoints": ["a"]}]})
    assert str(find_weakest(bare, by="channel")) == (
        "No verdict: no channel is measured.\nnote: Without a channel, so in none: a."
    )


def test_few_answers_never_make_a_verdict_on_a_stage() -> None:
    journey = journey_of(csat("ad", 10), csat("cart", 4, 4), csat("till", 5, 5), csat("help", 30))
    found = find_weakest(journey, by="stage")
    assert found.rows[0].base == "suppressed"
    assert found.verdict.text.startswith(
        "Undecided: too few answers at Buy (worth 8 answers); among the others it is Use (P "
    )
    guess = {"touchpoint": "cart", "metric": "csat", "guess": 1}
    missing = find_weakest(journey_of(csat("ad", 10), csat("help", 30), guess), by="stage")
    assert "Not ranked (only guessed): Buy." in missing.notes


def test_a_mean_is_worth_less_than_its_answers_where_they_are_few_at_one() -> None:
    journey = journey_of(
        csat("ad", 10), csat("cart", 40, 220), csat("till", 4, 5), csat("help", 30)
    )
    found = find_weakest(journey, by="stage")
    buy = next(row for row in found.rows if row.id == "buy")
    assert (buy.n, buy.base) == (225, "low")
    assert buy.n_effective == pytest.approx(4 / (1 / 220 + 1 / 5))
    assert "225 (worth 19)" in str(found)
    assert str(find_weakest(SHOP, by="stage")).count("worth") == 0
    assert found.notes[-1] == (
        "The health of a stage is the mean of its measured touchpoints, each alike; their answers "
        "count as independent. What the answers are worth is less than their number where some "
        "touchpoints have few."
    )
    one = find_weakest(journey, by="stage", reach={"cart": 0.9, "till": 0.1})
    buy = next(row for row in one.rows if row.id == "buy")
    assert buy.n_effective == pytest.approx(100 / (81 / 220 + 1 / 5))


def test_weighted_answers_count_by_what_they_are_worth() -> None:
    weighted = {**csat("cart", 60), "n_effective": 6.5}
    found = find_weakest(journey_of(csat("ad", 10), weighted, csat("help", 30)), by="stage")
    buy = next(row for row in found.rows if row.id == "buy")
    assert (buy.n, buy.n_effective, buy.base) == (100, 6.5, "suppressed")
    assert "too few answers at Buy (worth 6 answers)" in found.verdict.text


@pytest.mark.parametrize("method", ["raw_min", "surely_bad", "flat", "eb", "rank_ci"])
def test_stages_by_the_other_methods(method: Any) -> None:
    found = find_weakest(SHOP, by="stage", method=method)
    assert found.rows[0].id == "buy"
    assert (found.rows[0].p_weakest is None) == (method in ("raw_min", "surely_bad", "rank_ci"))
    assert json.dumps(found.to_dict(), allow_nan=False)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=6, max_size=6))
def test_laws_of_stages(counts: list[tuple[int, int]]) -> None:
    ids = [t["id"] for stage in STAGES for t in stage["touchpoints"]]
    readings = [csat(str(t), bad, bad + good) for t, (bad, good) in zip(ids, counts, strict=True)]
    found = find_weakest(journey_of(*readings), by="stage", draws=500)
    assert sum(row.p_weakest or 0 for row in found.rows) == pytest.approx(1)
    touchpoints = {r.touchpoint: r.health for r in find_weakest(journey_of(*readings)).rows}
    for row, stage in ((row, stage) for row in found.rows for stage in STAGES):
        if stage["name"] == row.name:
            inside = [touchpoints[str(t["id"])] for t in stage["touchpoints"]]
            assert row.health == pytest.approx(sum(inside) / 2)
            assert touchpoints[row.weakest_touchpoint or ""] == min(inside)


def test_a_touchpoint_that_nobody_meets_weighs_nothing() -> None:
    reach = {"ad": 1, "shop": 0, "cart": 0, "till": 0, "help": 1}
    found = find_weakest(SHOP, by="stage", reach=reach)
    # where all of them weigh nothing they count alike
    assert healths(found) == pytest.approx({"find": 90, "buy": 60, "use": 70})


def test_stages_have_all_that_the_method_gives() -> None:
    found = find_weakest(SHOP, by="stage", margin=15, k=2)
    assert found.settings["draws"] == 20_000
    for row in found.rows:
        assert (row.p_near_weakest or 0) >= (row.p_weakest or 0)
        mean, sd = row.pooled_health or 0.0, row.pooled_sd or 0.0
        assert sd > 0
        assert (row.pooled_low, row.pooled_high) == pytest.approx(
            (mean - 1.644854 * sd, mean + 1.644854 * sd)
        )
    assert [column.heading for column in found.columns()] == [
        "stage", "health (95 % interval)", "touchpoints", "P(weakest)", "P(within 15)",
        "P(bottom 2)", "rank (90 %)", "answers", "base",
    ]  # fmt: skip
    near = [row.p_near_weakest or 0 for row in found.rows]
    assert near[0] > 0.99
    assert 0.5 < near[1] < 0.95
    assert near[2] < 0.05
    assert find_weakest(journey_of(), by="stage").settings["by"] == "stage"


def test_a_large_base_is_shown_without_its_worth() -> None:
    journey = journey_of(csat("ad", 10), csat("cart", 40, 900), csat("till", 20), csat("help", 30))
    found = find_weakest(journey, by="stage")
    buy = next(row for row in found.rows if row.id == "buy")
    assert (buy.n, buy.n_effective, buy.base) == (1000, 360, "ok")
    assert "worth" not in str(found)


def test_what_is_left_out_has_its_own_name_and_reason() -> None:
    guess = {"touchpoint": "till", "metric": "csat", "guess": 1}
    missing = find_weakest(journey_of(csat("ad", 10), csat("help", 30), guess), by="stage")
    assert "Not ranked (only guessed): Buy." in missing.notes
    channels = [{"id": "app", "name": "Our app"}, {"id": "store", "name": "High street"}, "web"]
    found = find_weakest(journey_of(csat("ad", 10), csat("help", 30), channels=channels),
                         by="channel")  # fmt: skip
    assert found.notes[-1] == "Not ranked (not measured): Our app and High street."
