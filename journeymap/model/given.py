"""Sources as they are given to a function: of the right kind, or the plain one."""

from __future__ import annotations

from typing import TypeVar

from journeymap.errors import Problem, SourceError, quote
from journeymap.model.journey import Journey
from journeymap.record import Record

S = TypeVar("S", bound=Record)


def need_journey_first(journey: object, table: object) -> None:
    """Refuses what is no journey before a table is measured, in a sentence.

    Args:
        journey: What was given as the journey.
        table: What was given after it.

    Raises:
        TypeError: if it is none; where the journey comes second it says so.
    """
    if isinstance(journey, Journey):
        return
    swapped = isinstance(table, Journey)
    hint = "the journey comes first, then the table" if swapped else "load_journey(path) gives one"
    raise TypeError(f"a Journey is needed, not {type(journey).__name__}; {hint}")


def take_source(source: S | None, kind: type[S]) -> S:
    """The source that is given, or the plain one of its kind where none is.

    Args:
        source: What was given; anything else than a source of this kind is refused.
        kind: The kind that is wanted.

    Raises:
        SourceError: if it is no such source, with what to do about a path.
    """
    if source is None:
        return kind()
    if isinstance(source, kind):
        return source
    shown = quote(source) if isinstance(source, str) else "..."
    hint = f"load_source({shown}) reads a file; {kind.__name__}(...) makes one in Python"
    wrong = f"a {type(source).__name__} is no {kind.__name__}"
    raise SourceError([Problem(wrong, path="source", hint=hint)])
