"""Every fixed text that the package says through ``words`` or ``tell``, in code and templates.

python -m tests.wording.collected     # what each catalogue lacks, and what it has too much
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "journeymap"
_IN_TEMPLATE = re.compile(r"""words\(\s*(?:"([^"]+)"|'([^']+)')""")
_IN_BRACES = re.compile(r"{[^}]*}")
_COUNT_IN_TEMPLATE = re.compile(r"""words\.count\([^"']*"[^"]+",\s*"([^"]+)\"""")


def collect_texts() -> set[str]:
    """Texts that are said as they are."""
    return {text for text, counted in _collect() if not counted}


def collect_counts() -> set[str]:
    """Texts that depend on a count, in their English plural."""
    return {text for text, counted in _collect() if counted}


@cache
def _collect() -> frozenset[tuple[str, bool]]:
    return frozenset(_read_package())


def _read_package() -> Iterator[tuple[str, bool]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = dict(_find_named(tree))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                yield from _read_call(call, named, file)
    for file in sorted((*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.jinja"))):
        template = file.read_text(encoding="utf-8")
        yield from ((one or other, False) for one, other in _IN_TEMPLATE.findall(template))
        yield from ((many, True) for many in _COUNT_IN_TEMPLATE.findall(template))


def _find_named(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Names that stand for a text, such as in ``one, many = "...", "..."``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple | ast.Name):
            target = node.targets[0]
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for name, value in zip(names, values, strict=False):
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
                    yield f"{name.id}:{node.lineno}", value


def _read_call(
    call: ast.Call, named: dict[str, ast.expr], file: Path
) -> Iterator[tuple[str, bool]]:
    if _is_words(call.func) and call.args:
        yield from ((text, False) for text in _read_texts(call.args[0], named, file))
    if _is_called(call.func, "tell_count") and len(call.args) == 3:
        yield from ((text, True) for text in _read_texts(call.args[2], named, file))
    method = call.func if isinstance(call.func, ast.Attribute) else None
    if method and method.attr == "count" and _is_words(method.value) and len(call.args) == 3:
        yield from ((text, True) for text in _read_texts(call.args[2], named, file))


def _is_words(func: ast.expr) -> bool:
    return _is_called(func, "words") or (isinstance(func, ast.Name) and func.id == "tell")


def _is_called(func: ast.expr, name: str) -> bool:
    return name == (func.id if isinstance(func, ast.Name) else getattr(func, "attr", ""))


def _read_texts(argument: ast.expr, named: dict[str, ast.expr], file: Path) -> Iterator[str]:
    """A literal text, or one of two; anything else couldn't be translated.

    One of signs and values alone is the same in every language.
    """
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        if re.search(r"[^\W\d_]|[“”]", _IN_BRACES.sub("", argument.value)):
            yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _read_texts(argument.body, named, file)
        yield from _read_texts(argument.orelse, named, file)
    elif isinstance(argument, ast.Name) and (value := _last(argument, named)):
        yield from _read_texts(value, named, file)
    else:
        place = f"{file.relative_to(PACKAGE)}:{argument.lineno}"
        raise AssertionError(f"{place}: words takes a text as it is, so that it can be collected")


def _last(name: ast.Name, named: dict[str, ast.expr]) -> ast.expr | None:
    """What a name was last given in the lines above."""
    lines = [int(key.partition(":")[2]) for key in named if key.startswith(f"{name.id}:")]
    above = [line for line in lines if line <= name.lineno]
    return named[f"{name.id}:{max(above)}"] if above else None


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
