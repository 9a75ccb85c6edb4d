"""What a journey file holds at the moment: the last journey that was right, and its problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from journeymap.errors import InputError, JourneymapError, Problem
from journeymap.files.checking import check_journey
from journeymap.measured import measure_sources
from journeymap.model.journey import Journey

MOST_PROBLEMS = 200
MOST_SHOWN = 160  # characters of a line of the file
_BEFORE = 60  # of them before the place


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be seen of a journey file.

    Args:
        version: Counts the changes that were seen, from 1.
        journey: The last journey that was right; None where there was none yet.
        problems: What is wrong with the file now, errors and warnings, in its order.
        lines: Problem for problem the line of the file that it is about, and which character of
            it; an empty line where it is about none.
        hidden: How many more problems there are.
    """

    version: int
    journey: Journey | None = None
    problems: tuple[Problem, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    hidden: int = 0

    @property
    def errors(self) -> int:
        """How many problems are errors, of those that are told."""
        return sum(problem.severity == "error" for problem in self.problems)


def find_in_file(data: bytes | None, file: str, sources: Sequence[str], before: Found) -> Found:
    """What is in a file now, with the journey from before where this one is not right.

    Args:
        data: Its bytes; None where it can't be read.
        file: Its name as the user gave it.
        sources: Source files that are measured for it.
        before: What was found before.
    """
    if data is None:
        wrong = Problem("the file can't be read", hint="is it still there?", file=file)
        return _make(before, before.journey, (wrong,), {})
    checked = check_journey(data, file=file)
    journey, problems = checked.journey, checked.problems
    texts = {file: data}
    if journey is not None and sources:
        journey, more = _measure(journey, sources)
        problems += more
        texts |= {name: _read(name) for name in sources}
    return _make(before, journey or before.journey, problems, texts)


def _measure(
    journey: Journey, sources: Sequence[str]
) -> tuple[Journey | None, tuple[Problem, ...]]:
    """The journey with what its sources say, or what is wrong with them."""
    try:
        return measure_sources(journey, sources).journey, ()
    except InputError as error:
        return None, error.problems
    except (JourneymapError, OSError) as error:
        return None, (Problem(str(error)),)


def _make(
    before: Found,
    journey: Journey | None,
    problems: tuple[Problem, ...],
    texts: dict[str, bytes],
) -> Found:
    told = problems[:MOST_PROBLEMS]
    written = {file: _to_lines(data) for file, data in texts.items()} if told else {}
    lines = tuple(_find_line(problem, written) for problem in told)
    return Found(before.version + 1, journey, told, lines, len(problems) - len(told))


def _read(name: str) -> bytes:
    path = Path(name)
    try:
        return path.read_bytes() if path.suffix in (".yaml", ".yml", ".json") else b""
    except OSError:
        return b""


def _to_lines(data: bytes) -> list[str]:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = data.decode(encoding, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _find_line(problem: Problem, written: dict[str, list[str]]) -> tuple[str, int]:
    """The line that a problem is about, around its place where it is a long one."""
    lines = written.get(problem.file or "", [])
    if problem.line is None or not 1 <= problem.line <= len(lines):
        return "", 0
    line, place = lines[problem.line - 1], max((problem.column or 1) - 1, 0)
    start = max(0, place - _BEFORE) if len(line) > MOST_SHOWN else 0
    shown = line[start : start + MOST_SHOWN]
    # what can't be seen stands as a sign, one for one, so that the place stays where it is
    seen = "".join(c if c.isprintable() else " " if c == "\t" else "\ufffd" for c in shown)
    cut = f"…{seen}" if start else seen
    whole = start + MOST_SHOWN >= len(line)
    return (cut if whole else f"{cut}…"), place - start + (1 if start else 0)
