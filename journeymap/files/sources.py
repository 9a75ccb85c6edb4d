"""Source files: how a table of answers becomes readings, read like journeys."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import ValidationError

from journeymap.errors import Problem, SourceError
from journeymap.files.checking import place_problem, read_bytes
from journeymap.files.document import Document, read_document
from journeymap.model.sources import Source
from journeymap.problems import Location, to_located_problems

TABLE_SUFFIXES = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".parquet")


def load_source(path: str | Path) -> Source:
    r"""The source in a YAML or JSON file; its ``answers`` then lead from here to the table.

    Args:
        path: The file.

    Raises:
        SourceError: with everything that is wrong in it, each with line and column; also where
            ``answers`` is no path of a table (a URL, or a file of another kind).
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
    if source.answers is None:
        return source
    return source.replace(answers=str(Path(path).parent / source.answers))


def _read_source(document: Document) -> tuple[Source | None, list[Problem]]:
    problems = list(document.problems)
    value = document.value
    if not isinstance(value, dict) or "stages" in value:
        is_journey = isinstance(value, dict) and "stages" in value
        other = "it is a journey: give it before the sources"
        hint = other if is_journey else "it starts with answers: or questions:"
        wrong = Problem("there is no source in this file", hint=hint)
        return None, problems or [place_problem(document, (), wrong)]
    try:
        source = Source.model_validate(document.value, by_name=False)
    except ValidationError as error:
        located = to_located_problems(error, Source)
        return None, problems + [place_problem(document, *found) for found in located]
    if source.answers is not None and (wrong_path := _check_path(source.answers)):
        problems.append(place_problem(document, ("answers",), wrong_path))
    return source, problems


def place_in_source(path: str | Path, error: SourceError) -> SourceError:
    """The same faults with their lines and columns in the source file.

    Args:
        path: The source file.
        error: What measuring found wrong with it, by path only.
    """
    document = read_document(read_bytes(path), file=str(path))
    return SourceError(
        problem
        if problem.line is not None
        else place_problem(document, _to_location(problem.path, document.value), problem)
        for problem in error.problems
    )


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


def _check_path(answers: str) -> Problem | None:
    """A source may name any table on this machine, and nothing else: no page, no other kind."""
    if re.match(r"[a-zA-Z][\w+.-]+:|//|\\\\|~", answers):
        return Problem(
            "answers are read from a file", value=answers, hint="download the table first"
        )
    if not answers.lower().endswith(TABLE_SUFFIXES):
        hint = f"it ends in {', '.join(TABLE_SUFFIXES)}"
        if answers.lower().endswith((".xlsx", ".xls", ".ods")):
            hint = "save the sheet as CSV UTF-8"
        return Problem("not a table that is read", value=answers, hint=hint)
    return None
