"""``trend``: readings over waves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from journeymap.cli.options import (
    check_out,
    emit,
    format_option,
    journey_argument,
    level_option,
    metric_option,
    out_option,
    q_option,
    segment_option,
    top_option,
)


@click.command(epilog="Example: journeymap trend airport.yaml --touchpoint shuttle")
@journey_argument
@click.option("--touchpoint", metavar="T", help="Only this touchpoint.")
@click.option("--stage", metavar="S", help="Only this stage and its touchpoints.")
@click.option(
    "--scope",
    type=click.Choice(["journey", "stage", "touchpoint"]),
    help="Only readings of the whole journey, of stages or of touchpoints.",
)
@metric_option
@segment_option
@click.option(
    "--chart",
    type=click.Choice(["xmr", "p", "laney"]),
    help="Control chart; the one that fits where absent.",
)
@level_option
@q_option
@top_option
@format_option
@out_option
def trend(
    journey: str,
    *,
    touchpoint: str | None,
    stage: str | None,
    segment: Mapping[str, str],
    metric: tuple[str, ...],
    format_: str | None,
    out: str | None,
    **asked: Any,
) -> None:
    """Readings in JOURNEY wave by wave, with control limits from eight waves on.

    What is recorded as interventions is compared before and after; benchmarks stand beside.
    """
    from journeymap.analysis.trends.trend import measure_trend
    from journeymap.files.journeys import load_journey

    if touchpoint is not None and stage is not None:
        raise click.UsageError("--touchpoint and --stage exclude each other")
    check_out(out, journey)
    result = measure_trend(
        load_journey(journey),
        metric=metric or None,
        touchpoint=touchpoint,
        stage=stage,
        segment=segment,
        **asked,
    )
    emit(result, format_=format_, out=out)
