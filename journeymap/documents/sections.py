"""The sections of a report: what each is called, what it says, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from journeymap.documents.methods import tell_method
from journeymap.documents.pictures import draw_section
from journeymap.documents.questions import Answers
from journeymap.documents.report import Section
from journeymap.picture.theme import Theme
from journeymap.result import Result
from journeymap.views.facts import Facts
from journeymap.wording.told import tell_key
from journeymap.wording.words import Words


def build_sections(answers: Answers, facts: Facts, theme: Theme | None) -> tuple[Section, ...]:
    """A section for every answer; the one on what is not known also tells what failed.

    Args:
        answers: What the journey answered.
        facts: The journey with its curve, goals and ranking.
        theme: Colours and font of the pictures; the light one where None.
    """
    words = facts.words
    failed = tuple(_tell_failed(answers, words))
    teller = "coverage" if "coverage" in answers.found else "map"
    return tuple(
        Section(
            id=id_,
            title=name_section(id_, words),
            message=_say(id_, found, facts),
            result=found,
            notes=(*map(words.say, found.notes), *(failed if id_ == teller else ())),
            method=tell_method(id_, words),
            draw=partial(draw_section, id_, found, facts, theme),
        )
        for id_, found in answers.found.items()
    )


def name_section(id: str, words: Words) -> str:  # noqa: A002 - the field's own word
    """What a section is called.

    Args:
        id: Its id; what follows a colon says about which part.
        words: The fixed words of the report's language.

    Example:
        >>> name_section("goals", Words()), name_section("segments:time_of_day", Words())
        ('Goals', 'By time of day')
    """
    kind, _, part = id.partition(":")
    if kind == "segments":
        return words("By {key}", key=words.say(tell_key(part)))
    return _list_names(words)[kind]


def _list_names(words: Words) -> dict[str, str]:
    return {
        "map": words("The journey"),
        "blueprint": words("Service blueprint"),
        "weakest": words("Weakest touchpoints"),
        "priorities": words("What to fix first"),
        "quadrants": words("Importance and health"),
        "advice": words("Advice"),
        "goals": words("Goals"),
        "drivers": words("What moves the outcome"),
        "comparison": words("What has changed"),
        "trend": words("Over time"),
        "flow": words("How customers go through"),
        "curve": words("The experience in short"),
        "voices": words("Quotes and pain points"),
        "words": words("What customers talk about"),
        "coverage": words("What is not known"),
        "readings": words("All readings"),
    }


def _tell_failed(answers: Answers, words: Words) -> Iterator[str]:
    for id_, why in answers.failed.items():
        title = name_section(id_, words)
        yield words("“{title}” is left out: {reason}", title=title, reason=why)


def _say(id_: str, found: Result[Any], facts: Facts) -> str:
    """What a section says, in a sentence; the map says what everybody asks first."""
    words = facts.words
    if id_ == "map":
        return words.say(facts.goals.headline()) if facts.goals.rows else _count_measured(facts)
    if said := words.say(found.headline()):
        return said
    match id_:
        case "blueprint":
            return words("What customers see of us, and what works behind it.")
        case "curve":
            return words("The journey at its best, at its worst and at its end.")
        case "voices":
            return _count_voices(found, words)
        case "readings":
            return words.count(len(found.rows), "{n} reading", "{n} readings")
        case _:
            return _count_measured(facts)


def _count_voices(found: Result[Any], words: Words) -> str:
    """How many quotes and how many pain points there are; one is not counted as the other."""
    quotes = sum(row.kind == "quote" for row in found.rows)
    pains = len(found.rows) - quotes
    told = (
        words.count(quotes, "{n} quote", "{n} quotes") if quotes else "",
        words.count(pains, "{n} pain point", "{n} pain points") if pains else "",
    )
    return ", ".join(filter(None, told))


def _count_measured(facts: Facts) -> str:
    measured, every = facts.experience.measured, len(facts.journey.touchpoints)
    return facts.words("{n} of {all} touchpoints are measured.", n=measured, all=every)
