"""From raw answers to readings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journeymap.answers.counting import Counting, count, prepare
from journeymap.answers.decoding import Decoder, Key
from journeymap.answers.faults import raise_faults
from journeymap.answers.intake import Intake, MeasuredReadings
from journeymap.answers.missing import Missing
from journeymap.answers.parts import Parts, find_asked, find_parts, needed_columns
from journeymap.answers.repeats import set_repeats_aside
from journeymap.answers.shaping import shape
from journeymap.answers.tables import Table, open_table
from journeymap.answers.tallies import HALF_UNIT
from journeymap.answers.words import Words
from journeymap.errors import quote
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.model.sources import Source
from journeymap.text import find_unseen


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
    source = source or Source()
    words, asked = Words(journey, source), find_asked(journey, source)
    table = open_table(answers, needed_columns(source))
    parts = find_parts(table, source, asked)
    decoder = Decoder(source, parts, words)
    total = _count_all(table, parts, _to_counting(journey, parts, source), decoder)
    notes = [*_tell_notes(total, decoder), *set_repeats_aside(table, parts, source, decoder)]
    rows = total // max(len(asked), 1)
    intake = Intake(rows, total, decoder.used, decoder.set_aside, tuple(notes))
    return MeasuredReadings(_to_readings(journey, table, decoder), intake)


def _to_counting(journey: Journey, parts: Parts, source: Source) -> Counting:
    return Counting(
        has_metric=not parts.asked,
        has_wave="wave" in parts.columns,
        has_weight="weight" in parts.columns,
        has_time="answered_at" in parts.columns,
        segments=len(parts.segments),
        durations=tuple(_find_durations(journey, parts, source)),
    )


def _find_durations(journey: Journey, parts: Parts, source: Source) -> Iterator[tuple[str, Missing]]:
    """What the engine sums up; other times are counted value by value, with the same result."""
    for i, asked in enumerate(parts.asked):
        first = asked.feeds[0].missing
        if all(f.metric.kind == "duration" and f.missing == first for f in asked.feeds):
            yield f"q{i}", first
    if not parts.asked:
        own = {metric.id: metric.id for metric in journey.metrics}
        for word, id_ in {**own, **source.metrics}.items():
            if journey.metric(id_).kind == "duration":
                yield word, Missing.of(source.missing)


def _count_all(table: Table, parts: Parts, counting: Counting, decoder: Decoder) -> int:
    """Counts and decodes the whole table; gives back how many answers there are."""
    total = 0
    for row in count(table, shape(table, parts), counting):
        total += row.n
        decoder.take(row)
    table.check_all_was_read(total // max(len(parts.asked), 1))
    if decoder.faults:
        numbered = [prepare(frame, counting) for frame in shape(table, parts, numbered=True)]
        raise_faults(table, numbered, decoder.faults)
    return total


def _tell_notes(total: int, decoder: Decoder) -> Iterator[str]:
    if not total:
        yield "no answers"
    if decoder.zeros:
        yield f"{decoder.zeros:,} times of 0 are counted as {HALF_UNIT:g}, half the smallest unit"
    for name, number in decoder.without_segment.items():
        if number:
            yield f"{number:,} answers have no {quote(name)} and are in no segment of it"


def _to_readings(journey: Journey, table: Table, decoder: Decoder) -> list[Reading]:
    places = [touchpoint.id for touchpoint in journey.touchpoints]
    stages = [stage.id for stage in journey.stages]

    def order(key: Key) -> tuple[object, ...]:
        place = places.index(key.touchpoint) if key.touchpoint else -1
        stage = stages.index(key.stage) if key.stage else -1
        return place, stage, key.metric, key.wave or "", key.segment or ("", "")

    name = Path(table.name).name
    return [
        decoder.tallies[key].to_reading(
            weighted=decoder.is_weighted,
            touchpoint=key.touchpoint,
            stage=key.stage,
            wave=key.wave,
            segment=dict([key.segment] if key.segment else []),
            source="table" if find_unseen(name) else name,
        )
        for key in sorted(decoder.tallies, key=order)
        if decoder.tallies[key].n > 0
    ]
