"""``check``: is the journey file right, and are its goals met?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from journeymap.cli.options import refuse_no_number, say, segment_option
from journeymap.errors import Problem
from journeymap.files.checking import CheckedFile, check_journey_file

if TYPE_CHECKING:
    from journeymap.gates import GateCase


@click.command(epilog="Example: journeymap check shop.yaml airport.yaml --goals")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(dir_okay=False, exists=True),
)
@click.option("--goals", is_flag=True, help="Also fail where a goal is missed.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    callback=refuse_no_number,
    metavar="HEALTH",
    help="Also fail where a touchpoint is surely below this health.",
)
@click.option(
    "--fail-on-doubt",
    is_flag=True,
    help="Also fail where that can't be said: too few answers, at risk, not measured.",
)
@click.option("--wave", help="Wave that the gates look at; the latest where absent.")
@segment_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github", "junit"]),
    default="text",
    show_default=True,
    help="Form of the report.",
)
def check(
    files: tuple[str, ...],
    *,
    goals: bool,
    fail_under: float | None,
    fail_on_doubt: bool,
    wave: str | None,
    segment: Mapping[str, str],
    format_: str,
) -> int:
    """Is each FILE a right journey? All problems at once, with line and column.

    Ends with 0 where all is right, with 1 where a file is at fault or a gate fails. What a gate
    can't say is a warning and fails only with --fail-on-doubt.
    """
    from journeymap.cli.reports import REPORTS

    gated = goals or fail_under is not None
    if not gated and (fail_on_doubt or wave is not None or segment):
        raise click.UsageError(
            "--wave, --segment and --fail-on-doubt are about gates; give --goals or --fail-under"
        )
    checked, cases = [], {}
    for name in dict.fromkeys(files):
        file = check_journey_file(name)
        if gated:
            from journeymap.gates import check_gates

            cases[name] = check_gates(
                file,
                goals=goals,
                fail_under=fail_under,
                wave=wave,
                segment=segment,
                fail_on_doubt=fail_on_doubt,
            )
            file = _add(file, cases[name])
        checked.append(file)
    click.echo(REPORTS[format_](checked, cases), nl=False)
    if format_ in ("text", "github"):
        for file in checked:
            for problem in file.problems if format_ == "text" else ():
                say(_show(problem))
    return 0 if all(file.ok for file in checked) else 1


def _show(problem: Problem) -> str:
    return f"warning: {problem}" if problem.severity == "warning" else str(problem)


def _add(checked: CheckedFile, cases: tuple[GateCase, ...]) -> CheckedFile:
    problems = [case.problem for case in cases if case.problem is not None]
    return replace(checked, problems=(*checked.problems, *problems))
