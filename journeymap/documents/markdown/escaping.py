"""Foreign text in Markdown: shown as written, whatever it holds."""

from __future__ import annotations

import re

from journeymap.picture.lettering import clean_line

_ADDRESS = re.compile(r"\b(https?|ftp|mailto|xmpp|www)([:.])", re.IGNORECASE)
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def escape(text: str) -> str:
    r"""A text as Markdown that shows just this text, in a sentence or in the cell of a table.

    Every sign that may mean something is written so that it means itself; links, mentions,
    formulas and HTML stay text.

    Example:
        >>> print(escape("<b>*Pay* | now</b>"))
        &lt;b&gt;\*Pay\* \| now&lt;/b&gt;
    """
    line = clean_line(text).translate(_HTML)
    found = "".join(_escape_sign(line, i) for i in range(len(line)))
    return _ADDRESS.sub(lambda start: f"{start[1]}&#{ord(start[2])};", found)


def _escape_sign(line: str, i: int) -> str:
    """A sign with a backslash where it could mean something."""
    sign = line[i]
    if sign in "\\`*_{}[]|~$^":
        return f"\\{sign}"
    if sign == "@":
        return "&#64;"  # no mention
    if sign in "#+-=!>" and not line[:i].strip():  # headings, lists, rules, quotes
        return f"\\{sign}" if sign != ">" else sign
    if sign == "#" and line[i + 1 : i + 2].isdigit():
        return "&#35;"  # no issue
    if sign in ".)" and line[:i].isdigit() and line[i + 1 : i + 2] in ("", " "):  # numbered lists
        return f"\\{sign}"
    return sign
