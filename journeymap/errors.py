"""What can go wrong, on one page; the bottom floor: this file imports nothing of ours.

JourneymapError
├── InputError(ValueError)         what came from outside is at fault: .problems, all at once
│   ├── JourneyError               a journey contradicts itself, or its file can't be read
│   ├── SourceError                a source file can't be read, or asks for what isn't there
│   └── AnswersError               a table of answers has rows or columns that can't be used
├── UnknownNameError(LookupError)  asked for a touchpoint, stage, metric ... that isn't there
├── DrawingError(RuntimeError)     a picture can't be drawn as asked; says what to do
└── MissingLibraryError(ImportError)  an optional library is needed; says how to install it
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any, Literal

Severity = Literal["error", "warning"]
Kind = Literal["", "no_column"]
MOST_NAMES = 8
MOST_COMPARED = 100
LONGEST_GUESSED = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input, with everything needed to find and mend it.

    Args:
        message: What is wrong, in one clause without the place.
        path: Where in the journey or table, as in ``stages[0].touchpoints[2].channel``.
        value: What was found there, as text; None where nothing was found.
        hint: What was expected or what to do, often the nearest right word.
        file: The file's name as the user gave it.
        line: Line in the file, from 1.
        column: Column in the line, from 1.
        severity: "error" stops the work; "warning" is told and the work goes on.
        at_key: Whether the place is that of a key rather than of its value.
        kind: "no_column" where a column that was asked for, the value, is not in the table.
        source_hint: The hint for whom no option helps: what to write into a source file.

    Example:
        >>> print(Problem("unknown channel", path="stages[0].channel", value="eamil",
        ...               hint="did you mean 'email'?", file="shop.yaml", line=7, column=41))
        shop.yaml:7:41: stages[0].channel: unknown channel 'eamil'; did you mean 'email'?
    """

    message: str
    path: str = ""
    value: str | None = None
    hint: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    severity: Severity = "error"
    at_key: bool = field(default=False, repr=False, compare=False)
    kind: Kind = field(default="", repr=False, compare=False)
    source_hint: str = field(default="", repr=False, compare=False)

    def at(self, *, file: str | None, line: int | None, column: int | None) -> Problem:
        """The same problem with its place in a file."""
        return replace(self, file=file, line=line, column=column)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        shown = f"{self.message} {quote(self.value)}" if self.value is not None else self.message
        sentence = f"{shown}; {self.hint}" if self.hint else shown
        return ": ".join(part for part in (place, self.path, sentence) if part)


class JourneymapError(Exception):
    """The root of all errors that journeymap raises on purpose."""


class InputError(JourneymapError, ValueError):
    """What came from outside is at fault.

    Args:
        problems: Everything that is wrong, in the order of the input; at least one.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems,), self.__dict__


class JourneyError(InputError):
    """A journey contradicts itself, or its file can't be read."""


class SourceError(InputError):
    """A source file can't be read, or asks for what isn't there."""


class AnswersError(InputError):
    """A table of answers has rows or columns that can't be used."""


class UnknownNameError(JourneymapError, LookupError):
    """Asked for something by a name that isn't there.

    Args:
        kind: What was asked for: "touchpoint", "metric", "wave" ...
        name: The name asked for.
        known: The names that exist.
        hint: What to do, where it is not simply to take another name.
    """

    def __init__(self, kind: str, name: object, known: Iterable[str], *, hint: str = "") -> None:
        self.kind, self.name, self.known = kind, str(name), tuple(known)
        self.hint = hint or suggest(self.name, self.known)
        super().__init__(str(self.to_problem()))

    def __reduce__(self) -> tuple[Any, ...]:
        made = partial(type(self), hint=self.hint)
        return made, (self.kind, self.name, self.known), self.__dict__

    def to_problem(self, path: str = "") -> Problem:
        """The same as a problem of an input, with message, value and hint apart.

        Args:
            path: Where in the input the name stands.

        Example:
            >>> UnknownNameError("touchpoint", "pya", ["pay"]).to_problem("questions.Q7").hint
            "did you mean 'pay'?"
        """
        return Problem(f"no {self.kind}", path=path, value=self.name, hint=self.hint)


class DrawingError(JourneymapError, RuntimeError):
    """A picture can't be drawn as asked."""


class MissingLibraryError(JourneymapError, ImportError):
    """An optional library is needed for this; the message says how to install it."""


def quote(value: object, longest: int = 60) -> str:
    r"""A value as one short printable line in quotes: what can't be seen is escaped, the rest cut.

    Example:
        >>> print(quote("two\nlines"))
        'two\nlines'
    """
    text = str(value)
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    seen = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown)
    return "'" + "".join(seen) + "'"


_OF_SYSTEM = {
    errno.ENOENT: "there is no such file or folder; check the path",
    errno.EACCES: "it may not be read or written; change its permissions, or take another place",
    errno.EPERM: "the system doesn't allow it; take another place",
    errno.EROFS: "the disk can only be read; write to another place",
    errno.ENOSPC: "the disk is full; make room, or write to another place",
    errno.EDQUOT: "the disk has no room left for you; make room, or write to another place",
    errno.EFBIG: "the disk takes no file of this size; write to another place",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.ENOTDIR: "a folder of its path is a file; check the path",
    errno.ENAMETOOLONG: "the name is too long; take a shorter one",
    errno.EIO: "the disk could not be read or written; try another place",
}


def explain_system(error: OSError) -> str:
    """What the system could not do, and what to do about it; its own words where we know none.

    Example:
        >>> explain_system(OSError(errno.ENOSPC, "No space left on device"))
        'the disk is full; make room, or write to another place'
    """
    known = _OF_SYSTEM.get(error.errno) if error.errno is not None else None
    return known or error.strerror or str(error)


def suggest(name: str, known: Sequence[str]) -> str:
    """The end of a sentence about a name that isn't known: the nearest one, or what there is.

    Example:
        >>> suggest("pya", ["cart", "pay"])
        "did you mean 'pay'?"
        >>> suggest("zebra", ["cart", "pay"])
        "expected one of 'cart', 'pay'"
    """
    begun = _find_begun(name, known)
    if len(begun) in (2, 3) and name.casefold() not in (k.casefold() for k in begun):
        return f"did you mean {' or '.join(quote(k) for k in begun)}?"
    near = find_nearest(name, known)
    if near is not None:
        return f"did you mean {quote(near)}?"
    if not known:
        return "there are none"
    more = f" and {len(known) - MOST_NAMES} more" if len(known) > MOST_NAMES else ""
    return "expected one of " + ", ".join(quote(k) for k in known[:MOST_NAMES]) + more


def find_nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that was probably meant: one letter off, in other case, or the start of one.

    Example:
        >>> find_nearest("rating", ["duration", "rating_mean"]), find_nearest("x", ["pay"])
        ('rating_mean', None)
    """
    from difflib import get_close_matches  # noqa: PLC0415 - costs time that right files don't need

    wanted = name.casefold()
    likely = _find_likely(wanted, known)
    folded = {k.casefold(): k for k in reversed(likely)}
    begun = _find_begun(name, likely)
    if wanted in folded or len(begun) == 1:
        return folded[wanted] if wanted in folded else begun[0]
    near = get_close_matches(wanted, list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def _find_likely(wanted: str, known: Sequence[str]) -> Sequence[str]:
    """The names worth comparing: each comparison costs, and a journey may hold thousands."""
    if len(wanted) > LONGEST_GUESSED:
        return []
    if len(known) <= MOST_COMPARED:
        return [k for k in known if len(k) <= LONGEST_GUESSED]
    near = (k for k in known if abs(len(k) - len(wanted)) <= 2)
    return list(islice((k for k in near if k[:1].casefold() == wanted[:1]), MOST_COMPARED))


def _find_begun(name: str, known: Sequence[str]) -> list[str]:
    wanted = name.casefold()
    return [k for k in known if len(wanted) >= 3 and k.casefold().startswith(wanted)]
