"""The outside of a CSV file: encoding, header and delimiter, and its records with their lines."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO

from journeymap.model.formats import TableFormat
from journeymap.tables.encodings import find_encoding, spool_as_utf8
from journeymap.tables.refusing import check_names, check_path, refuse
from journeymap.tables.spool import Spool
from journeymap.tables.unpacking import is_zipped, open_unpacked
from journeymap.tables.vendors import MOST_ROWS, Layout, find_layout
from journeymap.text import to_nfc

_DELIMITERS = (",", ";", "\t", "|")
_HEAD = 1 << 18
_LONGEST_CELL = 1 << 22  # the engine takes rows of half of that
_ENDS = re.compile("\r\n|\r|\n")
_PLAIN = TableFormat()
DECLARE_ENCODING = (
    "declare it, as format: {encoding: cp1250} in a source file or --encoding cp1250, "
    "or save it as UTF-8 (in Excel: CSV UTF-8); "
    "older Polish Excel writes cp1250, older Russian Excel cp1251"
)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file whose header is known.

    Args:
        path: Where it is.
        name: Its name as the user gave it.
        delimiter: What stands between cells.
        skipped: Lines before the header: blank ones, and Excel's ``sep=;``.
        columns: The names in the header, in order.
        encoding: In which encoding the user's file is.
        spool: The file of our own at the path, where the user's is not UTF-8.
        heads: How many rows of header there are.
        layout: What they say, where it is a vendor's export.
    """

    path: Path
    name: str
    delimiter: str
    skipped: int
    columns: tuple[str, ...]
    encoding: str = "utf-8"
    spool: Spool | None = None
    heads: int = 1
    layout: Layout | None = None

    @property
    def is_zipped(self) -> bool:
        """Whether it is packed by gzip."""
        return is_zipped(self.path)

    @property
    def not_text(self) -> tuple[str, str]:
        """What to say about bytes that are no text, and what to do."""
        if self.encoding == "utf-8":
            return "not UTF-8", DECLARE_ENCODING
        return f"not {self.encoding}", "declare the encoding that it is in, or save it as UTF-8"

    def open_bytes(self) -> IO[bytes]:
        """Its unpacked content."""
        return open_unpacked(self.path)

    @contextmanager
    def open_text(self) -> Iterator[IO[str]]:
        """Its content as text; bytes that are not UTF-8 become lone surrogates.

        Raises:
            AnswersError: if the packed file turns out to be damaged while it is read.
        """
        # it holds for the whole process, so it is never lowered under another reader
        csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
        with io.TextIOWrapper(
            self.open_bytes(), encoding="utf-8-sig", errors="surrogateescape", newline=""
        ) as text:
            try:
                yield text
            except (EOFError, gzip.BadGzipFile, zlib.error):
                raise refuse(self.name, None, "the gzip file is damaged or ends early") from None


def read_csv_file(
    path: Path,
    name: str,
    needed: Collection[str],
    format: TableFormat = _PLAIN,  # noqa: A002 - the word of the source file
) -> CsvFile:
    """The outside of a CSV file.

    Args:
        path: Where it is.
        name: Its name for messages.
        needed: Names that the header should hold; they decide between delimiters.
        format: Its encoding and delimiter, where they are declared.

    Raises:
        AnswersError: if it is empty, not text in its encoding, packed without saying so, or its
            header names a column twice.
        OSError: if there is no such file.
    """
    check_path(path, name)
    encoding = find_encoding(_read_head(path, name, 4), format.encoding)
    spool = None if encoding == "utf-8" else spool_as_utf8(path, name, encoding)
    path = spool.path if spool else path
    head = _read_text(path, name, _HEAD)
    skipped, told = _skip_lines(head, name, format)
    rest = _after_lines(head, skipped)
    known = format.delimiter or told
    names = {mark: _header(rest, mark) for mark in ([known] if known else _DELIMITERS)}
    best = max(names, key=lambda mark: (len(set(needed) & set(names[mark])), len(names[mark])))
    file = CsvFile(path, name, best, skipped, names[best], encoding, spool)
    rows = _read_rows(rest, best, MOST_ROWS + 1)
    if len(rows) <= MOST_ROWS and len(head) >= _HEAD // 4:  # a vendor's header may be long
        rest = _after_lines(_read_text(path, name, _HEAD << 5), skipped)
        rows = _read_rows(rest, best, MOST_ROWS)
    layout = find_layout(rows[:MOST_ROWS], format.vendor, name, format.keep)
    if layout is not None:
        file = replace(file, columns=layout.columns, heads=layout.rows, layout=layout)
    _check_header(file)
    return file


def records(file: CsvFile) -> Iterator[tuple[int, list[str]]]:
    """Every record below the header with the line on which it begins.

    Blank lines are no records, except in a table of one column.
    """
    with file.open_text() as text:
        for _ in range(file.skipped):
            next(text, None)
        reader = csv.reader(text, delimiter=file.delimiter)
        for _ in range(file.heads):
            next(reader, None)
        begin = file.skipped + reader.line_num + 1
        for cells in reader:
            if cells or len(file.columns) == 1:
                yield begin, cells
            begin = file.skipped + reader.line_num + 1


def _read_head(path: Path, name: str, size: int) -> bytes:
    with path.open("rb") as raw:
        magic = raw.read(16)
    if magic.startswith(b"SQLite format 3"):
        raise refuse(name, 1, "the file is an SQLite database, not text", "export it as CSV UTF-8")
    zipped = is_zipped(path)
    if magic[:2] == b"\x1f\x8b" and not zipped:
        raise refuse(
            name, 1, "the file is packed by gzip, but its name does not say so", "name it .csv.gz"
        )
    if zipped and magic[:2] != b"\x1f\x8b":
        raise refuse(name, 1, "the file is named .gz, but it is not packed by gzip", "name it .csv")
    if magic.startswith(b"PK\x03\x04"):
        raise refuse(name, 1, "the file is a workbook or a zip, not text", "save it as CSV UTF-8")
    try:
        with open_unpacked(path) as file:
            return file.read(size)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise refuse(name, 1, "the gzip file is damaged or ends early") from None


def _read_text(path: Path, name: str, size: int) -> str:
    return _read_head(path, name, size).decode("utf-8-sig", errors="surrogateescape")


def _skip_lines(head: str, name: str, form: TableFormat) -> tuple[int, str | None]:
    """How many lines stand before the header, and the delimiter that Excel's ``sep=;`` tells."""
    lines = _ENDS.split(head)
    skipped = next((i for i, line in enumerate(lines) if line.strip()), None)
    if skipped is None:
        raise refuse(name, 1, "the file is empty")
    told = re.fullmatch(r'"?sep=(.)"?', lines[skipped].strip(" ")) if lines[skipped] else None
    if told and told[1] not in (*_DELIMITERS, form.delimiter):
        hint = "declare it, as format: {delimiter: ...} in a source file"
        message, either = "the line names a delimiter that can't be read", f"{hint} or --delimiter"
        raise refuse(name, skipped + 1, message, f"{either} ...", source_hint=hint)
    return (skipped + 1, told[1]) if told else (skipped, None)


def _after_lines(head: str, skipped: int) -> str:
    for _ in range(skipped):
        end = _ENDS.search(head)
        head = head[end.end() :] if end else ""
    return head


def _header(text: str, delimiter: str) -> tuple[str, ...]:
    cells = next(iter(_read_rows(text, delimiter, 1)), [])
    return tuple(to_nfc(cell.strip()) for cell in cells)


def _read_rows(text: str, delimiter: str, most: int) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(csv.Error):
        for cells in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), most):
            rows.append(cells)  # one by one, so that those before a broken one count
    return rows


def _check_header(file: CsvFile) -> None:
    line = file.skipped + 1
    if not file.columns:
        raise refuse(file.name, line, "the header can't be read")
    if any("\ud800" <= c <= "\udfff" for name in file.columns for c in name):
        message, hint = file.not_text
        raise refuse(file.name, line, f"the header is {message}", hint)
    check_names(file.columns, file.name, line)
