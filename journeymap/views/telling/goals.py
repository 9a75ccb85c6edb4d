"""Where goals stand, said in the language of a picture or document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from journeymap.analysis.goals.table import GoalRow, GoalTable
from journeymap.wording.words import Words

_Say = Callable[[Mapping[str, str], Words], str]


def say_goals(table: GoalTable, words: Words) -> str:
    """How many goals stand where; in English it is the table's own headline.

    Args:
        table: The goals.
        words: The fixed words.

    Example:
        >>> from journeymap import load_demo, measure_goals
        >>> say_goals(measure_goals(load_demo()), Words())
        '7 goals: 4 met, 2 missed, 1 at risk.'
    """
    if not table.rows:
        return words("The journey has no goals.")
    counts = Counter(_class_of(row) for row in table.rows)
    listed = [_count(kind, counts[kind], words) for kind in _CLASSES if counts[kind]]
    goals = words.count(len(table.rows), "{n} goal", "{n} goals")
    return f"{goals}: {', '.join(listed)}."


_CLASSES = ("met", "missed", "at_risk", "not_measured", "no_verdict")


def _class_of(row: GoalRow) -> str:
    """Its status; what has a value but no chance has no verdict."""
    if row.status == "not_measured" and row.value is not None:
        return "no_verdict"
    return row.status


def _count(kind: str, n: int, words: Words) -> str:
    match kind:
        case "met":
            return words.count(n, "{n} met", "{n} met")
        case "missed":
            return words.count(n, "{n} missed", "{n} missed")
        case "at_risk":
            return words.count(n, "{n} at risk", "{n} at risk")
        case "not_measured":
            return words.count(n, "{n} not measured", "{n} not measured")
    return words.count(n, "{n} no verdict", "{n} no verdict")


def say_target(row: GoalRow, words: Words) -> str:
    """A goal as people read it, such as "NPS ≥ +30 by 2027"; the metric's name stays.

    Args:
        row: The goal.
        words: The fixed words.
    """
    if row.due is None:
        return words.number(row.shown_goal)
    goal = words.number(row.shown_goal.removesuffix(f" by {row.due}"))
    return words("{goal} by {wave}", goal=goal, wave=row.due)


def say_reason(reason: str | None, words: Words) -> str:
    """Why a goal isn't measured, or what its value was put together from.

    Args:
        reason: As the goal's row has it; None where nothing needs to be said.
        words: The fixed words.

    Example:
        >>> say_reason("mean of 2 of 3 touchpoints, worst Pay 3.08", Words("en"))
        'mean of 2 of 3 touchpoints, worst Pay 3.08'
    """
    for pattern, say in _REASONS:
        if found := pattern.fullmatch(reason or ""):
            return say(found.groupdict(), words)
    return reason or ""


def _say_mean(found: Mapping[str, str], words: Words) -> str:
    told = {name: found[name] for name in ("n", "all", "name")}
    value = words.number(found["value"])
    if found["by"]:
        return words(
            "mean of {n} of {all} touchpoints by reach, worst {name} {value}", value=value, **told
        )
    return words("mean of {n} of {all} touchpoints, worst {name} {value}", value=value, **told)


def _say_wave(found: Mapping[str, str], words: Words) -> str:
    more = say_reason(found["more"], words)
    wave = words("wave {wave}", wave=found["wave"])
    return f"{wave}; {more}" if more else wave


def _say_worth(found: Mapping[str, str], words: Words) -> str:
    n = int(found["n"].replace(",", ""))
    worth = found["worth"]
    return words.count(
        n, "{n} answers worth only {worth}", "{n} answers worth only {worth}", worth=worth
    )


_REASONS: tuple[tuple[re.Pattern[str], _Say], ...] = (
    (re.compile("only guessed"), lambda _, words: words("only guessed")),
    (
        re.compile("number of answers unknown"),
        lambda _, words: words("number of answers unknown"),
    ),
    (
        re.compile("all times are equal, their spread is not known"),
        lambda _, words: words("all times are equal, their spread is not known"),
    ),
    (
        re.compile("spread of the times unknown"),
        lambda _, words: words("spread of the times unknown"),
    ),
    (
        re.compile(r"only (?P<n>\d+) answers?"),
        lambda found, words: words.count(int(found["n"]), "only {n} answer", "only {n} answers"),
    ),
    (re.compile(r"(?P<n>[\d,]+) answers worth only (?P<worth>\d+)"), _say_worth),
    (
        re.compile(r"no reading of (?P<metric>\S+)"),
        lambda found, words: words("no reading of {metric}", metric=found["metric"]),
    ),
    (
        re.compile(r"the reading of (?P<name>.+)", re.S),
        lambda found, words: words("the reading of {name}", name=found["name"]),
    ),
    (
        re.compile(
            r"mean of (?P<n>\d+) of (?P<all>\d+) touchpoints(?P<by> by reach)?, "
            r"worst (?P<name>.+) (?P<value>[+\-−]?\d[\d.,]*(?: \S+)?)",
            re.S,
        ),
        _say_mean,
    ),
    (re.compile(r"wave (?P<wave>[^;]+)(?:; (?P<more>.+))?", re.S), _say_wave),
)
