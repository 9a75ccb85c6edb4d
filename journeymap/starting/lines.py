"""Lines of YAML with comments, made of names and words that strangers wrote."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from journeymap.files.yamltext import Flow, to_yaml
from journeymap.printed import to_line
from journeymap.text import Plain, find_unseen, to_number

LONGEST_NAME = 60


def write_entry(key: str, value: object) -> str:
    """``key: value`` on one line, mappings in braces and lists in brackets.

    Example:
        >>> print(write_entry("Q7: food", {"touchpoint": "food", "missing": ["0", "6"]}))
        'Q7: food': {touchpoint: food, missing: [0, 6]}
    """
    named = to_yaml({key: None}).removesuffix(": null\n")
    if "\n" in named or named.startswith("?"):
        # a key of more than 128 letters, or one with a line end, would be spread over lines
        named = yaml.dump(key, default_style='"', allow_unicode=True, width=math.inf).strip()
    return f"{named}: {_write_value(value)}"


def write_item(value: Mapping[str, Any]) -> str:
    """A mapping in braces on one line, as an item of a list.

    Example:
        >>> print(write_item({"id": "q1", "name": "How easy was it?"}))
        - {id: q1, name: 'How easy was it?'}
    """
    return f"- {_write_value(value)}"


def _write_value(value: object) -> str:
    return to_yaml([Flow(x=_to_flow(value))]).strip().removeprefix("- {x: ").removesuffix("}")


def _to_flow(value: object) -> object:
    if isinstance(value, Mapping):
        return Flow({str(key): _to_flow(item) for key, item in value.items()})
    if isinstance(value, list):
        # codes are written as people write them, without quotes
        return [Plain(item) if to_number(item) is not None else item for item in value]
    return value


def write_comment(text: str, indent: int = 0) -> str:
    r"""A comment on one line, whatever the text holds.

    Example:
        >>> print(write_comment("two\nlines", 2))
          # two lines
    """
    return f"{' ' * indent}# {to_line(' '.join(text.split()))}"


def indent(lines: Sequence[str], by: int) -> list[str]:
    """The lines moved to the right."""
    return [f"{' ' * by}{line}" for line in lines]


def to_name(text: str) -> str:
    """A text as a name of one line without what nobody sees, cut where a word ends.

    Example:
        >>> to_name("How satisfied are you with the way in which we have answered your call?")
        'How satisfied are you with the way in which we have…'
    """
    seen = "".join(c for c in " ".join(text.split()) if find_unseen(c) is None)
    if len(seen) <= LONGEST_NAME:
        return seen
    return f"{seen[:LONGEST_NAME].rpartition(' ')[0] or seen[: LONGEST_NAME - 1]}…"
