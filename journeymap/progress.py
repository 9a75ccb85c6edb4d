"""What is being worked on just now, for whoever wants to show it. Nothing here prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

Fraction = Callable[[], float | None]


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work that is under way.

    Args:
        name: What is done, such as "counting answers.parquet".
        fraction: Gives how much of it is done, 0 to 1, or None where nobody knows. It is called
            from another thread.
    """

    name: str
    fraction: Fraction = lambda: None


class Listener(Protocol):
    """Who wants to know what is being worked on."""

    def begin(self, work: Work) -> None:
        """Work begins; it may lie inside other work."""

    def end(self, work: Work) -> None:
        """Work ends, done or not."""


_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tells the listener about all work inside."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def working(name: str, fraction: Fraction | None = None) -> Iterator[None]:
    """Tells whoever listens that this work is under way; costs nothing where nobody does.

    Args:
        name: What is done, in a few words.
        fraction: Gives how much of it is done, 0 to 1, or None where nobody knows.

    Example:
        >>> with working("counting answers"):
        ...     sum(range(3))
        3
    """
    listener = _listener.get()
    if listener is None:
        yield
        return
    work = Work(name) if fraction is None else Work(name, fraction)
    listener.begin(work)
    try:
        yield
    finally:
        listener.end(work)
