from __future__ import annotations

import datetime
import os
import random
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.analysis.evidence.estimates import estimate
from journeymap.errors import AnswersError, SourceError
from journeymap.intake import MeasuredReadings
from journeymap.metrics import STANDARD_METRICS
from journeymap.model.customers import CustomerSource
from journeymap.model.journey import Journey
from journeymap.operations.customers import measure_customers
from journeymap.operations.rates import CENSUS
from journeymap.periods import cut_period, find_next, find_start

JOURNEY = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
YEAR: dict[str, Any] = {"from": "2025-01-01", "to": "2025-12-31"}
TELCO = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "surveys" / "telco_churn.csv.gz"
Day = datetime.date


def measure(table: object, **parts: Any) -> MeasuredReadings:
    return measure_customers(JOURNEY, table, CustomerSource(**parts))


def rates(readings: MeasuredReadings, metric: str = "churn") -> dict[Any, tuple[float, float]]:
    """Wave, and the segment's value, to how many count and of how many."""
    return {
        (r.wave, *r.segment.values()): (r.counts[1], r.n or 0)
        for r in readings
        if r.metric == metric and r.counts is not None
    }


def refused(table: object, **parts: Any) -> list[str]:
    with pytest.raises(AnswersError) as caught:
        measure(table, **parts)
    return [str(problem) for problem in caught.value.problems]


def test_published_rates() -> None:
    readings = measure(pl.DataFrame({"start": [200], "end": [220], "new": [40]}))
    assert str(readings) == f"2 readings from 1 period: 1 used\n{CENSUS}"
    churn, retention = (estimate(r, STANDARD_METRICS[r.metric]) for r in readings)
    assert (churn.value, retention.value) == (0.1, 0.9)
    assert (churn.low, churn.high) == pytest.approx((0.0657, 0.1494), abs=5e-5)
    base = pl.DataFrame({"referred": ["yes"] * 45 + ["no"] * 555})
    (referral,) = (estimate(r, STANDARD_METRICS[r.metric]) for r in measure(base))
    assert (referral.value, referral.n) == (0.075, 600)
    assert (referral.low, referral.high) == pytest.approx((0.0565, 0.0989), abs=5e-5)


@pytest.mark.parametrize(
    "numbers",
    [
        {"start": 200, "lost": 20},
        {"start": 200, "end": 220, "new": 40},
        {"end": 220, "new": 40, "lost": 20},
        {"start": 200, "end": 220, "lost": 20},
        {"start": 200, "end": 220, "new": 40, "lost": 20},
    ],
)
def test_any_numbers_that_are_enough(numbers: dict[str, int]) -> None:
    frame = pl.DataFrame({part: [number] for part, number in numbers.items()})
    assert rates(measure(frame)) == {(None,): (20, 200)}


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (
            {"start": 200, "end": 220},
            "end: end / start is a customer-base ratio, not retention '220'; "
            "new or lost is needed beside them",
        ),
        (
            {"start": 200, "end": 260, "new": 40},
            "end: retention above 1 '260'; 260 - 40 is more than 200; end counts new customers too",
        ),
        (
            {"start": 200, "end": 230, "new": 40, "lost": 20},
            "end: end is not start + new - lost '230'; 200 + 40 - 20 is 220, not 230",
        ),
        ({"start": 20, "lost": 21}, "lost: more lost than there were '21'; 20 at the start"),
        (
            {"new": 20, "lost": 21},
            "lost: too few numbers '21'; write start and lost, or start, end",
        ),
        ({"start": 2.5, "lost": 1.0}, "start: not a whole number of 0 or more '2.5'"),
        (
            {"start": 200, "end": 170, "lost": 20},
            "end: end is less than start - lost '170'; at least 180 of the start are left",
        ),
    ],
)
def test_numbers_that_contradict_each_other(numbers: dict[str, float], sentence: str) -> None:
    frame = pl.DataFrame({part: [number] for part, number in numbers.items()})
    assert refused(frame)[0].startswith(f"table: row 1: {sentence}")


def test_periods_with_waves_and_segments(tmp_path: Path) -> None:
    table = tmp_path / "base.csv"
    table.write_text(
        "quarter,plan,start,end,new\nQ1,,100,110,20\nQ1,pro,40,40,4\nQ2,,110,100,0\nQ3,,,,\nQ4,,0,5,5\n"
    )
    parts: dict[str, Any] = {"columns": {"wave": "quarter"}, "segments": {"plan": "plan"}}
    readings = measure(table, **parts, stage="buy")
    assert rates(readings) == {("Q1",): (10, 100), ("Q1", "pro"): (4, 40), ("Q2",): (10, 110)}
    assert {r.stage for r in readings} == {"buy"}
    assert str(readings.intake).splitlines()[0] == (
        "5 periods: 3 used, 2 set aside (no value 1, nobody at the start 1)"
    )
    table.write_text("quarter,start,end,new\nQ1,100,110,20\nQ1,110,100,0\n")
    assert refused(table, columns={"wave": "quarter"}) == [
        f"{table}:3: the row: the same period as in line 2 'Q1'; keep one of them"
    ]
    assert refused(table, columns={"wave": "quarter"}, **YEAR) == [
        f"{table}: from and to are for tables with a row per customer; "
        "the column wave tells the period of each row"
    ]


BASE = (
    "id,started,ended,plan\n"
    "1,2024-05-01,,pro\n"
    "2,2024-05-01,2025-03-31,pro\n"
    "3,2024-05-01,2024-12-31,free\n"
    "4,2025-02-01,,free\n"
    "5,2025-02-01,2025-03-01,free\n"
    "6,2026-01-01,,free\n"
    "7,2024-05-01,2026-01-01,free\n"
    "8,,,free\n"
)


def test_customers_one_by_one(tmp_path: Path) -> None:
    table = tmp_path / "base.csv"
    table.write_text(BASE)
    readings = measure(table, **YEAR, wave="2025", segments={"plan": "plan"})
    assert rates(readings) == {("2025",): (1, 3), ("2025", "free"): (0, 1), ("2025", "pro"): (1, 2)}
    assert rates(readings, "retention")[("2025",)] == (2, 3)
    assert str(readings.intake) == (
        "8 customers: 3 used, 5 set aside (came after the period 1, "
        "left before the period 1, new in the period 2, no date of start 1)"
        f"\n{CENSUS}"
    )


def test_customers_by_quarter(tmp_path: Path) -> None:
    table = tmp_path / "base.csv"
    table.write_text(BASE)
    assert rates(measure(table, **YEAR, waves="quarter")) == {
        ("2025-Q1",): (1, 3), ("2025-Q2",): (0, 3), ("2025-Q3",): (0, 3), ("2025-Q4",): (0, 3),
    }  # fmt: skip
    part = measure(table, waves="month", **{"from": "2025-02-15", "to": "2025-04-10"})
    assert rates(part) == {("2025-02",): (0, 5), ("2025-03",): (2, 5), ("2025-04",): (0, 3)}


def test_everything_wrong_with_dates_at_once(tmp_path: Path) -> None:
    table = tmp_path / "base.csv"
    table.write_text(
        "started,ended,referred\n2024-01-01,,no\n2024-13-01,,no\n2024-05-01,soon,perhaps\n"
        "2024-05-01,2024-04-30,no\n2024-13-01,,no\n2024-05-01,2024-05-01,no\n"
    )
    hint = "write it as 2026-01-31, or say how under format: {times: ...}"
    told = refused(table, **YEAR)
    assert told == [
        f"{table}:3: started: not a date '2024-13-01'; {hint}; in 2 rows",
        f"{table}:4: ended: not a date 'soon'; {hint}",
        f"{table}:4: referred: neither yes nor no 'perhaps'; "
        "write labels: {perhaps: 1} if it means yes",
        f"{table}:5: ended: it ends before it begins '2024-04-30'",
    ]
    table.write_text("started,ended\n" + "2024-05-01,\n" * 99 + "2024-05-01,soon\n")
    readings = measure(table, **YEAR, tolerate=0.01)
    assert rates(readings) == {(None,): (0, 99)}
    assert readings.intake.set_aside == {"not a date": 1}


def test_dates_in_another_way_and_of_another_type(tmp_path: Path) -> None:
    table = tmp_path / "base.csv"
    table.write_text("started,ended\n01.05.2024,31.12.2025\n01.05.2024,NA\n")
    assert rates(measure(table, **YEAR, format={"times": "%d.%m.%Y"})) == {(None,): (1, 2)}
    frame = pl.DataFrame({"a": [Day(2024, 5, 1)] * 2, "b": [Day(2025, 12, 31), None]})
    columns = {"started": "a", "ended": "b"}
    for typed in (frame, frame.to_pandas(), frame.to_arrow(), frame.lazy(), duckdb.table("frame")):
        assert rates(measure(typed, **YEAR, columns=columns)) == {(None,): (1, 2)}


def test_what_is_missing() -> None:
    frame = pl.DataFrame({"started": ["2024-01-01"], "ended": [None]})
    with pytest.raises(SourceError, match=r"^customers: retention needs a period; write from: "):
        measure(frame)
    assert refused(frame.select("started"), **YEAR) == [
        "table: no column 'ended'; the table has 'started'; name it in the source file"
    ]
    assert refused(pl.DataFrame({"name": ["a"]})) == [
        "table: no column tells of customers; columns: names started, ended, left, referred, "
        "or start, end, new, lost"
    ]
    assert refused(pl.DataFrame({"left": [1], "lost": [2]}))[0].startswith(
        "table: a row is about a customer or about a period, not both; "
    )


def test_who_left_and_who_brought_others() -> None:
    frame = pd.DataFrame({"left": [True, False, False, None], "brought": [0, 2, 1, 0]})
    readings = measure(frame, columns={"referred": "brought"}, touchpoint="pay")
    assert rates(readings) == {(None,): (1, 3)}
    assert rates(readings, "referral") == {(None,): (2, 4)}
    assert {r.touchpoint for r in readings} == {"pay"}
    words = pl.DataFrame({"left": ["gone", "here", "here"]})
    assert rates(measure(words, labels={"gone": 1, "here": 0})) == {(None,): (1, 3)}


@pytest.mark.skipif(not TELCO.is_file(), reason="set JOURNEYMAP_TEST_DATA")
def test_customers_of_a_telephone_company() -> None:
    readings = measure(TELCO, columns={"left": "Churn"}, segments={"contract": "Contract"})
    assert rates(readings) == {
        (None,): (1869, 7043),
        (None, "Month-to-month"): (1655, 3875),
        (None, "One year"): (166, 1473),
        (None, "Two year"): (48, 1695),
    }


days = st.dates(Day(2024, 11, 1), Day(2025, 6, 30))
lives = st.tuples(days, st.none() | st.integers(0, 150), st.sampled_from(["a", "b"])).map(
    lambda life: (
        life[0],
        None if life[1] is None else life[0] + datetime.timedelta(life[1]),
        life[2],
    )
)


@settings(max_examples=12)
@given(st.lists(lives, min_size=1, max_size=25), st.sampled_from(["week", "month", "quarter"]))
def test_one_by_one_and_by_period_agree(lived: list[Any], every: str) -> None:
    first, last = Day(2025, 1, 1), Day(2025, 5, 20)
    frame = pl.DataFrame(
        lived, schema={"started": pl.Date, "ended": pl.Date, "s": pl.String}, orient="row"
    )
    counted = measure(frame, waves=every, segments={"s": "s"}, **{"from": first, "to": last})
    starts = list(cut_period(first, last, every))
    rows = []
    for start, wave in starts:
        until = min(find_next(find_start(start, every), every), last + datetime.timedelta(1))
        for segment in ("", "a", "b"):
            here = [life for life in lived if segment in ("", life[2])]
            base = [x for x in here if x[0] < start and (x[1] is None or x[1] >= start)]
            new = [x for x in here if start <= x[0] < until and (x[1] is None or x[1] >= until)]
            lost = [x for x in base if x[1] is not None and x[1] < until]
            end = len(base) + len(new) - len(lost)
            rows.append((wave, segment, len(base), end, len(new)))
    periods = pl.DataFrame(rows, schema=["wave", "s", "start", "end", "new"], orient="row")
    told = measure(periods, segments={"s": "s"})
    assert rates(told) == rates(counted)
    assert rates(told, "retention") == rates(counted, "retention")
    for key, (kept, n) in rates(counted, "retention").items():
        assert kept / n + rates(counted)[key][0] / n == pytest.approx(1)


@settings(max_examples=3)
@given(st.lists(lives, min_size=2, max_size=12), st.randoms())
def test_neither_order_nor_library_matters(lived: list[Any], chance: random.Random) -> None:
    schema = {"started": pl.Date, "ended": pl.Date, "s": pl.String}
    frame = pl.DataFrame(lived, schema=schema, orient="row")
    readings = measure(frame, **YEAR, segments={"s": "s"})
    chance.shuffle(lived)
    shuffled = pl.DataFrame(lived, schema=schema, orient="row")
    for other in (shuffled, pa.table(shuffled.to_arrow()), shuffled.to_pandas()):
        again = measure(other, **YEAR, segments={"s": "s"})
        assert (again, again.intake) == (readings, readings.intake)
