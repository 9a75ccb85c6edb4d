"""Starting a journey in a folder: the files of a template, or files written from a table."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from journeymap.errors import InputError, Problem, UnknownNameError
from journeymap.files.writing import write_whole
from journeymap.model.formats import TableFormat

JOURNEY, SOURCE, ANSWERS = "journey.yaml", "source.yaml", "answers.csv"
_PLAIN = TableFormat()
TEMPLATES: Mapping[str, str] = {
    "shop": "an online shop, a row per answer",
    "service": "a service desk, a column per question, answers in words",
    "hospital": "a stay in hospital, two waves, how likely patients recommend",
}


@dataclass(frozen=True, slots=True)
class Start:
    """What was written, and what was guessed.

    Args:
        folder: Where to.
        written: Path to what it is, in the order of writing.
        guesses: Column or metric to what it was taken for; empty for a template.
        notes: What to know before believing the guesses, in whole sentences.
    """

    folder: Path
    written: Mapping[Path, str]
    guesses: Mapping[str, str]
    notes: tuple[str, ...] = ()


def start_journey(folder: str | Path = ".", *, template: str = "shop") -> Start:
    """Writes a journey, a source file and a few answers from a template.

    Args:
        folder: Where to; made where it isn't there.
        template: Its name, one of ``TEMPLATES``.

    Raises:
        UnknownNameError: if there is no such template.
        InputError: if one of the files is there already; nothing is written then.
        OSError: if the folder can't be written to.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     [path.name for path in start_journey(folder, template="hospital").written]
        ['journey.yaml', 'source.yaml', 'answers.csv']
    """
    if template not in TEMPLATES:
        raise UnknownNameError("template", template, TEMPLATES)
    shipped = files("journeymap") / "templates" / template
    texts = {name: (shipped / name).read_bytes() for name in (JOURNEY, SOURCE, ANSWERS)}
    return Start(Path(folder), _write(Path(folder), texts), {})


def start_from_table(
    table: str | Path,
    folder: str | Path = ".",
    *,
    format: TableFormat = _PLAIN,  # noqa: A002 - the word of the source file
) -> Start:
    r"""Looks at a table of answers and writes a journey and a source file to start from.

    Args:
        table: Path of a table with a row per respondent or a row per answer.
        folder: Where to; made where it isn't there.
        format: How the table is written, where it does not tell itself.

    Returns:
        The files, which can be measured at once, and every guess in them.

    Raises:
        AnswersError: if the table can't be read, holds no answers but events or figures, or no
            column looks like a question.
        InputError: if one of the files is there already; nothing is written then.
        OSError: if the table can't be read or the folder can't be written to.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     table = Path(folder, "may.csv")
        ...     _ = table.write_text("cart,pay\n" + "1,5\n2,4\n3,3\n4,2\n5,1\n0,9\n")
        ...     start_from_table(table, folder).guesses["cart"]
        'rating 1 to 5, 5 best; 0 means no answer'
    """
    from journeymap.starting.drafting import draft  # noqa: PLC0415 - it loads the engine

    refuse_existing(Path(folder), (JOURNEY, SOURCE))
    made = draft(table, os.path.relpath(table, folder), format)
    texts = {JOURNEY: made.journey.encode(), SOURCE: made.source.encode()}
    return Start(Path(folder), _write(Path(folder), texts), made.guesses, made.notes)


_MEANINGS = {
    JOURNEY: "the journey: stages, touchpoints, goals",
    SOURCE: "how answers become readings",
    ANSWERS: "a few invented answers",
}


def _write(folder: Path, texts: Mapping[str, bytes]) -> dict[Path, str]:
    refuse_existing(folder, tuple(texts))
    folder.mkdir(parents=True, exist_ok=True)
    return {write_whole(folder / name, text): _MEANINGS[name] for name, text in texts.items()}


def refuse_existing(folder: Path, names: Sequence[str]) -> None:
    """Makes sure that nothing is written over.

    Raises:
        InputError: with every file that is there already.
    """
    there = [folder / name for name in names if os.path.lexists(folder / name)]
    hint = "nothing is written over; name another folder, or move it away"
    if there:
        raise InputError(
            Problem("the file is there already", file=str(p), hint=hint) for p in there
        )
