"""What libraries of tables complain about, told as a sentence about the table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from journeymap.errors import AnswersError
from journeymap.tables.refusing import refuse

_ENGINES = (
    *("duckdb", "_duckdb", "pyarrow", "polars", "narwhals"),
    *("ibis", "sqlite3", "pyspark", "py4j"),
)


@contextmanager
def engine_errors(name: str) -> Iterator[None]:
    """Turns what a library of tables can't do into a sentence about the table.

    Args:
        name: The table's name.

    Raises:
        AnswersError: with the library's own words.
    """
    try:
        yield
    except AnswersError:
        raise
    except Exception as error:
        # a list in a cell of Python objects: nothing can be grouped by it
        ours = "unhashable" not in str(error)
        if ours and type(error).__module__.partition(".")[0] not in _ENGINES:
            raise
        raise refuse_as(name, error) from error


def refuse_as(name: str, error: Exception) -> AnswersError:
    """The error for what a library of tables has said about one, in its own first line."""
    if type(error).__name__ == "OutOfMemoryException":
        hint = "set JOURNEYMAP_MEMORY to more, such as 2GB"
        return refuse(name, None, "the table needs more memory than it was given", hint)
    told = str(error).strip().partition("\n")[0]
    return refuse(name, None, f"the table can't be read: {told}")
