"""``check``: is the journey file right, and are its goals met?"""

from __future__ import annotations

from dataclasses import replace

import click

from journeymap.cli.options import say
from journeymap.errors import Problem
from journeymap.files.checking import CheckedFile, check_journey_file


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
    metavar="HEALTH",
    help="Also fail where a touchpoint is surely below this health.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github", "junit"]),
    default="text",
    show_default=True,
    help="Form of the report.",
)
def check(files: tuple[str, ...], *, goals: bool, fail_under: float | None, format_: str) -> int:
    """Is each FILE a right journey? All problems at once, with line and column.

    Ends with 0 where all is right, with 1 where a file is at fault or a gate fails.
    """
    from journeymap.cli.reports import REPORTS

    checked = [_check(file, goals=goals, fail_under=fail_under) for file in dict.fromkeys(files)]
    click.echo(REPORTS[format_](checked), nl=False)
    if format_ in ("text", "github"):
        for file in checked:
            for problem in file.problems if format_ == "text" else ():
                say(_show(problem))
    return 0 if all(file.ok for file in checked) else 1


def _show(problem: Problem) -> str:
    return f"warning: {problem}" if problem.severity == "warning" else str(problem)


def _check(path: str, *, goals: bool, fail_under: float | None) -> CheckedFile:
    checked = check_journey_file(path)
    if not (goals or fail_under is not None):
        return checked
    from journeymap.gates import find_gate_failures

    failures = find_gate_failures(checked, goals=goals, fail_under=fail_under)
    return replace(checked, problems=(*checked.problems, *failures))
