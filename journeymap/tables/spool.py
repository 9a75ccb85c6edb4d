"""Rows written to a file of our own, so that the engine can read what it can't read itself."""

from __future__ import annotations

import csv
import os
import tempfile
import weakref
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Spool:
    """A temporary UTF-8 file, which is removed when nobody holds it any more.

    Args:
        path: Where it is.
    """

    path: Path


def spool_rows(rows: Iterable[Sequence[str]]) -> Spool:
    r"""A CSV file with these rows: commas, double quotes, LF; a blank text is a blank cell.

    Args:
        rows: The header first, then its rows; they are written one by one, so that there may be
            more of them than fit into memory.

    Example:
        >>> spool = spool_rows([["touchpoint", "score"], ["Pay, by card", "4"]])
        >>> spool.path.read_text(encoding="utf-8")
        'touchpoint,score\n"Pay, by card",4\n'
    """
    spool, file = _create()
    with file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return spool


def spool_text(pieces: Iterable[str]) -> Spool:
    """A text file with these pieces one after the other, their line ends as they are."""
    spool, file = _create()
    with file:
        file.writelines(pieces)
    return spool


def _create() -> tuple[Spool, TextIO]:
    number, name = tempfile.mkstemp(prefix="journeymap-", suffix=".csv")
    path = Path(name)
    file = open(number, "w", encoding="utf-8", newline="")  # noqa: PTH123, SIM115 - a descriptor; closed by who gets it
    spool = Spool(path)
    weakref.finalize(spool, _remove, name)
    return spool, file


def _remove(name: str) -> None:
    with suppress(OSError):
        os.unlink(name)  # noqa: PTH108 - pathlib may be gone when the process ends
