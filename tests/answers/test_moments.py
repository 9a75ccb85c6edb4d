"""Sums over pairs of questions: the same wherever the rows lie, and those of a plain loop."""

from __future__ import annotations

import datetime
import decimal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest

from journeymap.answers.measuring import gather_answers
from journeymap.answers.moments import Summed, sum_pairs
from journeymap.answers.variables import Variable
from journeymap.errors import AnswersError
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.statistics.drivers.pair_sums import PairSums

N = 90
JOURNEY = Journey.model_validate({
    "name": "Shop",
    "metrics": [
        Metric(id="wait", kind="duration", unit="minutes"),
        Metric(id="typical", kind="duration", unit="minutes", average="geometric"),
    ],
    "stages": [{"name": "Buy", "touchpoints": ["Cart", "Pay", "Call"]}],
})  # fmt: skip
NPS = Variable(None, None, JOURNEY.metric("nps"))
CART, PAY = (Variable(id_, None, JOURNEY.metric("csat")) for id_ in ("cart", "pay"))
WAIT = Variable("call", None, JOURNEY.metric("wait"), centre=3.0)
TYPICAL = Variable("call", None, JOURNEY.metric("typical"))
QUESTIONS: dict[str, Any] = {
    "cart": {"touchpoint": "cart", "metric": "csat", "labels": {"Good": 4}},
    "pay": {"touchpoint": "pay", "metric": "csat", "missing": [9]},
    "nps": {"scope": "journey", "metric": "nps"},
}
TIMES = {"wait": {"touchpoint": "call", "metric": ["wait", "typical"], "missing": [99]}}
CODES = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "Good": 4, "NA": None, "": None}


def make_table() -> pl.DataFrame:
    rng = np.random.default_rng(1)
    days = [datetime.datetime(2026, 1, 1) + datetime.timedelta(days=int(d))
            for d in rng.integers(0, 60, N)]  # fmt: skip
    return pl.DataFrame({
        "id": [f" r{i}" for i in rng.integers(0, 60, N)],
        "cart": rng.choice(list(CODES), N),
        "pay": rng.choice([1, 2, 3, 4, 5, 9], N),
        "nps": rng.integers(0, 11, N),
        "wait": rng.choice([0.0, 1.5, 2, 7, 99], N),
        "area": rng.choice(["A", "B"], N),
        "year": rng.choice(["2025", "2026", ""], N),
        "w": rng.choice(["1", "2", "0.5", "0", "", "1e0"], N),
        "sex": rng.choice(["f", "m"], N),
        "at": days,
        "said_at": [f"{day:%Y-%m-%d}T01:00:00+02:00" for day in days],
    })  # fmt: skip


TABLE = make_table()


def make_source(**parts: Any) -> Source:
    return Source.model_validate({"questions": QUESTIONS, **parts})


def engines(folder: Path, *, few: bool = False) -> Iterator[Any]:
    TABLE.write_csv(folder / "answers.csv")
    if few:
        yield from (folder / "answers.csv", TABLE)
        return
    TABLE.write_parquet(folder / "answers.parquet")
    yield from (folder / "answers.csv", folder / "answers.parquet", TABLE, TABLE.lazy())
    yield from (
        TABLE.to_pandas(),
        TABLE.to_arrow(),
        duckdb.read_parquet(str(folder / "answers.parquet")),
    )


def count(answers: Any, source: Source, *variables: Variable, **asked: Any) -> Summed:
    return sum_pairs(gather_answers(JOURNEY, answers, source), variables, **asked)


def assert_same(found: Summed, rows: list[list[float | None]], weights: list[float]) -> None:
    """The sums are those of these rows, of which the first variable was answered."""
    values = np.array([[np.nan if v is None else v for v in row] for row in rows], dtype=float)
    here = ~np.isnan(values[:, 0]) & (np.array(weights) > 0)
    plain = PairSums.of_rows(values[here], weights=np.array(weights)[here]).total()
    total = found.sums.total()
    for kind in ("n", "sums", "squares", "products"):
        assert getattr(total, kind) == pytest.approx(getattr(plain, kind)), kind
    assert found.counts.tolist() == PairSums.of_rows(values[here]).total().n.tolist()
    w = np.array(weights)[here]
    assert found.worth == pytest.approx(w.sum() ** 2 / (w**2).sum() / len(w))


def to_row(row: dict[str, Any]) -> list[float | None]:
    return [row["nps"], CODES[row["cart"]], None if row["pay"] == 9 else row["pay"]]


WEIGHTS = {"1": 1.0, "2": 2.0, "0.5": 0.5, "0": 0.0, "": 0.0, "1e0": 1.0}
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], Any, Any]] = {
    "plain": ({}, {}, lambda _: True, lambda _: 1.0),
    "segment": (
        {"segments": {"area": {"column": "area", "labels": {"A": "North"}}}},
        {"segment": ("area", "North")},
        lambda row: row["area"] == "A",
        lambda _: 1.0,
    ),
    "wave in a column": (
        {"columns": {"wave": "year"}},
        {"wave": "2026"},
        lambda row: row["year"] == "2026",
        lambda _: 1.0,
    ),
    "weights": ({"weight": "w"}, {}, lambda _: True, lambda row: WEIGHTS[row["w"]]),
    "months": (
        {"columns": {"answered_at": "at"}, "waves": "month"},
        {"wave": "2026-02"},
        lambda row: row["at"].month == 2,
        lambda _: 1.0,
    ),
    "months of a text with a zone": (
        {"columns": {"answered_at": "said_at"}, "waves": "month"},
        {"wave": "2026-02"},
        lambda row: (row["at"] - datetime.timedelta(hours=1)).month == 2,
        lambda _: 1.0,
    ),
    "a window and a segment": (
        {
            "columns": {"answered_at": "at"},
            "waves": {"every": "month", "window": "40 days"},
            "segments": {"area": "area"},
        },
        {"wave": "2026-02", "segment": ("area", "B")},
        lambda row: row["area"] == "B" and row["at"] >= datetime.datetime(2026, 1, 20),
        lambda _: 1.0,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_row_is_a_respondent(case: str, tmp_path: Path) -> None:
    parts, asked, is_in, weigh = CASES[case]
    rows = [row for row in TABLE.iter_rows(named=True) if is_in(row)]
    for answers in engines(
        tmp_path, few=case not in ("plain", "weights", "months of a text with a zone")
    ):
        found = count(answers, make_source(**parts), NPS, CART, PAY, **asked)
        assert_same(found, [to_row(row) for row in rows], [weigh(row) for row in rows])


def test_raked_weights_are_those_of_readings(tmp_path: Path) -> None:
    source = make_source(rake={"sex": {"f": 0.5, "m": 0.5}}, weight="w")
    totals = []
    for answers in engines(tmp_path, few=True):
        survey = gather_answers(JOURNEY, answers, source)
        tallies = {
            key: tally for key, tally in survey.gathered.tallies.items() if not key.touchpoint
        }
        (tally,) = tallies.values()
        found = sum_pairs(survey, [NPS, CART])
        assert found.counts[0, 0] == tally.n
        assert found.worth * tally.n == pytest.approx(tally.n_kish)
        totals.append(found.sums.total().products)
    assert all(total == pytest.approx(totals[0]) for total in totals)


def test_times_are_taken_as_they_are_or_by_their_logarithm(tmp_path: Path) -> None:
    source = make_source(questions={**QUESTIONS, **TIMES})
    rows = []
    for row in TABLE.iter_rows(named=True):
        time = None if row["wait"] == 99 else row["wait"] or 0.5
        rows.append(
            [row["nps"], None if time is None else time - 3, None if time is None else np.log(time)]
        )
    for answers in engines(tmp_path):
        assert_same(count(answers, source, NPS, WAIT, TYPICAL), rows, [1.0] * N)


def test_the_last_answer_of_a_respondent_counts(tmp_path: Path) -> None:
    last: dict[str, list[float | None]] = {}
    for row in TABLE.iter_rows(named=True):
        known = last.setdefault(row["id"], [None, None, None])
        new = to_row(row)
        last[row["id"]] = [k if v is None else v for k, v in zip(known, new, strict=True)]
    source = make_source(columns={"respondent_id": "id"})
    for answers in engines(tmp_path):
        assert_same(count(answers, source, NPS, CART, PAY), list(last.values()), [1.0] * len(last))


@pytest.mark.parametrize(("repeats", "n"), [("keep_all", N), ("cluster", 47)])
def test_all_answers_may_be_kept(repeats: str, n: int, tmp_path: Path) -> None:
    assert len(set(TABLE["id"])) == 47
    source = make_source(columns={"respondent_id": "id"}, repeats=repeats)
    by_id: dict[str, list[float]] = {}
    for row in TABLE.iter_rows(named=True):
        by_id.setdefault(row["id"], []).append(row["nps"])
    for answers in engines(tmp_path, few=True):
        found = count(answers, source, NPS, CART, PAY)
        assert found.counts[0, 0] == n
        if repeats == "cluster":
            means = sum(float(np.mean(nps)) for nps in by_id.values())
            assert found.sums.total().sums[0, 0] == pytest.approx(means)


def test_a_tidy_table_is_turned_by_respondent(tmp_path: Path) -> None:
    answers = [
        ("r1", "cart", "csat", "4"), ("r1", "Call", "NPS", "9"), (" r1", "Cart", "csat", "Good"),
        ("r2", "cart", "csat", "2"), ("r2", "call", "nps", "3"), ("r2", "pay", "csat", "5"),
        ("r3", "pay", "csat", "1"), ("", "call", "nps", "10"), (None, "cart", "csat", "5"),
        ("r4", "call", "nps", "0"), ("r4", "cart", "csat", "9"), ("r4", "pay", "csat", "3"),
    ]  # fmt: skip
    names = ["respondent_id", "touchpoint", "metric", "score"]
    table = pl.DataFrame(answers, schema=names, orient="row")
    table.write_csv(tmp_path / "tidy.csv")
    source = Source.model_validate({"missing": [9], "labels": {"Good": 5}})
    outcome = Variable("call", None, JOURNEY.metric("nps"))
    # 9 is no answer here, not even to how likely somebody recommends
    rows: list[list[float | None]] = [[3, 2, 5], [0, None, 3]]
    for tidy in (tmp_path / "tidy.csv", table, table.to_pandas(), table.to_arrow()):
        assert_same(count(tidy, source, outcome, CART, PAY), rows, [1.0, 1.0])


def test_without_a_respondent_nothing_can_be_put_side_by_side() -> None:
    table = pl.DataFrame({"touchpoint": ["cart"], "metric": ["csat"], "score": [3]})
    with pytest.raises(AnswersError) as caught:
        count(table, Source(), CART, PAY)
    assert str(caught.value) == (
        "table: no column tells whose answers they are, so nobody's answers can be put side by "
        "side; write columns: {respondent_id: COLUMN} into the source file"
    )


def test_nobody_told_the_outcome() -> None:
    table = TABLE.with_columns(nps=pl.lit(None, dtype=pl.Int64))
    found = count(table, make_source(), NPS, CART)
    assert (len(found.sums), found.counts.tolist(), found.worth) == (0, [[0, 0], [0, 0]], 1.0)
    everybody = count(TABLE, make_source(segments={"area": "area"}), NPS, segment=("area", "C"))
    assert len(everybody.sums) == 0


def test_a_share_counts_by_its_value_where_it_is_the_outcome() -> None:
    top = JOURNEY.metric("csat_top_box")
    questions = {"pay": {"touchpoint": "pay", "metric": "csat_top_box", "missing": [9]}}
    pay = TABLE["pay"].to_numpy()
    for is_share, numbers in ((True, (pay >= 4) * 1.0), (False, pay)):
        found = count(
            TABLE, make_source(questions=questions), Variable("pay", None, top, is_share=is_share)
        )
        assert found.sums.total().sums[0, 0] == numbers[pay != 9].sum()


def test_up_to_a_thousand_each_is_a_block_and_more_are_random_groups(tmp_path: Path) -> None:
    questions = {"cart": QUESTIONS["cart"], "nps": QUESTIONS["nps"]}
    # sorted, so that neighbours are alike
    rows = pl.DataFrame({"nps": np.sort(np.arange(40_000) % 11), "cart": 3})
    source = make_source(questions=questions)
    assert len(count(rows[:1_000], source, NPS, CART).sums) == 1_000
    rows.write_csv(tmp_path / "many.csv")
    found = [count(answers, source, NPS, CART).sums for answers in (rows, tmp_path / "many.csv")]
    assert found[0].products.tolist() == found[1].products.tolist()
    sizes, sums = found[0].n[:, 0, 0], found[0].sums[:, 0, 0]
    assert len(sizes) == 1_000
    # as many respondents as by chance, and as different ones
    assert sizes.std() == pytest.approx(np.sqrt(40), rel=0.1)
    assert (sums - 5 * sizes).std() == pytest.approx(np.sqrt(10 * 40), rel=0.1)


# Ibis asks pandas for an option that pandas 3 is about to drop
@pytest.mark.filterwarnings("ignore:The 'future.infer_string' option is deprecated")
def test_a_database_without_an_order_of_rows_sums_the_same(tmp_path: Path) -> None:
    pytest.importorskip("ibis", reason="Ibis is not installed")
    file = sqlite3.connect(tmp_path / "answers.sqlite")
    file.execute("create table answers (pay integer, nps integer)")
    file.executemany("insert into answers values (?, ?)", TABLE.select("pay", "nps").rows())
    file.commit()
    file.close()
    questions = {name: QUESTIONS[name] for name in ("pay", "nps")}
    found = count(tmp_path / "answers.sqlite", make_source(questions=questions), NPS, PAY)
    rows = [to_row(row)[::2] for row in TABLE.iter_rows(named=True)]
    assert_same(found, rows, [1.0] * N)
    assert len(found.sums) == N


def test_cells_of_any_type_are_worth_what_they_say() -> None:
    plain = TABLE["pay"].to_list()
    told = [None if code == 9 else float(code) for code in plain]
    spelled = pl.Series("pay", [str(code) for code in plain])
    typed: dict[str, Any] = {
        "decimals": pl.Series("pay", [decimal.Decimal(f"{code}.0") for code in plain]),
        "floats": pl.Series("pay", [float("nan") if code == 9 else float(code) for code in plain]),
        "small": pl.Series("pay", plain, dtype=pl.Int8),
        "categories": spelled.cast(pl.Categorical),
        "words": pl.Series("pay", [" 4.0" if code == 4 else str(code) for code in plain]),
    }
    rows = [[row["nps"], pay] for row, pay in zip(TABLE.iter_rows(named=True), told, strict=True)]
    for column in typed.values():
        table = TABLE.with_columns(column)
        for answers in (table, table.to_arrow(), table.to_pandas()):
            assert_same(count(answers, make_source(), NPS, PAY), rows, [1.0] * N)
    anything = TABLE.to_pandas().astype({"pay": object})
    anything.loc[:9, "pay"] = [str(code) for code in plain[:10]]
    assert_same(count(anything, make_source(), NPS, PAY), rows, [1.0] * N)


def test_yes_and_no_of_any_kind_count_as_one_and_nothing() -> None:
    churn = Variable(None, None, JOURNEY.metric("churn"))
    whole = {"left": {"scope": "journey", "metric": "churn"}}
    gone = [code == 1 for code in TABLE["pay"]]
    for column in (gone, [int(g) for g in gone], ["Yes" if g else " no" for g in gone]):
        table = pl.DataFrame({"left": column})
        for answers in (table, table.to_pandas(), table.to_arrow()):
            found = count(answers, make_source(questions=whole), churn).sums.total()
            assert (found.n[0, 0], found.sums[0, 0]) == (N, sum(gone))
