"""Which column of a table plays which part, and what each question feeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from journeymap.answers.scores import Refusal
from journeymap.answers.words import Words
from journeymap.errors import AnswersError, Problem, SourceError, UnknownNameError, quote
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import TIDY_COLUMNS, Question, Source
from journeymap.tables.cells import Missing
from journeymap.tables.table import Table
from journeymap.text import to_nfc

TIDY = ("touchpoint", "metric", "score")


@dataclass(frozen=True, slots=True)
class Feed:
    """What one question feeds: a metric at a place."""

    touchpoint: str | None
    stage: str | None
    metric: Metric
    missing: Missing


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a wide table: its column, for a gap also the expectation's, and its feeds."""

    column: str
    expectation: str | None
    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The columns of a table by the part that they play.

    Args:
        columns: Part to column: of touchpoint, metric, score, respondent_id, answered_at, wave and
            weight those that there are.
        segments: The columns of the segments, in the order of the source.
        asked: The questions of a wide table; empty for a tidy one.
    """

    columns: Mapping[str, str]
    segments: tuple[str, ...]
    asked: tuple[Asked, ...]


def needed_columns(source: Source) -> tuple[str, ...]:
    """The columns that a table must have, as the source calls them."""
    named = [segment.column for segment in source.segments.values()]
    named += [source.weight] if source.weight else []
    if not source.is_wide:
        named += [source.columns.get(part, part) for part in TIDY]
    for column, questions in source.questions.items():
        named += [column, *(q.expectation for q in questions if q.expectation)]
    return tuple(dict.fromkeys(map(to_nfc, (*named, *source.columns.values()))))


def find_parts(table: Table, source: Source, asked: tuple[Asked, ...]) -> Parts:
    """The parts that the table's columns play.

    Raises:
        AnswersError: if columns are missing, with the nearest names.
    """
    needed = needed_columns(source)
    absent = [column for column in needed if column not in table.columns]
    if absent:
        line = table.file.skipped + 1 if table.file else None
        raise AnswersError(_explain_absent(table, needed, absent, line))
    parts = () if source.is_wide else TIDY_COLUMNS
    named = {part: source.columns.get(part, part) for part in (*parts, *source.columns)}
    if source.weight:
        named["weight"] = source.weight
    if source.wave is not None:
        named.pop("wave", None)
    columns = {part: to_nfc(column) for part, column in named.items()}
    present = {part: column for part, column in columns.items() if column in table.columns}
    segments = tuple(to_nfc(segment.column) for segment in source.segments.values())
    return Parts(present, segments, asked)


def find_asked(journey: Journey, source: Source) -> tuple[Asked, ...]:
    """What each question of a wide table feeds.

    Raises:
        SourceError: with everything that names nothing in the journey.
    """
    feeds: dict[tuple[str, str | None], list[Feed]] = {}
    problems: list[Problem] = []
    words = Words(journey, source)
    for column, question in _each_question(source):
        path = f"questions.{column}"
        touchpoint = _to_touchpoint(words, question)
        problems += _check_place(journey, touchpoint, question.stage, path)
        missing = Missing.of(source.missing if question.missing is None else question.missing)
        for name in question.metrics:
            try:
                found = words.metric(name)
                metric = journey.metric(name) if isinstance(found, Refusal) else found
            except UnknownNameError as error:
                problems.append(error.to_problem(path))
                continue
            expectation = question.expectation if metric.kind == "gap" else None
            key = (to_nfc(column), to_nfc(expectation) if expectation else None)
            feeds.setdefault(key, []).append(Feed(touchpoint, question.stage, metric, missing))
    problems += _find_shared(feeds)
    if problems:
        raise SourceError(problems)
    return tuple(Asked(column, expected, tuple(fed)) for (column, expected), fed in feeds.items())


def _each_question(source: Source) -> Iterable[tuple[str, Question]]:
    return ((column, question) for column, found in source.questions.items() for question in found)


def _to_touchpoint(words: Words, question: Question) -> str | None:
    """The id of the question's touchpoint, which may be named as in a tidy table."""
    if question.touchpoint is None:
        return None
    found = words.touchpoint(question.touchpoint)
    return question.touchpoint if isinstance(found, Refusal) else found


def _check_place(
    journey: Journey, touchpoint: str | None, stage: str | None, path: str
) -> Iterable[Problem]:
    try:
        if touchpoint is not None:
            journey.touchpoint(touchpoint)
        if stage is not None:
            journey.stage(stage)
    except UnknownNameError as error:
        yield error.to_problem(path)


def _find_shared(feeds: Mapping[tuple[str, str | None], list[Feed]]) -> Iterable[Problem]:
    """Two questions that feed the same metric at the same place would make one reading of two."""
    seen: dict[tuple[object, ...], str] = {}
    for (column, _), fed in feeds.items():
        for feed in fed:
            first = seen.setdefault((feed.touchpoint, feed.stage, feed.metric.id), column)
            if first != column:
                place = feed.touchpoint or feed.stage or "the journey"
                message = f"two questions feed {feed.metric.id} at {place}"
                yield Problem(
                    message, path=f"questions.{column}", hint=f"the first is {quote(first)}"
                )


def _explain_absent(
    table: Table, needed: Iterable[str], absent: list[str], line: int | None
) -> Iterable[Problem]:
    folded = {column.casefold() for column in table.columns}
    if set(absent) == set(needed) and folded.isdisjoint(column.casefold() for column in absent):
        # perhaps the first line is no header but somebody's answers: they are not quoted
        hint = "the first line must name the columns " + ", ".join(map(quote, needed))
        if set(TIDY) <= set(needed):
            hint += "; a wide table needs a source file"
        yield Problem("no column", value=absent[0], file=table.name, line=line, hint=hint)
        return
    for column in absent:
        near = get_close_matches(column.casefold(), [c.casefold() for c in table.columns], 1, 0.6)
        found = next((c for c in table.columns if near and c.casefold() == near[0]), None)
        there = quote(found) if found else ", ".join(map(quote, list(table.columns)[:8]))
        hint = f"the table has {there}; rename it, or name it in the source file"
        yield Problem("no column", value=column, file=table.name, line=line, hint=hint)
