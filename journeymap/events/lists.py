"""The events of each case as one list in order: SQL for two ways to get there."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from journeymap.events.rows import MEMORY, Rows
from journeymap.events.scanning import Scan
from journeymap.tables.connection import memory_budget
from journeymap.tables.sql import quote_text

_PACKED_BYTES, _NUMBERED_BYTES = 48, 110
"""What an event takes at the most while it is counted, as measured with cases of 36 letters."""
_SHARE_OF_MEMORY = 0.8
_MOST_BITS = 62
_PART = "/* part */"


@dataclass(frozen=True, slots=True)
class Lists:
    """SQL of the events of each case as a list ``l``, and of what can be told from its items.

    Args:
        select: SQL of the lists; ``part`` puts in which cases are meant.
        code: The code of an item ``{}``.
        gap: The time from item x to item y; None without times.
        parts: In how many parts the cases are counted.
        keeps_ties: Whether events of the same time keep their order.
    """

    select: str
    code: str
    gap: str | None
    parts: int
    keeps_ties: bool

    def part(self, i: int) -> str:
        """SQL of the lists of one part of the cases."""
        meant = "true" if self.parts == 1 else f"hash(c) % {self.parts} = {i}"
        return self.select.replace(_PART, meant)


def pack(rows: Rows, scan: Scan) -> Lists | None:
    """Time and code of an event in one whole number; None where they don't fit or there is none."""
    bits = max(len(scan.visits) - 1, 1).bit_length()
    if scan.span is None or (scan.span[1] - scan.span[0]).bit_length() + bits > _MOST_BITS:
        return None
    item = f"((t - {scan.span[0]}) << {bits}) | cast(k as bigint)"
    read = _join(rows.select(), scan, "c, t, k")
    return Lists(
        select=f"select list_sort(list({item})) as l from ({read}) group by c",
        code=f"cast({{}} & {(1 << bits) - 1} as usmallint)",
        gap=f"(y >> {bits}) - (x >> {bits})",
        parts=_parts(scan, _PACKED_BYTES),
        keeps_ties=False,
    )


def number(rows: Rows, scan: Scan) -> Lists:
    """Time, what breaks ties, the number of the row, and the code of an event as a record."""
    parts = ["'t': t"] if scan.span is not None else []
    if rows.order is not None:
        parts.append(f"'o': {_order(rows)}")
    item = "{" + ", ".join((*parts, "'r': r", "'k': k")) + "}"
    numbered = f"select *, row_number() over () as r from ({rows.select()})"
    names = "c, t, k, r, o" if rows.order is not None else "c, t, k, r"
    read = _join(numbered, scan, names)
    return Lists(
        select=f"select list_sort(list({item})) as l from ({read}) group by c",
        code="{}.k",
        gap="y.t - x.t" if scan.span is not None else None,
        parts=_parts(scan, _NUMBERED_BYTES),
        keeps_ties=True,
    )


def _join(select: str, scan: Scan, names: str) -> str:
    """SQL of the events that count, with their codes; the others have none and fall out here."""
    codes = ", ".join(f"({_literal(cell)}, {k})" for cell, k in scan.recognised.codes.items())
    known = f"select a as raw, cast(k as usmallint) as k from (values {codes}) m(a, k)"
    readable = "c is not null"
    if scan.span is not None:
        readable += " and t is not null"
    where = f"{_PART} and {readable}" if scan.has_faults else _PART
    return f"select {names} from ({select}) join ({known}) on a = raw where {where}"


def _literal(text: str) -> str:
    """A text as SQL takes it, with the character that would end the whole statement."""
    return (
        " || chr(0) || ".join(map(quote_text, text.split("\0")))
        if "\0" in text
        else quote_text(text)
    )


def _order(rows: Rows) -> str:
    """What breaks ties: as numbers where all are."""
    asked = "count(o), count(try_cast(o as double))"
    ((all_, numbers),) = rows.fetch(f"select {asked} from ({rows.select()})")
    return "try_cast(o as double)" if all_ == numbers else "o"


def _parts(scan: Scan, size: int) -> int:
    used = sum(scan.visits) * size
    return max(1, ceil(used / (_SHARE_OF_MEMORY * memory_budget(MEMORY))))
