"""What a report says, before anything is written: a summary, and sections with picture and table.

Every format is written from the same record: a section is a part of the page, a slide, a sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing
from journeymap.picture.theme import Theme
from journeymap.result import Result
from journeymap.wording.words import Words


@dataclass(frozen=True)
class Answered:
    """One question of the summary with its answer, such as "What is weakest?".

    Args:
        question: In the fixed words of the language.
        answer: In plain words, a sentence or two.
    """

    question: str
    answer: str


@dataclass(frozen=True)
class Section:
    """One subject of the report.

    Args:
        id: A word that stays the same in every language, such as "weakest".
        title: What it is about, such as "Weakest touchpoints".
        message: What it says, in one sentence: the title of its slide.
        drawing: Its picture; None where a table says it all.
        result: Its table; None where the picture has none.
        notes: What to know before believing it, in whole sentences.
        method: How it was worked out, in plain words.
    """

    id: str
    title: str
    message: str
    drawing: Drawing | None
    result: Result[Any] | None
    notes: tuple[str, ...]
    method: str


@dataclass(frozen=True)
class Report:
    """Everything that a document about a journey shows.

    Args:
        journey: The journey.
        summary: What is weakest, how sure that is, what to fix first: asked and answered.
        sections: The subjects, in order; the map is the first.
        words: The fixed words of its language.
        theme: Its colours and font.
    """

    journey: Journey
    summary: tuple[Answered, ...]
    sections: tuple[Section, ...]
    words: Words
    theme: Theme
