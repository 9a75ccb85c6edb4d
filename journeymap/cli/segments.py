"""``segments``: one metric over all values of a segment, or over all waves."""

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
    wave_option,
)
from journeymap.cli.refusing import refused_values


@click.command(epilog="Example: journeymap segments airport.yaml --by area")
@journey_argument
@click.option(
    "--by",
    metavar="KEY",
    help='Key of the segments, or "wave"; the one that most readings name where absent.',
)
@metric_option
@wave_option
@segment_option
@level_option
@q_option
@top_option
@format_option
@out_option
def segments(
    journey: str,
    *,
    metric: tuple[str, ...],
    segment: Mapping[str, str],
    format_: str | None,
    out: str | None,
    **asked: Any,
) -> None:
    """Where the values of a segment, or waves, differ in JOURNEY: a column for each.

    Values of fewer than ten answers are hidden.
    """
    check_out(out, journey)
    from journeymap.analysis.segments.measuring import measure_segments
    from journeymap.files.journeys import load_journey

    loaded = load_journey(journey)
    with refused_values():
        result = measure_segments(loaded, metric=metric or None, segment=segment, **asked)
    emit(result, format_=format_, out=out)
