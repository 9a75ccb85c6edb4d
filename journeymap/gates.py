"""Gates for a pipeline: a missed goal, a touchpoint that is surely too weak, too few answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.goals.table import GoalRow
from journeymap.analysis.goals.waves import is_due
from journeymap.analysis.readings import ReadingRow, measure_readings
from journeymap.errors import Problem, Severity, UnknownNameError
from journeymap.files.checking import CheckedFile
from journeymap.model.journey import Journey, to_parts
from journeymap.problems import Location
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT

Outcome = Literal["passed", "failed", "doubt", "not_due"]


@dataclass(frozen=True, slots=True)
class GateCase:
    """One thing that a gate looks at: a goal, or the health of a touchpoint.

    Args:
        name: What it asks for, as people read it.
        outcome: "failed" surely, or "doubt" where nobody can say; a goal that is "not_due" yet
            stops nothing.
        problem: What is wrong with its place in the file; None where it passed.
    """

    name: str
    outcome: Outcome
    problem: Problem | None = None


def find_gate_failures(
    checked: CheckedFile,
    *,
    goals: bool = False,
    fail_under: float | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    fail_on_doubt: bool = False,
) -> tuple[Problem, ...]:
    r"""What keeps a journey from passing its gates, each with its place in the file.

    Args:
        checked: A checked file; one that holds no journey passes no gate and fails none.
        goals: Whether goals are a gate. A missed goal is an error; one at risk or without a
            verdict is a warning, since silence would look like success.
        fail_under: Health, 0 to 100. A touchpoint whose whole interval lies below is an error;
            one that may be below by chance, has too few answers to tell or isn't measured is a
            warning.
        wave: The wave; for goals as for ``measure_goals``, else the latest where None.
        segment: The segment; everybody where None.
        fail_on_doubt: Whether these warnings are errors too, but for goals that aren't due yet.

    Returns:
        Errors and warnings, goals first. A wave or segment that the file lacks is an error.

    Example:
        >>> from journeymap.files.checking import check_journey
        >>> text = (b"name: Shop\ngoal: csat >= 4\nstages: [{name: Buy, touchpoints: [Cart]}]\n"
        ...         b"readings: [{metric: csat, value: 3, sd: 1, n: 90}]")
        >>> for problem in find_gate_failures(check_journey(text, file="shop.yaml"), goals=True):
        ...     print(problem.line, problem.severity, problem.message)
        2 error goal missed: whole journey: CSAT ≥ 4, measured 3.00 (2.79 to 3.21)
    """
    cases = check_gates(
        checked,
        goals=goals,
        fail_under=fail_under,
        wave=wave,
        segment=segment,
        fail_on_doubt=fail_on_doubt,
    )
    return tuple(case.problem for case in cases if case.problem is not None)


def check_gates(
    checked: CheckedFile,
    *,
    goals: bool = False,
    fail_under: float | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    fail_on_doubt: bool = False,
) -> tuple[GateCase, ...]:
    """The same with what passed: a case per goal, and one per touchpoint and metric.

    A touchpoint that nobody has measured is a case of its own, in doubt.

    Args:
        checked: A checked file.
        goals: Whether goals are a gate.
        fail_under: Health, 0 to 100, that no touchpoint may surely lie below.
        wave: The wave.
        segment: The segment.
        fail_on_doubt: Whether doubt is an error too.

    Example:
        >>> from journeymap.files.checking import check_journey
        >>> text = (b"{name: Shop, stages: [{name: Buy, touchpoints: [Cart]}], "
        ...         b"readings: [{touchpoint: cart, metric: csat, counts: {4: 90, 5: 60}}]}")
        >>> case, = check_gates(check_journey(text, file="shop.yaml"), fail_under=60)
        >>> case.name, case.outcome
        ('health of Cart (csat) ≥ 60', 'passed')
    """
    journey = checked.journey
    if journey is None:
        return ()
    gate = _Gate(checked, journey, wave, segment, fail_on_doubt)
    try:
        low = () if fail_under is None else tuple(gate.check_health(fail_under))
        return (*(gate.check_goals() if goals else ()), *low)
    except UnknownNameError as error:  # another file of the same run may have it
        problem = gate.problem_at((), str(error.to_problem()), "", "error")
        return (GateCase(f"{error.kind} {error.name}", "failed", problem),)


@dataclass(frozen=True, slots=True)
class _Gate:
    checked: CheckedFile
    journey: Journey
    wave: str | None
    segment: Mapping[str, str] | None
    fail_on_doubt: bool

    def problem_at(self, place: Location, message: str, hint: str, severity: Severity) -> Problem:
        found = Problem(message, hint=hint, file=self.checked.file, severity=severity)
        return self.checked.place(place, found)

    def tell(self, place: Location, name: str, outcome: Outcome, words: Sequence[str]) -> GateCase:
        """A case with its problem: message and hint."""
        sure = outcome == "failed" or (outcome == "doubt" and self.fail_on_doubt)
        message, hint = words
        problem = self.problem_at(place, message, hint, "error" if sure else "warning")
        return GateCase(name, outcome, problem)

    def check_goals(self) -> Iterator[GateCase]:
        places = (place for place, _ in to_parts(self.journey).goals)  # in the order of the rows
        rows = measure_goals(self.journey, wave=self.wave, segment=self.segment).rows
        for place, row in zip(places, rows, strict=True):
            name = f"goal: {row.name}: {row.shown_goal}"
            if row.status == "met":
                yield GateCase(name, "passed")
            else:
                yield self.tell(place, name, self._judge(row), _describe_goal(row))

    def _judge(self, row: GoalRow) -> Outcome:
        if row.status == "missed":
            return "failed"
        waits = row.value is None and self.wave is None and not is_due(self.journey, row.due)
        return "not_due" if waits else "doubt"

    def check_health(self, limit: float) -> Iterator[GateCase]:
        rows: dict[str | None, list[ReadingRow]] = {}
        for row in measure_readings(self.journey, wave=self.wave, segment=self.segment).rows:
            rows.setdefault(row.touchpoint, []).append(row)
        for place, id_ in to_parts(self.journey).touchpoints:
            found = rows.get(id_, [])
            judged = [row for row in found if row.kind == "measured" and row.health is not None]
            for row in judged:
                yield self._check_row(place, row, row.health or 0.0, limit)
            if not judged:
                yield self._miss(place, self.journey.touchpoint(id_).name, found, limit)

    def _check_row(self, place: Location, row: ReadingRow, health: float, limit: float) -> GateCase:
        name = f"health of {row.name} ({row.metric}) ≥ {limit:g}"
        outcome, *words = _judge_health(row, health, limit)
        if outcome == "passed":
            return GateCase(name, "passed")
        return self.tell(place, name, outcome, words)

    def _miss(
        self, place: Location, name: str, found: Sequence[ReadingRow], limit: float
    ) -> GateCase:
        """A case of what nobody has measured: silence must not look like a pass."""
        said = f"no measurement to tell whether {name} is below {limit:g}"
        words = said, _why_no_health(found, self.wave or self._latest_wave())
        return self.tell(place, f"health of {name} ≥ {limit:g}", "doubt", words)

    def _latest_wave(self) -> str | None:
        return self.journey.waves[-1] if self.journey.waves else None


def _describe_goal(row: GoalRow) -> tuple[str, str]:
    found = f", measured {row.shown}" if row.value is not None else ""
    few = (row.n_effective or row.n or SMALLEST_FOR_VERDICT) < SMALLEST_FOR_VERDICT
    word = row.status.replace("_", " ")
    if row.status == "not_measured" and row.value is not None:
        word = "without verdict, too few answers" if few else "without verdict"
    return f"goal {word}: {row.name}: {row.shown_goal}{found}", row.reason or ""


def _why_no_health(found: Sequence[ReadingRow], wave: str | None) -> str:
    """Why no reading of a touchpoint says how healthy it is."""
    measured = dict.fromkeys(row.metric for row in found if row.kind == "measured")
    if measured:  # only a time lacks a health of its own
        return f"{', '.join(measured)} without a target has no health"
    if found:
        return "only guessed"
    return "no readings there" if wave is None else f"no readings there in wave {wave}"


def _judge_health(row: ReadingRow, health: float, limit: float) -> tuple[Outcome, str, str]:
    """Whether a health is surely too low, may be, or has too few answers to say; and in words."""
    of = f"{row.name} ({row.metric})"
    low = f"health {health:.1f} of {of} is below {limit:g}"
    if row.n is None:
        return ("doubt", low, "but n is unknown") if health < limit else ("passed", "", "")
    if row.base == "suppressed":
        answers = row.n_effective or row.n
        few = f"{answers:.3g} answer{'' if answers == 1 else 's'}"
        needed = f"{SMALLEST_FOR_VERDICT} are needed for a verdict"
        said = f"too few answers to tell whether {of} is below {limit:g}"
        return "doubt", said, f"health {health:.1f} by {few}, {needed}"
    if health >= limit:
        return "passed", "", ""
    if row.health_high is None:
        return "doubt", low, "but its interval is unknown"
    if row.health_high >= limit:
        return "doubt", low, f"but its interval reaches up to {row.health_high:.1f}"
    return "failed", low, ""
