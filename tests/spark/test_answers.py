"""Spark counts what DuckDB counts, to the last answer."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.intake import MeasuredReadings
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

pa = pytest.importorskip("pyarrow")
pytestmark = pytest.mark.spark

JOURNEY = Journey(
    name="Shop",
    metrics=[
        Metric(id="wait", kind="duration", unit="minutes"),
        Metric(id="uses_app", kind="share"),
        Metric(id="uses_web", kind="share"),
    ],
    stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
)
TEXT, FLOAT, WHOLE, TRUTH = pa.string(), pa.float64(), pa.int64(), pa.bool_()
NAN = float("nan")
Table = tuple[dict[str, Any], list[tuple[Any, ...]]]

TIDY: Table = (
    dict.fromkeys(
        ("touchpoint", "metric", "score", "wave", "area", "weight", "answered_at"), TEXT
    ),
    [
        ("cart", "csat", "4", "2025", "a", "1", "2026-01-05"),
        ("Cart", "CSAT", " 5", "2025", "b", "2", "2024-02-29T10:00:00Z"),
        ("pay", "csat", "Very  good", "2025", "b", " 2 ", None),
        ("pay", "wait", "3", "2026", "", "0.5", None),
        ("pay", "wait", "12.5", None, "a", "1", "NA"),
        ("pay", "wait", "99.0", None, "a", "1", "2026-01-05"),
        ("pay", "wait", "0", "2026", "a", "1", None),
        ("pay", "wait", "1e1", "2026", "a", "1", None),
        ("pay", "csat", "9", "2026", None, "1e0", None),
        ("pay", "csat", None, "2026", "a", None, None),
        ("pay", "csat", "NA", "2026", "a", "0", None),
        ("pay", "csat", "4.0", "2026", "a", "", None),
    ],
)
TYPED: Table = (
    {"touchpoint": TEXT, "metric": TEXT, "score": FLOAT, "area": TRUTH, "weight": FLOAT},
    [
        ("cart", "csat", 4.0, True, 1.0),
        ("cart", "csat", NAN, False, 2.0),
        ("pay", "wait", 3.5, None, 0.5),
        ("pay", "wait", 99.0, True, NAN),
        ("pay", "wait", 0.0, True, None),
        ("pay", "wait", 7.25, True, 0.25),
    ],
)
WIDE: Table = (
    {"a": TEXT, "b": WHOLE, "c": FLOAT, "d": TRUTH, "q": TEXT, "sex": TEXT, "we.ight": FLOAT},
    [
        ("Good", 5, 3.5, True, "App; Web", "f", 1.0),
        ("bad", 2, 12.0, False, "Web", "m", 2.0),
        ("5", None, None, None, None, "f", 0.5),
        ("Good", 9, NAN, True, "Phone;App", "m", 1.0),
        (None, 1, 1.0, True, "", "f", 1.0),
    ],
)
APP = {"scope": "journey", "metric": "uses_app", "chosen": "App"}
WEB = {"scope": "journey", "metric": "uses_web", "chosen": "Web"}
ASKED: dict[str, Any] = {
    "missing": ["9"],
    "questions": {
        "a": {"touchpoint": "cart", "metric": "csat", "labels": {"Good": 4, "Bad": 1}},
        "b": {"touchpoint": "pay", "metric": "csat"},
        "c": {"touchpoint": "pay", "metric": "wait"},
        "d": {"scope": "journey", "metric": "churn"},
        "q": [APP | {"separator": ";"}, WEB | {"separator": ";"}],
    },
}
OPTIONS: Table = (
    {"a": FLOAT, "b": TRUTH, "c": TEXT},
    [
        (1.0, None, None),
        (None, True, None),
        (0.0, False, None),
        (NAN, None, ""),
        (1.5, None, "x"),
    ],
)
AMONG = {c: q | {"among": ["a", "b", "c"]} for c, q in (("a", APP), ("b", WEB))}
GAP = {"p": {"touchpoint": "pay", "metric": "gap", "expectation": "e"}}
PAIRS: Table = ({"p": FLOAT, "e": TEXT}, [(4.5, "4,25"), (3.0, "2"), (9.0, "1"), (2.0, None)])
COMMAS: Table = (
    {"t": TEXT, "g": TEXT, "w": TEXT},
    [("4,5", "1,5", "0,5"), ("2", "-0,5", "1,25"), ("99,0", "1", "1")],
)
COMMA = {"missing": ["99"], "format": {"decimal": ","}}
HALVES = {"t": {"touchpoint": "pay", "metric": "wait"}, "g": {"touchpoint": "pay", "metric": "gap"}}
HOSTILE: Table = (  # grammar of Spark, and names that it takes for one
    {"a.b": TEXT, "`x`": WHOLE, 'q"0': FLOAT, "q0": WHOLE},
    [("4", 5, 8.0, 1), ("1", None, 8.0, 2)],
)
NAMES = {
    name: {"touchpoint": "pay", "metric": metric}
    for name, metric in zip(HOSTILE[0], ("csat", "ces_effort", "nps", "ces_ease"), strict=True)
}
REPEATS: Table = (
    dict.fromkeys(("respondent_id", "touchpoint", "metric", "score", "answered_at"), TEXT),
    [
        ("u1", "pay", "csat", "4", "2026-01-01"),
        (" u1", "Pay", "csat", "2", "2026-02-01T10:00:00+02:00"),
        ("u2", "pay", "csat", "5", None),
        ("u2", "pay", "csat", "3", "2026-02-01"),
        (None, "pay", "csat", "1", None),
        ("", "pay", "csat", "1", None),
        ("u3", "pay", "wait", "3", "2026-02-01"),
        ("u3", "pay", "wait", "5", "2026-01-01"),
    ],
)
CASES: dict[str, tuple[Table, dict[str, Any]]] = {
    "tidy text": (
        TIDY,
        {
            "missing": ["9", "99"],
            "labels": {"Very good": 5},
            "segments": {"area": {"column": "area", "labels": {"a": "North"}}},
        },
    ),
    "tidy types": (TYPED, {"missing": ["99"], "segments": {"area": "area"}, "weight": "weight"}),
    "wide": (WIDE, ASKED | {"segments": {"sex": "sex"}}),
    "weighted and selected": (
        WIDE,
        ASKED | {"weight": "we.ight", "only": {"sex": ["f"], "c": ["3.5", "1"]}},
    ),
    "raked": (WIDE, ASKED | {"weight": "we.ight", "rake": {"sex": {"f": 40, "m": 60}}}),
    "options over columns": (OPTIONS, {"questions": AMONG}),
    "options with a decimal comma": (OPTIONS, {"questions": AMONG} | COMMA),
    "gap pairs": (PAIRS, {"questions": GAP, "missing": ["9"], "format": {"decimal": ","}}),
    "decimal commas": (COMMAS, {"questions": HALVES, "weight": "w"} | COMMA),
    "hostile names": (HOSTILE, {"questions": NAMES}),
    "all repeats": (REPEATS, {"repeats": "keep_all"}),
    "clusters": (REPEATS, {"repeats": "cluster", "waves": "year"}),
    "last of a month": (REPEATS, {"waves": "month"}),
}
MOMENTS = [
    datetime.datetime(2026, 1, 31, 23, 30, tzinfo=datetime.UTC),
    datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC),
    None,
    datetime.datetime(2025, 12, 31, 23, 59, 59, 900_000, tzinfo=datetime.UTC),
    datetime.datetime(2026, 3, 31, 1, tzinfo=datetime.UTC),
]
MORE_TEXTS = [
    *("2026-01-31T23:30:00-01:00", "2026-02-01 00:30:00.5+0100", "2026-02-01"),
    *("1999-12-31T23:00:00 -0200", "NA"),
]


def make(table: Table) -> Any:
    columns, rows = table
    schema = pa.schema(list(columns.items()))
    return pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows], schema)


def measure(arrow: Any, spark: Any, source: Source) -> list[MeasuredReadings]:
    """The readings of DuckDB, then those of Spark."""
    tables = duckdb.connect().from_arrow(arrow), spark.createDataFrame(arrow)
    return [measure_answers(JOURNEY, table, source) for table in tables]


def told(readings: MeasuredReadings) -> Iterator[tuple[Any, ...]]:
    for reading in readings:
        numbers = (reading.value, reading.sd, reading.n_effective, reading.log_mean, reading.log_sd)
        counts = tuple((reading.counts or {}).items())
        approximate = [n and pytest.approx(n, rel=1e-12) for n in (*numbers, *dict(counts).values())]
        yield reading.key, reading.n, [code for code, _ in counts], approximate


@pytest.mark.parametrize("case", CASES)
def test_spark_counts_as_duckdb(spark: Any, case: str) -> None:
    table, source = CASES[case]
    expected, found = measure(make(table), spark, Source.model_validate(source))
    assert list(told(found)) == list(told(expected))
    assert found
    # which rows were set aside nobody can tell without an order of rows
    assert found.intake == expected.intake or case == "all repeats"


@pytest.mark.parametrize("kind", ["zoned", "plain", "date", "text"])
@pytest.mark.parametrize("waves", ["week", "quarter", {"every": "month", "window": "40 days"}])
def test_waves_by_date(spark: Any, kind: str, waves: Any) -> None:
    cells: list[Any] = list(MOMENTS)
    column = {"zoned": pa.timestamp("us", "UTC"), "plain": pa.timestamp("us"), "date": pa.date32()}
    if kind == "plain":
        cells = [moment and moment.replace(tzinfo=None) for moment in MOMENTS]
    elif kind == "date":
        cells = [moment and moment.date() for moment in MOMENTS]
    elif kind == "text":
        cells = [*(moment and moment.isoformat() for moment in MOMENTS), *MORE_TEXTS]
    columns = {"touchpoint": TEXT, "metric": TEXT, "score": WHOLE}
    table = (
        columns | {"answered_at": column.get(kind, TEXT)},
        [("pay", "csat", 1 + i % 5, cell) for i, cell in enumerate(cells)],
    )
    expected, found = measure(make(table), spark, Source.model_validate({"waves": waves}))
    assert list(told(found)) == list(told(expected))
    assert found.intake == expected.intake
    assert len({reading.wave for reading in found}) >= 1


def test_the_zone_of_the_session_changes_nothing(spark: Any) -> None:
    columns = {"respondent_id": WHOLE, "touchpoint": TEXT, "metric": TEXT, "score": WHOLE}
    rows = [(i % 3, "pay", "csat", 1 + i, moment) for i, moment in enumerate(MOMENTS)]
    arrow = make((columns | {"answered_at": pa.timestamp("us", "UTC")}, rows))
    spark.conf.set("spark.sql.session.timeZone", "America/New_York")
    try:
        expected, found = measure(arrow, spark, Source.model_validate({"waves": "year"}))
    finally:
        spark.conf.set("spark.sql.session.timeZone", "UTC")
    assert list(told(found)) == list(told(expected))
    assert found.intake.set_aside == expected.intake.set_aside == {"no date": 1, "repeat": 1}


def test_without_an_order_of_rows_the_time_tells_what_is_last(spark: Any) -> None:
    expected, found = measure(make(REPEATS), spark, Source())
    assert list(told(found)) == list(told(expected))
    assert found.intake.set_aside == {"repeat": 3}
    assert found.intake.notes == (
        "3 answers are set aside because the respondent answered again",
    )
    columns, rows = REPEATS
    timeless = ({**columns, "answered_at": TEXT}, [(*row[:4], None) for row in rows])
    kept = measure_answers(JOURNEY, spark.createDataFrame(make(timeless)))
    assert kept.intake.notes == (
        "3 answers are set aside because the respondent answered again",
        "of them with the time of the one that is kept, in no order: 3",
    )
    dropped = spark.createDataFrame(make(timeless)).drop("answered_at")
    assert measure_answers(JOURNEY, dropped).intake.notes == (
        "some respondents answered twice; the table has no order of rows, so all are kept",
    )


BAD: Table = (
    dict.fromkeys(("touchpoint", "metric", "score", "weight"), TEXT),
    [
        ("pya", "csat", "4", "1"),
        ("pay", "ces", "4", "1d"),
        ("pay", "csat", "6", "1"),
        ("pay", "csat", "6", "1"),
        ("", "csat", "1", "1"),
        ("pay", "wait", "5f", "1"),  # a number for Java
        ("pay", "wait", "-3", "1"),
        *[("pay", "csat", "4", "1")] * 7,
    ],
)
TOLD = """\
table: touchpoint: the touchpoint is blank
table: touchpoint: unknown touchpoint 'pya'; did you mean 'pay'?
table: metric: unknown metric 'ces'; write ces_effort (1-5, low is good) or ces_ease (1-7, high is good)
table: score: a time below 0 '-3'; wait is a time in minutes, 0 or more
table: score: an answer outside the scale '6'; csat is answered 1 to 5; in 2 rows
table: score: not a number '5f'; wait is a time in minutes, 0 or more
table: weight: not a weight '1d'; a weight is a number, 0 or more"""  # noqa: E501


def test_faults_are_told_without_rows(spark: Any) -> None:
    table = spark.createDataFrame(make(BAD))
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, table)
    assert str(caught.value) == TOLD
    found = measure_answers(JOURNEY, table, Source.model_validate({"tolerate": 0.5}))
    assert [dict(reading.counts or {}) for reading in found] == [{4: 7}]
    assert found.intake.notes == (
        "tolerated and set aside: a time below 0, once",
        "tolerated and set aside: an answer outside the scale, 2 times",
        "tolerated and set aside: not a number, once",
        "tolerated and set aside: not a weight, once",
        "tolerated and set aside: the touchpoint is blank, once",
        "tolerated and set aside: unknown metric, once",
        "tolerated and set aside: unknown touchpoint, once",
    )
    with pytest.raises(AnswersError) as refused:
        repeated = spark.createDataFrame(make(REPEATS))
        measure_answers(JOURNEY, repeated, Source.model_validate({"repeats": "refuse"}))
    assert str(refused.value) == (
        "table: respondent_id: repeated answers of the same respondent; "
        "the table has no order of rows, so none is named"
    )
