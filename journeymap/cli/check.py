"""``check``: is the journey file right, and are its goals met?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from journeymap.errors import Problem, Severity
from journeymap.files.checking import CheckedFile, check_journey_file
from journeymap.model.journey import Journey, to_parts


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
                click.echo(_show(problem), err=True)
    return 1 if any(_fails(file) for file in checked) else 0


def _fails(file: CheckedFile) -> bool:
    return any(problem.severity == "error" for problem in file.problems)


def _show(problem: Problem) -> str:
    return f"warning: {problem}" if problem.severity == "warning" else str(problem)


def _check(path: str, *, goals: bool, fail_under: float | None) -> CheckedFile:
    checked = check_journey_file(path)
    if checked.journey is None:
        return checked
    gates = [
        *(_find_missed_goals(checked, checked.journey) if goals else ()),
        *_find_low(checked, checked.journey, fail_under),
    ]
    return replace(checked, problems=(*checked.problems, *gates))


def _find_missed_goals(checked: CheckedFile, journey: Journey) -> Sequence[Problem]:
    """Missed goals fail; other doubts are told, since silence would look like success."""
    from journeymap.analysis.goals import measure_goals

    found = []
    places = (place for place, _ in to_parts(journey).goals)  # in the order of the rows
    for place, row in zip(places, measure_goals(journey).rows, strict=True):
        if row.status != "met":
            status = row.status.replace("_", " ")
            found_out = f", measured {row.shown}" if row.status != "not_measured" else ""
            message = f"goal {status}: {row.name}: {row.shown_goal}{found_out}"
            severity: Severity = "error" if row.status == "missed" else "warning"
            problem = Problem(message, hint=row.reason or "", file=checked.file, severity=severity)
            found.append(checked.place(place, problem))
    return found


def _find_low(checked: CheckedFile, journey: Journey, limit: float | None) -> Sequence[Problem]:
    """Touchpoints below the limit; an error only where the whole interval lies below."""
    if limit is None:
        return []
    from journeymap.analysis.readings import measure_readings

    found = []
    places = {id_: place for place, id_ in to_parts(journey).touchpoints}
    for row in measure_readings(journey).rows:
        measured = row.scope == "touchpoint" and row.kind == "measured"
        if not measured or row.health is None or row.health >= limit:
            continue
        message = f"health {row.health:.1f} of {row.name} ({row.metric}) is below {limit:g}"
        doubt = _find_doubt(row.health_high, row.base, limit)
        severity: Severity = "warning" if doubt else "error"
        problem = Problem(message, hint=doubt, file=checked.file, severity=severity)
        found.append(checked.place(places[row.touchpoint or ""], problem))
    return found


def _find_doubt(health_high: float | None, base: str | None, limit: float) -> str:
    """Why a health below the limit may be chance; empty where it is not."""
    if health_high is None:
        return "but n is unknown"
    if health_high >= limit:
        return "but its interval reaches up to it"
    return "but on too few answers" if base == "suppressed" else ""
