"""``flow``: how customers go through a journey, and what a change would do."""

from __future__ import annotations

import click

from journeymap.cli.options import (
    check_out,
    emit,
    format_option,
    journey_argument,
    level_option,
    memory_option,
    out_option,
    seed_option,
    top_option,
)

_ALL = 1_000_000  # more different paths than this tell nothing of the order


@click.command(epilog='Example: journeymap flow shop.yaml --what-if "Cart: exit -25%"')
@journey_argument
@click.option("--start", help="Touchpoint where journeys start; as the journey tells where absent.")
@click.option(
    "--success",
    multiple=True,
    help="Touchpoint whose first arrival is success (repeatable); chosen and told where absent.",
)
@click.option(
    "--what-if",
    "what_if",
    multiple=True,
    metavar="CHANGE",
    help='"T: exit -25%", "T: exit -5 points", "T -> U: +10%", "T -> U = 60%" or, of a score, '
    '"T: csat +0.5" (repeatable; tried together).',
)
@click.option(
    "--events",
    metavar="LOG",
    help="Takes the flow from this log, or the source file of one, and checks the order of paths.",
)
@top_option
@level_option
@seed_option
@format_option
@out_option
@memory_option
def flow(
    journey: str,
    *,
    start: str | None,
    success: tuple[str, ...],
    what_if: tuple[str, ...],
    events: str | None,
    top: int | None,
    level: float,
    seed: int,
    format_: str | None,
    out: str | None,
) -> None:
    """Reach, drop-off, completion and time of JOURNEY, from the counts of its transitions."""
    from journeymap.analysis.flow.measuring import measure_flow
    from journeymap.cli.refusing import refused_option, sent_to_a_source_file
    from journeymap.files.journeys import load_journey

    check_out(out, journey, *([events] if events else []))
    loaded, paths = load_journey(journey), None
    if events is not None:
        from journeymap.cli.discover import placed, read_source
        from journeymap.events.measuring import measure_events

        table, source = read_source(events, {})
        with sent_to_a_source_file("--events"), placed(events):
            paths = measure_events(loaded, table, source=source, variants=_ALL)
        loaded = loaded.with_flow(paths)
    with refused_option("what_if"):
        result = measure_flow(
            loaded,
            start=start,
            success=success or None,
            what_if=what_if or None,
            paths=paths,
            top=top,
            level=level,
            seed=seed,
        )
    emit(result, format_=format_, out=out)
