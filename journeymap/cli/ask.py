"""``goals``: each goal of a journey, met or not."""

from __future__ import annotations

from collections.abc import Mapping

import click

from journeymap.cli.options import (
    Numbers,
    check_out,
    emit,
    format_option,
    journey_argument,
    level_option,
    out_option,
    reach_option,
    say,
    segment_option,
    wave_option,
)


@click.command(epilog="Example: journeymap goals airport.yaml --segment area=C")
@journey_argument
@wave_option
@segment_option
@reach_option
@level_option
@format_option
@out_option
def goals(
    journey: str,
    *,
    wave: str | None,
    segment: Mapping[str, str],
    reach: Numbers | None,
    level: float,
    format_: str | None,
    out: str | None,
) -> None:
    """Each goal of JOURNEY: met, missed, at risk or not measured, with its chance."""
    from journeymap.analysis.goals.standing import measure_goals
    from journeymap.files.journeys import load_journey

    check_out(out, journey)
    loaded = load_journey(journey)
    found = measure_goals(loaded, wave=wave, segment=segment, reach=reach, level=level)
    emit(found, format_=format_, out=out)
    if not loaded.readings:
        say(f"Attach answers first: journeymap measure {journey} ANSWERS -o measured.yaml")
