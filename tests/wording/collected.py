"""Every fixed text that the package says through ``words``, found in its code and templates.

python -m tests.wording.collected     # what each catalogue lacks, and what it has too much
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "journeymap"
_IN_TEMPLATE = re.compile(r"""words\(\s*(?:"([^"]+)"|'([^']+)')""")
_COUNT_IN_TEMPLATE = re.compile(r"""words\.count\([^"']*"[^"]+",\s*"([^"]+)\"""")


def collect_texts() -> set[str]:
    """Texts that are said as they are."""
    return {text for text, counted in _collect() if not counted}


def collect_counts() -> set[str]:
    """Texts that depend on a count, in their English plural."""
    return {text for text, counted in _collect() if counted}


def _collect() -> Iterator[tuple[str, bool]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                yield from _read_call(call, file)
    for file in sorted((*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.jinja"))):
        template = file.read_text(encoding="utf-8")
        yield from ((one or other, False) for one, other in _IN_TEMPLATE.findall(template))
        yield from ((many, True) for many in _COUNT_IN_TEMPLATE.findall(template))


def _read_call(call: ast.Call, file: Path) -> Iterator[tuple[str, bool]]:
    if _is_words(call.func) and call.args:
        yield from ((text, False) for text in _read_texts(call.args[0], file))
    method = call.func if isinstance(call.func, ast.Attribute) else None
    if method and method.attr == "count" and _is_words(method.value) and len(call.args) == 3:
        yield from ((text, True) for text in _read_texts(call.args[2], file))


def _is_words(func: ast.expr) -> bool:
    name = func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")
    return name == "words"


def _read_texts(argument: ast.expr, file: Path) -> Iterator[str]:
    """A literal text, or one of two; anything else couldn't be translated."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _read_texts(argument.body, file)
        yield from _read_texts(argument.orelse, file)
    else:
        place = f"{file.relative_to(PACKAGE)}:{argument.lineno}"
        raise AssertionError(f"{place}: words takes a text as it is, so that it can be collected")


def read_catalogue(language: str) -> dict[str, str | list[str]]:
    """A catalogue as it lies in the package."""
    file = PACKAGE / "wording" / f"{language}.json"
    found: dict[str, str | list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    wanted = collect_texts() | collect_counts()
    for language in ("pl", "ru"):
        known = read_catalogue(language).keys()
        print(f"{language}: {len(wanted)} texts")
        for text in sorted(wanted - known):
            print(f"  lacks {text!r}")
        for text in sorted(known - wanted):
            print(f"  has too much {text!r}")
