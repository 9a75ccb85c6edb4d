"""Text that is not UTF-8, written anew as UTF-8 so that the engine can read it."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from journeymap.tables.refusing import refuse
from journeymap.tables.spool import Spool, spool_text
from journeymap.tables.unpacking import check_ratio, open_unpacked

_BLOCK = 1 << 20
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32",  # it begins like UTF-16
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def find_encoding(head: bytes, declared: str | None) -> str:
    """In which encoding a text is: its byte order mark tells for sure, else what was declared.

    Args:
        head: Its first bytes.
        declared: What its user says; UTF-8 where nothing was said.

    Example:
        >>> find_encoding("żółć".encode("utf-16"), None), find_encoding(b"score", "Windows-1250")
        ('utf-16', 'cp1250')
    """
    marked = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    name = codecs.lookup(marked or declared or "utf-8").name
    return name.removesuffix("-sig")


def spool_as_utf8(path: Path, name: str, encoding: str) -> Spool:
    """The same text as UTF-8, line by line; bytes that the encoding lacks stay no text there.

    Args:
        path: The file, packed or not.
        name: Its name for messages.
        encoding: Which one it is in.

    Raises:
        AnswersError: if the packed file is damaged, unpacks to far too much, or lacks the mark that
            its encoding begins with.
    """
    try:
        return spool_text(_decode(path, name, encoding))
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise refuse(name, None, "the gzip file is damaged or ends early") from None
    except UnicodeError:
        if encoding not in _MARKS.values():
            raise refuse(name, None, f"the file can't be read as {encoding}") from None
        hint = f"declare {encoding}-le or {encoding}-be, or what it is in"
        message = f"the file does not begin with the mark of {encoding}"
        raise refuse(name, 1, message, hint) from None


def _decode(path: Path, name: str, encoding: str) -> Iterator[str]:
    codecs.register_error("journeymap", _mark)
    decoder, total = codecs.getincrementaldecoder(encoding)(errors="journeymap"), 0
    with open_unpacked(path) as content:
        while block := content.read(_BLOCK):
            total += len(block)
            check_ratio(path, name, total)
            yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Puts a lone surrogate, which is not UTF-8 either, where there is no text."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udc80", error.end
