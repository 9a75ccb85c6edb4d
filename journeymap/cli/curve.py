"""``curve``: the experience along the journey in short."""

from __future__ import annotations

from typing import Literal

import click

from journeymap.cli.options import (
    Numbers,
    check_out,
    emit,
    format_option,
    journey_argument,
    level_option,
    metric_option,
    out_option,
    reach_option,
    say,
    wave_option,
)


@click.command(epilog="Example: journeymap curve airport.yaml --by area")
@journey_argument
@metric_option
@wave_option
@click.option("--by", metavar="KEY", help="Segments of this key too, such as area.")
@click.option(
    "--path",
    type=click.Choice(["map", "frequent", "reach"]),
    default="map",
    show_default=True,
    help="Touchpoints as written, along the most frequent path, or weighted by reach.",
)
@reach_option
@level_option
@format_option
@out_option
def curve(
    journey: str,
    *,
    metric: tuple[str, ...],
    wave: str | None,
    by: str | None,
    path: Literal["map", "frequent", "reach"],
    reach: Numbers | None,
    level: float,
    format_: str | None,
    out: str | None,
) -> None:
    """The experience along JOURNEY in short: mean, peak-end and worst-end."""
    from journeymap.analysis.curve.curve import measure_curve
    from journeymap.files.journeys import load_journey

    if reach is not None and path == "frequent":
        raise click.UsageError("--reach weighs the mean of --path reach; take --path frequent out")
    check_out(out, journey)
    loaded = load_journey(journey)
    result = measure_curve(
        loaded,
        metric=metric or None,
        wave=wave,
        by=by,
        path=path,
        reach=reach,
        level=level,
    )
    emit(result, format_=format_, out=out)
    if not loaded.readings:
        say(f"Attach answers first: journeymap measure {journey} ANSWERS -o measured.yaml")
