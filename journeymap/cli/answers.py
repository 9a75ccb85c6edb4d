"""A SOURCE of raw answers as commands take it: a source file, or a tidy table itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journeymap.errors import AnswersError, Problem, SourceError
from journeymap.files.journeys import SUFFIXES
from journeymap.files.sources import find_kind, load_source, place_in_source
from journeymap.model.formats import TableFormat
from journeymap.model.sources import Source


def load_answers(path: str, table_format: TableFormat) -> tuple[str, Source]:
    """The table of answers that a source names, and how it is read.

    Args:
        path: A source file (.yaml, .yml, .json), or a tidy table.
        table_format: How a tidy table is written; a source file says it for itself.

    Raises:
        SourceError: if the source file is at fault, or is of another kind than answers.
        OSError: if it can't be read.
    """
    if not _is_source_file(path):
        return path, Source(format=table_format)
    source = load_source(path)
    if not isinstance(source, Source):
        message = f"it is a source of {find_kind(source)}, not of answers"
        hint = "write answers: TABLE.csv"
    elif table_format != TableFormat():
        message = "a source file says itself how its table is written"
        hint = "write format: {...} into the source file"
    elif source.answers is None:
        message, hint = "answers is missing", "write answers: TABLE.csv"
    else:
        return source.answers, source
    raise SourceError([Problem(message, hint=hint, file=path, line=1)])


@contextmanager
def placed_in(path: str) -> Iterator[None]:
    """Gives faults that are found inside their lines in the source file."""
    try:
        yield
    except (SourceError, AnswersError) as error:
        if not _is_source_file(path):
            raise
        raise place_in_source(path, error) from None


def _is_source_file(path: str) -> bool:
    return Path(path).suffix.lower() in SUFFIXES
