"""From a table to the texts of a journey and a source file, with everything that was guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import narwhals.stable.v2 as nw

from journeymap.errors import AnswersError, Problem
from journeymap.model.formats import TableFormat
from journeymap.starting.guesses import Guess, refuse_unseen
from journeymap.starting.guessing import guess_columns
from journeymap.starting.layouts import find_tidy, refuse_other_tables
from journeymap.starting.looking import MOST_VALUES, Look, find_more_values, look_at, part_unseen
from journeymap.starting.sketching import make_sketch, to_journey
from journeymap.starting.tidy import (
    TidyMetric,
    find_metrics,
    find_words,
    part_metrics,
    tell_tidy,
    to_tidy_journey,
    to_tidy_source,
)
from journeymap.starting.writing import to_source, to_written
from journeymap.tables.opening import open_table
from journeymap.tables.table import Table
from journeymap.tables.urls import is_url

_PLAIN = TableFormat()


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of a journey and a source file, and what was guessed in them.

    Args:
        journey: The journey file.
        source: The source file.
        guesses: Column or metric to what it was taken for.
        notes: What to know before believing them.
    """

    journey: str
    source: str
    guesses: Mapping[str, str]
    notes: tuple[str, ...]


def draft(path: str | Path, answers: str, form: TableFormat = _PLAIN) -> Draft:
    """A journey and a source file for the table at a path.

    Args:
        path: The table.
        answers: The same path as the source file will write it.
        form: How it is written, where it does not tell itself.

    Raises:
        AnswersError: if it can't be read or holds no answers that can be counted.
        OSError: if there is no such file.
    """
    if is_url(str(path)):
        hint = "give the path of a database, or export the table"
        raise AnswersError([Problem("a source file can name files only, no URL", hint=hint)])
    table = open_table(path, (), form)
    # else half of a broken file would be drafted as if it were all
    table.check_all_was_read(next(table.fetch(table.frame.select(nw.len())))[0])
    name = Path(path).name.partition(".")[0]
    parts = find_tidy(list(table.columns))
    return (
        _draft_wide(table, name, answers, form)
        if parts is None
        else _draft_tidy(table, name, answers, form, parts)
    )


def _draft_tidy(
    table: Table, name: str, answers: str, form: TableFormat, parts: Mapping[str, str]
) -> Draft:
    words = find_words(table, parts["touchpoint"])
    metrics = find_metrics(table, parts, form.decimal)
    if not (words and metrics):
        raise AnswersError([Problem("the table holds no answers", file=table.name)])
    return Draft(
        to_tidy_journey(words, metrics, name),
        to_tidy_source(words, metrics, parts, answers, to_written(form)),
        tell_tidy(table.columns, parts, metrics),
        (*table.notes, *_note_tidy(words, metrics)),
    )


def _note_tidy(words: Sequence[str], metrics: Sequence[TidyMetric]) -> Iterator[str]:
    touchpoints = f"{len(words):,} touchpoint{'' if len(words) == 1 else 's'}"
    yield f"The table has a row per answer, about {touchpoints}."
    for metric in part_metrics(metrics)[1]:
        codes = " and ".join(metric.missing)
        yield (
            f"The answers to {metric.word} are left out: {codes} would mean no answer in the whole "
            "table, but is one to another metric; source.yaml says how to measure them."
        )


def _draft_wide(table: Table, name: str, answers: str, form: TableFormat) -> Draft:
    layout = table.layout
    looks, is_whole = look_at(table, dict(layout.questions) if layout else {}, form.decimal)
    if layout is not None:
        # the export's own columns, such as an address, are neither questions nor segments
        looks = tuple(look for look in looks if look.name in layout.questions)
    looks, unseen = part_unseen(looks)
    guesses = guess_columns(looks, {})
    refuse_other_tables(table.name, guesses)
    if not is_whole:
        guesses = _guess_again(table, looks, guesses, form.decimal)
    guesses = tuple(map(refuse_unseen, guesses))
    sketch = make_sketch(guesses)
    if not sketch.asked:
        raise _refuse_without_questions(table, guesses)
    rows = looks[0].rows if looks else 0
    seen = f"{'all' if is_whole else 'the first'} {rows:,} rows" if rows != 1 else "the one row"
    return Draft(
        to_journey(sketch, name),
        to_source(
            sketch, answers, seen=seen, is_vendor=layout is not None, written=to_written(form)
        ),
        {guess.column: guess.says for guess in guesses} | unseen,
        (*table.notes, *_note(layout.vendor if layout else None, seen, is_whole=is_whole)),
    )


def _note(vendor: str | None, seen: str, *, is_whole: bool) -> Sequence[str]:
    more = "" if is_whole else ", and at the codes of the others"
    notes = [f"journeymap looked at {seen}{more}; no guess knows which end of a scale is good."]
    if vendor is not None:
        notes.append(f"The table is an export of {vendor}; its own columns are left out.")
    return notes


def _guess_again(
    table: Table, looks: Sequence[Look], guesses: Sequence[Guess], decimal: str
) -> tuple[Guess, ...]:
    """The guesses, with the codes that only later rows hold."""
    kinds = ("rating", "likely", "yes_no", "code", "choice")
    coded = [guess.look for guess in guesses if guess.kind in kinds]
    more = find_more_values(table, coded, decimal)
    lost = {look.name for look in coded} - more.keys()
    whole = [_with_more(look) if look.name in lost else more.get(look.name, look) for look in looks]
    return guess_columns(whole, {})


def _with_more(look: Look) -> Look:
    """A column that holds more values than are kept."""
    return replace(look, distinct=look.distinct + MOST_VALUES)


def _refuse_without_questions(table: Table, guesses: Sequence[Guess]) -> AnswersError:
    shown = "; ".join(f"{guess.column}: {guess.says}" for guess in guesses[:6])
    more = f"; and {len(guesses) - 6:,} more" if len(guesses) > 6 else ""
    hint = f"it has {shown}{more}" if guesses else "it has no columns"
    if ";" in table.part:  # of a workbook with other sheets, whose first is often a cover
        hint += f"; {table.part}: choose with --sheet"
    return AnswersError([Problem("no column looks like a question", file=table.name, hint=hint)])
