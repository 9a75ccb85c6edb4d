"""Which letters no font of this machine has, asked of fontconfig, without loading a library.

Where there is no fontconfig, as on Windows, nothing is known and nothing is said.
"""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache

_USUAL = 0x52F  # Latin, Greek and Cyrillic: every system has them
_SIGNS = range(0x2000, 0x2C00)  # punctuation, arrows, ticks: our own signs are among them
_SECONDS = 3.0
Ranges = tuple[tuple[int, int], ...]


def find_missing(letters: str) -> str:
    """The letters that no font has, each once, in their order; none where that can't be known.

    Args:
        letters: What is to be shown. Letters that every system has are not asked about.

    Example:
        >>> find_missing("Zażółć gęślą jaźń ✓")
        ''
    """
    rare = dict.fromkeys(letter for letter in letters if _is_rare(letter))
    ranges = _list_ranges() if rare else ()
    if not ranges:
        return ""
    return "".join(c for c in rare if not any(low <= ord(c) <= high for low, high in ranges))


def _is_rare(letter: str) -> bool:
    code = ord(letter)
    return code > _USUAL and code not in _SIGNS and unicodedata.category(letter)[0] not in "CMZ"


@cache
def _list_ranges() -> Ranges:
    """All stretches of letters that some font has, as fontconfig tells them."""
    program = shutil.which("fc-list")
    if program is None:
        return ()
    asked = [program, "--format", "%{charset}\n"]
    try:
        done = subprocess.run(asked, capture_output=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(sorted(set(_read_ranges(done.stdout.decode("ascii", "replace")))))


def _read_ranges(told: str) -> Iterator[tuple[int, int]]:
    for part in told.split():
        low, _, high = part.partition("-")
        try:
            yield int(low, 16), int(high or low, 16)
        except ValueError:
            continue
