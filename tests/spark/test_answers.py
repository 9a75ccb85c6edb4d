"""Spark counts what DuckDB counts, to the last answer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.model.sources import Source
from tests.answers.test_engines_agree import SOURCES, Row, rows, write
from tests.spark.comparing import (
    FLOAT,
    JOURNEY,
    NAN,
    REPEATS,
    TEXT,
    TRUTH,
    WHOLE,
    Table,
    check_equal,
    make,
    measure,
)

pytestmark = pytest.mark.spark

TIDY: Table = (
    dict.fromkeys(("touchpoint", "metric", "score", "wave", "area", "weight", "answered_at"), TEXT),
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


@pytest.mark.parametrize("case", CASES)
def test_spark_counts_as_duckdb(spark: Any, case: str) -> None:
    table, source = CASES[case]
    expected, found = measure(make(table), spark, Source.model_validate(source))
    check_equal(expected, found)
    assert found
    assert found.intake == expected.intake


TIMED = ("pay", "csat", "4", "2026", "a", "1", "2026-01-31T23:30:00-01:00")


@settings(max_examples=3)
@given(answers=rows, source=SOURCES)
def test_any_answers_count_the_same(spark: Any, answers: list[Row], source: Source) -> None:
    arrow = write([*answers, TIMED]).to_arrow()
    expected, found = measure(arrow, spark, source)
    check_equal(expected, found)
    assert found.intake == expected.intake


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
FAULTS = """\
table: touchpoint: the touchpoint is blank
table: touchpoint: unknown touchpoint 'pya'; did you mean 'pay'?
table: metric: unknown metric 'ces'; write ces_effort (1-5, low is good) or ces_ease (1-7, high is good)
table: score: a time below 0 '-3'; wait is a time in minutes, 0 or more
table: score: not a number '5f'; wait is a time in minutes, 0 or more
table: score: an answer outside the scale '6'; csat is answered 1 to 5; in 2 rows
table: weight: not a weight '1d'; a weight is a number, 0 or more"""  # noqa: E501


def test_faults_are_told_without_rows(spark: Any) -> None:
    table = spark.createDataFrame(make(BAD))
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, table)
    assert str(caught.value) == FAULTS
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
    repeated = spark.createDataFrame(make(REPEATS))
    with pytest.raises(AnswersError) as refused:
        measure_answers(JOURNEY, repeated, Source.model_validate({"repeats": "refuse"}))
    assert str(refused.value) == (
        "table: respondent_id: repeated answers of the same respondent; "
        "the table has no order of rows, so none is named"
    )
