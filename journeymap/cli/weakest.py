"""``weakest``: the touchpoints, stages or channels by their chance of being the weakest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from journeymap.cli.options import (
    Numbers,
    check_out,
    emit,
    format_option,
    journey_argument,
    level_option,
    metric_option,
    number_option,
    out_option,
    reach_option,
    say,
    seed_option,
    segment_option,
    top_option,
    wave_option,
)

if TYPE_CHECKING:
    from journeymap.analysis.ranking.asked import By, Method

# as in journeymap.analysis.ranking.asked, which help must not load; a test holds the two together
PLACES = ("touchpoint", "stage", "channel")
METHODS = (
    "pooled", "raw_min", "surely_bad", "flat", "eb", "beta_binomial", "dirichlet", "rank_ci",
)  # fmt: skip


@click.command(epilog="Example: journeymap weakest airport.yaml --wave 2016 --top 5")
@journey_argument
@click.option(
    "--by",
    type=click.Choice(PLACES),
    default="touchpoint",
    show_default=True,
    help="What is ranked.",
)
@metric_option
@number_option(
    "--weight",
    metavar="METRIC=NUMBER",
    form="metric=number",
    wanted="such as csat=2, the number above 0 and up to a million",
    fits=lambda number: 1e-6 <= number <= 1e6,
    say="Weight of a metric where several are compared (repeatable); 1 where absent.",
)
@reach_option
@wave_option
@segment_option
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default="pooled",
    show_default=True,
    help="How places are ranked; the others are for comparison.",
)
@click.option(
    "--bottom",
    type=click.IntRange(min=1),
    metavar="K",
    help="Show the chance of being among the K weakest.",
)
@click.option(
    "--margin",
    type=click.FloatRange(min=0, max=100),
    metavar="POINTS",
    help="Show the chance of lying within so many health points of the weakest.",
)
@click.option(
    "--correlation",
    type=click.FloatRange(min=0, max=1),
    default=1.0,
    show_default=True,
    help="Between the errors of two metrics of a touchpoint; 1 is cautious.",
)
@top_option
@level_option
@seed_option
@format_option
@out_option
def weakest(
    journey: str,
    *,
    by: By,
    metric: tuple[str, ...],
    weight: Numbers | None,
    reach: Numbers | None,
    wave: str | None,
    segment: Mapping[str, str],
    method: Method,
    bottom: int | None,
    margin: float | None,
    correlation: float,
    top: int | None,
    level: float,
    seed: int,
    format_: str | None,
    out: str | None,
) -> None:
    """The touchpoints of JOURNEY by their chance of being the weakest, with a verdict in words."""
    from journeymap.analysis.ranking.weakest import find_weakest
    from journeymap.cli.refusing import refused_values
    from journeymap.files.journeys import load_journey

    if reach is not None and by == "touchpoint":
        raise click.UsageError("--reach weighs the touchpoints of a stage or channel; ask --by one")
    check_out(out, journey)
    loaded = load_journey(journey)
    with refused_values():  # a method that does not fit the metric
        result = find_weakest(
            loaded,
            by=by,
            metric=metric or None,
            weights=weight,
            reach=reach,
            wave=wave,
            segment=segment,
            method=method,
            k=bottom,
            margin=margin,
            correlation=correlation,
            top=top,
            level=level,
            seed=seed,
        )
    emit(result, format_=format_, out=out)
    if not result.rows and not loaded.readings:
        say(f"Attach answers first: journeymap measure {journey} ANSWERS -o measured.yaml")
