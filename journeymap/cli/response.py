"""``response``: how many of those who were asked have answered."""

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
    segment_option,
    wave_option,
)


@click.command(epilog="Example: journeymap response airport.yaml --wave 2016")
@journey_argument
@metric_option
@wave_option
@segment_option
@level_option
@format_option
@out_option
def response(
    journey: str,
    *,
    metric: tuple[str, ...],
    wave: str | None,
    segment: Mapping[str, str],
    level: float,
    format_: str | None,
    out: str | None,
) -> None:
    """Response rates in JOURNEY, and how far those who stayed silent could move each value.

    Readings know how many were asked where their source file says so: invited: 1200.
    """
    from journeymap.analysis.response import measure_response
    from journeymap.files.journeys import load_journey

    check_out(out, journey)
    result = measure_response(
        load_journey(journey), metric=metric or None, wave=wave, segment=segment, level=level
    )
    emit(result, format_=format_, out=out)
