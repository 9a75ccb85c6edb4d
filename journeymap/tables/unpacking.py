"""Files packed by gzip, read without letting a small one fill the machine."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import IO, cast

from journeymap.errors import AnswersError, Problem

_LARGEST_RATIO, _LARGE = 200, 200_000_000


def is_zipped(path: Path) -> bool:
    """Whether a file says that it is packed by gzip."""
    return path.suffix.casefold() == ".gz"


def open_unpacked(path: Path) -> IO[bytes]:
    """The content of a file, unpacked where it is packed."""
    return cast("IO[bytes]", gzip.open(path, "rb")) if is_zipped(path) else path.open("rb")


def check_ratio(path: Path, name: str, total: int) -> None:
    """Makes sure that a packed file is what it seems.

    Args:
        path: The file.
        name: Its name for messages.
        total: How much has come out of it so far.

    Raises:
        AnswersError: if that is far more than tables give.
    """
    if is_zipped(path) and total > _LARGE and total > _LARGEST_RATIO * path.stat().st_size:
        message = f"the file unpacks to over {_LARGEST_RATIO} times its size"
        raise AnswersError([Problem(message, file=name, hint="unpack it yourself if it is meant")])
