"""The page of plain-number functions lists all of them; ``python`` on this file writes it anew."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from journeymap import statistics

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "statistics.md"
INTRODUCTION = """\
# Statistics

The formulas behind the questions, for numbers of your own: counts, means, matrices and paths; no
journey is needed. Each function has its source, its units and an example in its docstring:
`help(function)` shows it. What can't be computed is refused with a sentence (`ValueError`). This
page is written from the code.

```python
>>> from journeymap.statistics.intervals import share_interval
>>> found = share_interval(81, 263)
>>> round(found.low, 4), round(found.high, 4)
(0.2553, 0.3662)
```
"""


def find_modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(statistics.__path__, "journeymap.statistics."):
        if not found.ispkg:
            yield import_module(found.name)


def find_functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., object]]]:
    for name, function in vars(module).items():
        own = inspect.isfunction(function) and function.__module__ == module.__name__
        if own and not name.startswith("_"):
            yield name, function


def first_line(documented: object) -> str:
    told = (inspect.getdoc(documented) or "").partition("\n\n")[0]
    return re.sub(r"\s+", " ", told).replace("|", "\\|").rstrip(".:")


def show_signature(function: Callable[..., object]) -> str:
    shown = []
    for parameter in inspect.signature(function).parameters.values():
        plain = parameter.replace(annotation=inspect.Parameter.empty)
        if plain.kind is inspect.Parameter.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        shown.append(str(plain))
    return ", ".join(shown)


def to_page() -> str:
    parts = [INTRODUCTION]
    for module in find_modules():
        rows = [
            f"| `{name}({show_signature(function)})` | {first_line(function)} |"
            for name, function in find_functions(module)
        ]
        if rows:
            name = module.__name__.removeprefix("journeymap.statistics.")
            head = f"## {name}\n\n{first_line(module)}.\n\n| function | gives |\n|---|---|\n"
            parts.append(f"{head}" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def test_page_lists_every_function() -> None:
    assert PAGE.read_text(encoding="utf-8") == to_page()


def test_every_function_says_what_it_gives_and_shows_it() -> None:
    silent = [
        f"{module.__name__}.{name}"
        for module in find_modules()
        for name, function in find_functions(module)
        if not first_line(function)
    ]
    assert silent == []


if __name__ == "__main__":
    PAGE.write_text(to_page(), encoding="utf-8")
