"""What a report says, before anything is written: a summary, and sections with picture and table.

Every format is written from the same record: a section is a part of the page, a slide, a sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing
from journeymap.picture.theme import LIGHT, Theme
from journeymap.result import Result
from journeymap.views.facts import Facts
from journeymap.wording.words import Words

Tone = Literal["good", "fair", "poor", "plain"]


@dataclass(frozen=True, slots=True)
class Answered:
    """One question of the summary with its answer, such as "What is weakest?".

    Args:
        id: A word that stays the same in every language, such as "weakest".
        question: In the fixed words of the language.
        answer: In plain words, a sentence or two.
        section: The id of the section that tells more; empty where there is none.
        tone: Whether that is good news; a document shows it by sign and word too.
        sign: The sign that goes with the tone, such as "✓"; empty where there is none.
    """

    id: str
    question: str
    answer: str
    section: str = ""
    tone: Tone = "plain"
    sign: str = ""


def _draw_nothing() -> None:
    """The picture of a section that has none."""


@dataclass(frozen=True)
class Section:
    """One subject of the report.

    Args:
        id: A word that stays the same in every language, such as "weakest".
        title: What it is about, such as "Weakest touchpoints".
        message: What it says, in one sentence: the title of its slide.
        result: Its table; None where the picture has none.
        notes: What to know before believing it, in whole sentences.
        method: How it was worked out, in plain words.
        draw: Draws its picture; gives None where a table says it all.
    """

    id: str
    title: str
    message: str
    result: Result[Any] | None = None
    notes: tuple[str, ...] = ()
    method: str = ""
    draw: Callable[[], Drawing | None] = field(default=_draw_nothing, repr=False, compare=False)

    @cached_property
    def drawing(self) -> Drawing | None:
        """Its picture, drawn when it is first asked for; None where a table says it all."""
        return self.draw()


@dataclass(frozen=True)
class Report:
    """Everything that a document about a journey shows.

    Args:
        facts: The journey with its curve, goals and ranking.
        summary: What is weakest, how sure that is, what to fix first: asked and answered.
        sections: The subjects, in order; the map is the first.
        theme: Its colours and font.
    """

    facts: Facts
    summary: tuple[Answered, ...]
    sections: tuple[Section, ...]
    theme: Theme = field(default=LIGHT)

    @property
    def journey(self) -> Journey:
        """The journey."""
        return self.facts.journey

    @property
    def words(self) -> Words:
        """The fixed words of the report's language."""
        return self.facts.words

    def section(self, id: str) -> Section | None:  # noqa: A002 - the field's own word
        """The section with this id; None where the question could not be answered."""
        return next((section for section in self.sections if section.id == id), None)
