"""Times on Spark: waves, windows, and what is last where rows have no order."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.model.sources import Source
from tests.spark.comparing import JOURNEY, REPEATS, TEXT, WHOLE, check_equal, make, measure, pa

pytestmark = pytest.mark.spark

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


@pytest.mark.parametrize("kind", ["zoned", "plain", "date", "text"])
@pytest.mark.parametrize("waves", ["quarter", {"every": "week", "window": "40 days"}])
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
    check_equal(expected, found)
    assert found.intake == expected.intake


def test_the_zone_of_the_session_changes_nothing(spark: Any) -> None:
    columns = {"respondent_id": WHOLE, "touchpoint": TEXT, "metric": TEXT, "score": WHOLE}
    rows = [(i % 3, "pay", "csat", 1 + i, moment) for i, moment in enumerate(MOMENTS)]
    arrow = make((columns | {"answered_at": pa.timestamp("us", "UTC")}, rows))
    spark.conf.set("spark.sql.session.timeZone", "America/New_York")
    try:
        expected, found = measure(arrow, spark, Source.model_validate({"waves": "year"}))
    finally:
        spark.conf.set("spark.sql.session.timeZone", "UTC")
    check_equal(expected, found)
    assert found.intake.set_aside == expected.intake.set_aside == {"no date": 1, "repeat": 1}


def test_without_an_order_of_rows_the_time_tells_what_is_last(spark: Any) -> None:
    expected, found = measure(make(REPEATS), spark, Source())
    check_equal(expected, found)
    assert found.intake.set_aside == {"repeat": 3}
    assert found.intake.notes == ("3 answers are set aside because the respondent answered again",)
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
