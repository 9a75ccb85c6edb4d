"""The bytes of a file as text, or the place of what can't be read."""

from __future__ import annotations

import codecs
import json
import re

from journeymap.errors import Problem

MOST_BYTES = 32 * 1024 * 1024
MOST_LETTERS_TOLD = 20
_LINE_END = re.compile(r"\r\n|\r|\n")
# What YAML can't hold, and the three line ends that YAML 1.1 knows and no editor counts.
_REFUSED = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB]..)\\u([dD][c-fC-F]..)|.)", re.DOTALL)
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_FILLER = "\x00"
_FILLED = re.compile(f"([\U00010000-\U0010ffff]){_FILLER}")


def decode(data: bytes, *, file: str) -> tuple[str, tuple[Problem, ...]]:
    r"""The text of a file in UTF-8, or in UTF-16 with a byte order mark.

    Args:
        data: The whole file.
        file: Its name, for the problems.

    Returns:
        The text without its byte order mark, and no problems; or an empty text and what is wrong.

    Example:
        >>> decode(b"\xef\xbb\xbfid: shop", file="shop.yaml")
        ('id: shop', ())
        >>> print(*decode(b"id: shop\nname: caf\xe9", file="shop.yaml")[1])
        shop.yaml:2:10: not UTF-8: byte '0xE9'; save the file as UTF-8
    """
    if len(data) > MOST_BYTES:
        wrong = Problem("the file is larger than 32 MB", hint="split it", file=file)
        return "", (wrong.at(file=file, line=1, column=1),)
    bare, encoding = _without_mark(data)
    try:
        text = bare.decode(encoding)
    except UnicodeDecodeError as error:
        line, column = _place(bare[: error.start].decode(encoding, "replace"))
        name = "UTF-8" if encoding == "utf-8" else "UTF-16"
        wrong = Problem(
            f"not {name}: byte", value=f"0x{bare[error.start]:02X}", hint="save the file as UTF-8"
        )
        return "", (wrong.at(file=file, line=line, column=column),)
    problems = _find_refused(text, file)
    return ("", problems) if problems else (text, ())


def _without_mark(data: bytes) -> tuple[bytes, str]:
    """The bytes after the byte order mark and the encoding that the mark names."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :], encoding
    return data, "utf-8"


def _find_refused(text: str, file: str) -> tuple[Problem, ...]:
    """The first characters that must not stand in a file, each with its place."""
    found = []
    for match in _REFUSED.finditer(text):
        line, column = _place(text[: match.start()])
        hint = "save the file as UTF-8" if match[0] == "\x00" else "delete it"
        wrong = Problem("no file can hold the character", value=f"U+{ord(match[0]):04X}", hint=hint)
        found.append(wrong.at(file=file, line=line, column=column))
        if len(found) == MOST_LETTERS_TOLD or match[0] == "\x00":
            break
    return tuple(found)


def _place(before: str) -> tuple[int, int]:
    """Line and column from 1 of what follows a piece of text."""
    ends = [match.end() for match in _LINE_END.finditer(before)]
    return len(ends) + 1, len(before) - (ends[-1] if ends else 0) + 1


def fit_json(text: str) -> str:
    """JSON as YAML takes it: the few spellings that only JSON allows, rewritten in the same width.

    These are tabs between values and letters beyond U+FFFF written as two escapes. Whatever is not
    JSON comes back unchanged.

    Returns:
        A text of the same lines and columns; its scalars go through :func:`drop_filler`.
    """
    if not text.lstrip(" \t\r\n").startswith(("{", "[")) or not ("\t" in text or "\\u" in text):
        return text
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return text
    if "\\u0000" in text and _WIDE.search(text):
        return text  # a NUL of the file's own could be taken for the filler
    return _ESCAPE.sub(_join_pair, text.replace("\t", " "))


def _join_pair(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[0]
    code = 0x10000 + ((int(match[1], 16) - 0xD800) << 10) + int(match[2], 16) - 0xDC00
    return rf"\U{code:08X}\0"  # twelve characters in place of twelve: columns stay right


def drop_filler(value: str) -> str:
    """A scalar without what :func:`fit_json` put in to keep the columns."""
    return _FILLED.sub(r"\1", value) if _FILLER in value else value
