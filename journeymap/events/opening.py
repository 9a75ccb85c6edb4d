"""A log of events in any form, opened as one thing."""

from __future__ import annotations

import os
from pathlib import Path

from journeymap.errors import Problem, SourceError
from journeymap.events.columns import check_named, find_columns, usual_names
from journeymap.events.log import EventLog, PathLog
from journeymap.events.markup import find_tags
from journeymap.events.ocel_json import open_ocel_json
from journeymap.events.ocel_xml import TOP_TAGS, open_ocel_xml
from journeymap.events.xes import open_xes
from journeymap.model.event_sources import EventSource
from journeymap.tables.opening import open_table
from journeymap.text import to_nfc

_XML, _JSON = (".xes", ".xml", ".xmlocel"), (".json", ".jsonocel")
_PLAIN = EventSource()


def open_events(events: object, source: EventSource = _PLAIN) -> EventLog:
    """Opens a log of events.

    Args:
        events: A path of an XES, OCEL 2.0 (XML or JSON), CSV or Parquet file, or any table that
            narwhals understands.
        source: What its columns are; usual names need none.

    Returns:
        The log with the columns that play a part; nothing is counted yet.

    Raises:
        AnswersError: if it can't be read, with the line, or lacks a column.
        OSError: if there is no such file.

    Example:
        >>> import polars as pl
        >>> rows = {"user_id": ["u1", "u1"], "event": ["cart", "pay"], "timestamp": ["1", "2"]}
        >>> log = open_events(pl.DataFrame(rows))
        >>> log.case, log.activity, log.time
        ('user_id', 'event', 'timestamp')
    """
    if isinstance(events, str | os.PathLike):
        path, name = Path(events), os.fspath(events)
        ending = Path(path.name.casefold().removesuffix(".gz")).suffix
        if ending in _XML:
            return _open_xml(path, name, source)
        if ending in _JSON:
            return open_ocel_json(path, name, source)
    table = open_table(events, source.columns or tuple(usual_names()), source.format)
    case, activity, time, order = find_columns(table, source)
    return EventLog(table, case, activity, time, order)


def open_paths(paths: object, source: EventSource) -> PathLog:
    """Opens a table of whole paths.

    Args:
        paths: A path of a CSV or Parquet file, or any table that narwhals understands.
        source: Names the columns: ``path``, and ``count`` where a path stands for many customers.

    Raises:
        SourceError: if the source names no column with paths.
        AnswersError: if the table can't be read, or lacks a column.
        OSError: if there is no such file.

    Example:
        >>> import polars as pl
        >>> rows = pl.DataFrame({"path": ["cart > pay"], "n": [3]})
        >>> open_paths(rows, EventSource(path="path", count="n")).counts
        ('n',)
    """
    if source.path is None:
        raise SourceError([Problem("no column with paths is named", hint="write path: COLUMN")])
    table = open_table(paths, source.columns, source.format)
    check_named(table, source)
    counts = tuple(to_nfc(column) for column in source.count)
    return PathLog(table, to_nfc(source.path), counts, source.separator)


def _open_xml(path: Path, name: str, source: EventSource) -> EventLog:
    tags = find_tags(path, name)
    opener = open_ocel_xml if tags[0] == "log" and tags[-1] in TOP_TAGS else open_xes
    return opener(path, name, source)
