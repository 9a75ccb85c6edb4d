"""Tables for people: aligned text for a terminal, HTML for a notebook; escaped at the border."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from html import escape
from io import StringIO
from itertools import zip_longest

NARROWEST = 12  # a column with less is no help to anybody


def display_width(text: str) -> int:
    """How many columns a text takes in a terminal: wide East Asian letters take two.

    Example:
        >>> display_width("Zażółć"), display_width("支付")
        (6, 4)
    """
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten(text: str, width: int) -> str:
    """A text of at most so many columns, with "…" where it is cut.

    Example:
        >>> shorten("Long-term shuttle", 10), shorten("Pay", 10)
        ('Long-term…', 'Pay')
    """
    taken, fits = 0, 0
    for i, character in enumerate(text):
        taken += _columns(character)
        if taken <= width - 1:
            fits = i + 1
        if taken > width:
            return f"{text[:fits].rstrip()}…"
    return text


def to_line(text: str) -> str:
    """A text as one printable line: line ends become blanks, what can't be seen is escaped."""
    one_line = " ".join(text.split())
    if one_line.startswith(("::", "##")):  # a pipeline would take it for a command
        one_line = f"'{one_line}"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in one_line)


def to_table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[int] = (),
    *,
    most: int | None = None,
) -> str:
    """An aligned table, without blanks at line ends.

    Args:
        headings: A heading per column.
        rows: The cells as text.
        right: The columns that are aligned right, from 0: numbers.
        most: How many columns of the terminal it may take: the widest of the others go on in
            further lines then, and the headings of numbers. Numbers never do.

    Example:
        >>> print(to_table(["touchpoint", "n"], [["Cart", "1,204"], ["支付", "9"]], right=[1]))
        touchpoint      n
        Cart        1,204
        支付            9
    """
    cells = [[to_line(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    if most is not None:
        heads = [0 if i in right else display_width(cell) for i, cell in enumerate(cells[0])]
        for least in (heads, [0] * len(widths)):
            _narrow(widths, [i for i in range(len(widths)) if i not in right], least, most)
        whole = [max(map(display_width, _words(column))) for column in zip(*cells, strict=True)]
        _narrow(widths, right, whole, most, narrowest=0)
    lines = []
    for row in cells:
        wrapped = [_wrap(cell, widths[i]) for i, cell in enumerate(row)]
        for parts in zip_longest(*wrapped, fillvalue=""):
            padded = [_pad(part, widths[i], right=i in right) for i, part in enumerate(parts)]
            lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def _words(column: Sequence[str]) -> list[str]:
    """What of a column of numbers stays in one line: each number, and the words of its heading."""
    return [*column[0].split(" "), *column[1:]]


def _narrow(
    widths: list[int],
    flexible: Sequence[int],
    least: Sequence[int],
    most: int,
    *,
    narrowest: int = NARROWEST,
) -> None:
    """Takes from the widest of the flexible columns until the table fits, or they are narrow."""
    over = sum(widths) + 2 * (len(widths) - 1) - most
    while over > 0 and (wide := [i for i in flexible if widths[i] > max(narrowest, least[i])]):
        widest = max(wide, key=widths.__getitem__)
        widths[widest] -= 1
        over -= 1


def _wrap(text: str, width: int) -> list[str]:
    """A text in lines that are no wider; a word that is goes on in the next line."""
    if display_width(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if display_width(joined) <= width:
            lines[-1] = joined
            continue
        lines += [""] if lines[-1] else []
        for character in word:
            full = display_width(lines[-1] + character) > width
            lines += [character] if full else []
            lines[-1] = lines[-1] if full else lines[-1] + character
    return lines


def _pad(cell: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - display_width(cell))
    return blanks + cell if right else cell + blanks


def to_html_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
) -> str:
    """The same table as HTML, every cell escaped."""

    def cell(tag: str, i: int, text: str) -> str:
        side = "right" if i in right else "left"  # a notebook would put all to the right
        return f'<{tag} style="text-align:{side}">{escape(to_line(text))}</{tag}>'

    head = "".join(cell("th", i, text) for i, text in enumerate(headings))
    body = "".join(
        f"<tr>{''.join(cell('td', i, text) for i, text in enumerate(row))}</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def to_csv(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The rows as CSV; a text that a spreadsheet would take for a formula gets a ``'`` before it.

    Example:
        >>> print(to_csv(["name", "n"], [["=1+1", -3]]), end="")
        name,n
        '=1+1,-3
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([[_defuse(cell) for cell in row] for row in (headings, *rows)])
    return text.getvalue()


def _defuse(cell: object) -> object:
    if isinstance(cell, Mapping):
        cell = "; ".join(f"{key}={value}" for key, value in cell.items())
    return (
        f"'{cell}"
        if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        else cell
    )
