"""``weakest`` and ``goals``: one question about a journey each."""

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
    seed_option,
    segment_option,
    top_option,
    wave_option,
)


@click.command(epilog="Example: journeymap weakest airport.yaml --wave 2016 --top 5")
@journey_argument
@metric_option
@wave_option
@segment_option
@top_option
@level_option
@seed_option
@format_option
@out_option
def weakest(
    journey: str,
    *,
    metric: tuple[str, ...],
    wave: str | None,
    segment: Mapping[str, str],
    top: int | None,
    level: float,
    seed: int,
    format_: str | None,
    out: str | None,
) -> None:
    """The touchpoints of JOURNEY by their chance of being the weakest, with a verdict in words."""
    from journeymap.analysis.ranking.weakest import find_weakest
    from journeymap.files.journeys import load_journey

    check_out(out, journey)
    loaded = load_journey(journey)
    result = find_weakest(
        loaded,
        metric=metric or None,
        wave=wave,
        segment=segment,
        top=top,
        level=level,
        seed=seed,
    )
    emit(result, format_=format_, out=out)
    if not result.rows and not loaded.readings:
        say(f"Attach answers first: journeymap measure {journey} ANSWERS -o measured.yaml")


@click.command(epilog="Example: journeymap goals airport.yaml --segment area=C")
@journey_argument
@wave_option
@segment_option
@level_option
@format_option
@out_option
def goals(
    journey: str,
    *,
    wave: str | None,
    segment: Mapping[str, str],
    level: float,
    format_: str | None,
    out: str | None,
) -> None:
    """Each goal of JOURNEY: met, missed, at risk or not measured, with its chance."""
    from journeymap.analysis.goals.standing import measure_goals
    from journeymap.files.journeys import load_journey

    check_out(out, journey)
    emit(
        measure_goals(load_journey(journey), wave=wave, segment=segment, level=level),
        format_=format_,
        out=out,
    )
