"""Source files: how a table of answers becomes readings, read like journeys."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import ValidationError

from journeymap.errors import Problem, SourceError
from journeymap.files.document import Document, read_document
from journeymap.files.checking import read_bytes
from journeymap.model.sources import Source
from journeymap.problems import to_located_problems

TABLE_SUFFIXES = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".parquet")


def load_source(path: str | Path) -> Source:
    """The source in a YAML or JSON file; its ``answers`` then lead from here to the table.

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
        ...     _ = file.write_text("answers: may.csv\\nwave: 2026-05\\n")
        ...     Path(load_source(file).answers).name
        'may.csv'
    """
    document = read_document(read_bytes(path), file=str(path))
    problems = list(document.problems)
    if not isinstance(document.value, dict) and not problems:
        problems = [Problem("there is no source in this file", file=str(path), line=1, column=1)]
    if not isinstance(document.value, dict):
        raise SourceError(problems)
    try:
        source = Source.model_validate(document.value)
    except ValidationError as error:
        problems += [_place(document, *found) for found in to_located_problems(error, Source)]
        raise SourceError(problems) from None
    if source.answers is not None and (wrong := _check_path(source.answers)):
        problems.append(_place(document, ("answers",), wrong))
    if problems:
        raise SourceError(problems)
    if source.answers is None:
        return source
    return source.replace(answers=str(Path(path).parent / source.answers))


def _place(document: Document, place: tuple[str | int, ...], problem: Problem) -> Problem:
    line, column = document.place(place, key=problem.message == "unknown key")
    return problem.at(file=document.file, line=line, column=column)


def _check_path(answers: str) -> Problem | None:
    """A source may name any table on this machine, and nothing else: no page, no other kind of file."""
    if re.match(r"[a-zA-Z][\w+.-]+:|//|\\\\|~", answers):
        return Problem(
            "answers are read from a file", "answers", answers, "download the table first"
        )
    if not answers.lower().endswith(TABLE_SUFFIXES):
        return Problem(
            "not a table that is read",
            "answers",
            answers,
            f"it ends in {', '.join(TABLE_SUFFIXES)}",
        )
    return None
