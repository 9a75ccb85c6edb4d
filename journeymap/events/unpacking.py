"""The bytes of a log, piece by piece."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from journeymap.progress import working
from journeymap.tables.refusing import check_path, refuse
from journeymap.tables.unpacking import check_ratio, is_zipped, open_unpacked

PIECE = 1 << 16
_GZIP, _ZIP, _SQLITE = b"\x1f\x8b", b"PK\x03\x04", b"SQLite format 3"


def read_pieces(path: Path, name: str) -> Iterator[bytes]:
    """The content of a file in pieces of at most 64 kB, unpacked where it is packed by gzip.

    Args:
        path: Where it is.
        name: Its name for messages.

    Raises:
        AnswersError: if it is empty, no text, damaged, or unpacks to over 200 times its size.
        OSError: if there is no such file.
    """
    check_path(path, name)
    _check_head(path, name)
    total, size = 0, path.stat().st_size or 1
    # how far a packed file has come can't be told from what has come out of it
    fraction = None if is_zipped(path) else lambda: total / size
    try:
        with working(f"reading {name}", fraction), open_unpacked(path) as file:
            while piece := file.read(PIECE):
                total += len(piece)
                check_ratio(path, name, total)
                yield piece
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise refuse(name, None, "the gzip file is damaged or ends early") from None
    if not total:
        raise refuse(name, 1, "the file is empty")


def _check_head(path: Path, name: str) -> None:
    with path.open("rb") as file:
        head = file.read(len(_SQLITE))
    if head.startswith(_GZIP) and not is_zipped(path):
        message = "the file is packed by gzip, but its name does not say so"
        raise refuse(name, 1, message, f"name it {path.suffix}.gz")
    if head.startswith(_ZIP):
        raise refuse(name, 1, "the file is a workbook or a zip", "unpack it")
    if head == _SQLITE:
        hint = "export the log as XML, JSON or CSV"
        raise refuse(name, 1, "the file is an SQLite database", hint)
