"""Quotes and pain points, as a table: what stands at the touchpoints beside their readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from journeymap.model.elements import Touchpoint
from journeymap.model.journey import Journey
from journeymap.result import Column, Result
from journeymap.wording.told import tell

_KINDS: Mapping[str, str] = {"quote": tell("quote"), "pain": tell("pain")}


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A quote or a pain point of a touchpoint.

    Args:
        touchpoint: Its id.
        stage: The id of its stage.
        kind: Whether it is a quote, word by word, or a pain as the team puts it.
        says: The words.
        count: How many customers have the pain; None where nobody counted.
        by: Who was quoted; None where unknown, and for pains.
        name: What people call the touchpoint.
    """

    touchpoint: str
    stage: str
    kind: Literal["quote", "pain"]
    says: str
    count: int | None
    by: str | None
    name: str


@dataclass(frozen=True)
class Voices(Result[VoiceRow]):
    """Quotes and pains in the order of the journey, the pains most people have first.

    Args:
        journey: The journey's id.
        settings: Nothing is asked.
        rows: The quotes and pains.
        notes: Nothing needs to be known.
    """

    question: ClassVar[str] = "voices"
    row_type: ClassVar[type[VoiceRow]] = VoiceRow

    def columns(self) -> Sequence[Column[VoiceRow]]:
        """Touchpoint, kind, the words, how many and who."""
        return (
            Column("touchpoint", lambda row: row.name),
            Column("kind", lambda row: _KINDS[row.kind]),
            Column("words", lambda row: row.says),
            Column("said by", lambda row: row.by or "–"),
            Column("how many", lambda row: "–" if row.count is None else f"{row.count:,}", True),
        )


def gather_voices(journey: Journey) -> Voices:
    """The quotes and pains of a journey.

    Example:
        >>> journey = Journey(name="Shop", stages=[
        ...     {"name": "Buy", "touchpoints": [{"name": "Pay", "pains": ["Slow"]}]}])
        >>> [row.says for row in gather_voices(journey).rows]
        ['Slow']
    """
    rows = [
        row
        for stage in journey.stages
        for touchpoint in stage.touchpoints
        for row in _find(touchpoint, stage.id)
    ]
    return Voices(journey.id, {}, tuple(rows), ())


def _find(at: Touchpoint, stage: str) -> Iterator[VoiceRow]:
    for quote in at.quotes:
        yield VoiceRow(at.id, stage, "quote", quote.says, None, quote.by, at.name)
    for pain in sorted(at.pains, key=lambda pain: -(pain.count or 0)):
        yield VoiceRow(at.id, stage, "pain", pain.says, pain.count, None, at.name)
