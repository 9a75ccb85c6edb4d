"""``drivers``: what moves an overall outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from journeymap.cli.options import (
    check_out,
    emit,
    format_option,
    format_options,
    journey_argument,
    level_option,
    memory_option,
    metric_option,
    out_option,
    quiet_option,
    seed_option,
    segment_option,
    top_option,
    wave_option,
)

if TYPE_CHECKING:
    from journeymap.model.formats import TableFormat


@click.command(epilog="Example: journeymap drivers shop.yaml answers.yaml --outcome nps")
@journey_argument
@click.argument("source")
@click.option(
    "--outcome",
    required=True,
    metavar="METRIC[@PLACE]",
    help="What is to be moved: asked about the whole journey, or about a place.",
)
@click.option(
    "--driver",
    "drivers",
    multiple=True,
    metavar="PLACE",
    help="Touchpoint, stage or METRIC@PLACE to compare (repeatable); all touchpoints where absent.",
)
@metric_option
@click.option(
    "--method",
    type=click.Choice(["shapley", "relative_weights"]),
    help="How R² is split; shapley up to 15 drivers where absent.",
)
@click.option(
    "--draws",
    type=click.IntRange(min=100),
    default=1000,
    show_default=True,
    help="How many resamples.",
)
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Share of those who tell the outcome who must have answered a driver.",
)
@wave_option
@segment_option
@top_option
@level_option
@seed_option
@format_option
@out_option
@format_options
@memory_option
@quiet_option
def drivers(
    journey: str,
    source: str,
    *,
    drivers: tuple[str, ...],
    metric: tuple[str, ...],
    segment: Mapping[str, str],
    table_format: TableFormat,
    format_: str | None,
    out: str | None,
    quiet: bool,
    **asked: Any,
) -> None:
    """What in JOURNEY moves together with an overall outcome, and by how much of it.

    SOURCE is a source file (YAML) that names its table of raw answers, or a tidy table itself with
    the columns respondent_id, touchpoint, metric and score.
    """
    from journeymap.analysis.drivers.finding import find_drivers
    from journeymap.cli.answers import load_answers, placed_in
    from journeymap.cli.progress import shown_progress
    from journeymap.cli.refusing import refused_values
    from journeymap.files.journeys import load_journey

    check_out(out, journey, source)
    loaded, (answers, told) = load_journey(journey), load_answers(source, table_format)
    chosen: dict[str, Any] = {
        "drivers": drivers or None,
        "metric": metric or None,
        "segment": segment,
    }
    with shown_progress(quiet=quiet), placed_in(source), refused_values():
        result = find_drivers(loaded, answers, told, **chosen, **asked)
    emit(result, format_=format_, out=out)
