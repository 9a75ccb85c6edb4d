"""``measure``: readings from answers, attached to the journey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from journeymap.cli.options import (
    check_out,
    emit,
    format_option,
    format_options,
    journey_argument,
    level_option,
    memory_option,
    quiet_option,
    say,
    segment_option,
    wave_option,
)

if TYPE_CHECKING:
    from journeymap.model.formats import TableFormat


@click.command(
    epilog="Example: journeymap measure airport.yaml sfo_2015.yaml sfo_2016.yaml -o measured.yaml"
)
@journey_argument
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False),
    help="The journey with its readings, .yaml or .json.",
)
@wave_option
@segment_option
@level_option
@format_option
@format_options
@memory_option
@quiet_option
def measure(
    journey: str,
    sources: tuple[str, ...],
    *,
    out: str | None,
    wave: str | None,
    segment: Mapping[str, str],
    level: float,
    format_: str | None,
    table_format: TableFormat,
    quiet: bool,
) -> None:
    """Readings from SOURCES, attached to JOURNEY.

    A SOURCE is a source file (YAML), which names its table of answers, aggregates, customers,
    tickets or events; or a tidy table itself (csv, tsv, xlsx, parquet, a folder of parquet, a
    database, its URL) with the columns touchpoint, metric and score.
    """
    from journeymap.analysis.readings import measure_readings
    from journeymap.cli.progress import shown_progress
    from journeymap.files.journeys import check_suffix, load_journey, save_journey
    from journeymap.measured import measure_sources

    check_out(out, journey, *sources)
    if out is not None:
        check_suffix(out)
    with shown_progress(quiet=quiet):
        measured = measure_sources(load_journey(journey), sources, format=table_format)
    for source, intake in measured.intake.items():
        say(f"{source}: {intake}", quiet=quiet)
    if measured.replaced:
        one = measured.replaced == 1
        counted = "1 reading" if one else f"{measured.replaced:,} readings"
        say(f"{counted} of {journey} {'is' if one else 'are'} replaced", quiet=quiet)
    if out is None:
        say("nothing is saved; add -o FILE to keep the journey with its readings", quiet=quiet)
    else:
        save_journey(measured.journey, out)
        n = len(measured.journey.readings)
        say(f"{n:,} reading{'' if n == 1 else 's'} in {out}", quiet=quiet)
    readings = measure_readings(measured.journey, wave=wave, segment=segment, level=level)
    emit(readings, format_=format_)
