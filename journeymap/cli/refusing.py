"""What is wrong with options alone is wrong use: the input is not at fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import click

_COLUMNS = ("case", "activity", "time", "order", "stage", "channel")


@contextmanager
def refused_option(word: str) -> Iterator[None]:
    """Turns problems whose path begins with a word into wrong use of the option of that name.

    Args:
        word: Such as ``what_if`` for ``--what-if``.
    """
    from journeymap.errors import InputError

    try:
        yield
    except InputError as error:
        if not all(problem.path.partition("[")[0] == word for problem in error.problems):
            raise
        option = "--" + word.replace("_", "-")
        told = (f"{option}: {replace(problem, path='')}" for problem in error.problems)
        raise click.UsageError("\n".join(told)) from error


@contextmanager
def refused_values() -> Iterator[None]:
    """Turns a value that can't be taken, such as a method that doesn't fit, into wrong use."""
    from journeymap.errors import JourneymapError

    try:
        yield
    except JourneymapError:
        raise
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong


@contextmanager
def refused_columns(options: Mapping[str, Any]) -> Iterator[None]:
    """Turns columns that options name, and a log does not have, into wrong use.

    Args:
        options: The options of ``discover`` that name columns.
    """
    from journeymap.errors import AnswersError

    asked = {options[word] for word in _COLUMNS} | set(options["only"])
    try:
        yield
    except AnswersError as error:
        if not all(one.kind == "no_column" and one.value in asked for one in error.problems):
            raise
        raise click.UsageError(str(error)) from error


@contextmanager
def sent_to_a_source_file(option: str) -> Iterator[None]:
    """Where there are no options for columns, as ``discover`` has, a source file names them.

    Args:
        option: What takes the log, such as ``--actual``.
    """
    from journeymap.errors import InputError

    try:
        yield
    except InputError as error:
        told = (
            replace(problem, hint=f"{problem.source_hint}, and give that to {option}")
            if problem.source_hint
            else problem
            for problem in error.problems
        )
        raise type(error)(told) from None
