"""Plain values as YAML and JSON text for people to read and change.

Always PyYAML's pure Python dumper: the C one can't indent lists under their key and escapes letters
beyond U+FFFF, so that one value would have two spellings.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

import yaml

from journeymap.text import Plain, to_number

WIDTH = 100
_UNBROKEN = 1 << 30
_NOT_TEXT = re.compile(r"[-+]?0[box][0-9a-fA-F_]+", re.ASCII)  # numbers in YAML 1.2 or 1.1
_BLOCK = re.compile(r"[^\s](?:[^\r\x85\u2028\u2029]*\S)?\n?")
_STR = "tag:yaml.org,2002:str"


class Flow(dict[str, Any]):
    """A mapping that is written on one line, as in ``{metric: csat, value: 4.1, n: 20}``."""


class _Dumper(yaml.SafeDumper):
    """People's YAML: lists indented under their key, no aliases, several lines as a block."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._known: dict[str, Any] = {}
        super().__init__(*args, **options)

    @property
    def best_width(self) -> int:
        """Where lines are broken: never inside a :class:`Flow`."""
        return _UNBROKEN if self.flow_level else WIDTH

    @best_width.setter
    def best_width(self, width: int) -> None:
        """The emitter sets its own; ours stays."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def analyze_scalar(self, scalar: str) -> Any:
        """The emitter's analysis, once for each text: keys come back thousands of times."""
        if scalar not in self._known:
            self._known[scalar] = super().analyze_scalar(scalar)
        return self._known[scalar]

    def choose_scalar_style(self) -> Any:
        style = super().choose_scalar_style()
        multiline = self.analysis.multiline if self.analysis else False
        return '"' if style == "'" and multiline else style


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    if _BLOCK.fullmatch(text) and "\n" in text:
        return dumper.represent_scalar(_STR, str(text), style="|")
    quoted = to_number(text) is not None or _NOT_TEXT.fullmatch(text)
    return dumper.represent_scalar(_STR, str(text), style="'" if quoted else None)


def _represent_plain(dumper: Any, text: Plain) -> yaml.ScalarNode:
    """What was read without quotes goes back without quotes."""
    tag = dumper.resolve(yaml.ScalarNode, str(text), (True, False))
    node: yaml.ScalarNode = dumper.represent_scalar(tag, str(text))
    return node


def _represent_float(dumper: _Dumper, number: float) -> yaml.ScalarNode:
    if not math.isfinite(number):
        raise ValueError(f"{float(number)} can't be written to a file")
    return dumper.represent_float(float(number))


def _represent_flow(dumper: _Dumper, mapping: Flow) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", mapping, flow_style=True)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(float, _represent_float)
_Dumper.add_representer(Plain, _represent_plain)
_Dumper.add_representer(Flow, _represent_flow)
_Dumper.add_multi_representer(str, _represent_text)
_Dumper.add_multi_representer(float, _represent_float)
_Dumper.add_multi_representer(int, lambda dumper, number: dumper.represent_int(int(number)))
_Dumper.add_multi_representer(dict, yaml.SafeDumper.represent_dict)
_Dumper.add_multi_representer(list, yaml.SafeDumper.represent_list)
_Dumper.add_multi_representer(tuple, yaml.SafeDumper.represent_list)


def to_yaml(value: object) -> str:
    """Write dicts, lists, texts, numbers, booleans and None as YAML.

    Args:
        value: What to write; keys stay in their order. A text that looks like a number, a boolean
            or null is quoted.

    Returns:
        YAML that :func:`~journeymap.files.document.read_document` reads back as the same texts; the
        same value always gives the same text.

    Raises:
        ValueError: A number is not finite.
        yaml.representer.RepresenterError: A value is of another type.

    Example:
        >>> print(to_yaml({"readings": [Flow(metric="csat", value=4.1, n=20)]}), end="")
        readings:
          - {metric: csat, value: 4.1, n: 20}
    """
    text: str = yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False
    )
    return text


def to_json(value: object) -> str:
    """Write plain values as JSON, two blanks deep, letters as they are.

    Raises:
        ValueError: A number is not finite.

    Example:
        >>> print(to_json({"name": "Zażółć"}), end="")
        {
          "name": "Zażółć"
        }
    """
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
