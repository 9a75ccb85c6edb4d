"""How a table is written, where the file itself does not tell."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator

from journeymap.fields import Id, OneOrMore, Text, fail
from journeymap.record import Record

NAMED_MARKS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}


def _check_encoding(name: str) -> str:
    try:
        " ".encode(name)  # unlike a look-up, this refuses what is no encoding of text
    except (LookupError, ValueError):
        fail("an unknown encoding", "such as utf-8, utf-16, cp1250, cp1251 or latin-1")
    return name


def _to_mark(text: str) -> str:
    mark = NAMED_MARKS.get(text.casefold(), text)
    if len(mark) != 1 or mark in '"\r\n':
        fail("not one character", "write comma, semicolon, tab, pipe or the character itself")
    return mark


class TableFormat(Record, init=False):
    """How a table is written, where the file itself does not tell.

    Args:
        encoding: Of a text file that is not UTF-8, such as "cp1250"; UTF-16 with its mark needs
            none.
        delimiter: What stands between cells: "comma", "semicolon", "tab", "pipe" or any one
            character.
        decimal: What stands before the decimals of numbers in text: "." or ",".
        times: How dates are written where they are not ISO 8601, as for Python's ``strptime``:
            "%d.%m.%Y".
        sheet: Of a workbook: the name of the sheet; the first one where absent.
        table: Of a database: the name of the table.
        vendor: Whose export it is, such as "qualtrics"; "none" where it only looks like one.
        keep: Of a vendor's export: the reasons for which rows are set aside, such as
            "unfinished", but here are not.

    Example:
        >>> TableFormat(encoding="cp1250", delimiter="semicolon", decimal=",").delimiter
        ';'
    """

    example: ClassVar[str] = '{encoding: cp1250, decimal: ","}'

    encoding: Annotated[Text, AfterValidator(_check_encoding)] | None = None
    delimiter: Annotated[Text, AfterValidator(_to_mark)] | None = None
    decimal: Literal[".", ","] = "."
    times: Text | None = None
    sheet: Text | None = None
    table: Text | None = None
    vendor: Id | None = None
    keep: Annotated[tuple[Id, ...], OneOrMore] = ()
