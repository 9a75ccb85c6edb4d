"""``priorities``: what to fix first, what to leave, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

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
    from journeymap.analysis.priorities.driver_weights import HasDrivers
    from journeymap.model.journey import Journey
    from journeymap.result import Result

MOST_WEIGHT = 1e15


def _refuse_unused(question: str | None, given: Mapping[str, object]) -> None:
    """Options that the other questions have no use for, so that nobody thinks they had."""
    unused = {"--quadrants": ("--target", "--reach", "--top"), "--advice": ("--top",)}
    for option in unused.get(question or "", ()):
        if given[option] is not None:
            raise click.UsageError(f"{option} says nothing to {question}; take it out")


def _check_target(_: click.Context, param: click.Parameter, target: float | None) -> float | None:
    if target is not None and not 0 < target <= 100:  # not-a-number is none of these either
        raise click.BadParameter("a target is a health above 0 and up to 100", param=param)
    return target


@click.command(epilog="Example: journeymap priorities airport.yaml --target 80 --reach shuttle=0.3")
@journey_argument
@click.option(
    "--target",
    type=float,
    callback=_check_target,
    help="Health that is good enough; 100 where absent.",
)
@number_option(
    "--importance",
    metavar="T=W",
    form="touchpoint=number",
    wanted="the number 0 or more",
    fits=lambda number: 0 <= number <= MOST_WEIGHT,
    say="How much it matters (repeatable); else by the file.",
)
@click.option(
    "--drivers",
    type=click.Path(dir_okay=False, exists=True),
    help="Takes importance from what journeymap drivers ... -o FILE.json wrote.",
)
@reach_option
@click.option("--quadrants", is_flag=True, help="Importance against performance instead.")
@click.option("--advice", is_flag=True, help="Start, continue or stop instead.")
@metric_option
@wave_option
@segment_option
@top_option
@level_option
@seed_option
@format_option
@out_option
def priorities(
    journey: str,
    *,
    target: float | None,
    importance: Numbers | None,
    drivers: str | None,
    reach: Numbers | None,
    quadrants: bool,
    advice: bool,
    metric: tuple[str, ...],
    wave: str | None,
    segment: Mapping[str, str],
    top: int | None,
    level: float,
    seed: int,
    format_: str | None,
    out: str | None,
) -> None:
    """What to fix first in JOURNEY: where most health is lost, by reach and importance.

    A touchpoint is told by its id. Few may pass the weakest one, or it may matter little.
    """
    from journeymap.files.journeys import load_journey

    if quadrants and advice:
        raise click.UsageError("--quadrants and --advice are two questions; ask one at a time")
    if drivers is not None and importance is not None:
        raise click.UsageError("--drivers and --importance both tell importance; give one of them")
    question = "--quadrants" if quadrants else "--advice" if advice else None
    _refuse_unused(question, {"--target": target, "--reach": reach, "--top": top})
    check_out(out, journey, *([drivers] if drivers else []))
    loaded = load_journey(journey)
    asked: dict[str, Any] = {
        "metric": metric or None, "wave": wave, "segment": segment,
        "importance": importance if drivers is None else _load_drivers(drivers, loaded),
        "seed": seed,
    }  # fmt: skip
    if not quadrants:
        asked |= {"target": target, "reach": reach, "level": level}
    if question is None:
        asked["top"] = top
    emit(_ask(question, loaded, asked), format_=format_, out=out)
    if not loaded.readings:
        say(f"Attach answers first: journeymap measure {journey} ANSWERS -o measured.yaml")


def _load_drivers(path: str, journey: Journey) -> HasDrivers:
    from journeymap.analysis.priorities.driver_file import load_driver_shares

    return load_driver_shares(path, journey)


def _ask(question: str | None, journey: Journey, asked: Mapping[str, Any]) -> Result[Any]:
    if question == "--quadrants":
        from journeymap.analysis.priorities.quadrants import find_quadrants

        return find_quadrants(journey, **asked)
    if question == "--advice":
        from journeymap.analysis.priorities.advice import find_advice

        return find_advice(journey, **asked)
    from journeymap.analysis.priorities.priorities import find_priorities

    return find_priorities(journey, **asked)
