"""Files of our own in the system's folder for temporary ones, gone when nobody needs them."""

from __future__ import annotations

import csv
import os
import secrets
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

_held: set[str] = set()


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
    """A text file with these pieces one after the other, their line ends as they are.

    Lone surrogates, which are no text, become bytes that are no UTF-8.
    """
    spool, file = _create()
    with file:
        file.writelines(pieces)
    return spool


def hold(owner: object, path: Path) -> None:
    """Removes a file or folder, if it is there, as soon as its owner is gone."""
    _held.add(str(path))
    weakref.finalize(owner, _remove, str(path))


def remove_all() -> None:
    """Removes what is still held, for a process that ends without taking anything down."""
    for name in tuple(_held):
        _remove(name)


def _create() -> tuple[Spool, TextIO]:
    # held before it is there: whoever interrupts us just then must not leave it behind
    spool = Spool(Path(tempfile.gettempdir(), f"journeymap-{secrets.token_hex(8)}.csv"))
    hold(spool, spool.path)
    number = os.open(spool.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    file = open(number, "w", encoding="utf-8", errors="surrogatepass", newline="")  # noqa: PTH123, SIM115 - a descriptor; closed by who gets it
    return spool, file


def _remove(name: str) -> None:
    _held.discard(name)
    with suppress(OSError):
        os.unlink(name)  # noqa: PTH108 - pathlib may be gone when the process ends
    shutil.rmtree(name, ignore_errors=True)
