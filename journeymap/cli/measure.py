"""``measure``: readings from answers, attached to the journey."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli.options import (
    emit,
    format_option,
    journey_argument,
    level_option,
    quiet_option,
    refuse_own_input,
    say,
)

if TYPE_CHECKING:
    from journeymap.model.journey import Journey
    from journeymap.model.readings import Reading


@click.command(
    epilog="Example: journeymap measure airport.yaml sfo_2015.yaml sfo_2016.yaml -o measured.yaml"
)
@journey_argument
@click.argument("sources", nargs=-1, required=True, type=click.Path(dir_okay=False, exists=True))
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False),
    help="The journey with its readings, .yaml or .json.",
)
@level_option
@format_option
@quiet_option
def measure(
    journey: str,
    sources: tuple[str, ...],
    out: str | None,
    level: float,
    format_: str,
    *,
    quiet: bool,
) -> None:
    """Readings from SOURCES, attached to JOURNEY.

    A SOURCE is a source file (YAML), which names its table of answers, or a tidy table itself
    (csv, csv.gz, tsv, parquet) with the columns touchpoint, metric and score.
    """
    from journeymap.analysis.readings import measure_readings
    from journeymap.files.journeys import load_journey, save_journey

    refuse_own_input(out, journey, *sources)
    measured = load_journey(journey)
    for source in sources:
        measured = _add(measured, source, quiet=quiet)
    if out is not None:
        save_journey(measured, out)
        say(f"{len(measured.readings):,} readings in {out}", quiet=quiet)
    emit(measure_readings(measured, level=level), format_=format_, out=None)


def _add(journey: Journey, path: str, *, quiet: bool) -> Journey:
    """The journey with the readings of one more source."""
    from journeymap.answers.measuring import measure_answers
    from journeymap.errors import Problem, SourceError
    from journeymap.files.sources import load_source

    source = load_source(path) if Path(path).suffix in (".yaml", ".yml", ".json") else None
    answers = path if source is None else source.answers
    if answers is None:
        raise SourceError(
            [Problem("answers is missing", hint="write answers: TABLE.csv", file=path, line=1)]
        )
    readings = measure_answers(journey, answers, source)
    say(f"{path}: {readings.intake}", quiet=quiet)
    _refuse_second_source(journey, readings, path)
    return journey.with_readings(readings)


def _refuse_second_source(journey: Journey, readings: Iterable[Reading], path: str) -> None:
    """Two sources that measure the same can't both be right; nothing says which one is meant."""
    from journeymap.errors import Problem, SourceError

    known = {reading.key: reading.source for reading in journey.readings}
    problems = [
        Problem(
            f"{reading.metric} of {reading.place} is measured here and in {known[reading.key]}",
            hint="write a wave into each source, so that they can be told apart",
            file=path,
        )
        for reading in readings
        if known.get(reading.key) not in (None, reading.source)
    ]
    if problems:
        raise SourceError(problems)
