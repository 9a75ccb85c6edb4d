from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from journeymap.analysis.drivers.finding import find_drivers
from journeymap.errors import UnknownNameError
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.statistics.drivers.shares import r_squared, relative_weights, shapley_shares
from tests.analysis.drivers.shop import JOURNEY, QUESTIONS, RATED, find, make_table

MEANING = (
    "Shares are parts of R²: near-duplicates divide what they share, and what nobody was asked "
    "about is in none."
)


def correlate(table: pl.DataFrame, *columns: str) -> tuple[Any, Any]:
    found = np.asarray(np.corrcoef(table.select(*columns).to_numpy().T))
    return found[:-1, :-1], found[:-1, -1]


def test_shares_are_those_of_the_correlations() -> None:
    table = make_table()
    found = find(table)
    rxx, rxy = correlate(table, "cart", "pay", "ship", "nps")
    parts = shapley_shares(rxx, rxy)
    assert [row.touchpoint for row in found.rows] == ["cart", "pay", "ship"]
    assert [row.share_of_outcome for row in found.rows] == pytest.approx(parts.tolist())
    assert [row.share for row in found.rows] == pytest.approx((parts / parts.sum()).tolist())
    assert [row.r for row in found.rows] == pytest.approx(rxy.tolist())
    assert found.r_squared == pytest.approx(r_squared(rxx, rxy))
    assert (found.method, found.outcome, found.n) == ("shapley", "nps", 300)
    assert [(row.stage, row.metric, row.n, row.coverage) for row in found.rows] == [
        ("buy", "csat", 300, 1.0)
    ] * 3


def test_resampled_shares_are_kept_for_what_rests_on_them() -> None:
    found = find(make_table())
    assert list(found.resampled) == ["csat@cart", "csat@pay", "csat@ship"]
    drawn = np.array(list(found.resampled.values()))
    assert drawn.shape == (3, 200)
    assert drawn.sum(axis=0) == pytest.approx(np.ones(200), abs=1e-3)
    by_id = {f"{row.metric}@{row.touchpoint}": row for row in found.rows}
    for id_, shares in zip(found.resampled, drawn, strict=True):
        assert float(shares.mean()) == pytest.approx(by_id[id_].share, abs=0.03)
    first = (drawn.argmax(axis=0) == 0).mean()
    assert first == pytest.approx(by_id["csat@cart"].p_first, abs=0.01)
    assert find(make_table().head(50)).resampled == {}


def test_what_is_found_is_told_in_a_sentence_and_a_table() -> None:
    found = find(make_table())
    assert str(found) == (
        "Cart goes with NPS most closely (P > 99 %); the drivers together explain "
        "79 % of it. Association, not effect.\n"
        "driver  metric  share of R² (95 % interval)  sign      r  P(first)  answers\n"
        "Cart    csat    78.6 % (72.3 to 83.7)        +      0.79    > 99 %      300\n"
        "Pay     csat    21.3 % (15.9 to 27.5)        +      0.42     < 1 %      300\n"
        "Ship    csat    0.1 % (0.0 to 1.1)           −     -0.01     < 1 %      300\n"
        f"note: {MEANING}"
    )
    assert found.verdict.kind == "clear"
    assert found.verdict.drivers == ("csat@cart",)
    assert found.left_out == {}


def test_a_useless_driver_may_have_nothing() -> None:
    row = find(make_table()).rows[-1]
    assert (row.touchpoint, row.low) == ("ship", 0.0)
    assert 0 < (row.high or 0) < 0.05


def test_intervals_hold_the_share_and_widen_with_confidence() -> None:
    narrow, wide = (find(make_table(), level=level).rows for level in (0.8, 0.99))
    for a, b in zip(narrow, wide, strict=True):
        assert (b.low or 0) <= (a.low or 0) <= (a.share or 0) <= (a.high or 0) < (b.high or 0)
    assert find(make_table(), seed=0).rows == find(make_table(), seed=0).rows
    assert find(make_table(), seed=0).rows != find(make_table(), seed=1).rows


def test_relative_weights_are_labelled() -> None:
    table = make_table()
    found = find(table, method="relative_weights", top=2)
    weights = relative_weights(*correlate(table, "cart", "pay", "ship", "nps"))
    assert [row.share_of_outcome for row in found.rows] == pytest.approx(weights[:2].tolist())
    assert found.method == "relative_weights"
    assert found.notes == (
        "The first 2 of 3 are shown.",
        MEANING,
        "Split by relative weights (Johnson), an approximation of Shapley's shares.",
    )


def many(n: int, drivers: int) -> tuple[Journey, dict[str, Any], pl.DataFrame]:
    rng, ids = np.random.default_rng(1), [f"t{i}" for i in range(drivers)]
    answers = {id_: rng.integers(1, 6, n) for id_ in ids}
    answers["nps"] = np.clip(
        sum(answers[id_] for id_ in ids[:3]) // 2 + rng.integers(0, 3, n), 0, 10
    )
    journey = Journey.model_validate(
        {"name": "Long", "stages": [{"name": "All", "touchpoints": ids}]}
    )
    questions = {id_: {"touchpoint": id_, "metric": "csat"} for id_ in ids}
    return journey, {**questions, "nps": QUESTIONS["nps"]}, pl.DataFrame(answers)


def test_more_than_fifteen_drivers_go_by_relative_weights() -> None:
    journey, questions, table = many(400, 16)
    found = find(table, journey=journey, questions=questions)
    assert found.method == "relative_weights"
    assert "an approximation of Shapley's shares for more than 15 drivers." in found.notes[1]
    named = [f"t{i}" for i in range(15)]
    exact = find(table, journey=journey, questions=questions, drivers=named, draws=100)
    assert exact.method == "shapley"


def test_ten_answers_for_each_driver_are_needed() -> None:
    journey, questions, table = many(159, 16)
    found = find(table, journey=journey, questions=questions)
    assert found.headline() == (
        "Can't tell what goes with NPS: 159 answers are too few for 16 drivers; at least 160 are "
        "needed."
    )
    assert {(row.share, row.low, row.high, row.p_first) for row in found.rows} == {(None,) * 4}
    assert (found.r_squared, found.method) == (None, None)
    table = pl.concat([table, table[:1]])
    assert find(table, journey=journey, questions=questions).verdict.kind != "none"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "1 answer is too few; at least 100 are needed"),
        (99, "99 answers are too few for 3 drivers; at least 100 are needed"),
        (100, ""),
    ],
)
def test_a_hundred_answers_are_needed(n: int, said: str) -> None:
    told = find(make_table(n)).headline()
    assert (
        told == f"Can't tell what goes with NPS: {said}."
        if said
        else told.startswith("Cart goes with")
    )


def test_too_many_drivers_are_refused() -> None:
    journey, questions, table = many(5, 61)
    with pytest.raises(ValueError, match=r"61 drivers are too many to tell apart, 60 at most"):
        find(table, journey=journey, questions=questions)


def test_where_little_is_explained_no_share_is_shown() -> None:
    found = find(make_table(nps=pl.col("ship").shuffle(seed=3)))
    assert found.headline() == (
        "Can't tell what goes with NPS: the drivers explain 1 % of it, and shares of so little say "
        "nothing."
    )
    assert [row.share for row in found.rows] == [None] * 3
    assert 0 < (found.r_squared or 0) < 0.1
    assert "Ship    csat    –  " in str(found)


def test_constant_answers_are_told_apart_from_none() -> None:
    told = find(make_table(nps=pl.lit(9)))
    assert told.headline() == "Can't tell what goes with NPS: all answers to it are the same."
    assert told.rows == ()
    nobody = find(make_table(nps=pl.lit(None, dtype=pl.Int64)))
    assert nobody.headline() == "Can't tell what goes with NPS: nobody told it."
    constant = find(make_table(ship=pl.lit(4)))
    assert constant.left_out == {"csat@ship": "all answers are the same"}
    assert constant.notes[-1] == "Left out (all answers are the same): Ship."
    assert [row.touchpoint for row in constant.rows] == ["cart", "pay"]


def test_a_driver_twice_shares_and_is_flagged() -> None:
    found = find(make_table(ship=pl.col("cart")))
    cart, ship, _ = found.rows
    assert (cart.touchpoint, ship.touchpoint) == ("cart", "ship")
    assert cart.share == pytest.approx(ship.share)
    assert (cart.p_first, ship.p_first) == (0.5, 0.5)
    assert (cart.near, ship.near, cart.vif) == (("csat@ship",), ("csat@cart",), None)
    assert found.condition_number is None
    assert found.verdict.kind == "undecided"
    assert found.headline() == (
        "Undecided between Cart (50 %) and Ship (50 %): the answers can't tell which goes with NPS "
        "most closely; the drivers together explain 79 % of it. Association, not effect."
    )
    assert found.notes[1:] == (
        "Cart and Ship are nearly the same question (r 1.00): leave one out or merge them.",
        "The others say nearly all of Cart and Ship (VIF above 10).",
        "The drivers hang together so much (condition number without bound, above 30) that shares "
        "between them are shaky.",
    )
    assert str(found).count("near-duplicate") == 3


def test_what_is_the_outcome_over_again_is_left_out() -> None:
    found = find(make_table(nps=pl.col("cart")))
    assert found.left_out == {"csat@cart": "its answers are those of the outcome itself"}
    found = find(make_table(nps=10 - pl.col("cart")))
    assert list(found.left_out) == ["csat@cart"]


def test_one_question_for_several_metrics_is_one_driver() -> None:
    cart = {"touchpoint": "cart", "metric": ["csat_top_box", "csat"]}
    found = find(make_table(), questions={**QUESTIONS, "cart": cart})
    assert (found.rows[0].touchpoint, found.rows[0].metric) == ("cart", "csat")
    assert len(found.rows) == 3
    only = find(make_table(), questions={**QUESTIONS, "cart": cart}, metric="csat_top_box")
    assert [(row.touchpoint, row.metric) for row in only.rows] == [("cart", "csat_top_box")]
    # as the outcome, too: its own question is none of its drivers
    own = find(make_table(), questions={**QUESTIONS, "cart": cart}, outcome="csat_top_box@cart")
    assert {row.touchpoint for row in own.rows} == {"pay", "ship"}


def test_all_is_turned_so_that_high_is_good() -> None:
    gone = make_table(nps=(pl.col("cart") < 3).cast(pl.Int64))
    churn = {**RATED, "nps": {"scope": "journey", "metric": "churn"}}
    churn["pay"] = {"touchpoint": "pay", "metric": "ces_effort"}
    found = find(gone, questions=churn, outcome="churn")
    assert found.rows[0].sign == 1
    assert found.rows[0].r > 0.8
    assert found.notes[1:] == (
        "Churn is yes or no: R² is that of a linear probability, which does for the order of "
        "drivers, not for predictions.",
        "Turned round, so that high is good everywhere: Churn and CES (effort).",
    )
    effort = find(make_table(), questions={**QUESTIONS, "pay": churn["pay"]})
    assert {row.touchpoint: row.sign for row in effort.rows} == {"cart": 1, "pay": -1, "ship": -1}
    assert "  −  " in str(effort)


def test_who_met_too_little_is_left_out() -> None:
    third = pl.when(pl.int_range(300) % 3 == 0).then(pl.col("ship"))
    found = find(make_table(ship=third))
    assert found.left_out == {"csat@ship": "answered by 33 % of those who tell the outcome"}
    kept = find(make_table(ship=third), min_coverage=0.3)
    ship = next(row for row in kept.rows if row.touchpoint == "ship")
    assert (ship.n, round(ship.coverage, 9)) == (100, 0.333333333)
    assert kept.notes[1] == (
        "Not everybody met everything: each correlation is from those who answered both questions, "
        "100 to 300 of them."
    )
    half = pl.when(pl.int_range(300) % 2 == 0).then(pl.col("ship"))
    assert find(make_table(ship=half)).left_out == {}  # half is enough


def test_two_that_nobody_met_together_can_not_both_be_compared() -> None:
    even, odd = (pl.int_range(300) % 2 == i for i in (0, 1))
    table = make_table(ship=pl.when(even).then("ship"), pay=pl.when(odd).then("pay"))
    found = find(table)
    assert found.left_out == {"csat@ship": "hardly anybody answered it together with Pay"}
    assert [row.touchpoint for row in found.rows] == ["cart", "pay"]


def test_a_segment_is_asked_for_by_itself() -> None:
    first = pl.int_range(300) < 150
    area = pl.when(first).then(pl.lit("A")).otherwise(pl.lit("B"))
    table, parts = make_table(area=area), {"segments": {"area": "area"}}
    found = find(table, parts=parts, segment={"area": "B"})
    assert [(row.r, row.n) for row in found.rows] == [
        (row.r, row.n) for row in find(table[150:]).rows
    ]
    assert found.settings["segment"] == {"area": "B"}
    absent = table.with_columns(cart=pl.when(first).then("cart"), nps=pl.when(first).then("nps"))
    told = find(absent, parts=parts, segment={"area": "B"})
    assert told.headline() == "Can't tell what goes with NPS: nobody told it."
    half = table.with_columns(cart=pl.when(first).then("cart"))
    told = find(half, parts=parts, segment={"area": "B"})
    assert told.left_out == {"csat@cart": "nobody who tells the outcome answered it"}
    with pytest.raises(UnknownNameError, match=r"no segment 'area=C'; area: expected one of"):
        find(table, parts=parts, segment={"area": "C"})


def test_the_latest_wave_is_taken() -> None:
    table = make_table(year=pl.when(pl.int_range(300) < 100).then(2025).otherwise(2026))
    parts = {"columns": {"wave": "year"}}
    found = find(table, parts=parts)
    assert (found.settings["wave"], found.n) == ("2026", 200)
    assert find(table, parts=parts, wave="2025").n == 100
    with pytest.raises(UnknownNameError, match=r"no wave '2024'; expected one of '2025', '2026'"):
        find(table, parts=parts, wave="2024")


def test_weights_count_by_what_they_are_worth() -> None:
    table = make_table(w=pl.when(pl.int_range(300) < 30).then(20).otherwise(1))
    found = find(table, parts={"weight": "w"})
    assert found.headline() == (
        "Can't tell what goes with NPS: weighted answers worth about 61 (n_effective) are too few "
        "for 3 drivers; at least 100 are needed."
    )
    even = find(make_table(w=pl.lit(2)), parts={"weight": "w"})
    assert [row.r for row in even.rows] == pytest.approx([row.r for row in find(make_table()).rows])
    assert (even.n, even.rows[0].n) == (300, 300)


def test_one_answer_that_holds_all_weight_is_one_answer() -> None:
    table = make_table(200, w=pl.when(pl.int_range(200) == 0).then(1e9).otherwise(1e-9))
    found = find(table, parts={"weight": "w"})
    assert found.headline() == (
        "Can't tell what goes with NPS: weighted answers worth about 1 (n_effective) are too few; "
        "at least 100 are needed."
    )
    assert found.notes[-1] == "Left out (answers worth about 1 (n_effective)): Cart, Pay and Ship."


def test_what_few_answered_is_left_out_in_one_note() -> None:
    few = {
        name: pl.when(pl.int_range(300) < n).then(pl.col(name))
        for name, n in (("pay", 60), ("ship", 90))
    }
    found = find(make_table().with_columns(**few))
    assert found.left_out["csat@pay"] == "answered by 20 % of those who tell the outcome"
    assert found.notes[-1] == (
        "Left out (answered by too few of those who tell the outcome): Pay 20 % and Ship 30 %."
    )


# Ibis asks pandas for an option that pandas 3 is about to drop
@pytest.mark.filterwarnings("ignore:The 'future.infer_string' option is deprecated")
def test_the_mean_stands_for_a_last_answer_that_nothing_tells(tmp_path: Path) -> None:
    pytest.importorskip("ibis", reason="Ibis is not installed")
    again = make_table(respondent_id=pl.int_range(300) // 2)
    file = sqlite3.connect(tmp_path / "answers.sqlite")
    with file:
        file.execute("create table answers (cart int, pay int, ship int, nps int, who int)")
        file.executemany("insert into answers values (?, ?, ?, ?, ?)", again.rows())
    file.close()
    source = Source.model_validate({"questions": QUESTIONS, "columns": {"respondent_id": "who"}})
    told = find_drivers(JOURNEY, str(tmp_path / "answers.sqlite"), source, outcome="nps", draws=100)
    said = (
        "The rows of the table have no order: of several answers of one customer to one question "
        "the mean is taken, as nothing tells the last."
    )
    assert said in told.notes
    known = find(again, parts={"columns": {"respondent_id": "respondent_id"}})
    assert said not in known.notes


def test_a_tidy_table_needs_respondents_and_an_outcome_at_a_place() -> None:
    table = make_table(respondent_id=pl.int_range(300).cast(pl.String))
    tidy = table.unpivot(index="respondent_id", variable_name="touchpoint", value_name="score")
    metric = pl.when(pl.col("touchpoint") == "nps").then(pl.lit("nps")).otherwise(pl.lit("csat"))
    place = pl.when(pl.col("touchpoint") == "nps").then(pl.lit("ship")).otherwise("touchpoint")
    tidy = tidy.with_columns(metric=metric).with_columns(touchpoint=place)
    found = find_drivers(JOURNEY, tidy, outcome="nps@ship", draws=200)
    assert [row.r for row in found.rows] == pytest.approx([row.r for row in find(table).rows])
    assert found.headline().startswith("Cart goes with NPS of Ship most closely (P > 99 %)")
    nameless = tidy.with_columns(
        respondent_id=pl.when(pl.col("respondent_id") != "7").then("respondent_id")
    )
    told = find_drivers(JOURNEY, nameless, outcome="nps@ship", draws=200)
    assert told.notes[-1] == (
        "Answers to NPS that tell no respondent, so that nothing can be put beside them: 1."
    )
    kept = find_drivers(JOURNEY, tidy, Source(repeats="cluster"), outcome="nps@ship", draws=200)
    assert kept.notes[-1] == "Of several answers of one customer to one question the mean is taken."


def test_times_may_be_drivers() -> None:
    journey = JOURNEY.replace(metrics=[Metric(id="wait", kind="duration", unit="minutes")])
    wait = {"touchpoint": "ship", "metric": "wait"}
    found = find(
        make_table(ship=100 - 10 * pl.col("nps") + pl.col("ship")),
        journey=journey,
        questions={**QUESTIONS, "ship": wait},
    )
    ship = found.rows[0]
    assert (ship.touchpoint, ship.metric, ship.sign) == ("ship", "wait", 1)
    assert ship.r > 0.99


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"level": 1}, "level must lie between 0 and 1, neither of them, got 1"),
        ({"draws": 99}, "draws must be a whole number of at least 100, got 99"),
        ({"seed": -1}, "seed must be a whole number of at least 0, got -1"),
        ({"top": 0}, "top must be a whole number of at least 1, got 0"),
        ({"min_coverage": 1.5}, "min_coverage must lie between 0 and 1, got 1.5"),
        ({"min_coverage": True}, "min_coverage must lie between 0 and 1, got True"),
        ({"method": "lmg"}, "method must be 'shapley' or 'relative_weights', got 'lmg'"),
    ],
)
def test_settings_that_can_not_be_meant_are_refused(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        find(make_table(3), **asked)


def test_a_result_can_be_written() -> None:
    told = find(make_table(ship=pl.lit(4)), top=1).to_dict()
    assert told["question"] == "drivers"
    assert told["verdict"]["kind"] == "clear"
    assert told["rows"][0]["near"] == []
    assert set(told["settings"]) == {
        "outcome", "drivers", "metric", "method", "wave", "segment", "level", "draws", "seed",
        "min_coverage",
    }  # fmt: skip
