"""Multiple choice: whether the option that counts is among those that a customer chose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from journeymap.answers.scores import MARKED, Refusal, split_cells
from journeymap.errors import quote, suggest
from journeymap.fields import FrozenMap
from journeymap.tables.cells import Missing
from journeymap.tables.codes import to_word
from journeymap.text import to_folded, to_number

_NOT_CHOSEN = frozenset({"0", "no", "false"})
_MARKS = frozenset({"1", "yes", "true", "y", "x"})
_MOST_SEEN = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """The option that counts, and how the chosen ones are written.

    Args:
        option: Its text or its code.
        separator: What stands between the chosen options of one cell.
        columns: How many columns the question has, of which the option's own is the first.
        codes: Text of an option to its code.

    Example:
        >>> Choice("App", separator=";").read("Web; App", Missing())
        1.0
    """

    option: str
    separator: str | None = None
    columns: int = 1
    codes: Mapping[str, float] = field(default_factory=FrozenMap)

    def read(self, text: str | None, missing: Missing) -> float | Refusal | None:
        """1 where the option was chosen, 0 where others were, None where nobody answered."""
        if self.columns > 1:
            cells = split_cells(text)
            if len(cells) != self.columns:
                return MARKED
            if all(missing.covers(cell) for cell in cells):
                return None
            return float(not missing.covers(cells[0]) and not _is_no(cells[0]))
        found = [part for part in self.split(text) if not missing.covers(part)]
        if not found or missing.covers(text):
            return None
        wanted = [self._name(part) for part in self.split(self.option)]
        named = [self._name(part) for part in found]
        # an option may hold the separator itself
        runs = range(len(named) - len(wanted) + 1)
        return float(any(named[i : i + len(wanted)] == wanted for i in runs))

    def split(self, text: str | None) -> list[str]:
        """The options in a cell; that of the own column where there are several."""
        own = split_cells(text)[0] if self.columns > 1 else text or ""
        parts = own.split(self.separator.strip()) if self.separator else [own]
        return [part.strip() for part in parts if part.strip()]

    def names(self, text: str | None) -> bool:
        """Whether a column's own cell holds its option's text or code, or a mark for any option."""
        wanted = self._name(self.option)
        own = self.split(text)
        return any(self._name(part) == wanted or to_word(part) in _MARKS for part in own)

    def _name(self, text: str) -> str:
        word = to_word(text)
        code = self.codes.get(word)
        return word if code is None else f"{code:.15g}"


def _is_no(cell: str) -> bool:
    return to_folded(cell) in _NOT_CHOSEN or to_number(cell) == 0


@dataclass(slots=True)
class Seen:
    """The options that were seen beside the one that counts, to tell a slip of the pen.

    Args:
        column: The column of the question.
        choice: The option that counts.
    """

    column: str
    choice: Choice
    is_found: bool = False
    other: dict[str, None] = field(default_factory=dict)
    several: str | None = None

    def look(self, text: str | None, value: float) -> None:
        """Takes in one cell that is an answer and what was read from it."""
        over_columns = self.choice.columns > 1
        if value and (not over_columns or self.choice.names(text)):
            self.is_found = True
        elif len(self.other) < _MOST_SEEN:
            self.other |= dict.fromkeys(p for p in self.choice.split(text) if not _is_no(p))
        if not value and not over_columns and self._is_several(text or ""):
            self.several = self.several or text

    def note(self) -> str | None:
        """What the reader should know about the option, if anything."""
        option, column = quote(self.choice.option), quote(self.column)
        if self.several is not None:
            return (
                f"{column} holds {option} beside others, as in {quote(self.several)}; "
                "if they are several options, declare what stands between them: separator"
            )
        if self.is_found:
            return None
        if not self.other:
            return f"nobody chose {option} in {column}"
        others: Sequence[str] = list(self.other)
        hint = suggest(self.choice.option, others).replace("expected one of", "there are")
        return f"{option} is never seen in {column}; {hint}"

    def _is_several(self, text: str) -> bool:
        parts = [to_folded(part) for part in re.split(r"[;,|\n]", text)]
        return len(parts) > 1 and to_folded(self.choice.option) in parts
