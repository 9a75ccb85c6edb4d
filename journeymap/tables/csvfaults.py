"""Where exactly a CSV file is broken, and whether the engine has read all of it.

DuckDB 1.5 with strict_mode tells most broken rows, but drops the rest of the file without a word
where a broken row begins one of its pieces, or where a gzip file ends early. So the rows it has
read are compared with the line ends in the file; where they differ, Python looks at every record.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from journeymap.errors import AnswersError, Problem
from journeymap.tables.csvfile import CsvFile
from journeymap.tables.refusing import refuse
from journeymap.tables.unpacking import check_ratio

_BLOCK = 1 << 20
_MOST_PROBLEMS = 100
_LONGEST_LINE = 1 << 24
_WORTH_NUMPY = 100_000_000
_SHOWN_END = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


def check_all_was_read(file: CsvFile, rows: int) -> None:
    """Makes sure that no row was lost.

    Args:
        file: The file.
        rows: How many rows the engine has found in it.

    Raises:
        AnswersError: with every broken row, if rows are missing.
    """
    lines = _count_lines(file)
    if lines is None or lines != rows + file.heads + file.skipped:
        raise_faults(file, rows)


def raise_faults(file: CsvFile, rows: int | None = None) -> None:
    """Raises what is wrong with the form of a file, at most a hundred places, if anything is.

    Args:
        file: The file.
        rows: How many rows the engine has found; None where it has refused the file.

    Raises:
        AnswersError: with all broken rows; if there are none, where the number of rows differs.
    """
    seen = _Seen(file)
    found = sum(1 for _ in seen.records())
    if seen.problems:
        raise AnswersError(sorted(seen.problems, key=lambda problem: problem.line or 0))
    if rows is not None and found != rows:
        raise refuse(file.name, None, f"{found:,} rows are in the file, {rows:,} could be read")


def _count_lines(file: CsvFile) -> int | None:
    """How many lines a file has; None where they need a closer look.

    That is where line ends are mixed, a NUL is among them, or the bytes are not UTF-8, in whichever
    column. A gzip file is looked at to its end, which tells whether it is whole.
    """
    counts = {b"\n": 0, b"\r": 0, b"\r\n": 0}
    last, total, decoder = b"", 0, codecs.getincrementaldecoder("utf-8")()
    count_feeds = _feed_counter(file.path.stat().st_size)
    try:
        with file.open_bytes() as content:
            while block := content.read(_BLOCK):
                total += len(block)
                check_ratio(file.path, file.name, total)
                counts[b"\n"] += count_feeds(block)
                if b"\r" in block:
                    counts[b"\r"] += block.count(b"\r")
                    counts[b"\r\n"] += block.count(b"\r\n")
                counts[b"\r\n"] += last == b"\r" and block[:1] == b"\n"
                last = block[-1:]
                decoder.decode(block)
                if b"\0" in block:
                    return None
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise refuse(file.name, None, "the gzip file is damaged or ends early") from None
    lf, cr, crlf = counts.values()
    if not (cr == 0 or lf == 0 or lf == cr == crlf):
        return None
    return max(lf, cr) + (last not in (b"\n", b"\r"))


def _feed_counter(size: int) -> Callable[[bytes], int]:
    """Counts line feeds: in a large file several times faster by numpy, once that is loaded."""
    if size < _WORTH_NUMPY:
        return lambda block: block.count(b"\n")
    import numpy as np  # noqa: PLC0415 - slower to load than a small file is to count

    return lambda block: int(np.count_nonzero(np.frombuffer(block, np.uint8) == ord("\n")))


@dataclass(slots=True)
class _Seen:
    """Reads a file record by record and gathers what is wrong with it."""

    file: CsvFile
    problems: list[Problem] = field(default_factory=list)
    end: str = ""

    def add(self, line: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(message, file=self.file.name, line=line, hint=hint))

    def lines(self, text: IO[str]) -> Iterator[str]:
        number = total = 0
        while line := text.readline(_LONGEST_LINE):
            number, total = number + 1, total + len(line)
            check_ratio(self.file.path, self.file.name, total)
            if len(line) == _LONGEST_LINE:
                self.add(number, "a line of over 16 million characters", "split it")
                return
            if "\0" in line:
                self.add(number, "a NUL character", "take it out")
            if not line.isascii() and any("\ud800" <= c <= "\udfff" for c in line):
                self.add(number, *self.file.not_text)
            bare = line.rstrip("\r\n")
            self.end = line[len(bare) :] if len(line) - len(bare) < 3 else "\n"
            yield line

    def records(self) -> Iterator[list[str]]:
        with self.file.open_text() as text:
            lines = self.lines(text)
            skipped_ends = [self.end for _ in range(self.file.skipped) if next(lines, None)]
            reader = csv.reader(lines, delimiter=self.file.delimiter, strict=True)
            for _ in range(self.file.heads):
                self._next(reader, self.file.skipped + reader.line_num + 1)
            first_end, begin = self.end, self.file.skipped + reader.line_num + 1
            for line, end in enumerate(skipped_ends, 1):
                self._check_end(line, end, first_end)
            while len(self.problems) < _MOST_PROBLEMS:
                cells = self._next(reader, begin)
                if cells is None:
                    return
                self._check(begin, cells, first_end)
                if cells or len(self.file.columns) == 1:
                    yield cells
                begin = self.file.skipped + reader.line_num + 1

    def _next(self, reader: Iterator[list[str]], begin: int) -> list[str] | None:
        try:
            return next(reader, None)
        except csv.Error as error:
            endless = "end of data" in str(error) or "field limit" in str(error)
            message = "a quote that is never closed" if endless else "a quote inside a cell"
            self.add(begin, message, "close it; a quote inside a quoted cell is doubled")
            # what follows on an endless cell are no rows
            return None if endless else []

    def _check(self, line: int, cells: list[str], first_end: str) -> None:
        expected = len(self.file.columns)
        # the engine takes one more delimiter at the end of a row, and nothing is lost by it
        found = len(cells) - (len(cells) == expected + 1 and not cells[-1])
        if cells and found != expected:
            hint = "a cell that holds the delimiter is put in quotes" if found > expected else ""
            self.add(line, f"the row has {found} cells, the header {expected}", hint)
        self._check_end(line, self.end, first_end)

    def _check_end(self, line: int, end: str, first_end: str) -> None:
        if end and end != first_end:
            shown, first = _SHOWN_END.get(end, "LF"), _SHOWN_END.get(first_end, "LF")
            message = f"the line ends with {shown}, the header with {first}"
            self.add(line, message, "use one kind of line end")
