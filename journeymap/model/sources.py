"""Sources: how a table of raw answers becomes readings, so that one journey serves every wave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, PlainSerializer, model_validator

from journeymap.fields import DistinctKeys, FrozenMap, Id, OneOrMore, Text, Words, fail
from journeymap.record import Record

TIDY_COLUMNS = ("touchpoint", "metric", "score", "respondent_id", "answered_at", "wave", "weight")


class Question(Record, init=False):
    """What a column of a wide table asks about: the place, and the metric or metrics it feeds.

    Args:
        touchpoint: The touchpoint it is about.
        stage: The stage it is about.
        scope: "journey" where it is about the whole journey.
        metrics: Ids of the metrics that its answers feed (``metric`` in a file).
        expectation: For a gap metric: the column with what the same customer expected; the answer
            is then this column minus that one.
        missing: Codes that mean "no answer" here; those of the source where absent.
    """

    example: ClassVar[str] = "{touchpoint: cart, metric: csat}"

    touchpoint: Id | None = None
    stage: Id | None = None
    scope: Literal["journey"] | None = None
    metrics: Annotated[tuple[Id, ...], OneOrMore] = Field(
        validation_alias="metric", serialization_alias="metric"
    )
    expectation: Text | None = None
    missing: Annotated[tuple[Text, ...], OneOrMore] | None = None

    @model_validator(mode="after")
    def _check(self) -> Question:
        if sum(place is not None for place in (self.touchpoint, self.stage, self.scope)) != 1:
            fail(
                "a question is about one touchpoint, one stage or the whole journey",
                "write touchpoint: ..., stage: ... or scope: journey",
            )
        if not self.metrics:
            fail("a question feeds at least one metric")
        return self


class Segmenting(Record, init=False):
    """A column that tells groups of customers apart, and optionally how its codes are called."""

    text_field: ClassVar[str] = "column"
    example: ClassVar[str] = "{column: STRATA, labels: {1: morning}}"

    column: Text
    labels: Words = Field(default_factory=FrozenMap)


Questions = Annotated[
    Mapping[Text, Annotated[tuple[Question, ...], OneOrMore]],
    AfterValidator(FrozenMap),
    PlainSerializer(dict),
]
Segments = Annotated[
    Mapping[Id, Segmenting], DistinctKeys, AfterValidator(FrozenMap), PlainSerializer(dict)
]


class Source(Record, init=False):
    """How a table of raw answers becomes readings.

    With ``questions`` the table is wide (a row per respondent, a column per question); without,
    it is tidy (a row per answer) with the columns touchpoint, metric, score and, where there are
    any, respondent_id, answered_at, wave and weight.

    Args:
        answers: Path of the table, from the folder of the source file.
        wave: The wave that all answers belong to.
        missing: Codes that mean "no answer", beside blanks and NA.
        weight: The column that holds each respondent's weight.
        segments: Segment name to column: readings are made for every value of each.
        questions: Wide tables: column to what it asks about.
        columns: Tidy tables: which column plays which part, where it has another name.
        touchpoints: Tidy tables: word in the table to touchpoint id, where they differ.
        metrics: Tidy tables: word in the table to metric id, where they differ.
        repeats: What to do when one respondent answers twice for the same touchpoint, metric and
            wave: "keep_last", "keep_all" or "refuse".

    Raises:
        JourneyError: if parts of it contradict each other.

    Example:
        >>> food = {"touchpoint": "food", "metric": "csat"}
        >>> source = Source(missing=[0, 6], questions={"Q7FOOD": food})
        >>> source.missing, source.is_wide
        (('0', '6'), True)
    """

    answers: Text | None = None
    wave: Id | None = None
    missing: Annotated[tuple[Text, ...], OneOrMore] = ()
    weight: Text | None = None
    segments: Segments = Field(default_factory=FrozenMap)
    questions: Questions = Field(default_factory=FrozenMap)
    columns: Words = Field(default_factory=FrozenMap)
    touchpoints: Words = Field(default_factory=FrozenMap)
    metrics: Words = Field(default_factory=FrozenMap)
    repeats: Literal["keep_last", "keep_all", "refuse"] = "keep_last"

    @model_validator(mode="after")
    def _check(self) -> Source:
        if self.is_wide:
            for word in ("touchpoints", "metrics"):
                if getattr(self, word):
                    fail(
                        f"{word} is for tidy tables",
                        "questions name touchpoint and metric already",
                        shown=word,
                    )
        unknown = [part for part in self.columns if part not in TIDY_COLUMNS]
        if unknown:
            fail(
                "unknown part of a table", f"parts are {', '.join(TIDY_COLUMNS)}", shown=unknown[0]
            )
        if self.wave is not None and "wave" in self.columns:
            fail(
                "the wave is given twice",
                "write wave, or columns: {wave: ...}, not both",
                shown=self.wave,
            )
        return self

    @property
    def is_wide(self) -> bool:
        """Whether the table has a column per question."""
        return bool(self.questions)
