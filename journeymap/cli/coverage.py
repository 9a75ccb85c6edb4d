"""``coverage``: what the journey doesn't know about itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import click

from journeymap.cli.options import (
    check_out,
    emit,
    format_option,
    journey_argument,
    level_option,
    out_option,
    q_option,
    segment_option,
    top_option,
    wave_option,
)


def _to_day(_: click.Context, param: click.Parameter, day: str | None) -> datetime | None:
    """A day as it is written in the file."""
    if day is None:
        return None
    try:
        return datetime.strptime(day, "%Y-%m-%d")
    except ValueError:
        wrong = f"{day!r} is no day; write year-month-day, such as 2026-07-01"
        raise click.BadParameter(wrong, param=param) from None


@click.command(epilog="Example: journeymap coverage airport.yaml --wave 2016")
@journey_argument
@wave_option
@segment_option
@click.option(
    "--stale-after",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Waves from which on a reading is out of date.",
)
@click.option(
    "--as-of",
    callback=_to_day,
    metavar="DAY",
    help="Day that the age of waves is counted to, such as 2026-07-01.",
)
@click.option(
    "--max-age",
    type=click.IntRange(min=1),
    default=365,
    show_default=True,
    metavar="DAYS",
    help="Days before that day from which on a wave is out of date.",
)
@top_option
@level_option
@q_option
@format_option
@out_option
def coverage(
    journey: str,
    *,
    wave: str | None,
    segment: Mapping[str, str],
    stale_after: int,
    as_of: datetime | None,
    max_age: int,
    top: int | None,
    level: float,
    q: float,
    format_: str | None,
    out: str | None,
) -> None:
    """What is unmeasured, guessed, thin, stale or unowned in JOURNEY, and what closes the gap."""
    from journeymap.analysis.coverage.finding import find_coverage_gaps
    from journeymap.files.journeys import load_journey

    check_out(out, journey)
    result = find_coverage_gaps(
        load_journey(journey),
        wave=wave,
        segment=segment,
        level=level,
        q=q,
        stale_after=stale_after,
        as_of=as_of,
        max_age=max_age,
        top=top,
    )
    emit(result, format_=format_, out=out)
