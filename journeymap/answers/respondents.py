"""A row per respondent, a column per question, each answer a number: where the rows lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import narwhals.stable.v2 as nw

from journeymap.answers.counting import prepare
from journeymap.answers.customers import find_several, have_several, known_respondents
from journeymap.answers.measuring import Survey
from journeymap.answers.repeats import find_repeats
from journeymap.answers.selected import Segment, select
from journeymap.answers.shaping import shape, widen
from journeymap.answers.variables import Meant, Variable, find_meant, is_one_of, nobody, to_numbers
from journeymap.errors import AnswersError, Problem
from journeymap.tables.sql import with_sql
from journeymap.tables.table import Frame

ID, ROW = "respondent_id", "row"
Again = dict[int | None, list[int]]
_NO_ONE = "no column tells whose answers they are, so nobody's answers can be put side by side"


@dataclass(frozen=True, slots=True)
class Respondents:
    """The rows that a question about pairs of questions is answered from.

    Args:
        frame: A row per respondent with ``x0``, ``x1`` ..., null where there is no answer, the
            weight ``w``, and ``row`` where rows are numbered.
        order: What rows can be ordered by where they carry no number.
        is_averaged: Whether nothing tells which of several answers is the last, so that their mean
            stands for it.
    """

    frame: Frame
    order: tuple[str, ...] = ()
    is_averaged: bool = False


def put_side_by_side(
    survey: Survey, variables: Sequence[Variable], wave: str | None, segment: Segment | None
) -> Respondents:
    """The respondents of a wave and a segment with what they say to each question.

    A row of a wide table is a respondent as it is, where nobody has two and no question asks for
    times. Otherwise answers are decoded one by one and gathered by respondent: of one who answered
    a question several times the last one counts, or, where the source keeps all, their mean.

    Args:
        survey: The table, narrowed to the segment.
        variables: The questions.
        wave: The wave; all rows where the table tells none.
        segment: The segment; everybody where None.

    Raises:
        AnswersError: if nothing tells whose answers they are.
    """
    table, parts = survey.table, survey.parts
    tall = [prepare(frame, survey.counting) for frame in shape(table, parts)]
    meant = [find_meant(table, frame, survey.gathered.decoder, variables) for frame in tall]
    several = ID in parts.columns and survey.source.repeats != "keep_all" and have_several(
        table, shape(table, parts), survey.gathered.decoder.aliases()
    )  # fmt: skip
    if parts.asked and not several and not any(v.is_time for v in variables):
        return _side_by_side(survey, variables, meant, wave, segment)
    return _gather(survey, variables, meant, wave, segment, several=several)


def _side_by_side(
    survey: Survey,
    variables: Sequence[Variable],
    meant: Sequence[Meant],
    wave: str | None,
    segment: Segment | None,
) -> Respondents:
    numbered = widen(survey.table, survey.parts, numbered=True)
    wide = widen(survey.table, survey.parts) if numbered is None else numbered
    assert wide is not None  # only a numbered one may be missing
    rows = select(wide, survey, wave, segment)
    schema = rows.collect_schema()
    columns = []
    for i, variable in enumerate(variables):
        asked = f"q{_find_asked(survey, variable)}"
        raws = next((one.raws[i] for one in meant if i in one.raws), {})
        number = to_numbers(asked, schema[asked], raws, variable.centre) if raws else _nothing()
        columns.append(number.alias(f"x{i}"))
    kept = [ROW] if numbered is not None else []
    order = () if kept else tuple(f"x{i}" for i in range(len(variables)))
    return Respondents(rows.select(*columns, "w", *kept), order)


def _gather(
    survey: Survey,
    variables: Sequence[Variable],
    meant: Sequence[Meant],
    wave: str | None,
    segment: Segment | None,
    *,
    several: bool,
) -> Respondents:
    """A row per respondent out of a row per answer."""
    table, parts = survey.table, survey.parts
    frames = shape(table, parts, numbered=True) or shape(table, parts)
    key = ID if several or not parts.asked else ROW
    if key not in frames[0].collect_schema().names():
        hint = "write columns: {respondent_id: COLUMN} into the source file"
        raise AnswersError([Problem(_NO_ONE, hint=hint, file=table.name)])
    again = _find_again(survey, frames) if several else {}
    names = [f"x{i}" for i in range(len(variables))]
    split = []
    for frame, here in zip(frames, meant, strict=True):
        told = _with_own_ids(frame) if key == ID else frame
        rows = _mark(select(told, survey, wave, segment), again)
        columns = [
            nw.when(about & ~nw.col("again")).then(number).alias(name)
            for name, (about, number) in zip(
                names, _to_answers(rows, survey, variables, here), strict=True
            )
        ]
        split.append(rows.select(key, "w", *columns))
    answers = nw.concat(split) if len(split) > 1 else split[0]
    means = [nw.col(name).mean() for name in names]
    each = answers.group_by(key).agg(*means, nw.col("w").mean())
    numbered = ROW in frames[0].collect_schema().names()
    is_averaged = several and survey.source.repeats == "keep_last" and not numbered
    return Respondents(each, () if key == ROW else (key,), is_averaged)


def _with_own_ids(frame: Frame) -> Frame:
    """The rows that tell whose they are, without blanks around it."""
    if frame.collect_schema()[ID] == nw.String:
        frame = frame.with_columns(nw.col(ID).str.strip_chars())
    return known_respondents(frame)


def _find_again(survey: Survey, frames: Sequence[Frame]) -> Again:
    """The rows of answers that a later one takes the place of, by question in a wide table."""
    decoder, dates = survey.gathered.decoder, survey.counting.dates
    if survey.source.repeats != "keep_last" or ROW not in frames[0].collect_schema().names():
        return {}
    found: Again = {}
    for given in find_several(survey.table, frames, decoder, dates):
        for repeat in find_repeats(given):
            feed = repeat.answer.values[0][0]
            asked = next((i for i, a in enumerate(survey.parts.asked) if feed in a.feeds), None)
            found.setdefault(asked, []).append(repeat.row)
    return found


def _mark(rows: Frame, again: Again) -> Frame:
    """The rows with ``again`` where a later answer takes their place."""
    if not again:
        return rows.with_columns(nw.lit(False).alias("again"))
    if rows.implementation.is_duckdb():
        # narwhals would look through the whole list for each row
        either = [
            ("" if asked is None else f"asked = 'q{asked}' and ")
            + f"row in ({', '.join(map(str, numbers))})"
            for asked, numbers in again.items()
        ]
        return with_sql(rows, again=" or ".join(either))
    marks = [
        nw.col(ROW).is_in(numbers)
        & (nw.lit(True) if asked is None else nw.col("asked") == f"q{asked}")
        for asked, numbers in again.items()
    ]
    return rows.with_columns(reduce(or_, marks).alias("again"))


def _nothing() -> nw.Expr:
    return nw.lit(None, dtype=nw.Float64)


def _to_answers(
    rows: Frame, survey: Survey, variables: Sequence[Variable], meant: Meant
) -> Iterator[tuple[nw.Expr, nw.Expr]]:
    """For each variable: whether a tall row is about it, and its number there."""
    schema = rows.collect_schema()
    for i, variable in enumerate(variables):
        words = meant.words.get(i, {})
        if survey.parts.asked:
            words = {(f"q{_find_asked(survey, variable)}", None): None}
        raws = meant.raws.get(i, {})
        number = to_numbers("score", schema["score"], raws, variable.centre) if raws else _nothing()
        if variable.is_time and "x" in schema.names():
            time = nw.col("x")
            time = time.log() if variable.metric.average == "geometric" else time
            number = nw.coalesce(time - variable.centre, number)
        yield _about(words, schema.names()), number


def _about(words: dict[tuple[Any, Any], None], names: Sequence[str]) -> nw.Expr:
    by_metric: dict[Any, list[Any]] = {}
    for asked, metric in words:
        by_metric.setdefault(metric, []).append(asked)
    either = []
    for metric, asked in by_metric.items():
        here = is_one_of(nw.col("asked"), asked)
        either.append(here & is_one_of(nw.col("metric"), [metric]) if "metric" in names else here)
    return reduce(or_, either) if either else nobody(nw.col("asked"))


def _find_asked(survey: Survey, variable: Variable) -> int:
    return next(
        i
        for i, asked in enumerate(survey.parts.asked)
        if any(variable.is_fed_by(feed) for feed in asked.feeds)
    )
