"""DuckDB's connections: one budget of memory for all of them, and where they may spill."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

import duckdb

from journeymap.errors import InputError, Problem
from journeymap.tables.spool import hold

DEFAULT_MEMORY = "256MB"
"""Enough for answers, whose counts are small however many they are."""
MEMORY_VARIABLE = "JOURNEYMAP_MEMORY"
_SMALLEST = 50_000_000
_UNITS = {"MB": 10**6, "GB": 10**9, "TB": 10**12, "MIB": 2**20, "GIB": 2**30, "TIB": 2**40}
_asked: ContextVar[str | None] = ContextVar("journeymap_memory", default=None)


def connect(default: str = DEFAULT_MEMORY) -> duckdb.DuckDBPyConnection:
    """A connection to a database of its own, which keeps within the budget of memory.

    What does not fit is spilled into a folder below the system's one for temporary files, which is
    gone with the connection.

    Args:
        default: The budget where the user has set none.

    Raises:
        InputError: if the user's budget is none.

    Example:
        >>> connect().sql("select current_setting('TimeZone')").fetchall()
        [('UTC',)]
    """
    spill = Path(tempfile.gettempdir(), f"journeymap-{secrets.token_hex(8)}")
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": f"{memory_budget(default)}B",
            "temp_directory": str(spill),
        }
    )
    hold(connection, spill)
    with suppress(duckdb.Error):  # in a notebook without ipywidgets neither of them can be set
        connection.execute("set enable_progress_bar_print = false")
        connection.execute("set enable_progress_bar = true")  # it is asked for, never printed
    # what was read of a file is not kept: it would grow with the file, and the system keeps it too
    connection.execute("set enable_external_file_cache = false")
    with suppress(duckdb.Error):  # without its part for time zones all is UTC already
        connection.execute("set TimeZone = 'UTC'")
    return connection


@contextmanager
def limit_memory(size: str) -> Iterator[None]:
    """Within it, tables are read with this budget of memory instead of the usual one.

    It bounds what the engine holds at once; the process itself needs about 100 MB more.

    Args:
        size: Such as "500MB" or "2 GB"; at least 50 MB.

    Raises:
        InputError: if it is no size.

    Example:
        >>> with limit_memory("2GB"):
        ...     memory_budget()
        2000000000
    """
    _to_bytes(size, "limit_memory")
    before = _asked.set(size)
    try:
        yield
    finally:
        _asked.reset(before)


def memory_budget(default: str = DEFAULT_MEMORY) -> int:
    """The budget in bytes: of ``limit_memory``, else of JOURNEYMAP_MEMORY, else the default.

    Raises:
        InputError: if the variable holds no size.
    """
    asked = _asked.get()
    if asked is not None:
        return _to_bytes(asked, "limit_memory")
    return _to_bytes(os.environ.get(MEMORY_VARIABLE) or default, MEMORY_VARIABLE)


def _to_bytes(size: str, place: str) -> int:
    match = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,6})?) ?([MGT]i?B)", size.strip(), re.IGNORECASE)
    if match is None:
        hint = "such as 500MB or 2GB"
        raise InputError([Problem("not a size of memory", path=place, value=size, hint=hint)])
    found = int(float(match[1]) * _UNITS[match[2].upper()])
    if found < _SMALLEST:
        hint = "at least 50MB"
        raise InputError([Problem("too little memory", path=place, value=size, hint=hint)])
    return found
