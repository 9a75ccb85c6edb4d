"""Which column of a table plays which part, and what each question feeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from journeymap.answers.choices import Choice
from journeymap.errors import AnswersError, Problem, SourceError, quote
from journeymap.metrics import Metric
from journeymap.model.sources import TIDY_COLUMNS, Source
from journeymap.tables.cells import Missing
from journeymap.tables.codes import Codes
from journeymap.tables.table import Table
from journeymap.tables.vendors import Layout
from journeymap.text import to_nfc

TIDY = ("touchpoint", "metric", "score")
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Feed:
    """What one question feeds: a metric at a place.

    Args:
        touchpoint: The touchpoint's id.
        stage: The stage's id; with neither the whole journey.
        metric: The metric.
        missing: What means "no answer".
        codes: How words and numbers are read.
        choice: For multiple choice: the option that counts.
        wording: The question as it was asked.
        invited: How many were asked.
    """

    touchpoint: str | None
    stage: str | None
    metric: Metric
    missing: Missing
    codes: Codes = field(default_factory=Codes)
    choice: Choice | None = None
    wording: str | None = None
    invited: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a wide table.

    Args:
        column: Its column.
        expectation: For a gap: the column with what was expected.
        feeds: What it feeds.
        beside: For multiple choice over columns: the other columns of the question.
    """

    column: str
    expectation: str | None
    feeds: tuple[Feed, ...]
    beside: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that an answer is read from."""
        expected = (self.expectation,) if self.expectation is not None else ()
        return (self.column, *expected, *self.beside)


@dataclass(frozen=True, slots=True)
class Parts:
    """The columns of a table by the part that they play.

    Args:
        columns: Part to column: of touchpoint, metric, score, respondent_id, answered_at, wave and
            weight those that there are. Open text is none of them.
        segments: The columns of the segments, in the order of the source.
        asked: The questions of a wide table; empty for a tidy one.
        margins: The columns of the margins, in the order of the source.
    """

    columns: Mapping[str, str]
    segments: tuple[str, ...]
    asked: tuple[Asked, ...]
    margins: tuple[str, ...] = ()


def needed_columns(source: Source) -> tuple[str, ...]:
    """The columns that a table must have, as the source calls them."""
    named = [segment.column for segment in source.segments.values()]
    named += [source.weight] if source.weight else []
    named += ["answered_at"] if source.waves and "answered_at" not in source.columns else []
    if not source.is_wide:
        named += [source.columns.get(part, part) for part in TIDY]
    for column, questions in source.questions.items():
        named += [column, *(q.expectation for q in questions if q.expectation)]
        named += [other for question in questions for other in question.among]
    named += (*source.comments, *source.only, *source.rake)
    return tuple(dict.fromkeys(map(to_nfc, (*named, *source.columns.values()))))


def name_standard(source: Source, layout: Layout | None) -> Source:
    """The source with the columns that need no naming in a vendor's export.

    Its times may be written in many ways, so they are read only where something hangs on them.

    Args:
        source: The source.
        layout: What the header of the table says; None where it is no vendor's export.
    """
    if layout is None or not source.is_wide:
        return source
    needs_time = source.waves is not None or "respondent_id" in source.columns
    wanted = ("respondent_id", "answered_at") if needs_time else ("respondent_id",)
    standard = {part: layout.parts[part] for part in wanted if part in layout.parts}
    return source.replace(columns={**standard, **source.columns})


def find_parts(
    table: Table, source: Source, asked: tuple[Asked, ...], needed: Sequence[str] | None = None
) -> Parts:
    """The parts that the table's columns play.

    Args:
        table: The table.
        source: The source.
        asked: The questions of a wide table.
        needed: The columns that must be there; those of the source where None.

    Raises:
        AnswersError: if columns are missing, with the nearest names.
        SourceError: if repeats matter and no column tells whose answers they are.
    """
    needed = needed_columns(source) if needed is None else needed
    absent = [column for column in needed if column not in table.columns]
    if absent:
        raise AnswersError(_explain_absent(table, needed, absent, table.header))
    parts = () if source.is_wide else TIDY_COLUMNS
    named = {part: source.columns.get(part, part) for part in (*parts, *source.columns)}
    if source.weight:
        named["weight"] = source.weight
    if source.wave is not None:
        named.pop("wave", None)
    named.pop("comment", None)  # it is never counted
    columns = {part: to_nfc(column) for part, column in named.items()}
    present = {part: column for part, column in columns.items() if column in table.columns}
    _check_respondents(source, present)
    segments = tuple(to_nfc(segment.column) for segment in source.segments.values())
    return Parts(present, segments, asked, tuple(map(to_nfc, source.rake)))


def _check_respondents(source: Source, present: Mapping[str, str]) -> None:
    """What was asked for by name can't silently come to nothing."""
    if source.repeats in ("refuse", "cluster") and "respondent_id" not in present:
        wrong = "no column tells whose answers they are"
        hint = "write columns: {respondent_id: COLUMN}, or take repeats out"
        raise SourceError([Problem(wrong, path="repeats", value=source.repeats, hint=hint)])


def _explain_absent(
    table: Table, needed: Iterable[str], absent: list[str], line: int | None
) -> Iterable[Problem]:
    folded = {column.casefold() for column in table.columns}
    if set(absent) == set(needed) and folded.isdisjoint(column.casefold() for column in absent):
        # perhaps the first line is no header but somebody's answers: they are not quoted
        hint = "the first line must name the columns " + ", ".join(map(quote, needed))
        if line is None and not table.is_path:  # the columns of a frame have names, not cells
            hint = f"the table has the columns {_list(table)}"
        if set(TIDY) <= set(needed):
            hint += "; a wide table needs a source file"
        hint += f"; {table.part}" if table.part else ""
        yield _to_problem(table, absent[0], line, hint)
        return
    for column in absent:
        near = get_close_matches(column.casefold(), [c.casefold() for c in table.columns], 1, 0.6)
        found = next((c for c in table.columns if near and c.casefold() == near[0]), None)
        there = quote(found) if found else _list(table)
        hint = f"the table has {there}; rename it, or name it in the source file"
        hint += f"; {table.part}" if table.part and not found else ""
        yield _to_problem(table, column, line, hint)


def _to_problem(table: Table, column: str, line: int | None, hint: str) -> Problem:
    return Problem(
        "no column", value=column, file=table.name, line=line, hint=hint, kind="no_column"
    )


def _list(table: Table) -> str:
    """The first columns of a table, and how many more there are."""
    names = list(table.columns)
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(map(quote, names[:_MOST_NAMED])) + more
