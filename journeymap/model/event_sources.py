"""Sources of events: how a log of what customers did becomes the flow of a journey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, PlainSerializer, model_validator

from journeymap.fields import (
    DistinctKeys,
    FrozenMap,
    Id,
    Number,
    OneOrMore,
    Text,
    Words,
    fail,
)
from journeymap.model.formats import TableFormat
from journeymap.model.sources import LARGEST_TOLERANCE, Only
from journeymap.record import Record
from journeymap.text import to_nfc

_EVENT_COLUMNS = ("case", "activity", "time", "order")

StageRule = Annotated[
    Mapping[Id, Annotated[tuple[Text, ...], OneOrMore]],
    DistinctKeys,
    AfterValidator(FrozenMap),
    PlainSerializer(dict),
]


class EventSource(Record, init=False):
    """How a log of events, or a table of paths, becomes the flow of a journey.

    Columns that are not named are found by their usual names. In an XES file columns are the keys
    of attributes, those of a trace with ``case:`` before them; in OCEL, ``case`` is the type of the
    objects whose journeys are followed, and columns are the names of an event's attributes.

    Args:
        events: Path of the log, from the folder of the source file.
        format: How the table is written, where the file itself does not tell.
        case: The column that tells whose journey an event belongs to.
        activity: The column that names what happened.
        time: The column that tells when; an ISO 8601 time without a zone is taken for UTC.
        order: The column that puts events of the same case and time in order; the order of the
            file where absent.
        only: Column to the values that are kept; other events are set aside.
        ignore: Activities that are no touchpoints; their events are set aside.
        touchpoints: Activity to touchpoint id, where they differ.
        channel: The column that names the channel of an event.
        stage: The column that names the stage of an event, for discovery; it may be the channel's.
        stages: Stage to its activities, for discovery.
        path: Path tables: the column that holds whole paths, as ``search > cart > pay``.
        count: Path tables: the column or columns that tell how many customers took a path; several
            are added up, and a path counts once where there is none.
        outcomes: Path tables: column of ``count`` to the touchpoint that its customers reach after
            the path, as ``{total_conversions: Purchase}``; other customers end where it does.
        separator: Path tables: what stands between two touchpoints of a path.
        tolerate: The share of events that may be at fault; they are then set aside by reason.

    Raises:
        JourneyError: if parts of it contradict each other.

    Example:
        >>> source = EventSource(case="customer", ignore="heartbeat", stages={"Buy": ["cart"]})
        >>> source.ignore, source.columns, source.stage_by_activity
        (('heartbeat',), ('customer',), {'cart': 'Buy'})
    """

    example: ClassVar[str] = "{events: log.csv, case: customer, activity: event, time: at}"

    events: Text | None = None
    format: TableFormat = Field(default_factory=TableFormat)
    case: Text | None = None
    activity: Text | None = None
    time: Text | None = None
    order: Text | None = None
    only: Only = Field(default_factory=FrozenMap)
    ignore: Annotated[tuple[Text, ...], OneOrMore] = ()
    touchpoints: Words = Field(default_factory=FrozenMap)
    channel: Text | None = None
    stage: Text | None = None
    stages: StageRule = Field(default_factory=FrozenMap)
    path: Text | None = None
    count: Annotated[tuple[Text, ...], OneOrMore] = ()
    outcomes: Words = Field(default_factory=FrozenMap)
    separator: Text = ">"
    tolerate: Number = 0

    @model_validator(mode="after")
    def _check(self) -> EventSource:
        self._check_columns()
        self._check_activities()
        if not 0 <= self.tolerate <= LARGEST_TOLERANCE:
            wrong, shown = "not a share that can be tolerated", f"{self.tolerate:g}"
            fail(wrong, "from 0 to 50%", shown=shown, at=("tolerate",))
        return self

    def _check_columns(self) -> None:
        for word in (*_EVENT_COLUMNS, "stage", "channel") if self.path is not None else ():
            if getattr(self, word) is not None:
                fail(
                    f"{word} is for events, path for whole paths",
                    "take one of them out",
                    at=(word,),
                )
        if self.count and self.path is None:
            wrong, hint = "count is for tables of whole paths", "write path: COLUMN"
            fail(wrong, hint, shown=self.count[0], at=("count",))
        counts = [to_nfc(column) for column in self.count]
        for column in self.outcomes:
            if to_nfc(column) not in counts:
                wrong, place = "outcomes are of columns of count", ("outcomes", column)
                fail(wrong, "write count: COLUMN", shown=column, at=place)
        parts = {word: getattr(self, word) for word in _EVENT_COLUMNS}
        for word, column in parts.items():
            other = next((w for w, c in parts.items() if c == column and w != word), None)
            if column is not None and other:
                fail(f"{word} and {other} are the same column", shown=column, at=(other,))

    def _check_activities(self) -> None:
        if self.stage is not None and self.stages:
            hint = "write stage or stages"
            fail("stages are given twice", hint, shown=self.stage, at=("stage",))
        seen: dict[str, str] = {}
        for stage, activities in self.stages.items():
            for activity in map(to_nfc, activities):
                first = seen.setdefault(activity, stage)
                if first != stage:
                    wrong, hint = "an activity in two stages", f"{first} and {stage}"
                    fail(wrong, hint, shown=activity, at=("stages", stage))
        used = {*seen, *map(to_nfc, self.touchpoints)}
        for activity in self.ignore:
            if to_nfc(activity) in used:
                hint = "take it out of ignore, or of touchpoints and stages"
                wrong = "an activity that is ignored has a place"
                fail(wrong, hint, shown=activity, at=("ignore",))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it names, each once; in OCEL ``case`` is no column."""
        named = (*(getattr(self, word) for word in _EVENT_COLUMNS), self.channel, self.stage)
        every = (*named, *self.only, self.path, *self.count)
        return tuple(dict.fromkeys(to_nfc(column) for column in every if column is not None))

    @property
    def stage_by_activity(self) -> Mapping[str, str]:
        """Activity to the stage that ``stages`` gives it."""
        return {to_nfc(each): stage for stage, names in self.stages.items() for each in names}
