"""Text in any encoding is read, and what is no text in it has its line."""

from __future__ import annotations

import gc
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import AnswersError
from journeymap.model.formats import TableFormat
from journeymap.tables.csvfile import records
from journeymap.tables.encodings import find_encoding
from journeymap.tables.opening import open_table
from journeymap.tables.table import Table

TEXT = 'miejsce;ocena;uwaga\r\nzażółć;4;"dwa\r\nwiersze"\r\ngęśl;5;\r\n'
ROWS = [("zażółć", "4", "dwa\r\nwiersze"), ("gęśl", "5", None)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_text_without_the_mark_of_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode(f"{encoding}-le"))
    with pytest.raises(AnswersError) as caught:
        open_table(path, (), TableFormat(encoding=encoding))
    hint = f"declare {encoding}-le or {encoding}-be, or what it is in"
    told = f"the file does not begin with the mark of {encoding}; {hint}"
    assert str(caught.value) == f"{path}:1: {told}"


def read(table: Table) -> list[tuple[object, ...]]:
    rows = list(table.fetch(table.frame))
    table.check_all_was_read(len(rows))
    return rows


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-8-sig", "cp1250"),
        ("utf-16", None),
        ("utf-16", "utf-8"),
        ("utf-32", None),
        ("utf-16-be", "UTF-16BE"),
        ("cp1250", "windows-1250"),
        ("iso8859-2", "latin2"),
        ("utf-8", "utf_8"),
    ],
)
@pytest.mark.parametrize("ending", [".csv", ".csv.gz"])
def test_any_encoding_is_read(
    tmp_path: Path, encoding: str, declared: str | None, ending: str
) -> None:
    path, content = tmp_path / f"a{ending}", TEXT.encode(encoding)
    path.write_bytes(gzip.compress(content) if ending == ".csv.gz" else content)
    table = open_table(path, ("ocena",), TableFormat(encoding=declared))
    assert list(table.columns) == ["miejsce", "ocena", "uwaga"]
    assert read(table) == ROWS
    assert table.lines([1, 2]) == {1: 2, 2: 4}
    assert table.name == str(path)


def test_the_file_of_our_own_lives_as_long_as_its_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TEXT.encode("utf-16"))
    table = open_table(tmp_path / "a.csv", ())
    assert table.file is not None
    path = table.file.path
    gc.collect()
    assert path.exists()
    assert path != tmp_path / "a.csv"
    rows = table.fetch(table.frame)
    del table
    gc.collect()
    assert list(rows) == ROWS
    del rows
    gc.collect()
    assert not path.exists()


@pytest.mark.parametrize("column", [0, 2])
def test_what_is_no_text_has_its_line(tmp_path: Path, column: int) -> None:
    cells = [b"a", b"4", b"b"]
    cells[column] += b"\x81"  # cp1250 has no such letter
    path = tmp_path / "a.csv"
    path.write_bytes(b"x,score,y\n\xbf,1,2\n" + b",".join(cells) + b"\n\x83,2,2\n")
    table = open_table(path, (), TableFormat(encoding="cp1250"))
    hint = "declare the encoding that it is in, or save it as UTF-8"
    with pytest.raises(AnswersError) as caught:
        read(table)
    assert str(caught.value).splitlines() == [
        f"{path}:{line}: not cp1250; {hint}" for line in (3, 4)
    ]


def test_a_header_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TEXT.encode("utf-16")[:-1] + b"\x00\xd8")
    table = open_table(tmp_path / "a.csv", ())
    with pytest.raises(AnswersError, match=r"a.csv:\d: not utf-16; declare the encoding"):
        read(table)
    (tmp_path / "b.csv").write_bytes(b"sc\xffore\n")
    with pytest.raises(AnswersError, match=r"b.csv:1: the header is not ascii; declare the"):
        open_table(tmp_path / "b.csv", (), TableFormat(encoding="ascii"))


def test_a_damaged_packed_file_in_another_encoding(tmp_path: Path) -> None:
    whole = gzip.compress(bytes(range(256)) * 400 + b"\n")
    (tmp_path / "a.csv.gz").write_bytes(whole[:-9])
    with pytest.raises(AnswersError, match=r"a.csv.gz: the gzip file is damaged or ends early"):
        open_table(tmp_path / "a.csv.gz", (), TableFormat(encoding="cp1252"))


def test_an_encoding_of_no_text_is_unknown() -> None:
    with pytest.raises(ValueError, match="an unknown encoding"):
        TableFormat(encoding="hex")


@given(st.text(), st.sampled_from(["utf-16", "utf-32", "utf-8-sig"]))
def test_the_mark_tells_the_encoding(text: str, encoding: str) -> None:
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:
        return
    assert find_encoding(content, "cp1250") == encoding.removesuffix("-sig")


@pytest.mark.parametrize("mark", ["#", "¦", "~", "😀", "x"])
def test_any_declared_delimiter(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'a,b{mark}c\n1{mark}"2{mark}"\n', encoding="utf-8")
    table = open_table(path, (), TableFormat(delimiter=mark))
    assert list(table.columns) == ["a,b", "c"]
    assert read(table) == [("1", f"2{mark}")]
    assert table.file is not None
    assert list(records(table.file)) == [(2, ["1", f"2{mark}"])]
    path.write_text(f"sep={mark}\na{mark}b\n1{mark}2\n", encoding="utf-8")
    assert read(open_table(path, (), TableFormat(delimiter=mark))) == [("1", "2")]
