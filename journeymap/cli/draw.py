"""``draw``: a picture of a journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from journeymap.cli.compare import to_pair
from journeymap.cli.draw_views import ALWAYS, VIEWS, Asked
from journeymap.cli.options import (
    check_out,
    journey_argument,
    language_option,
    level_option,
    metric_option,
    quiet_option,
    read_theme,
    say,
    seed_option,
    segment_option,
    theme_option,
    top_option,
    wave_option,
)

_FILE = click.Path(dir_okay=False, exists=True)


def _to_lines(
    _: click.Context, param: click.Parameter, given: str | None
) -> str | Mapping[str, Sequence[str]] | None:
    """A key, or a key with values: ``area=A,B``."""
    if given is None or "=" not in given:
        return given
    key, _sign, values = (part.strip() for part in given.partition("="))
    found = [value.strip() for value in values.split(",") if value.strip()]
    if not (key and found):
        wrong = f"{given!r} is not of the form KEY or KEY=VALUE,VALUE, such as area=A,B"
        raise click.BadParameter(wrong, param=param)
    return {key: found}


def _to_lanes(_: click.Context, param: click.Parameter, given: str | None) -> tuple[str, ...]:
    lanes = tuple(lane.strip() for lane in (given or "").split(",") if lane.strip())
    if given is not None and not lanes:
        raise click.BadParameter("name lanes, such as stages,touchpoints,curve", param=param)
    return lanes


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
    type=click.Choice([*VIEWS]),
    default="map",
    show_default=True,
    help="Which picture.",
)
@metric_option
@wave_option
@segment_option
@level_option
@seed_option
@top_option
@click.option(
    "--lines",
    metavar="KEY[=VALUES]",
    callback=_to_lines,
    help='map: curves of "wave", or of segments such as area or area=A,B, over each other.',
)
@click.option(
    "--paper",
    type=click.Choice(["poster", "a4", "slide"]),
    help="map, graph, blueprint: on pages of this size.",
)
@click.option(
    "--lanes",
    metavar="NAMES",
    callback=_to_lanes,
    help="map: these lanes in this order, such as stages,touchpoints,curve.",
)
@click.option(
    "--without",
    metavar="NAMES",
    callback=_to_lanes,
    help="map: not these lanes and panels, such as verdict,notes,pains.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "graphviz", "layered"]),
    default="auto",
    show_default=True,
    help="graph, plan: who arranges it, Graphviz's dot or journeymap itself.",
)
@click.option(
    "--collapse/--whole",
    default=None,
    help="graph: a box per stage, or per touchpoint; by their number where absent.",
)
@click.option("--by", metavar="KEY", help='heatmap: key of the segments, or "wave".')
@click.option("--answers", metavar="SOURCE", help="drivers: the raw answers.")
@click.option("--outcome", metavar="METRIC[@PLACE]", help="drivers: what is to be moved.")
@click.option(
    "--what-if", "what_if", multiple=True, metavar="CHANGE", help='flow: such as "T: exit -25%".'
)
@click.option("--waves", nargs=2, metavar="BEFORE AFTER", help="compare: two waves.")
@click.option(
    "--segments",
    nargs=2,
    metavar="KEY=VALUE KEY=VALUE",
    callback=to_pair,
    help="compare: two groups of customers.",
)
@click.option("--with", "other", metavar="OTHER", type=_FILE, help="compare: another journey.")
@click.option(
    "--actual", metavar="FILE", type=_FILE, help="plan: a journey or log of what happened."
)
@language_option
@theme_option
@quiet_option
@click.pass_context
def draw(
    ctx: click.Context, /, *, journey: str, view: str, theme: str | None, **options: Any
) -> None:
    """Draws JOURNEY: its map, its graph, or the chart of a question.

    An option that begins with the name of a view is for that view only.
    """
    _check_options(ctx, view)
    out, files = options["out"], (theme, options["answers"], options["other"], options["actual"])
    check_out(out, journey, *(file for file in files if file))
    from journeymap.cli.refusing import refused_values
    from journeymap.errors import quote
    from journeymap.files.journeys import load_journey
    from journeymap.picture.drawing import check_suffix

    check_suffix(out)
    loaded = load_journey(journey)
    asked = Asked(journey, loaded, options, read_theme(theme))
    with refused_values():
        drawing = VIEWS[view].draw(asked, **asked.take(*VIEWS[view].options))
    say(f"{view} of {quote(loaded.name)} in {out}", quiet=options["quiet"])
    for note in drawing.notes:
        say(f"note: {note}", quiet=options["quiet"])


def _check_options(ctx: click.Context, view: str) -> None:
    """Refuses options of which one would go unheard, and tells those that are missing."""
    from click.core import ParameterSource

    given = {
        param.name: param.opts[-1]
        for param in ctx.command.params
        if param.name and ctx.get_parameter_source(param.name) is ParameterSource.COMMANDLINE
    }
    for name, option in given.items():
        if name not in (*ALWAYS, *VIEWS[view].options):
            views = [other for other, known in VIEWS.items() if name in known.options]
            named = " or ".join(", ".join(views).rsplit(", ", 1))
            raise click.UsageError(f"{option} is for --view {named}, not for {view}")
    missing = [name for name in VIEWS[view].needs if name not in given]
    if missing:
        needed = " and ".join(f"--{name}" for name in missing)
        raise click.UsageError(
            f"--view {view} needs {needed}, such as "
            f"journeymap draw shop.yaml -o {view}.svg --view {view} {VIEWS[view].example}"
        )
