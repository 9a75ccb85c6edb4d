"""Parquet: one file, or many that make one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from itertools import islice, takewhile
from pathlib import Path

import duckdb

from journeymap.errors import AnswersError, Problem, quote
from journeymap.tables.connection import connect
from journeymap.tables.frames import open_relation
from journeymap.tables.refusing import check_names, check_path, refuse
from journeymap.tables.sql import as_itself, quote_name, quote_text
from journeymap.tables.table import Table
from journeymap.text import to_nfc

_MOST_PROBLEMS = 100
_ONLY_PARQUET = "many files are read as one table where all are .parquet; measure others one by one"
_PATTERN = "take it out, or name those that are meant by a pattern such as '{}'"
# a folder's own list says which of these files still count, and only their libraries read it
_KEPT_BY_OTHERS = {
    "_delta_log": "Delta Lake",
    ".hoodie": "Hudi",
    "metadata/*.metadata.json": "Iceberg",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The files that make one table.

    Args:
        root: The folder below which they lie.
        paths: The files in the order of their names.
    """

    root: Path
    paths: tuple[Path, ...]


def find_parts(path: Path, name: str) -> Parts | None:
    """The files that a folder or a pattern such as ``data/*.parquet`` stands for.

    What exists by this very name is no pattern. In a folder, names that begin with a dot or an
    underscore are left out, because engines write their own notes under such names; so are
    checksums (``.crc``).

    Args:
        path: The path.
        name: Its name for messages.

    Returns:
        The files; None where the path is that of one file.

    Raises:
        AnswersError: if there is none, something else than Parquet, or one file under two names.
    """
    if path.is_dir():
        _check_keeper(path, name)
        return Parts(path, _check_doubled(_find_in(path, name)))
    if path.exists() or not has_magic(name):
        return None
    matching = [Path(part) for part in sorted(glob(name, recursive=True))]  # noqa: PTH207 - also of absolute patterns
    if not matching:
        raise refuse(name, None, "no file matches this pattern")
    other = next((part for part in matching if not _is_parquet(part)), None)
    if other is not None:
        raise refuse(str(other), None, "the file is not Parquet", _ONLY_PARQUET)
    root = Path(*takewhile(lambda part: not has_magic(part), path.parts))
    return Parts(root, _check_doubled(matching))


def _find_in(folder: Path, name: str) -> Sequence[Path]:
    """The files in a folder; data of another kind there would be missed without a word."""
    inside = sorted(part for part in folder.rglob("*") if not part.is_dir())
    files = [part for part in inside if not _is_note(part.relative_to(folder))]
    found = [part for part in files if _is_parquet(part)]
    if not found:
        raise refuse(name, None, "no Parquet file is in this folder", _ONLY_PARQUET)
    others = [part for part in files if not _is_parquet(part)]
    if others:
        hint = _PATTERN.format(folder / "*.parquet")
        told = (Problem("the file is not Parquet", file=str(part), hint=hint) for part in others)
        raise AnswersError(islice(told, _MOST_PROBLEMS))
    return found


def _check_doubled(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Makes sure that no file is counted twice because a link leads to it."""
    first: dict[Path, Path] = {}
    told = (
        Problem("the same file again", file=str(path), hint=f"it is {first[real]}; take one out")
        for path in paths
        if first.setdefault(real := path.resolve(), path) is not path
    )
    if problems := list(islice(told, _MOST_PROBLEMS)):
        raise AnswersError(problems)
    return tuple(paths)


def open_parquet(parts: Parts, name: str) -> Table:
    """Opens Parquet files as one table.

    Folders such as ``wave=2026/`` below the root give a column of text each, because engines leave
    such columns out of the files themselves; folders above the root are somebody's own.

    Args:
        parts: The files.
        name: What they are called together.

    Raises:
        AnswersError: if a file can't be read, or differs from the first one in its columns.
    """
    keys = _find_keys(parts)
    connection = connect()
    columns = _check_schemas(connection, parts.paths)
    check_names([column.casefold() for column in (*keys, *columns) if keys], name)
    paths = ", ".join(quote_text(as_itself(path)) for path in parts.paths)
    chosen = ", ".join(map(quote_name, (*columns, *keys)))
    read = f"read_parquet([{paths}], hive_partitioning = {bool(keys)}, hive_types_autocast = false)"
    relation = connection.sql(f"select {chosen} from {read}")
    return open_relation(relation, name, connection=connection, is_path=True)


def _find_keys(parts: Parts) -> tuple[str, ...]:
    """The columns that folders tell, which must be the same for all files."""
    first: tuple[str, ...] | None = None
    for path in parts.paths:
        folders = path.relative_to(parts.root).parts[:-1]
        keys = tuple(folder.partition("=")[0] for folder in folders if "=" in folder)
        first = keys if first is None else first
        if keys != first:
            hint = f"the first file is below {', '.join(f'{key}=...' for key in first) or 'none'}"
            raise refuse(str(path), None, "the folders tell other columns", hint)
    return first or ()


def _check_schemas(
    connection: duckdb.DuckDBPyConnection, paths: Sequence[Path]
) -> Mapping[str, str]:
    first = _read_schema(connection, paths[0])
    differing = (p for path in paths[1:] for p in _compare(first, connection, path))
    if problems := list(islice(differing, _MOST_PROBLEMS)):
        raise AnswersError(problems)
    return first


def _compare(
    first: Mapping[str, str], connection: duckdb.DuckDBPyConnection, path: Path
) -> Iterator[Problem]:
    schema, file = _read_schema(connection, path), str(path)
    for column, kind in first.items():
        if column not in schema:
            yield Problem("no column", value=column, file=file, hint="the first file has it")
        elif schema[column] != kind:
            message = f"the column {quote(column)} holds {schema[column]}, in the first file {kind}"
            yield Problem(message, file=file, hint="write all files with the same types")
    for column in schema:
        if column not in first:
            hint = "the first file does not have it"
            yield Problem("one more column", value=column, file=file, hint=hint)


def _read_schema(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    check_path(path, str(path))
    with path.open("rb"):
        pass
    try:
        relation = connection.read_parquet(as_itself(path), hive_partitioning=False)
    except duckdb.Error:
        raise refuse(str(path), None, "the file can't be read as Parquet") from None
    check_names(map(to_nfc, relation.columns), str(path))
    return dict(zip(relation.columns, map(str, relation.types), strict=True))


def _is_parquet(path: Path) -> bool:
    return path.suffix.casefold() == ".parquet" and not path.is_dir()


def _is_note(path: Path) -> bool:
    ours = (part for part in path.parts if "=" not in part)
    return path.suffix.casefold() == ".crc" or any(part.startswith(("_", ".")) for part in ours)


def _check_keeper(folder: Path, name: str) -> None:
    for sign, keeper in _KEPT_BY_OTHERS.items():
        if next(folder.glob(sign), None) is not None:
            hint = "open it with a library for it, and give the table or an export of it"
            raise refuse(name, None, f"the folder is a table of {keeper}", hint)
