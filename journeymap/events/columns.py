"""Which column of a log plays which part: as the source says, else by its usual names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from journeymap.errors import AnswersError, Problem, quote, suggest
from journeymap.model.event_sources import EventSource
from journeymap.tables.table import Table
from journeymap.text import to_nfc

_MOST_LISTED = 12
_WITHOUT_TIME = ", or order: COLUMN where there are no times"
_TIE = ".order"
"""bupaR's column that puts events of the same time in order."""

# names without blanks and marks; those of the first row that has any in the table are candidates:
# pm4py's own, then plain ones, then what may be meant
USUAL: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "case": (
        ("caseconceptname",),
        ("caseid", "case"),
        (
            *("customerid", "customer", "clientid", "userid", "user", "visitorid", "sessionid"),
            *("journeyid", "traceid", "trace", "respondentid", "contactid", "accountid"),
        ),
    ),
    "activity": (
        ("conceptname",),
        ("activity", "touchpoint", "event"),
        ("activityname", "eventname", "eventtype", "action", "task", "page"),
    ),
    "time": (
        ("timetimestamp",),
        ("timestamp", "time"),
        ("datetime", "eventtime", "eventtimestamp", "occurredat", "createdat", "date", "at"),
    ),
}
_MEANT = {
    "case": "whose journey it is",
    "activity": "what happened",
    "time": "when it happened",
}


def find_columns(table: Table, source: EventSource) -> tuple[str, str, str | None, str | None]:
    """The columns of case, activity, time and order; a log without times needs an order.

    Args:
        table: The log.
        source: What it says of them.

    Raises:
        AnswersError: with every column that isn't there, or isn't told apart from others.
    """
    check_named(table, source)
    found = {part: _find(part, getattr(source, part), table.columns) for part in USUAL}
    order = to_nfc(source.order) if source.order is not None else None
    if order is None and _TIE in table.columns:
        order = _TIE
    # without times the order of events is all there is
    needed = [part for part in USUAL if part != "time" or order is None or len(found[part]) > 1]
    wrong = [part for part in needed if len(found[part]) != 1]
    problems = [_explain(part, found[part], table, first=part == wrong[0]) for part in wrong]
    if problems:
        raise AnswersError(problems)
    time = found["time"][0] if found["time"] else None
    return found["case"][0], found["activity"][0], time, order


def check_named(table: Table, source: EventSource) -> None:
    """Makes sure that every column that the source names is there.

    Raises:
        AnswersError: with every name that isn't, and the nearest one.
    """
    names = list(table.columns)
    problems = [
        Problem(
            "no column",
            value=c,
            file=table.name,
            line=table.header,
            hint=suggest(c, names),
            kind="no_column",
        )
        for c in source.columns
        if c not in table.columns
    ]
    if problems:
        raise AnswersError(problems)


def _find(part: str, named: str | None, columns: Mapping[str, str]) -> Sequence[str]:
    if named is not None:
        return [to_nfc(named)]
    rows = ([c for c in columns if _fold(c) in usual] for usual in USUAL[part])
    return next(filter(None, rows), [])


def _fold(column: str) -> str:
    return re.sub(r"[\W_]+", "", column.casefold())


def _explain(part: str, found: Sequence[str], table: Table, *, first: bool) -> Problem:
    write = f"write {part}: COLUMN"
    if found:
        message = f"{len(found)} columns may tell {_MEANT[part]}"
        there, other = f"{' or '.join(map(quote, found))}? ", ""
    else:
        message = f"no column tells {_MEANT[part]}"
        there = f"{_list(table)}; " if first else ""
        other = _WITHOUT_TIME if part == "time" else ""
    return Problem(
        message,
        file=table.name,
        line=table.header,
        hint=f"{there}{write} or --{part} COLUMN{other}",
        source_hint=f"{there}{write} into a source file{other}",
    )


def _list(table: Table) -> str:
    names = [quote(column) for column in table.columns]
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    paths = "; whole paths need a source file with path: COLUMN" if "path" in table.columns else ""
    return f"there are {', '.join(names[:_MOST_LISTED])}{more}{paths}"


def usual_names() -> Iterator[str]:
    """The plain names that a header is known by."""
    yield from ("case:concept:name", "concept:name", "time:timestamp")
    yield from ("case_id", "activity", "timestamp", "user_id", "event")
