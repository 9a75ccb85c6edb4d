from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from journeymap.errors import AnswersError
from journeymap.events.columns import find_columns
from journeymap.model.event_sources import EventSource
from journeymap.tables.opening import open_table

Found = tuple[str, str, str | None, str | None]


def find(*columns: str, **source: str) -> Found:
    table = open_table(pl.DataFrame({column: ["x"] for column in columns}), ())
    return find_columns(table, EventSource(**source))


def refuse(*columns: str, **source: str) -> str:
    with pytest.raises(AnswersError) as caught:
        find(*columns, **source)
    return str(caught.value)


@pytest.mark.parametrize(
    "columns",
    [
        ("case_id", "activity", "timestamp"),
        ("Case ID", "Activity", "Timestamp"),
        ("case:concept:name", "concept:name", "time:timestamp"),
        ("user_id", "event", "time"),
        ("customerId", "touchpoint", "occurred_at"),
        ("session-id", "page", "date"),
    ],
)
def test_usual_names(columns: tuple[str, str, str]) -> None:
    assert find(*reversed(columns), "more") == (*columns, None)


def test_the_dialect_of_pm4py_wins_over_the_names_that_it_was_made_from() -> None:
    dialect = ("case:concept:name", "concept:name", "time:timestamp")
    assert find("case_id", "activity", "timestamp", *dialect) == (*dialect, None)


def test_the_source_wins() -> None:
    columns = ("case_id", "activity", "timestamp", "who", "n")
    assert find(*columns, case="who", order="n") == ("who", "activity", "timestamp", "n")


def test_without_times_an_order_is_enough() -> None:
    assert find("case", "activity", "n", order="n") == ("case", "activity", None, "n")
    assert find("case", "activity", ".order") == ("case", "activity", None, ".order")


def test_what_is_not_found_is_told_at_once() -> None:
    assert refuse("a", "b") == (
        "table: no column tells whose journey it is; there are 'a', 'b'; "
        "write case: COLUMN or --case COLUMN\n"
        "table: no column tells what happened; write activity: COLUMN or --activity COLUMN\n"
        "table: no column tells when it happened; write time: COLUMN or --time COLUMN, "
        "or order: COLUMN where there are no times"
    )


def test_who_has_no_options_is_told_what_a_source_file_says() -> None:
    table = open_table(pl.DataFrame({name: ["x"] for name in ("a", "user_id", "event_id")}), ())
    with pytest.raises(AnswersError) as caught:
        find_columns(table, EventSource())
    told = [problem.source_hint for problem in caught.value.problems]
    assert told[-1] == (
        "write time: COLUMN into a source file, or order: COLUMN where there are no times"
    )
    assert not any("--" in hint for hint in told)
    assert all(hint for hint in told)


def test_a_table_of_paths_is_told() -> None:
    assert refuse("path", "n").startswith(
        "table: no column tells whose journey it is; there are 'path', 'n'; "
        "whole paths need a source file with path: COLUMN; write case"
    )


def test_several_that_may_be_meant() -> None:
    assert refuse("user_id", "session_id", "event", "time") == (
        "table: 2 columns may tell whose journey it is; 'user_id' or 'session_id'? "
        "write case: COLUMN or --case COLUMN"
    )


def test_a_wrong_name_is_told_with_the_nearest() -> None:
    columns = ("case_id", "activity", "timestamp")
    assert refuse(*columns, case="caseid", stage="zebra") == (
        "table: no column 'caseid'; did you mean 'case_id'?\n"
        "table: no column 'zebra'; expected one of 'case_id', 'activity', 'timestamp'"
    )


def test_many_columns_are_not_all_listed() -> None:
    assert "'c11' and 28 more; write" in refuse(*(f"c{i}" for i in range(40)))


def test_the_header_of_a_sheet_is_where_it_stands() -> None:
    table = open_table(pl.DataFrame({"case": ["x"]}), ())
    with pytest.raises(AnswersError) as caught:
        find_columns(replace(table, name="log.xlsx", places=(3, 4)), EventSource(case="who"))
    assert str(caught.value).startswith("log.xlsx:3: no column 'who'; ")
