"""Comments out of tables: place, score, wave, segments; repeats; every engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pytest

from journeymap.answers.comment_reading import GivenComment
from journeymap.answers.comments import read_comments
from journeymap.errors import AnswersError, SourceError
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

JOURNEY = Journey(
    name="Shop",
    metrics=[{"id": "wait", "kind": "duration", "unit": "minutes"}],
    stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
)
TIDY: dict[str, list[Any]] = {
    "touchpoint": ["pay", "Pay", "cart", "cart", "pay"],
    "metric": ["csat", "csat", "csat", "CSAT", "csat"],
    "score": [2, 5, 4, None, 9],
    "respondent_id": ["a", " a", "b", None, "c"],
    "wave": ["2020", "2020", "2020", "2021", "2021"],
    "comment": ["Too slow", "now fine", " Kurier ", "NA", "Nine?"],
}
WIDE: dict[str, list[Any]] = {
    "Q1": [1, 5, 3, None],
    "Q2": [9.5, 2.0, None, 1.0],
    "why": ["bad", None, " fine ", "cafe\u0301"],
    "general": ["a b", "", None, "x"],
    "area": ["A", "B", "A", None],
}
WIDE_SOURCE = Source(
    questions={
        "Q2": {"touchpoint": "cart", "metric": "wait"},
        "Q1": {"touchpoint": "cart", "metric": "csat"},
    },
    comments={"why": {"touchpoint": "Cart"}, "general": {"scope": "journey"}},
    segments={"area": {"column": "area", "labels": {"A": "North"}}},
)


def to_engine(engine: str, table: dict[str, list[Any]], folder: Path) -> Any:
    frame = pl.DataFrame(table)
    if engine == "csv":
        frame.write_csv(folder / "t.csv")
        return folder / "t.csv"
    if engine == "parquet":
        frame.write_parquet(folder / "t.parquet")
        return folder / "t.parquet"
    if engine == "duckdb":
        return duckdb.connect().from_arrow(frame.to_arrow())
    made = {"polars": frame, "lazy": frame.lazy(), "pandas": pd.DataFrame(table)}
    return made.get(engine, frame.to_arrow())


ENGINES = ["polars", "lazy", "pandas", "pyarrow", "duckdb", "csv", "parquet"]


@pytest.mark.parametrize("engine", ENGINES)
def test_tidy_table_on_every_engine(engine: str, tmp_path: Path) -> None:
    comments = read_comments(JOURNEY, to_engine(engine, TIDY, tmp_path))
    assert sorted(comments) == [
        GivenComment("Kurier", "cart", None, 4.0, "2020", (), 3),
        GivenComment("Nine?", "pay", None, None, "2021", (), 5),
        GivenComment("now fine", "pay", None, 5.0, "2020", (), 2),
    ]
    assert comments.rows == 5
    assert comments.aside == {"blank": 1, "repeat": 1}
    assert comments.unread == 1  # csat is answered 1 to 5
    assert {place: metric.id for place, metric in comments.metrics.items()} == {
        ("pay", None): "csat",
        ("cart", None): "csat",
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_wide_table_on_every_engine(engine: str, tmp_path: Path) -> None:
    comments = read_comments(JOURNEY, to_engine(engine, WIDE, tmp_path), WIDE_SOURCE)
    assert list(comments) == [
        GivenComment("bad", "cart", None, 1.0, None, ("North",), 1),
        GivenComment("a b", None, None, None, None, ("North",), 1),
        GivenComment("fine", "cart", None, 3.0, None, ("North",), 3),
        GivenComment("café", "cart", None, None, None, (None,), 4),
        GivenComment("x", None, None, None, None, (None,), 4),
    ]
    assert comments.segments == ("area",)
    assert comments.metrics[("cart", None)].id == "csat"  # codes rather than times


def test_touchpoint_and_comment_are_enough() -> None:
    table = pl.DataFrame({"touchpoint": ["pay"], "text": ["slow"]})
    source = Source(columns={"comment": "text"})
    assert list(read_comments(JOURNEY, table, source)) == [
        GivenComment("slow", "pay", None, None, None, (), 1)
    ]


def test_repeats_are_kept_or_refused_as_the_source_says() -> None:
    table = pl.DataFrame({**TIDY, "score": 4})
    kept = read_comments(JOURNEY, table, Source(repeats="keep_all"))
    assert [one.text for one in kept] == ["Too slow", "now fine", "Kurier", "Nine?"]
    with pytest.raises(AnswersError) as refused:
        list(read_comments(JOURNEY, table, Source(repeats="refuse")))
    assert str(refused.value) == (
        "table: respondent_id: repeated comments of the same respondent; "
        "or write repeats: keep_last"
    )


def test_later_is_what_has_the_later_time() -> None:
    table = pl.DataFrame(
        {
            "touchpoint": "pay", "respondent_id": 7, "comment": ["last", "first"],
            "answered_at": ["2026-02-01", "2026-01-01"],
        }
    )  # fmt: skip
    assert [one.text for one in read_comments(JOURNEY, table)] == ["last"]
    by_month = read_comments(JOURNEY, table, Source(waves="month"))
    assert [(one.text, one.wave) for one in by_month] == [
        ("first", "2026-01"),
        ("last", "2026-02"),
    ]
    rolling = Source(waves={"every": "month", "window": "90 days"})
    assert {one.wave for one in read_comments(JOURNEY, table, rolling)} == {"2026-01", "2026-02"}


def test_one_text_beside_two_metrics_is_one_comment() -> None:
    table = pl.DataFrame(
        {
            "touchpoint": "pay", "metric": ["nps", "csat", "nps"], "score": [3, 2, 9],
            "respondent_id": ["a", "a", "b"], "comment": ["slow", "slow", "slow"],
        }
    )  # fmt: skip
    comments = read_comments(JOURNEY, table)
    assert sorted(one.answer or 0 for one in comments) == [3.0, 9.0]
    assert comments.metrics[("pay", None)].id == "nps"
    assert comments.aside["repeat"] == 1


def test_undated_and_unselected_comments_are_set_aside() -> None:
    table = pl.DataFrame(
        {
            "touchpoint": "pay", "comment": ["in", "undated", "out"], "area": ["A", "A", "B"],
            "answered_at": ["2026-01-05", None, "2026-01-05"],
        }
    )  # fmt: skip
    comments = read_comments(JOURNEY, table, Source(waves="month", only={"area": ["A"]}))
    assert [one.text for one in comments] == ["in"]
    assert comments.aside == {"no date": 1}


def test_declared_codes_mean_no_comment() -> None:
    table = pl.DataFrame({"touchpoint": "pay", "comment": ["-", "99", "fine"]})
    comments = read_comments(JOURNEY, table, Source(missing=["-", "99"]))
    assert [one.text for one in comments] == ["fine"]


def test_unknown_touchpoints_are_told_all_at_once() -> None:
    table = pl.DataFrame(
        {
            "touchpoint": ["payy", "zebra", "payy", None, "zoo"],
            "comment": ["a", "b", "c", "d", None],
        }
    )
    with pytest.raises(AnswersError) as refused:
        read_comments(JOURNEY, table)
    assert [str(problem) for problem in refused.value.problems] == [
        "table: touchpoint: the touchpoint is blank; beside 1 comment",
        "table: touchpoint: unknown touchpoint 'payy'; did you mean 'pay'?; beside 2 comments",
        "table: touchpoint: unknown touchpoint 'zebra'; expected one of 'cart', 'pay'; "
        "beside 1 comment",
    ]


def test_few_unknown_touchpoints_may_be_tolerated() -> None:
    table = pl.DataFrame({"touchpoint": ["zoo", *["pay"] * 9], "comment": "slow"})
    comments = read_comments(JOURNEY, table, Source(tolerate=0.1))
    assert len(list(comments)) == 9
    assert comments.aside == {"unknown touchpoint": 1}


def test_without_a_column_of_comments() -> None:
    with pytest.raises(SourceError) as undeclared:
        read_comments(JOURNEY, pl.DataFrame(WIDE), Source(questions=WIDE_SOURCE.questions))
    assert str(undeclared.value) == (
        "comments: no column of comments is declared; write comments: {COLUMN: {touchpoint: ID}}"
    )
    with pytest.raises(AnswersError) as absent:
        read_comments(JOURNEY, pl.DataFrame({"touchpoint": ["pay"], "score": [1]}))
    assert str(absent.value) == (
        "table: no column 'comment'; the table has 'touchpoint', 'score'; "
        "rename it, or name it in the source file"
    )


def test_lists_are_no_comments() -> None:
    with pytest.raises(AnswersError) as refused:
        read_comments(JOURNEY, pl.DataFrame({"touchpoint": ["pay"], "comment": [["a"]]}))
    assert str(refused.value) == "table: the column 'comment' holds lists, not plain cells"


def test_numbers_and_categories_are_read_as_text() -> None:
    table = pl.DataFrame(
        {"touchpoint": ["pay", "pay"], "comment": pl.Series(["so", "so"], dtype=pl.Categorical)}
    )
    assert [one.text for one in read_comments(JOURNEY, table)] == ["so", "so"]
    numbers = pl.DataFrame({"touchpoint": ["pay"], "comment": [4.0]})
    assert [one.text for one in read_comments(JOURNEY, numbers)] == ["4"]
