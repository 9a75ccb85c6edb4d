"""What the page tells of each touchpoint when it is pointed at or focused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from journeymap.analysis.goals.table import GoalRow, GoalTable
from journeymap.analysis.goals.words import SIGNS, show_goal
from journeymap.analysis.readings import ReadingTable
from journeymap.model.elements import Opportunity, Touchpoint
from journeymap.model.journey import Journey
from journeymap.picture.lettering import clean_line
from journeymap.result import show_answers
from journeymap.views.facts import say_status
from journeymap.views.telling.metrics import say_metric
from journeymap.wording.words import Words

Told = Mapping[str, Any]


def tell_touchpoints(journey: Journey, goals: GoalTable, words: Words) -> dict[str, Told]:
    """Touchpoint id to what is known of it besides its readings; what is unknown is left out.

    Args:
        journey: The journey.
        goals: Where its goals stand.
        words: The fixed words of the page's language.
    """
    standing = {
        (row.id, row.shown_goal): _say_goal(row, words)
        for row in goals.rows
        if row.scope == "touchpoint"
    }
    channels = {channel.id: channel.name for channel in journey.channels}
    return {
        touchpoint.id: _tell(journey, touchpoint, stage.id, standing, channels, words=words)
        for stage in journey.stages
        for touchpoint in stage.touchpoints
    }


def tell_readings(table: ReadingTable, words: Words) -> dict[str, list[list[str]]]:
    """Touchpoint id to its readings: metric, value with interval, and answers.

    Args:
        table: The readings of one wave and segment.
        words: The fixed words of the page's language.
    """
    found: dict[str, list[list[str]]] = {}
    for row in table.rows:
        if row.touchpoint is not None:
            answers = show_answers(row.n, row.n_effective)
            shown = [say_metric(row.metric, words), words.say(row.shown), words.number(answers)]
            found.setdefault(row.touchpoint, []).append([clean_line(text) for text in shown])
    return found


def _tell(
    journey: Journey,
    touchpoint: Touchpoint,
    stage: str,
    standing: Mapping[tuple[str, str], str],
    channels: Mapping[str, str],
    *,
    words: Words,
) -> Told:
    goals = [show_goal(goal, journey.metric(goal.metric)) for goal in touchpoint.goals]
    channel = touchpoint.channel
    told = {
        "name": clean_line(touchpoint.name),
        "stage": stage,
        "channel": channels.get(channel, channel) if channel else None,
        "owner": touchpoint.owner or journey.stage(stage).owner,
        "description": touchpoint.description,
        "expects": touchpoint.expects,
        "emotion": touchpoint.emotion.name if touchpoint.emotion else None,
        "moment": touchpoint.moment_of_truth,
        "url": touchpoint.url,
        "goals": [standing.get((touchpoint.id, goal), goal) for goal in goals],
        "quotes": [quote.says for quote in touchpoint.quotes],
        "pains": [_count(pain.says, pain.count, words) for pain in touchpoint.pains],
        "opportunities": [
            _join(idea.do, (idea.owner, *_say_effort(idea, words)))
            for idea in touchpoint.opportunities
        ],
    }
    return {key: value for key, value in told.items() if value}


def _say_goal(row: GoalRow, words: Words) -> str:
    status = say_status(row.status, words, value=row.value)
    return f"{words.say(row.shown_goal)} {SIGNS[row.status]} {status}"


def _say_effort(idea: Opportunity, words: Words) -> Iterator[str]:
    """How much it takes, and how far it is."""
    efforts = {
        "low": words("low effort"), "medium": words("medium effort"), "high": words("high effort"),
    }  # fmt: skip
    if idea.effort:
        yield efforts[idea.effort]
    states = {"idea": words("idea"), "running": words("running"), "done": words("done")}
    if idea.state:
        yield states[idea.state]


def _count(says: str, count: int | None, words: Words) -> str:
    return says if count is None else f"{says} ({words.number(f'{count:,}')})"


def _join(first: str, more: Iterable[str | None]) -> str:
    known: Sequence[str] = [one for one in more if one]
    return f"{first} ({', '.join(known)})" if known else first
