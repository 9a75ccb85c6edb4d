"""Respondents who answered twice for the same touchpoint, metric and wave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from journeymap.answers.counting import Counting, count
from journeymap.answers.customers import Given, find_several, have_several
from journeymap.answers.dates import Span
from journeymap.answers.decoding import Answer, Said
from journeymap.answers.gathering import Gathered
from journeymap.answers.parts import Parts
from journeymap.answers.shaping import shape
from journeymap.errors import AnswersError, Problem
from journeymap.model.sources import Source
from journeymap.tables.table import Table

_TOLD, _MOST_PROBLEMS = 3, 100
_NO_ORDER = "some respondents answered twice; the table has no order of rows, so all are kept"


class Repeat(NamedTuple):
    """An answer that a later one of the same respondent takes the place of."""

    row: int
    kept: int
    answer: Answer
    is_tied: bool


@dataclass(slots=True)
class _Aside:
    """The answers that are to be left out: what they say, and the first of them."""

    said: Counter[Said] = field(default_factory=Counter)
    first: list[Repeat] = field(default_factory=list)
    tied: int = 0

    def add(self, repeat: Repeat) -> None:
        self.said[repeat.answer.said] += 1
        self.tied += repeat.is_tied
        self.first = nsmallest(_TOLD, (*self.first, repeat), key=itemgetter(0))


def set_repeats_aside(
    table: Table, parts: Parts, source: Source, gathered: Gathered, counting: Counting
) -> Iterator[str]:
    """Counts anew without repeated answers, as the source asks for, and tells about them.

    Later is what has the later time, and among equal or unknown times what stands further down; in
    a table without an order of rows the time alone tells. Nothing is subtracted, because a mean or
    a sum of large numbers does not lose one exactly.

    Args:
        table: The table.
        parts: Which column plays which part.
        source: What to do with repeats.
        gathered: The whole table.
        counting: How it was counted.

    Raises:
        AnswersError: if the source refuses repeats and there are any.
    """
    if "respondent_id" not in parts.columns or source.repeats not in ("keep_last", "refuse"):
        return
    frames = shape(table, parts)
    if not have_several(table, frames, gathered.decoder.aliases()):
        return
    numbered = shape(table, parts, numbered=True)
    if not numbered and "answered_at" not in parts.columns and source.repeats == "keep_last":
        yield _NO_ORDER
        return
    several = find_several(table, numbered or frames, gathered.decoder, counting.dates)
    found = (repeat for given in several for repeat in find_repeats(given))
    if source.repeats == "refuse":
        _refuse(table, parts, list(islice(found, _MOST_PROBLEMS)))
        return
    aside = _Aside()
    for repeat in found:
        aside.add(repeat)
    if aside.said:
        yield from _tell(table, aside)
        singly = replace(counting, durations=(), sums_weights=False)
        gathered.count_anew(count(table, frames, singly), aside.said)
    if source.waves is not None and source.waves.window is not None:
        every = source.waves.every
        yield f"a respondent counts once a {every}, so more than once where a window is longer"


def find_repeats(given: Sequence[Given]) -> Iterator[Repeat]:
    """The answers of one customer to one question that a later one of the same wave replaces."""
    by_wave: dict[object, list[Given]] = {}
    for one in given:
        wave = one.answer.wave
        by_wave.setdefault(wave.first if isinstance(wave, Span) else wave, []).append(one)
    for *earlier, last in by_wave.values():
        for one in earlier:
            is_tied = not one.row and one.moment == last.moment
            yield Repeat(one.row, last.row, one.answer, is_tied)


def _tell(table: Table, aside: _Aside) -> Iterator[str]:
    first, number = aside.first, aside.said.total()
    answers = "1 answer is" if number == 1 else f"{number:,} answers are"
    told = f"{answers} set aside because the respondent answered again"
    if not first[0].row:
        yield told
        if aside.tied:
            yield f"of them with the time of the one that is kept, in no order: {aside.tied:,}"
        return
    place = _places(table, [row for repeat in first for row in (repeat.row, repeat.kept)])
    places = ", ".join(f"{place[repeat.row]} (kept: {place[repeat.kept]})" for repeat in first)
    more = f" and {number - len(first):,} more" if number > len(first) else ""
    yield f"{told}: {places}{more}"


def _refuse(table: Table, parts: Parts, found: Sequence[Repeat]) -> None:
    if found and not found[0].row:
        hint = "the table has no order of rows, so none is named"
        wrong, path = "repeated answers of the same respondent", parts.columns["respondent_id"]
        raise AnswersError([Problem(wrong, path=path, hint=hint, file=table.name)])
    ordered = sorted(found, key=itemgetter(1))
    rows = [row for repeat in ordered for row in (repeat.row, repeat.kept)]
    lines, place = table.lines(rows), _places(table, rows)
    problems = [
        Problem(
            "a repeated answer of the same respondent",
            path=parts.columns["respondent_id"]
            if lines or not repeat.kept
            else f"row {repeat.kept}",
            hint=f"the earlier one stands in {place[repeat.row]}" if repeat.row else "",
            file=table.name,
            line=lines.get(repeat.kept),
        )
        for repeat in ordered
    ]
    if problems:
        raise AnswersError(problems)


def _places(table: Table, rows: Sequence[int]) -> dict[int, str]:
    lines = table.lines(rows)
    return {row: f"line {lines[row]}" if row in lines else f"row {row}" for row in rows}
