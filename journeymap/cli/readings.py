"""``readings``: what is measured, with interval and health."""

from __future__ import annotations

from collections.abc import Mapping

import click

from journeymap.cli.options import (
    check_out,
    emit,
    format_option,
    journey_argument,
    level_option,
    metric_option,
    out_option,
    say,
    segment_option,
    wave_option,
)


@click.command(epilog="Example: journeymap readings airport.yaml --wave 2016")
@journey_argument
@metric_option
@wave_option
@segment_option
@level_option
@format_option
@out_option
def readings(
    journey: str,
    *,
    metric: tuple[str, ...],
    wave: str | None,
    segment: Mapping[str, str],
    level: float,
    format_: str | None,
    out: str | None,
) -> None:
    """The readings of one wave and segment in JOURNEY, with interval, health and benchmark."""
    from journeymap.analysis.readings import measure_readings
    from journeymap.files.journeys import load_journey

    check_out(out, journey)
    loaded = load_journey(journey)
    result = measure_readings(
        loaded, metric=metric or None, wave=wave, segment=segment, level=level
    )
    emit(result, format_=format_, out=out)
    if not loaded.readings:
        say(f"Attach answers first: journeymap measure {journey} ANSWERS -o measured.yaml")
