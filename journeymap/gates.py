"""Gates for a pipeline: a missed goal, a touchpoint that is surely too weak."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.readings import ReadingRow, measure_readings
from journeymap.errors import Problem, Severity
from journeymap.files.checking import CheckedFile
from journeymap.model.journey import Journey, to_parts


def find_gate_failures(
    checked: CheckedFile, *, goals: bool = False, fail_under: float | None = None
) -> tuple[Problem, ...]:
    r"""What keeps a journey from passing its gates, each with its place in the file.

    Args:
        checked: A checked file; one that holds no journey passes no gate and fails none.
        goals: Whether goals are a gate. A missed goal is an error; one at risk or not measured is
            a warning, since silence would look like success.
        fail_under: Health, 0 to 100. A touchpoint whose whole interval lies below is an error;
            one that may be below by chance is a warning.

    Returns:
        Errors and warnings, goals first.

    Example:
        >>> from journeymap.files.checking import check_journey
        >>> text = (b"name: Shop\ngoal: csat >= 4\nstages: [{name: Buy, touchpoints: [Cart]}]\n"
        ...         b"readings: [{metric: csat, value: 3, sd: 1, n: 90}]")
        >>> for problem in find_gate_failures(check_journey(text, file="shop.yaml"), goals=True):
        ...     print(problem.line, problem.severity, problem.message)
        2 error goal missed: whole journey: CSAT ≥ 4, measured 3.00 (2.79 to 3.21)
    """
    if checked.journey is None:
        return ()
    low = () if fail_under is None else _find_low(checked, checked.journey, fail_under)
    return (*(_find_missed(checked, checked.journey) if goals else ()), *low)


def _find_missed(checked: CheckedFile, journey: Journey) -> Iterator[Problem]:
    places = (place for place, _ in to_parts(journey).goals)  # in the order of the rows
    for place, row in zip(places, measure_goals(journey).rows, strict=True):
        if row.status == "met":
            continue
        found = f", measured {row.shown}" if row.status != "not_measured" else ""
        message = f"goal {row.status.replace('_', ' ')}: {row.name}: {row.shown_goal}{found}"
        severity: Severity = "error" if row.status == "missed" else "warning"
        hint = row.reason or ""
        yield checked.place(
            place, Problem(message, hint=hint, file=checked.file, severity=severity)
        )


def _find_low(checked: CheckedFile, journey: Journey, limit: float) -> Iterator[Problem]:
    places = {id_: place for place, id_ in to_parts(journey).touchpoints}
    for row in measure_readings(journey).rows:
        if (
            row.touchpoint is None
            or row.kind == "guess"
            or row.health is None
            or row.health >= limit
        ):
            continue
        message = f"health {row.health:.1f} of {row.name} ({row.metric}) is below {limit:g}"
        doubt = _find_doubt(row, limit)
        severity: Severity = "warning" if doubt else "error"
        problem = Problem(message, hint=doubt, file=checked.file, severity=severity)
        yield checked.place(places[row.touchpoint], problem)


def _find_doubt(row: ReadingRow, limit: float) -> str:
    """Why a health below the limit may be chance; empty where it is not."""
    if row.health_high is None:
        return "but n is unknown"
    if row.health_high >= limit:
        return "but its interval reaches up to it"
    return "but on too few answers" if row.base == "suppressed" else ""
