from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from journeymap.errors import AnswersError
from journeymap.tables.csvfile import read_csv_file, records

NEEDED = ("touchpoint", "metric", "score")
UTF8 = (
    "declare it, as format: {encoding: cp1250} in a source file or --encoding cp1250, "
    "or save it as UTF-8 (in Excel: CSV UTF-8); "
    "older Polish Excel writes cp1250, older Russian Excel cp1251"
)


def write(folder: Path, content: bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "delimiter", "skipped"),
    [
        (b"touchpoint,metric,score\n", ",", 0),
        (b"\xef\xbb\xbftouchpoint;metric;score\r\n", ";", 0),
        (b"touchpoint\tmetric\tscore\r", "\t", 0),
        (b"touchpoint| metric |score", "|", 0),
        (b"sep=;\r\ntouchpoint;metric;score\r\n", ";", 1),
        (b"\n\ntouchpoint,metric,score\n", ",", 2),
    ],
)
def test_header_and_delimiter(tmp_path: Path, content: bytes, delimiter: str, skipped: int) -> None:
    file = read_csv_file(write(tmp_path, content), "a.csv", NEEDED)
    assert (file.columns, file.delimiter, file.skipped) == (NEEDED, delimiter, skipped)


def test_the_delimiter_is_the_one_that_yields_the_columns(tmp_path: Path) -> None:
    path = write(tmp_path, b"a,b,c,d,e;score;touchpoint\n")
    assert read_csv_file(path, "a.csv", NEEDED).columns == ("a,b,c,d,e", "score", "touchpoint")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "a.csv:1: the file is empty"),
        ("a.csv", b"\n \n", "a.csv:1: the file is empty"),
        (
            "a.csv",
            gzip.compress(b"x", mtime=0),
            "a.csv:1: the file is packed by gzip, but its name does not say so; name it .csv.gz",
        ),
        (
            "a.csv.gz",
            b"score\n",
            "a.csv.gz:1: the file is named .gz, but it is not packed by gzip; name it .csv",
        ),
        (
            "a.csv",
            b"PK\x03\x04..",
            "a.csv:1: the file is a workbook or a zip, not text; save it as CSV UTF-8",
        ),
        ("a.csv", "ocenażółć\n".encode("cp1250"), f"a.csv:1: the header is not UTF-8; {UTF8}"),
        (
            "a.csv",
            b"\nscore, score\n",
            "a.csv:2: doubled column 'score'; each column needs a name of its own",
        ),
    ],
    ids=["empty", "blank", "packed", "not packed", "workbook", "cp1250", "doubled"],
)
def test_files_that_are_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    with pytest.raises(AnswersError) as caught:
        read_csv_file(write(tmp_path, content, name), name, NEEDED)
    assert str(caught.value) == message


def test_blank_column_names_may_repeat(tmp_path: Path) -> None:
    assert read_csv_file(write(tmp_path, b"score,,\n"), "a.csv", NEEDED).columns == (
        "score",
        "",
        "",
    )


def test_records_tell_the_line_on_which_they_begin(tmp_path: Path) -> None:
    file = read_csv_file(write(tmp_path, b'sep=,\na,b\n1,"x\ny"\n\n2,3\r\n'), "a.csv", ())
    assert list(records(file)) == [(3, ["1", "x\ny"]), (6, ["2", "3"])]


def test_a_reader_leaves_long_cells_to_the_others(tmp_path: Path) -> None:
    long = "x" * 200_000
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"c\n{long}\n{long}\n")
    one, other = (records(read_csv_file(tmp_path / name, name, ())) for name in ("a.csv", "b.csv"))
    assert next(one) == (2, [long])
    assert len(list(other)) == 2
    assert list(one) == [(3, [long])]
