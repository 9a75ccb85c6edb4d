from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import duckdb
import polars as pl
import pytest

from journeymap.errors import AnswersError
from journeymap.tables import table as table_module
from journeymap.tables.opening import open_table


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            duckdb.OutOfMemoryException("Out of Memory Error: failed to pin block"),
            "the table needs more memory than it was given; "
            "set JOURNEYMAP_MEMORY to more, such as 2GB",
        ),
        (
            duckdb.InvalidInputException("Invalid Input Error: line 3\nmore"),
            "the table can't be read: Invalid Input Error: line 3",
        ),
    ],
)
def test_a_whole_file_is_not_called_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: duckdb.Error, told: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    table = open_table(path, ())

    def fail(_frame: object) -> NoReturn:
        raise error

    monkeypatch.setattr(table_module, "_fetch", fail)
    with pytest.raises(AnswersError) as caught:
        list(table.fetch(table.frame))
    assert str(caught.value) == f"{path}: {told}"


def test_what_is_wrong_with_memory_is_told_before_broken_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n3\n")
    table = open_table(path, ())
    with pytest.raises(AnswersError, match=r"a.csv:3: the row has 1 cells, the header 2"):
        list(table.fetch(table.frame))

    def fail(_frame: object) -> Iterator[tuple[Any, ...]]:
        raise duckdb.OutOfMemoryException("full")

    monkeypatch.setattr(table_module, "_fetch", fail)
    with pytest.raises(AnswersError, match="needs more memory"):
        list(table.fetch(table.frame))


def test_tables_are_compared_by_who_they_are() -> None:
    frame = pl.DataFrame({"a": [1]})
    one, other = open_table(frame, ()), open_table(frame, ())
    assert one == one  # noqa: PLR0124 - frames answer == with a frame
    assert one != other
    assert len({one, other}) == 2
