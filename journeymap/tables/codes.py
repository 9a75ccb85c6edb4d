"""Which code an answer stands for: declared labels, the usual words for yes and no, numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from journeymap.errors import quote, suggest
from journeymap.fields import FrozenMap
from journeymap.metrics import Metric
from journeymap.tables.cells import Missing, to_cell
from journeymap.text import Percent, to_folded, to_number

_NUMBERED = re.compile(r"\s*(-?[0-9]{1,3})\s*[-–—.:)=]\s*[^\W\d_]")
_SLIP = 0.7  # how alike a word and its slip are: "goood" and "good" are 0.89
YES_NO: Mapping[str, float] = FrozenMap({"yes": 1, "no": 0, "true": 1, "false": 0, "y": 1, "n": 0})


@dataclass(frozen=True, slots=True)
class Codes:
    """How the cells of one question are read as numbers.

    Args:
        words: Answer in words, folded, to its code.
        labels: The declared labels as they were written.
        decimal: What stands before the decimals, "." or ",".
        sign: -1 where gaps are written the other way round.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> codes = Codes.of({"Very satisfied": 5}, STANDARD_METRICS["csat"])
        >>> codes.read(" very  SATISFIED"), codes.read("4"), codes.read("yes")
        (5.0, 4.0, None)
    """

    words: Mapping[str, float] = field(default_factory=FrozenMap)
    labels: tuple[str, ...] = ()
    decimal: str = "."
    sign: int = 1

    @classmethod
    def of(
        cls,
        labels: Mapping[str, float],
        metric: Metric | None = None,
        decimal: str = ".",
        sign: int = 1,
    ) -> Codes:
        """The codes of a metric: its labels and, for a share, the usual words for yes and no.

        Who gives one of the usual words a code of their own gives it to all that they use, so
        that no answer is read by two rules.
        """
        folded = {to_word(label): float(code) for label, code in labels.items()}
        kind = metric.kind if metric else ""
        if kind == "duration":  # engines take plain times together, whatever they are called
            folded = {word: code for word, code in folded.items() if to_number(word) is None}
        words = _add_usual(folded) if kind == "share" else folded
        return cls(FrozenMap(words), tuple(labels), decimal, sign)

    @classmethod
    def of_yes_no(cls, labels: Mapping[str, float], decimal: str = ".") -> Codes:
        """The codes of yes, 1, and no, 0: as for a metric that is a share."""
        folded = {to_word(label): float(code) for label, code in labels.items()}
        return cls(FrozenMap(_add_usual(folded)), tuple(labels), decimal)

    def read(self, text: str) -> float | None:
        """The code or the number that a cell stands for; None for any other text."""
        number = read_number(text, self.decimal)
        if self.words:
            code = self.words.get(to_word(text, self.decimal))
            number = number if code is None else float(code)
        return number if number is None or self.sign > 0 else 0.0 - number

    def is_blank(self, text: str | None, missing: Missing) -> bool:
        """Whether a cell is no answer; a declared label such as "None" is one."""
        if text is None or not text.strip():
            return True
        if self.words and to_word(text, self.decimal) in self.words:
            return False
        return missing.covers(text) or (
            self.decimal == "," and missing.covers(text.replace(",", "."))
        )

    def suggest(self, text: str, labels: Sequence[str]) -> str:
        """What to write instead of a word that is no label: the nearest one of these.

        A label with another meaning may be a few letters away ("dissatisfied"), so it is told only
        where each word is a slip of the label's; the others are listed.
        """
        if _NUMBERED.match(text):
            return _advise_numbered(text)
        longest = max(map(len, labels), default=0)
        if len(text) > 2 * longest:
            return suggest("", labels)
        alike = [label for label in labels if _is_slip(to_folded(text), to_folded(label))]
        found = suggest(text.strip(), alike)
        return found if found.startswith("did you mean") else suggest("", labels)


def _advise_numbered(text: str) -> str:
    """What to do about an answer such as "1 - Very dissatisfied", whose number is its code."""
    shown = text.strip()
    number = (_NUMBERED.match(text) or [shown, shown])[1]
    return f"if {number} is its code, write labels: {{{quote(shown)}: {number}}}, or recode it"


def _is_slip(text: str, label: str) -> bool:
    """Whether two answers have the same words but for slips, and none is another's negation."""
    words, meant = text.split(), label.split()
    if label.startswith(text) or len(words) != len(meant):
        return label.startswith(text)
    return all(_is_near(one, other) for one, other in zip(words, meant, strict=True))


def _is_near(one: str, other: str) -> bool:
    from difflib import SequenceMatcher  # noqa: PLC0415 - only faults need it

    # a negation stands before a word: dis-, un-, in-, nie-, не-
    return one[:1] == other[:1] and SequenceMatcher(None, one, other).ratio() >= _SLIP


def _add_usual(folded: Mapping[str, float]) -> Mapping[str, float]:
    return folded if folded.keys() & YES_NO.keys() else {**YES_NO, **folded}


def to_text(raw: object, decimal: str = ".") -> str | None:
    """A cell of any type as text; a number has the decimal mark of the numbers in text.

    Example:
        >>> to_text(4.5, ","), to_text("4.5", ","), to_text(4.0, ",")
        ('4,5', '4.5', '4')
    """
    cell = to_cell(raw)
    if cell is None or decimal == "." or not isinstance(raw, float | Decimal):
        return cell
    return cell.replace(".", decimal)


def to_word(text: str, decimal: str = ".") -> str:
    """An answer as it is compared: folded, and a number in its shortest form.

    Example:
        >>> to_word("4.0"), to_word(" Not  at all")
        ('4', 'not at all')
    """
    number = read_number(text, decimal)
    return to_folded(text) if number is None else f"{number:.15g}"


def read_number(text: str, decimal: str = ".") -> float | None:
    """The plain number in a cell; a share with a percent sign is none.

    Args:
        text: The cell.
        decimal: What stands before the decimals; the other mark is then no part of a number.

    Example:
        >>> read_number("4,5", decimal=","), read_number("4.5", decimal=","), read_number("4,5")
        (4.5, None, None)
    """
    number = to_number(text, decimal)
    return None if number is None or isinstance(number, Percent) else float(number)


def advise_decimal(text: str, decimal: str) -> str:
    """What to do about a number with another decimal mark than is declared; empty for others."""
    other = "." if decimal == "," else ","
    found = re.fullmatch(rf"\s*(-?[0-9]+){re.escape(other)}([0-9]{{1,15}})\s*", text)
    if found is None:
        return ""
    if decimal == ",":
        return f"the source has a declared decimal comma: write {found[1]},{found[2]}"
    if len(found[2]) == 3 and found[1].strip("-") != "0":  # 4,000 may be four thousand as well
        return ""
    declared = 'format: {decimal: ","} in a source file or --decimal ,'
    return f"write {found[1]}.{found[2]}, or declare {declared}"
