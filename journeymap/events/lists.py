"""The events of each case in order: SQL for the ways to get there."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from journeymap.events.rows import MEMORY, Rows
from journeymap.events.scanning import Scan
from journeymap.tables.connection import memory_budget
from journeymap.tables.sql import quote_text

_WINDOWED_BYTES, _PACKED_BYTES, _NUMBERED_BYTES = 20, 48, 110
"""What an event takes at the most while it is counted, as measured with cases of 36 letters."""
_SHARE_OF_MEMORY = 0.8
_MOST_BITS = 62
_MOST_LISTED = 64
_PART = "/* part */"


@dataclass(frozen=True, slots=True)
class Lists:
    """SQL of the events of each case as a list ``l``, and of what can be told from its items.

    Args:
        read: SQL of the events with case ``c`` and item ``e``; ``part`` puts in which are meant.
        code: The code of an item ``{}``, a whole number of so many ``bits``.
        gap: The time from item x to item y; None without times.
        parts: In how many parts the cases are counted.
        keeps_ties: Whether events of the same time keep their order.
        is_windowed: Whether pairs are found without lists.
    """

    read: str
    code: str
    bits: int
    gap: str | None
    parts: int
    keeps_ties: bool
    is_windowed: bool = False

    def part(self, i: int) -> str:
        """SQL of the lists of one part of the cases."""
        return f"select list_sort(list(e)) as l from ({self._events(i)}) group by c"

    def pairs(self, i: int) -> str:
        """SQL of items x and y that follow each other in a part, and how many come before y.

        It does without lists, which is faster where a case is a number and slower where it is text.
        """
        seen = "e as x, lead(e) over w as y, row_number() over w as i"
        window = "window w as (partition by c order by e)"
        told = f"select {seen} from ({self._events(i)}) {window}"
        return f"select x, y, i from ({told}) where y is not null"

    def _events(self, i: int) -> str:
        meant = "true" if self.parts == 1 else f"hash(c) % {self.parts} = {i}"
        return self.read.replace(_PART, meant)


def pairs_in(lists: str) -> str:
    """SQL of items x and y that follow each other in these lists, and how many come before y."""
    places = "unnest(range(1, len(l))) as i"
    return f"select unnest(l[:-2]) as x, unnest(l[2:]) as y, {places} from {lists}"


def pack(rows: Rows, scan: Scan, *, windowed: bool) -> Lists | None:
    """Time and code of an event in one whole number; None where they don't fit or there is none.

    Args:
        rows: The events.
        scan: What the first look has told.
        windowed: Whether only pairs are asked for, in the way that is fast for numbered cases.
    """
    bits = _bits(scan)
    if scan.span is None or (scan.span[1] - scan.span[0]).bit_length() + bits > _MOST_BITS:
        return None
    item = f"((t - {scan.span[0]}) << {bits}) | cast(k as bigint)"
    return Lists(
        read=f"select c, {item} as e from ({_code(rows.select(), rows, scan)})",
        code=f"cast({{}} & {(1 << bits) - 1} as integer)",
        bits=bits,
        gap=f"(y >> {bits}) - (x >> {bits})",
        parts=_parts(scan, _WINDOWED_BYTES if windowed else _PACKED_BYTES),
        keeps_ties=False,
        is_windowed=windowed,
    )


def number(rows: Rows, scan: Scan) -> Lists:
    """Time, what breaks ties, the number of the row, and the code of an event as a record."""
    parts = ["'t': t"] if scan.span is not None else []
    if rows.order is not None:
        parts.append(f"'o': {_order(rows)}")
    item = "{" + ", ".join((*parts, "'r': r", "'k': k")) + "}"
    numbered = f"select *, row_number() over () as r from ({rows.select()})"
    return Lists(
        read=f"select c, {item} as e from ({_code(numbered, rows, scan)})",
        code="cast({}.k as integer)",
        bits=_bits(scan),
        gap="y.t - x.t" if scan.span is not None else None,
        parts=_parts(scan, _NUMBERED_BYTES),
        keeps_ties=True,
    )


def _code(select: str, rows: Rows, scan: Scan) -> str:
    """SQL of the events that count, with their codes ``k``; the others have none and fall out."""
    readable = "c is not null"
    if scan.span is not None:
        readable += " and t is not null"
    where = f"{_PART} and {readable}" if scan.has_faults else _PART
    cells = sorted(scan.recognised.codes.items(), key=lambda item: item[1])
    one_each = [code for _, code in cells] == list(range(len(cells)))
    if rows.has_dictionaries and one_each and len(cells) <= _MOST_LISTED:
        # in a column with a dictionary the engine asks once per word, not once per row
        words = ", ".join(_literal(cell) for cell, _ in cells)
        coded = f"select *, list_position([{words}], a) - 1 as k from ({select})"
        return f"select * from ({coded}) where {where} and k is not null"
    codes = ", ".join(f"({_literal(cell)}, {k})" for cell, k in cells)
    known = f"select a as raw, cast(k as usmallint) as k from (values {codes}) m(a, k)"
    return f"select * from ({select}) join ({known}) on a = raw where {where}"


def _literal(text: str) -> str:
    """A text as SQL takes it, with the character that would end the whole statement."""
    pieces = [quote_text(piece) for piece in text.split("\0")]
    return " || chr(0) || ".join(pieces)


def _order(rows: Rows) -> str:
    """What breaks ties: as numbers where all are."""
    asked = "count(o), count(try_cast(o as double))"
    ((all_, numbers),) = rows.fetch(f"select {asked} from ({rows.select()})")
    return "try_cast(o as double)" if all_ == numbers else "o"


def _bits(scan: Scan) -> int:
    return max(len(scan.visits) - 1, 1).bit_length()


def _parts(scan: Scan, size: int) -> int:
    used = sum(scan.visits) * size
    return max(1, ceil(used / (_SHARE_OF_MEMORY * memory_budget(MEMORY))))
