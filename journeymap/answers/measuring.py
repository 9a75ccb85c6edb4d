"""From raw answers to readings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.answers.clusters import count_clusters
from journeymap.answers.context import Factors
from journeymap.answers.counting import Counting, count, prepare
from journeymap.answers.dates import Dates
from journeymap.answers.decoding import Decoder
from journeymap.answers.faults import settle_faults
from journeymap.answers.gathering import Gathered
from journeymap.answers.making import Making
from journeymap.answers.parts import Parts, find_parts, name_standard, needed_columns
from journeymap.answers.questions import find_asked, find_feeds
from journeymap.answers.raking import rake
from journeymap.answers.repeats import set_repeats_aside
from journeymap.answers.shaping import check_types, shape
from journeymap.answers.windows import spread_windows
from journeymap.answers.words import Words
from journeymap.intake import Intake, MeasuredReadings
from journeymap.model.given import need_journey_first, take_source
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.order import name_of_source, put_in_order
from journeymap.tables.cells import Missing
from journeymap.tables.engines import engine_errors
from journeymap.tables.opening import open_table
from journeymap.tables.selecting import keep_only
from journeymap.tables.table import Table


def measure_answers(
    journey: Journey, answers: object, source: Source | None = None
) -> MeasuredReadings:
    """Readings made from raw answers, for everybody and for each segment.

    Answers are counted where they lie; only the counts come into Python, so a table may be larger
    than memory.

    Args:
        journey: Its touchpoints and metrics are what answers are about; it is not changed.
        answers: A path of a CSV, TSV or Parquet file, or any table that narwhals understands
            (pandas, polars, pyarrow, DuckDB ...).
        source: How the table becomes readings; a tidy table with the columns touchpoint, metric
            and score needs none.

    Returns:
        The readings in the order of the journey. ``.intake`` tells what became of every answer.

    Raises:
        AnswersError: with everything in the table that can't be used, each with its line.
        SourceError: if the source names what the journey does not have.
        TypeError: if ``journey`` is none.
        OSError: if there is no such file.

    Example:
        >>> import polars as pl
        >>> from journeymap.model.elements import Stage
        >>> journey = Journey(name="Shop", stages=[Stage(name="Buy", touchpoints=["Pay"])])
        >>> rows = pl.DataFrame({"touchpoint": "pay", "metric": "csat", "score": [4, 5, None]})
        >>> readings = measure_answers(journey, rows)
        >>> print(readings[0].counts, readings.intake)
        {4: 1, 5: 1} 3 answers in 3 rows: 2 used, 1 set aside (no answer 1)
    """
    return make_readings(journey, gather_answers(journey, answers, source))


@dataclass(frozen=True, slots=True)
class Survey:
    """A table of answers that was gone through once: what it is, and everything that it says.

    Args:
        table: The table, with only the rows that the source wants.
        parts: What its columns are.
        source: How it is read.
        counting: How it was counted.
        gathered: What it says.
        factors: By what raking multiplies weights.
        notes: What the reader should know, in whole sentences.
    """

    table: Table
    parts: Parts
    source: Source
    counting: Counting
    gathered: Gathered
    factors: Factors
    notes: tuple[str, ...]


def gather_answers(journey: Journey, answers: object, source: Source | None = None) -> Survey:
    """Opens a table, checks it and counts what it says; see ``measure_answers``."""
    need_journey_first(journey, answers)
    source = take_source(source, Source)
    words, asked = Words(journey, source), find_asked(journey, source)
    table = open_table(answers, needed_columns(source), source.format)
    source = name_standard(source, table.layout)
    dates = Dates.of(source)
    parts = find_parts(table, source, asked)
    table = keep_only(table, source.only)
    counting = _to_counting(journey, parts, source, dates)
    with engine_errors(table.name):
        check_types(table, parts)
        raked = rake(table, parts, source)
        decoder = Decoder(source, parts, words, raked.factors)
        gathered = Gathered(decoder, tuple(source.segments), table.name)
        notes = [*_count_all(table, parts, counting, gathered, source.tolerate)]
        repeats = list(set_repeats_aside(table, parts, source, gathered, counting))
        repeats += spread_windows(gathered, source.waves)
        repeats += count_clusters(table, parts, source, gathered, counting)
    notes += [*gathered.notes(), *raked.notes(parts.margins), *repeats]
    return Survey(table, parts, source, counting, gathered, raked.factors, tuple(notes))


def make_readings(journey: Journey, survey: Survey) -> MeasuredReadings:
    """The readings that a table makes; its tallies are used up."""
    table, gathered = survey.table, survey.gathered
    making = _to_making(survey.source, table, survey.parts)
    readings = put_in_order(journey, making.make_all(gathered.tallies))
    rows = gathered.total // max(len(survey.parts.asked), 1) + sum(table.aside.values())
    counts = gathered.total, gathered.used, dict(sorted(gathered.set_aside.items()))
    notes = (*table.notes, *survey.notes, *making.notes())
    return MeasuredReadings(readings, Intake(rows, *counts, notes, rows_aside=table.aside))


def _to_counting(journey: Journey, parts: Parts, source: Source, dates: Dates) -> Counting:
    return Counting(
        has_metric=not parts.asked,
        has_wave="wave" in parts.columns,
        has_weight="weight" in parts.columns,
        has_time="answered_at" in parts.columns,
        segments=len(parts.segments),
        durations=tuple(_find_durations(journey, parts, source)),
        decimal=source.format.decimal,
        dates=dates,
        margins=len(source.rake),
    )


def _find_durations(
    journey: Journey, parts: Parts, source: Source
) -> Iterator[tuple[str, Missing]]:
    """Times whose mean and spread the engine gives; others are counted value by value."""
    for i, asked in enumerate(parts.asked):
        first = asked.feeds[0].missing
        if all(f.metric.kind == "duration" and f.missing == first for f in asked.feeds):
            yield f"q{i}", first
    if not parts.asked:
        own = {metric.id: metric.id for metric in journey.metrics}
        for word, id_ in {**own, **source.metrics}.items():
            if journey.metric(id_).kind == "duration":
                yield word, Missing.of(source.missing)


def _count_all(
    table: Table, parts: Parts, counting: Counting, gathered: Gathered, tolerate: float
) -> list[str]:
    for rows in count(table, shape(table, parts), counting):
        gathered.take(rows)
    table.check_all_was_read(gathered.total // max(len(parts.asked), 1))
    if not gathered.faults:
        return []
    numbered = [prepare(frame, counting) for frame in shape(table, parts, numbered=True)]
    return settle_faults(table, numbered, gathered, tolerate, len(parts.asked))


def _to_making(source: Source, table: Table, parts: Parts) -> Making:
    return Making(
        source=name_of_source(table.name),
        weighted="weight" in parts.columns or bool(parts.margins),
        has_waves=source.waves is not None or "wave" in parts.columns,
        window=source.waves.window if source.waves else None,
        population=source.population,
        invited=source.invited,
        questions=find_feeds(parts.asked),
    )
