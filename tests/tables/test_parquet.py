"""Parquet in one file or many, and what can't be one table."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.tables.opening import open_table


def write(path: Path, **columns: list[object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(columns).write_parquet(path)
    return path


def read(answers: Path | str) -> list[dict[str, object]]:
    table = open_table(answers, ())
    return [dict(zip(table.columns, row, strict=True)) for row in table.fetch(table.frame)]


def refusal(answers: Path | str) -> list[str]:
    with pytest.raises(AnswersError) as caught:
        open_table(answers, ())
    return str(caught.value).splitlines()


def test_a_folder_and_a_pattern_are_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name, score in (("b", 2), ("a", 1), ("sub/c", 3), ("_temporary/x", 9), (".x", 9)):
        write(tmp_path / f"{name}.parquet", score=[score])
    for name in ("_SUCCESS", "b.crc", "_temporary/x.csv"):
        (tmp_path / name).touch()
    scores = [{"score": i} for i in (1, 2, 3)]
    assert read(tmp_path) == scores
    assert read(str(tmp_path / "**" / "[abc].parquet")) == scores
    assert read(str(tmp_path / "?.parquet")) == scores[:2]


def test_what_exists_by_its_name_is_no_pattern(tmp_path: Path) -> None:
    write(tmp_path / "a1.parquet", score=[1])
    write(tmp_path / "a[1].parquet", score=[2])
    write(tmp_path / "b*" / "x.parquet", score=[3])
    write(tmp_path / "bb" / "x.parquet", score=[4])
    assert read(tmp_path / "a[1].parquet") == [{"score": 2}]
    assert read(str(tmp_path / "b*")) == [{"score": 3}]


def test_columns_in_another_order_are_the_same(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", who=["x"], score=[1])
    write(tmp_path / "b.parquet", score=[2], who=["y"])
    assert read(tmp_path) == [{"who": "x", "score": 1}, {"who": "y", "score": 2}]


def test_folders_tell_columns(tmp_path: Path) -> None:
    root = tmp_path / "run=7"
    write(root / "wave=2025" / "area=a%20b" / "x.parquet", score=[1])
    write(root / "wave=2026" / "area=__HIVE_DEFAULT_PARTITION__" / "x.parquet", score=[2])
    assert read(root) == [
        {"score": 1, "wave": "2025", "area": "a b"},
        {"score": 2, "wave": "2026", "area": None},
    ]
    assert read(str(root / "wave=*" / "*" / "*.parquet")) == read(root)
    assert read(root / "wave=2025") == [{"score": 1, "area": "a b"}]
    assert read(root / "wave=2025" / "area=a%20b" / "x.parquet") == [{"score": 1}]


def test_folders_that_tell_other_columns_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", score=[1])
    odd = write(tmp_path / "wave=2026" / "x.parquet", score=[1])
    said = f"{odd}: the folders tell other columns; the first file is below none"
    assert refusal(tmp_path) == [said]
    write(tmp_path / "d" / "Score=1" / "x.parquet", score=[1])
    doubled = "doubled column 'score'; each column needs a name of its own"
    assert refusal(tmp_path / "d") == [f"{tmp_path / 'd'}: {doubled}"]


def test_parts_that_differ_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", who=["x"], score=[1])
    b = write(tmp_path / "b.parquet", who=["x"], score=["1"])
    c = write(tmp_path / "c.parquet", score=[1], area=["n"])
    types = "the column 'score' holds VARCHAR, in the first file BIGINT"
    assert refusal(tmp_path) == [
        f"{b}: {types}; write all files with the same types",
        f"{c}: no column 'who'; the first file has it",
        f"{c}: one more column 'area'; the first file does not have it",
    ]


def test_what_is_no_table_in_parts(tmp_path: Path) -> None:
    only = "many files are read as one table where all are .parquet; measure others one by one"
    assert refusal(tmp_path) == [f"{tmp_path}: no Parquet file is in this folder; {only}"]
    pattern = str(tmp_path / "*.parquet")
    assert refusal(pattern) == [f"{pattern}: no file matches this pattern"]
    (tmp_path / "a.csv").write_text("score\n1\n")
    write(tmp_path / "b.parquet", score=[1])
    assert refusal(str(tmp_path / "*")) == [
        f"{tmp_path / 'a.csv'}: the file is not Parquet; {only}"
    ]
    (tmp_path / "c.parquet").write_bytes(b"PAR1")
    broken = f"{tmp_path / 'c.parquet'}: the file can't be read as Parquet"
    assert refusal(str(tmp_path / "*.parquet")) == [broken]


def test_data_of_another_kind_in_a_folder_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", score=[1])
    others = [tmp_path / "b.pq", tmp_path / "sub" / "c", tmp_path / "sub" / "d.csv"]
    for other in others:
        other.parent.mkdir(exist_ok=True)
        other.touch()
    pattern = f"{tmp_path}/*.parquet"
    hint = f"take it out, or name those that are meant by a pattern such as '{pattern}'"
    assert refusal(tmp_path) == [f"{other}: the file is not Parquet; {hint}" for other in others]
    assert read(pattern) == [{"score": 1}]


def test_a_file_under_two_names_counts_once(tmp_path: Path) -> None:
    write(tmp_path / "real" / "x.parquet", score=[1])
    a, b = tmp_path / "d" / "a.parquet", tmp_path / "d" / "b.parquet"
    a.parent.mkdir()
    a.symlink_to(tmp_path / "real" / "x.parquet")
    assert read(tmp_path / "d") == [{"score": 1}]
    b.symlink_to("a.parquet")
    told = [f"{b}: the same file again; it is {a}; take one out"]
    assert refusal(tmp_path / "d") == refusal(f"{tmp_path}/d/*.parquet") == told


@pytest.mark.parametrize(
    ("sign", "keeper"),
    [("_delta_log/0.json", "Delta Lake"), ("metadata/v1.metadata.json", "Iceberg")],
)
def test_folders_that_another_list_rules_are_refused(
    tmp_path: Path, sign: str, keeper: str
) -> None:
    write(tmp_path / "a.parquet", score=[1])
    (tmp_path / sign).parent.mkdir()
    (tmp_path / sign).touch()
    hint = "open it with a library for it, and give the table or an export of it"
    assert refusal(tmp_path) == [f"{tmp_path}: the folder is a table of {keeper}; {hint}"]


@settings(max_examples=20, deadline=None)
@given(scores=st.lists(st.integers(1, 5), min_size=1, max_size=30), parts=st.integers(1, 4))
def test_splitting_a_file_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, scores: list[int], parts: int
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    size = -(-len(scores) // parts)
    for i in range(0, len(scores), size):
        write(folder / f"{i:03}.parquet", score=list(scores[i : i + size]))
    assert [row["score"] for row in read(folder)] == scores


ZONED = """
select 'pay' as touchpoint, 'csat' as metric, 4 as score, 4 as q,
    timestamptz '2026-05-01 02:00:00+02' as answered_at, [answered_at] as all_of_them,
    timestamptz 'infinity' as never
"""


def test_times_with_a_zone_are_fetched_in_utc(tmp_path: Path) -> None:
    path = tmp_path / "z.parquet"
    duckdb.sql(ZONED).write_parquet(str(path))
    (row,) = read(path)
    assert row["answered_at"] == datetime(2026, 5, 1)
    assert (row["all_of_them"], row["never"]) == ("['2026-05-01 00:00:00+00']", None)
    source = {"segments": {"at": "answered_at"}, "columns": {"wave": "answered_at"}}
    asked = {"questions": {"q": {"touchpoint": "pay", "metric": "csat"}}}
    journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}])
    for one in (Source(**source), Source(**source, **asked)):
        readings = measure_answers(journey, path, one)
        assert [(r.wave, dict(r.segment)) for r in readings] == [
            ("2026-05-01T00:00:00", {}),
            ("2026-05-01T00:00:00", {"at": "2026-05-01T00:00:00"}),
        ]
        dated = Source(waves="month", **({} if one.questions == {} else asked))
        dated = dated.replace(columns={"answered_at": "answered_at"})
        assert [r.wave for r in measure_answers(journey, path, dated)] == ["2026-05"]
