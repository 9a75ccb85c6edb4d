from __future__ import annotations

import gzip
from pathlib import Path

import narwhals.stable.v2 as nw
import pytest

from journeymap.errors import AnswersError
from journeymap.tables.csvfaults import check_all_was_read, raise_faults
from journeymap.tables.csvfile import CsvFile, read_csv_file, records
from journeymap.tables.opening import open_table

LONG = "a cell that holds the delimiter is put in quotes"
QUOTE = "close it; a quote inside a quoted cell is doubled"
UTF8 = (
    "declare it, as format: {encoding: cp1250} in a source file or --encoding cp1250, "
    "or save it as UTF-8 (in Excel: CSV UTF-8); "
    "older Polish Excel writes cp1250, older Russian Excel cp1251"
)


def make(folder: Path, content: bytes, name: str = "a.csv") -> CsvFile:
    path = folder / name
    path.write_bytes(content)
    return read_csv_file(path, name, ())


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (
            b"a,b\n1,2,3\n1\n1,2\n",
            [
                f"2: the row has 3 cells, the header 2; {LONG}",
                "3: the row has 1 cells, the header 2",
            ],
        ),
        (b'a,b\n1,2\n1,"x\n1,2\n1,2\n', [f"3: a quote that is never closed; {QUOTE}"]),
        (
            b'a,b\n1,"x"y\n1,2,3\n',
            [f"2: a quote inside a cell; {QUOTE}", f"3: the row has 3 cells, the header 2; {LONG}"],
        ),
        (b"a,b\n1,x\0\n", ["2: a NUL character; take it out"]),
        (b"a,b\n1,2\n1,\xb3\n", [f"3: not UTF-8; {UTF8}"]),
        (
            b"a,b\r\n1,2\n1,2\r\n",
            ["2: the line ends with LF, the header with CRLF; use one kind of line end"],
        ),
        (
            b"a,b\n1,2\n\r3,4\n",
            ["3: the line ends with CR, the header with LF; use one kind of line end"],
        ),
        (b'a,""b\n1,2\n', [f"1: a quote inside a cell; {QUOTE}"]),
        (b'a,b\n"1\n2",3\n4\n', ["4: the row has 1 cells, the header 2"]),
    ],
)
def test_broken_rows_are_found(tmp_path: Path, content: bytes, problems: list[str]) -> None:
    file = make(tmp_path, content)
    for look in (raise_faults, check_all_was_read):
        with pytest.raises(AnswersError) as caught:
            look(file, 0)
        assert str(caught.value).splitlines() == [f"a.csv:{problem}" for problem in problems]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a,b\n", 0),
        (b"a,b", 0),
        (b"a,b\r1,2\r3,4", 2),
        (b'a,b\r\n1,"x\ny"\r\n', 1),
        (b"sep=,\na,b\n\n1,2\n\n\n", 1),
        (b"a,b\n1,2,\n", 1),
        ("a,b\n1,żółć\n".encode(), 1),
    ],
)
def test_whole_files_pass(tmp_path: Path, content: bytes, rows: int) -> None:
    file = make(tmp_path, content)
    check_all_was_read(file, rows)
    with pytest.raises(
        AnswersError, match=f"{rows} rows are in the file, {rows + 1} could be read"
    ):
        check_all_was_read(file, rows + 1)


def test_a_broken_row_that_the_engine_drops_with_all_below_it(tmp_path: Path) -> None:
    # DuckDB 1.5 reads pieces of 8,000,000 bytes; a broken row at the head of one ends the file
    good, bad = b"12345,7\n", b"12345\n"
    content = b"abcde,b\n" + good * (8_000_000 // 8 - 1) + bad + good * 10
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    table = open_table(path, ())
    with pytest.raises(AnswersError, match=r"a.csv:1000001: the row has 1 cells, the header 2"):
        table.check_all_was_read(next(table.fetch(table.frame.select(nw.len())))[0])


def test_a_gzip_file_that_ends_early(tmp_path: Path) -> None:
    whole = gzip.compress(b"a,b\n" + b"".join(b"%d,%d\n" % (i, i * i) for i in range(40_000)))
    file = make(tmp_path, whole[:-9], "a.csv.gz")
    with pytest.raises(AnswersError, match=r"a.csv.gz: the gzip file is damaged or ends early"):
        check_all_was_read(file, 40_000)
    with pytest.raises(AnswersError, match=r"^a.csv.gz: the gzip file is damaged or ends early$"):
        raise_faults(file)
    with pytest.raises(AnswersError, match=r"^a.csv.gz: the gzip file is damaged or ends early$"):
        list(records(file))
    check_all_was_read(make(tmp_path, whole, "b.csv.gz"), 40_000)


def test_a_gzip_file_that_unpacks_to_far_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journeymap.tables.unpacking._LARGE", 1000)
    file = make(tmp_path, gzip.compress(b"a,b\n" + b"1,2\n" * 1_000_000), "a.csv.gz")
    with pytest.raises(
        AnswersError,
        match="the file unpacks to over 200 times its size; unpack it yourself if it is meant",
    ):
        check_all_was_read(file, 1_000_000)


def test_at_most_a_hundred_places_are_told(tmp_path: Path) -> None:
    with pytest.raises(AnswersError) as caught:
        raise_faults(make(tmp_path, b"a,b\n" + b"1\n" * 500))
    assert len(caught.value.problems) == 100
