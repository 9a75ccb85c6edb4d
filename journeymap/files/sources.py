"""Source files: how a table of answers becomes readings, read like journeys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from journeymap.errors import InputError, Problem, SourceError
from journeymap.files.checking import place_problem, read_bytes
from journeymap.files.document import Document, read_document
from journeymap.model.aggregates import AggregateSource
from journeymap.model.customers import CustomerSource
from journeymap.model.event_sources import EventSource
from journeymap.model.sources import Source
from journeymap.model.tickets import TicketSource
from journeymap.problems import Location, to_located_problems
from journeymap.record import Record

_Error = TypeVar("_Error", bound=InputError)
KINDS: Mapping[str, type[Record]] = {
    "answers": Source,
    "events": EventSource,
    "aggregates": AggregateSource,
    "customers": CustomerSource,
    "tickets": TicketSource,
}
"""What a source file may hold, by the key that names its table."""


def load_source(path: str | Path) -> Any:
    r"""The source in a YAML or JSON file; its path then leads from here to the table.

    Args:
        path: The file.

    Returns:
        A ``Source`` where the file names ``answers``; the other kinds by their own key.

    Raises:
        SourceError: with everything that is wrong in it, each with line and column; also where
            the path leads to no table (a URL, a home folder).
        OSError: if the file can't be read.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "may.yaml")
        ...     _ = file.write_text("answers: may.csv\nwave: 2026-05\n")
        ...     Path(load_source(file).answers).name
        'may.csv'
    """
    document = read_document(read_bytes(path), file=str(path))
    source, problems = _read_source(document)
    if source is None or problems:
        raise SourceError(sorted(problems, key=lambda p: (p.line or 0, p.column or 0)))
    key = find_kind(source)
    table = getattr(source, key)
    return source if table is None else source.replace(**{key: str(Path(path).parent / table)})


def find_kind(source: Record) -> str:
    """The key under which a source names its table."""
    return next(key for key, kind in KINDS.items() if isinstance(source, kind))


def _read_source(document: Document) -> tuple[Record | None, list[Problem]]:
    problems = list(document.problems)
    value = document.value
    # tables of events and of figures have stages too
    is_journey = isinstance(value, dict) and "stages" in value and KINDS.keys().isdisjoint(value)
    if not isinstance(value, dict) or is_journey:
        other = "it is a journey: give it before the sources"
        hint = other if is_journey else f"it starts with {' or '.join(f'{key}:' for key in KINDS)}"
        wrong = Problem("there is no source in this file", hint=hint)
        return None, problems or [place_problem(document, (), wrong)]
    key = next((key for key in KINDS if key in value), "answers")
    try:
        source = KINDS[key].model_validate(document.value, by_name=False)
    except ValidationError as error:
        located = to_located_problems(error, KINDS[key])
        return None, problems + [place_problem(document, *found) for found in located]
    table = getattr(source, key)
    if table is not None and (wrong_path := _check_path(table)):
        problems.append(place_problem(document, (key,), wrong_path))
    return source, problems


def place_in_source(path: str | Path, error: _Error) -> _Error:
    """The same faults with their lines and columns in the source file.

    Args:
        path: The source file.
        error: What measuring found wrong with it by path only; or with its table, where what the
            source file says of how the table is written may be at fault.
    """
    document = read_document(read_bytes(path), file=str(path))
    placed = (_place(document, problem, error) for problem in error.problems)
    return type(error)(placed)


def _place(document: Document, problem: Problem, error: InputError) -> Problem:
    location = _to_location(problem.path, document.value)
    # elsewhere the path is a column of the table
    is_said = len(location) > 1 and location[0] in ("format", "only")
    is_here = isinstance(error, SourceError) or is_said
    if problem.line is not None or not is_here:
        return problem
    return place_problem(document, location, problem)


def _to_location(path: str, value: object) -> Location:
    """A written path as keys and numbers; a key may hold dots, so the data say where it ends."""
    if isinstance(value, list) and (match := re.match(r"\[(\d+)\]\.?", path)):
        i = int(match[1])
        rest = value[i] if i < len(value) else None
        return (i, *_to_location(path[match.end() :], rest))
    if not isinstance(value, dict):
        return ()
    keys = [key for key in value if path == key or path.startswith((f"{key}.", f"{key}["))]
    if not keys:
        return ()
    key = max(keys, key=len)
    return (key, *_to_location(path[len(key) :].removeprefix("."), value[key]))


def _check_path(table: str) -> Problem | None:
    """A source may name any table on this machine, and nothing else."""
    if re.match(r"[a-zA-Z][\w+.-]+:|//|\\\\|~", table):
        hint = "download the table first"
        # neither a password nor a token is shown
        shown = re.sub(r"^([\w+.-]+:(?://)?|//).*@", r"\1", table.partition("?")[0])
        return Problem("tables are read from files", value=shown, hint=hint)
    return None
