"""The first thing a report says: what is weakest, how sure that is, what to fix first, the goal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from journeymap.analysis.coverage.finding import CoverageGaps
from journeymap.analysis.goals.words import SIGNS
from journeymap.analysis.priorities.advice import AdviceRow, AdviceTable
from journeymap.documents.report import Answered, Tone
from journeymap.result import Result, show_percent
from journeymap.statistics.chances import Status
from journeymap.views.facts import Facts
from journeymap.views.telling.parts import say_list
from journeymap.wording.words import Words

MOST_FIRST = 3
_TONES: dict[Status, Tone] = {
    "met": "good", "at_risk": "fair", "missed": "poor", "not_measured": "plain",
}  # fmt: skip


Kind = TypeVar("Kind")


def summarise(facts: Facts, found: Iterable[Result[Any]]) -> tuple[Answered, ...]:
    """The questions that everybody asks first, with their answers.

    Args:
        facts: The journey with its curve, goals and ranking.
        found: What else the journey answered: what to start and to stop, what isn't known.
    """
    results = tuple(found)
    advice, coverage = _find(AdviceTable, results), _find(CoverageGaps, results)
    weakest = (
        _name_weakest(facts),
        Answered("sure", facts.words("How sure is that?"), _say_how_sure(facts), "weakest"),
    )
    measured = bool(facts.weakest.rows)
    first = _name_first(advice, facts.words) if advice and measured else None
    measure = _name_unmeasured(coverage, facts.words) if coverage and not measured else None
    return tuple(one for one in (*weakest, first, measure, _judge_goals(facts)) if one)


def _find(kind: type[Kind], results: Iterable[object]) -> Kind | None:
    return next((result for result in results if isinstance(result, kind)), None)


def _name_weakest(facts: Facts) -> Answered:
    verdict = facts.weakest.verdict
    tone: Tone = "plain" if verdict.kind == "none" else "poor"
    said = facts.words.say(facts.weakest.headline())
    return Answered(
        "weakest", facts.words("What is weakest?"), said, "weakest", tone,
        "▼" if tone == "poor" else "",
    )  # fmt: skip


def _say_how_sure(facts: Facts) -> str:
    words, rows = facts.words, facts.weakest.rows
    chance = words.number(show_percent(rows[0].p_weakest)) if rows else ""
    match facts.weakest.verdict.kind:
        case "clear":
            said = words(
                "Very sure: it comes out weakest in {chance} of all true scores that fit the "
                "answers.", chance=chance,
            )  # fmt: skip
        case "likely":
            said = words(
                "Fairly sure: it comes out weakest in {chance} of all true scores that fit the "
                "answers. Do not bet everything on it.", chance=chance,
            )  # fmt: skip
        case "undecided":
            said = words(
                "Not sure which: the answers fit more than one. Treat those that are named as "
                "equally weak, or ask more people."
            )
        case _:
            return words("Nothing can be said before at least two touchpoints are measured.")
    fewest = min((row.n for row in rows if row.n is not None), default=None)
    if fewest is None:
        return said
    more = words(
        "{ranked} touchpoints are compared, each with {n} answers or more.",
        ranked=len(rows), n=words.number(f"{fewest:,}"),
    )  # fmt: skip
    return f"{said} {more}"


def _name_first(advice: AdviceTable, words: Words) -> Answered | None:
    starts = [row for row in advice.rows if row.advice == "start" and row.opportunity is None]
    if not advice.rows:
        return None
    question = words("What to fix first?")
    if not starts:
        return Answered("first", question, words.say(advice.headline()), "advice")
    work = [row for row in advice.rows if row.rank is not None and row.opportunity is None]
    named = work[:MOST_FIRST]
    named += [] if any(row.advice == "start" for row in named) else starts[:1]
    names = say_list([_name_work(row, words) for row in named], words)
    ordered = words("{names}, in this order.", names=names) if len(named) > 1 else f"{names}."
    return Answered("first", question, f"{ordered} {_name_idea(named, advice, words)}".strip(),
                    "advice", "fair", "➔")  # fmt: skip


def _name_work(row: AdviceRow, words: Words) -> str:
    """A touchpoint that needs work; of those where it goes on already, that it does."""
    under_way = row.advice == "continue"
    return words("{name} (work is under way)", name=row.name) if under_way else row.name


def _name_idea(named: list[AdviceRow], advice: AdviceTable, words: Words) -> str:
    """The first idea at hand for those of the first that nothing is done about."""
    first = [row.touchpoint for row in named if row.advice == "start"]
    ideas = (row for row in advice.rows if row.opportunity and row.touchpoint in first)
    idea = next((row for row in ideas if row.advice == "start"), None)
    if idea is None:
        return ""
    return words("An idea at hand for {name}: {idea}.", name=idea.name,
                 idea=(idea.opportunity or "").rstrip("."))  # fmt: skip


def _name_unmeasured(coverage: CoverageGaps, words: Words) -> Answered:
    high = [row.name for row in coverage.rows if row.severity == "high" and row.touchpoint]
    names = say_list(list(dict.fromkeys(high))[:MOST_FIRST], words) if high else ""
    said = words("Start with {names}. ", names=names) if names else ""
    told = f"{said}{words.say(coverage.headline())}"
    return Answered(
        "measure", words("What to measure first?"), told, "coverage", "fair", "➔",
    )  # fmt: skip


def _judge_goals(facts: Facts) -> Answered:
    words = facts.words
    table = facts.goals
    own = next((row for row in table.rows if row.scope == "journey"), None)
    status = own.status if own else table.whole.status if table.whole else None
    if not table.rows:
        said = words("No goal is set yet: write one, such as goal: csat >= 4.")
        return Answered("goal", words("Is the goal met?"), said, "goals")
    known = own is not None and own.value is not None
    said = words.say(table.headline())
    shown = f"{words.say(own.shown_goal)}: {words.say(own.shown)}. " if own and known else ""
    return Answered(
        "goal", words("Is the goal met?"), f"{_say(status, words)}{shown}{said}",
        "goals", _TONES[status] if status else "plain", SIGNS[status] if status else "",
    )  # fmt: skip


def _say(status: Status | None, words: Words) -> str:
    match status:
        case "met":
            return words("Yes.") + " "
        case "missed":
            return words("No.") + " "
        case "at_risk":
            return words("Not surely.") + " "
        case "not_measured":
            return words("Nobody knows yet.") + " "
        case _:
            return ""
