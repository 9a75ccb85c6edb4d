"""How a table is written, where the file itself does not tell."""

from __future__ import annotations

import codecs
import datetime
import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator

from journeymap.fields import Id, OneOrMore, Text, fail
from journeymap.record import Record

NAMED_MARKS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}

UNIX_TIMES = {"unix seconds": 1_000_000, "unix milliseconds": 1_000, "unix microseconds": 1}
"""How times may be written as numbers since 1970, with the microseconds in each unit."""
# what both Python and the engines read; %j is not among them, as day 366 of any year is a day to it
_DIRECTIVES = frozenset("aAbBdfHImMpSyYz%")
_SAMPLE = datetime.datetime(2001, 12, 31, 13, 45, 59, tzinfo=datetime.UTC)


def _check_encoding(name: str) -> str:
    try:
        blank = " ".encode(name)  # unlike a look-up, this refuses what is no encoding of text
        # those of the names of hosts can't read past what is broken
        codecs.getincrementaldecoder(name)(errors="surrogateescape").decode(blank, final=True)
    except (LookupError, ValueError):
        fail("an unknown encoding", "such as utf-8, utf-16, cp1250, cp1251 or latin-1")
    return name


def _to_mark(text: str) -> str:
    mark = NAMED_MARKS.get(text.casefold(), text)
    if len(mark) != 1 or mark in '"\r\n':
        fail("not one character", "write comma, semicolon, tab, pipe or the character itself")
    return mark


def _check_times(times: str) -> str:
    """Makes sure that what is written in this way can be read again, at least the day."""
    if times in UNIX_TIMES:
        return times
    hint = "write it as for strptime, such as %d.%m.%Y or %m/%d/%Y %I:%M:%S %p, or unix seconds"
    found = re.findall("%(.?)", times, re.DOTALL)
    unknown = next((directive for directive in found if directive not in _DIRECTIVES), None)
    if unknown is not None:
        fail(f"unknown %{unknown} in times", hint)
    try:
        read = datetime.datetime.strptime(_SAMPLE.strftime(times), times).date()
    except ValueError:
        read = None
    if read != _SAMPLE.date():
        fail("no way to write a date", hint)
    return times


class TableFormat(Record, init=False):
    """How a table is written, where the file itself does not tell.

    Args:
        encoding: Of a text file that is not UTF-8, such as "cp1250"; UTF-16 with its mark needs
            none.
        delimiter: What stands between cells: "comma", "semicolon", "tab", "pipe" or any one
            character.
        decimal: What stands before the decimals of numbers in text: "." or ",".
        times: How dates are written where they are not ISO 8601, as for Python's ``strptime``:
            "%d.%m.%Y"; or "unix seconds", "unix milliseconds", "unix microseconds" since 1970.
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
    times: Annotated[Text, AfterValidator(_check_times)] | None = None
    sheet: Text | None = None
    table: Text | None = None
    vendor: Id | None = None
    keep: Annotated[tuple[Id, ...], OneOrMore] = ()
