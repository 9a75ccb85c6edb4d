"""Tables on a server, or in a database by its URL: only where the user gives it himself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from journeymap.errors import JourneymapError, MissingLibraryError
from journeymap.tables.databases import choose_table, closed_with, import_ibis, open_database
from journeymap.tables.frames import open_frame
from journeymap.tables.refusing import refuse
from journeymap.tables.table import Table

_IN_FILES = ("duckdb", "sqlite")
_ON_CLUSTERS = ("spark", "sc")
_NO_DATABASES = ("http", "https", "ftp", "file", "s3", "s3a", "gs", "gcs", "abfs", "hdfs")


def is_url(answers: object) -> bool:
    """Whether this is a URL rather than a path.

    Example:
        >>> is_url("postgres://me@host/db"), is_url("C:/answers.csv"), is_url("answers.csv")
        (True, False, False)
    """
    return isinstance(answers, str) and re.match(r"[a-zA-Z][\w+.-]+://", answers) is not None


def open_url(url: str, table: str | None) -> Table:
    """Opens a table in the database at a URL; it is counted there, and only counts come here.

    Args:
        url: ``duckdb:///path`` and ``sqlite:///path`` from here, or with four slashes from the
            root; ``spark://host:7077`` (a cluster), ``sc://host`` (Spark Connect), or what Ibis
            connects to, such as ``postgres://``.
        table: The table's name.

    Raises:
        AnswersError: if it can't be reached, or has no such table.
        MissingLibraryError: if the library for it is not installed.
        OSError: if there is no such file.
    """
    try:
        parts = urlsplit(url)
        shown = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="")
    except ValueError:
        hint = "such as postgres://host/database"
        raise refuse("the URL", None, "it can't be read", hint) from None
    name = shown.geturl()
    if parts.scheme in _NO_DATABASES:
        raise refuse(name, None, "the URL is not one of a database", "download the table first")
    if parts.scheme in _IN_FILES:
        if "@" in parts.netloc:
            hint = f"such as {parts.scheme}:///path"
            raise refuse(name, None, "the URL of a file holds a user or a password", hint)
        path = _find_path(unquote(parts.netloc + parts.path))
        return open_database(Path(path), path, table)
    with _connecting(parts, name):
        opens = _open_spark if parts.scheme in _ON_CLUSTERS else _open_ibis
        return open_frame(opens(url, table, name), name)


def _find_path(written: str) -> str:
    """The path of a file: after three slashes one from here where there is such a file."""
    if written.startswith("/") and not written.startswith("//") and Path(written[1:]).exists():
        return written[1:]
    return re.sub("^/+", "/", written)


def _open_ibis(url: str, table: str | None, name: str) -> Any:
    backend = import_ibis().connect(url)
    # not every database has a connection to close
    close = getattr(getattr(backend, "con", None), "close", lambda: None)
    with closed_with(close) as held:
        return held(backend).table(choose_table(backend.list_tables(), table, name))


def _open_spark(url: str, table: str | None, name: str) -> Any:
    try:
        builder = import_module("pyspark.sql").SparkSession.builder
    except ImportError:
        told = "Spark needs PySpark: pip install 'journeymap[spark]'"
        raise MissingLibraryError(told) from None
    session = (builder.remote if url.startswith("sc:") else builder.master)(url).getOrCreate()
    if table is None or not session.catalog.tableExists(table):
        table = choose_table([t.name for t in session.catalog.listTables()], table, name)
    return session.read.table(table)


@contextmanager
def _connecting(parts: SplitResult, name: str) -> Iterator[None]:
    """Tells what a driver complains about, without the password that it may repeat."""
    try:
        yield
    except JourneymapError:
        raise
    except ImportError as error:
        raise MissingLibraryError(
            f"{parts.scheme} needs its driver: pip install 'ibis-framework[{parts.scheme}]'"
        ) from error
    except Exception as error:
        said = str(error).strip().partition("\n")[0].replace(parts.geturl(), name)
        said = said.replace(parts.password, "***") if parts.password else said
        raise refuse(name, None, f"the database can't be read: {said}") from None
