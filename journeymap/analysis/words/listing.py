"""Lists of words that users keep in files."""

from __future__ import annotations

from pathlib import Path

from journeymap.errors import InputError
from journeymap.files.checking import read_bytes
from journeymap.files.decoding import decode


def read_stop_words(path: str | Path) -> tuple[str, ...]:
    r"""The words of a text file with one on each line; what follows # is a remark.

    Args:
        path: The file, in UTF-8.

    Raises:
        InputError: if it is no text.
        OSError: if it can't be read.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "stop.txt")
        ...     _ = file.write_text("# ours\nshop\norder  # always\n")
        ...     read_stop_words(file)
        ('shop', 'order')
    """
    text, problems = decode(read_bytes(path), file=str(path))
    if problems:
        raise InputError(problems)
    words = (line.partition("#")[0].split() for line in text.splitlines())
    return tuple(word for line in words for word in line)
