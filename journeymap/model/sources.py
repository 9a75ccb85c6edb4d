"""Sources: how a table of raw answers becomes readings, so that one journey serves every wave."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, model_validator

from journeymap.fields import (
    Count,
    DistinctKeys,
    FrozenMap,
    Id,
    Number,
    OneOrMore,
    Text,
    Words,
    check_number,
    fail,
)
from journeymap.model.formats import TableFormat
from journeymap.model.places import Place
from journeymap.model.waves import Waves
from journeymap.record import Record
from journeymap.text import Plain, to_folded, to_nfc

TIDY_COLUMNS = (
    "touchpoint",
    "metric",
    "score",
    "respondent_id",
    "answered_at",
    "wave",
    "weight",
    "comment",
)
LARGEST_TOLERANCE = 0.5


def _check_labels(labels: Mapping[str, float]) -> FrozenMap[str, float]:
    codes: dict[str, float] = {}
    for label, code in labels.items():
        if codes.setdefault(to_folded(label), code) != code:
            hint = "capitals and blanks do not tell them apart"
            fail("the same label with two codes", hint, shown=label)
    return FrozenMap(labels)


Shares = Annotated[
    Mapping[Text, Number], DistinctKeys, AfterValidator(FrozenMap), PlainSerializer(dict)
]
Labels = Annotated[
    Mapping[Text, Number], DistinctKeys, AfterValidator(_check_labels), PlainSerializer(dict)
]


def _to_scale(value: object) -> tuple[float, float]:
    """``1-7``, ``1 to 7`` or a list of both ends."""
    ends = re.fullmatch(
        r" *(-?\d+) *(?:-|–|to) *(-?\d+) *", value if isinstance(value, str) else ""
    )
    if ends:
        value = ends.groups()
    if not isinstance(value, list | tuple) or len(value) != 2:
        fail("not the two ends of a scale", "such as 1-7")
    low, high = (check_number(Plain(end) if isinstance(end, str) else end) for end in value)
    return low, high


class Question(Place, init=False):
    """What a column of a wide table asks about: the place, and the metric or metrics it feeds.

    Args:
        touchpoint: The touchpoint it is about.
        stage: The stage it is about.
        scope: "journey" where it is about the whole journey.
        metrics: Ids of the metrics that its answers feed (``metric`` in a file).
        labels: Answer in words to its code, as ``{Very satisfied: 5}``; beside the source's own.
            Shares take yes and no, true and false, y and n without any; other metrics never do.
        scale: The codes that were asked, lowest and highest; another scale than the metric's is
            refused, because like is compared with like.
        expectation: For a gap metric: the column with what the same customer expected; the answer
            is then this column minus that one.
        sign: For a column that holds gaps already: "expectation_minus_perception" where they are
            written the other way round.
        chosen: For multiple choice: the option that counts, in words or as its code; the metric
            is a share of those who answered.
        separator: For multiple choice in one column: what stands between the chosen options.
        among: For multiple choice over columns: all columns of the question; who left all of them
            blank has not answered. This one counts as chosen where it is not blank, 0, no or false.
        wording: The question as it was asked; waves with another wording are told apart.
        invited: How many were asked; that of the source where absent.
        missing: Codes that mean "no answer" here; those of the source where absent.
    """

    example: ClassVar[str] = "{touchpoint: cart, metric: csat}"

    metrics: Annotated[tuple[Id, ...], OneOrMore] = Field(
        validation_alias="metric", serialization_alias="metric"
    )
    labels: Labels = Field(default_factory=FrozenMap)
    scale: Annotated[tuple[Number, Number], PlainValidator(_to_scale)] | None = None
    expectation: Text | None = None
    sign: Literal["perception_minus_expectation", "expectation_minus_perception"] | None = None
    chosen: Text | None = None
    separator: Text | None = None
    among: Annotated[tuple[Text, ...], OneOrMore] = ()
    wording: Text | None = None
    invited: Count | None = None
    missing: Annotated[tuple[Text, ...], OneOrMore] | None = None

    @model_validator(mode="after")
    def _check(self) -> Question:
        if not self.metrics:
            fail("a question feeds at least one metric")
        for word in ("separator", "among"):
            if getattr(self, word) and self.chosen is None:
                hint = "write chosen: OPTION"
                fail(f"{word} is for multiple choice", hint, at=(word,))
        if self.separator is not None and self.among:
            hint = "take one of them out"
            fail("separator is for one column, among for several", hint, at=("separator",))
        if self.sign is not None and self.expectation is not None:
            hint = "with expectation the answer is this column minus that one"
            wrong = "sign is for a column that holds gaps already"
            fail(wrong, hint, shown=self.sign, at=("sign",))
        for word in ("expectation", "sign", "scale"):
            if self.chosen is not None and getattr(self, word) is not None:
                hint = "take one of them out"
                fail(f"{word} is not for multiple choice", hint, at=(word,))
        return self


class Comment(Place, init=False):
    """What a column of open text is about; it is kept apart from what can be counted."""

    example: ClassVar[str] = "{touchpoint: cart}"


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
Comments = Annotated[Mapping[Text, Comment], AfterValidator(FrozenMap), PlainSerializer(dict)]
Margins = Annotated[
    Mapping[Text, Shares],
    DistinctKeys,
    AfterValidator(FrozenMap),
    PlainSerializer(lambda margins: {column: dict(known) for column, known in margins.items()}),
]
Only = Annotated[
    Mapping[Text, Annotated[tuple[Text, ...], OneOrMore]],
    AfterValidator(FrozenMap),
    PlainSerializer(dict),
]


class Source(Record, init=False):
    """How a table of raw answers becomes readings.

    With ``questions`` the table is wide (a row per respondent, a column per question); without,
    it is tidy (a row per answer) with the columns touchpoint, metric, score and, where there are
    any, respondent_id, answered_at, wave and weight.

    Args:
        answers: Path of the table, from the folder of the source file.
        format: How the table is written, where the file itself does not tell.
        only: Column to the values that are kept; other rows are set aside.
        wave: The wave that all answers belong to.
        waves: Waves cut by the date of each answer, such as "month".
        missing: Codes that mean "no answer", beside blanks and NA.
        labels: Answer in words to its code, as ``{Very satisfied: 5}``.
        weight: The column that holds each respondent's weight.
        rake: Column to its known margins, as ``{sex: {f: 51%, m: 49%}}``: respondents are weighted
            so that all margins hold.
        population: How many customers there are of whom these were asked, where that is known.
        invited: How many were asked to answer.
        segments: Segment name to column: readings are made for every value of each.
        questions: Wide tables: column to what it asks about.
        columns: Tidy tables: which column plays which part, where it has another name.
        touchpoints: Tidy tables: word in the table to touchpoint id, where they differ.
        metrics: Tidy tables: word in the table to metric id, where they differ.
        repeats: What to do when one respondent answers twice for the same touchpoint, metric and
            wave: "keep_last", "keep_all", "refuse", or "cluster", which keeps all and counts the
            answers of one customer as alike as they are.
        comments: Columns of open text, and what they are about.
        tolerate: The share of answers that may be at fault; they are then set aside by reason.

    Raises:
        JourneyError: if parts of it contradict each other.

    Example:
        >>> food = {"touchpoint": "food", "metric": "csat"}
        >>> source = Source(missing=[0, 6], questions={"Q7FOOD": food})
        >>> source.missing, source.is_wide
        (('0', '6'), True)
    """

    answers: Text | None = None
    format: TableFormat = Field(default_factory=TableFormat)
    only: Only = Field(default_factory=FrozenMap)
    wave: Id | None = None
    waves: Waves | None = None
    missing: Annotated[tuple[Text, ...], OneOrMore] = ()
    labels: Labels = Field(default_factory=FrozenMap)
    weight: Text | None = None
    rake: Margins = Field(default_factory=FrozenMap)
    population: Count | None = None
    invited: Count | None = None
    segments: Segments = Field(default_factory=FrozenMap)
    questions: Questions = Field(default_factory=FrozenMap)
    columns: Words = Field(default_factory=FrozenMap)
    touchpoints: Words = Field(default_factory=FrozenMap)
    metrics: Words = Field(default_factory=FrozenMap)
    repeats: Literal["keep_last", "keep_all", "refuse", "cluster"] = "keep_last"
    comments: Comments = Field(default_factory=FrozenMap)
    tolerate: Number = 0

    @model_validator(mode="after")
    def _check(self) -> Source:
        if self.is_wide:
            for word in ("touchpoints", "metrics"):
                if getattr(self, word):
                    fail(
                        f"{word} is for tidy tables",
                        "questions name touchpoint and metric already",
                        at=(word,),
                    )
        self._check_open_text()
        unknown = [part for part in self.columns if part not in TIDY_COLUMNS]
        if unknown:
            hint = f"parts are {', '.join(TIDY_COLUMNS)}"
            fail("unknown part of a table", hint, shown=unknown[0], at=("columns", unknown[0]))
        given = (self.wave is not None, self.waves is not None, "wave" in self.columns)
        if sum(given) > 1:
            hint = "write one of wave, waves and columns: {wave: ...}"
            place = ("columns", "wave") if given[2] else ("waves",)
            fail("the wave is given twice", hint, shown=self.wave or "waves", at=place)
        if self.invited and self.population and self.invited > self.population:
            hint = f"there are {self.population:,} customers"
            shown = f"{self.invited:,}"
            fail("more were invited than there are", hint, shown=shown, at=("invited",))
        if not 0 <= self.tolerate <= LARGEST_TOLERANCE:
            wrong, shown = "not a share that can be tolerated", f"{self.tolerate:g}"
            fail(wrong, "from 0 to 50%", shown=shown, at=("tolerate",))
        return self

    def _check_open_text(self) -> None:
        if self.comments and not self.is_wide:
            hint = "for a tidy one write columns: {comment: ...}"
            column = next(iter(self.comments))
            fail("comments is for wide tables", hint, shown=column, at=("comments", column))
        asked = set(map(to_nfc, self.questions))
        for column in self.comments:
            if to_nfc(column) in asked:
                wrong = "a column is a question or a comment, not both"
                fail(wrong, shown=column, at=("comments", column))
        for column, questions in self.questions.items():
            for among in (q.among for q in questions if q.among):
                if to_nfc(column) not in map(to_nfc, among):
                    hint = f"add {column!r} to among"
                    wrong, place = "among names all columns of the question", ("questions", column)
                    fail(wrong, hint, shown=", ".join(among), at=place)

    @property
    def is_wide(self) -> bool:
        """Whether the table has a column per question."""
        return bool(self.questions)
