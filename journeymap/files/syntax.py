"""What the YAML scanner found wrong, in one plain sentence."""

from __future__ import annotations

from typing import Any

import yaml

from journeymap.errors import Problem

NO_CHARACTER = Problem("an escape that stands for no character", hint="write the character itself")


def explain(error: Exception, text: str, last: Any) -> Problem:
    """The problem behind an error of the YAML parser.

    Args:
        error: What the parser raised.
        text: What it was reading.
        last: The last event that it gave before.

    Returns:
        The problem with line and column, without the file: for an unclosed quote the place where
        it opens, for a key without colon the key's, otherwise where reading stopped.
    """
    if not isinstance(error, yaml.MarkedYAMLError):
        # the pure Python parser lets through what ``chr`` and ``int`` say of absurd escapes
        return _at(NO_CHARACTER, last.end_mark if last else None)
    mark, opened = error.problem_mark, error.context_mark
    said = error.problem or "not readable"
    tab = _find_tab(text, mark)
    if tab is not None:
        problem = Problem("a tab where only blanks can stand", hint="write blanks for it")
        return problem.at(file=None, line=mark.line + 1 if mark else 1, column=tab)
    if "unexpected end of stream" in said or "unexpected document" in said:
        return _at(Problem("a quote that is never closed", hint="close it"), opened or mark)
    if "expected ':'" in said:
        return _at(Problem("a key without a colon", hint="write 'key: value'"), opened or mark)
    if "escape code" in said:
        return _at(NO_CHARACTER, mark)
    if "node content" in said and mark:
        return _explain_no_value(text, mark, last)
    return _at(_in_words(said, text, mark, opened, last), mark)


def _explain_no_value(text: str, mark: Any, last: Any) -> Problem:
    """Where a value must stand there is a comma, a closing bracket, or the end of the file."""
    found = text[mark.index : mark.index + 1]
    if found == ",":
        hint = "take it out, or put a text that starts with it in quotes"
        return _at(Problem("a comma without a value before it", hint=hint), mark)
    if found and found in "]}":
        hint = "take it out, or put a text that starts with it in quotes"
        return _at(Problem("a closing bracket that nothing opens", value=found, hint=hint), mark)
    is_start = isinstance(last, yaml.SequenceStartEvent | yaml.MappingStartEvent)
    if is_start and not text[last.end_mark.index : mark.index].strip():
        mark = last.start_mark
    return _at(Problem("a bracket that is never closed", hint="close it"), mark)


def _in_words(
    said: str,
    text: str,
    mark: Any,
    opened: Any,
    last: Any,
) -> Problem:
    if "cannot start any token" in said and mark:
        start = text[mark.index : mark.index + 1]
        return Problem("no text can start with", value=start, hint="put the text in quotes")
    if "expected ',' or" in said and opened:
        closing = "]" if "]" in said else "}"
        where = f"opened in line {opened.line + 1}, column {opened.column + 1}"
        return Problem(f"a bracket {where}, is not closed", hint=f"add ',' or '{closing}'")
    if said.startswith("mapping values"):
        hint = "put a text with ': ' in quotes, and check the indentation"
        return Problem("a colon in the middle of a text", hint=hint)
    if "<document start>" in said:
        return Problem("text after the end of the document", hint="check the indentation")
    if "unknown escape" in said:
        return Problem("an unknown escape after a backslash", hint="write \\\\ for a backslash")
    if "alphabetic or numeric" in said:
        return Problem("a bare * or &", hint="put a text that starts with it in quotes")
    if not any(word in said for word in ("expected key", "block end", "'-' indicator")):
        return Problem(said)
    quoted = isinstance(last, yaml.ScalarEvent) and last.style in ("'", '"')
    if quoted and mark and last.end_mark.line == mark.line:
        hint = f"the quote was opened in line {last.start_mark.line + 1}"
        return Problem("text after a closing quote", hint=hint)
    return Problem("this does not fit the lines above", hint="check the indentation")


def _find_tab(text: str, mark: Any) -> int | None:
    """The column of a tab at a mark or in the indentation before it, from 1; None without one."""
    if mark is None:
        return None
    if text[mark.index : mark.index + 1] == "\t":
        return int(mark.column) + 1
    indent = text[mark.index - mark.column : mark.index + 1]
    blanks = len(indent) - len(indent.lstrip(" "))
    return blanks + 1 if indent[blanks : blanks + 1] == "\t" else None


def _at(problem: Problem, mark: Any) -> Problem:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return problem.at(file=None, line=line, column=column)
