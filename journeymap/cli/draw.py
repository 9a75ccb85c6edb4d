"""``draw``: a picture of a journey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from journeymap.cli.options import (
    check_out,
    journey_argument,
    level_option,
    metric_option,
    quiet_option,
    say,
    seed_option,
    segment_option,
    wave_option,
)

if TYPE_CHECKING:
    from journeymap.views.journey_graph.describe import Engine


@click.command(epilog="Example: journeymap draw measured.yaml -o map.svg --wave 2016")
@journey_argument
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(dir_okay=False),
    help="File to write: .svg, .png or .pdf.",
)
@click.option(
    "--view",
    type=click.Choice(["map", "graph"]),
    default="map",
    show_default=True,
    help="Which picture.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "graphviz", "layered"]),
    default="auto",
    show_default=True,
    help="Who arranges the graph: Graphviz's dot, or journeymap itself.",
)
@metric_option
@wave_option
@segment_option
@level_option
@seed_option
@quiet_option
def draw(
    journey: str,
    *,
    out: str,
    view: str,
    engine: Engine,
    metric: tuple[str, ...],
    wave: str | None,
    segment: Mapping[str, str],
    level: float,
    seed: int,
    quiet: bool,
) -> None:
    """Draws JOURNEY: its map (stages, goals, curve, verdict) or its graph (transitions)."""
    from functools import partial

    from journeymap.errors import quote
    from journeymap.files.journeys import load_journey
    from journeymap.views.draw import draw_graph, draw_map

    check_out(out, journey)
    loaded = load_journey(journey)
    picture = partial(draw_graph, engine=engine) if view == "graph" else draw_map
    drawing = picture(
        loaded,
        out=out,
        metric=metric or None,
        wave=wave,
        segment=segment,
        level=level,
        seed=seed,
    )
    say(f"{view} of {quote(loaded.name)} in {out}", quiet=quiet)
    for note in drawing.notes:
        say(f"note: {note}", quiet=quiet)
