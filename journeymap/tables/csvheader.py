"""Line ends inside the header of a CSV file, which lead DuckDB astray."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import IO

from journeymap.tables.csvfile import CsvFile
from journeymap.tables.spool import spool_text
from journeymap.tables.unpacking import check_ratio

_PIECE = 1 << 18


def even_ends(file: CsvFile) -> CsvFile:
    """The file; a copy where a cell of the header holds another line end than rows have.

    DuckDB 1.5 takes the first line end that it sees for that of all rows, and reads nothing where
    that one stands inside a cell. In the copy the header has one kind of line end, so that every
    line keeps its number.

    Args:
        file: The outside of the file.

    Raises:
        AnswersError: if the packed file is damaged, or unpacks to far too much.
    """
    try:
        with file.open_text() as text:
            lines = _read_header(file, text)
            bare = [line.rstrip("\r\n") for line in lines]
            end = lines[-1][len(bare[-1]) :] if lines else ""
            even = [line + end for line in bare]
            if even == lines or not end:
                return file
            spool = spool_text(chain(even, _read_rest(file, text)))
    except csv.Error:  # it is told where rows are looked at
        return file
    return replace(file, path=spool.path, spool=spool)


def _read_header(file: CsvFile, text: IO[str]) -> list[str]:
    """The lines of the header, and those before it."""
    lines = [text.readline(_PIECE) for _ in range(file.skipped)]
    reader = csv.reader(_keep(text, lines), delimiter=file.delimiter)
    for _ in range(file.heads):
        next(reader, None)
    return lines


def _keep(text: IO[str], lines: list[str]) -> Iterator[str]:
    while line := text.readline():
        lines.append(line)
        yield line


def _read_rest(file: CsvFile, text: IO[str]) -> Iterator[str]:
    total = 0
    while piece := text.read(_PIECE):
        total += len(piece)
        check_ratio(file.path, file.name, total)
        yield piece
