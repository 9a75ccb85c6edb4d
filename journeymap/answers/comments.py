"""Comments out of tables: each with its place, wave and segments, and the same customer's score.

Rows are read one after the other and none is kept, so a table may be larger than memory.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import narwhals.stable.v2 as nw

from journeymap.answers.comment_reading import GivenComment, Reading, Row
from journeymap.answers.comment_table import CommentTable, Place, look_over, open_comments
from journeymap.answers.dates import Dates
from journeymap.errors import AnswersError, Problem
from journeymap.metrics import Metric
from journeymap.model.given import take_source
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.tables.cells import Missing, to_cell
from journeymap.tables.engines import engine_errors
from journeymap.tables.table import Frame

_BLANK = Missing()
_EARLIEST = datetime.datetime.min


class _Dated(NamedTuple):
    """A comment of a customer with others, and where it stands among them."""

    moment: datetime.datetime
    metric: str
    comment: GivenComment


@dataclass(slots=True, eq=False)
class Comments:
    """The comments of a table, to be gone through once.

    Args:
        rows: How many rows it has.
        reading: What has been read so far.
    """

    rows: int
    reading: Reading

    def __iter__(self) -> Iterator[GivenComment]:
        opened = self.reading.opened
        repeats = opened.source.repeats in ("keep_last", "refuse")
        with engine_errors(opened.table.name):
            if repeats and "respondent_id" in opened.parts.columns:
                yield from self._read_respondents()
            else:
                for row in _fetch(opened, opened.frame()):
                    yield from self.reading.read(row)

    @property
    def segments(self) -> tuple[str, ...]:
        """The names of the segments."""
        return tuple(self.reading.opened.source.segments)

    @property
    def metrics(self) -> Mapping[Place, Metric]:
        """By touchpoint and stage the metric whose answers stand beside the comments."""
        return self.reading.opened.metrics

    @property
    def aside(self) -> Counter[str]:
        """Comments set aside by reason: "blank", "repeat", "no date"; complete at the end."""
        return self.reading.aside

    @property
    def unread(self) -> int:
        """How many scores, times, waves or segments beside comments could not be read."""
        return self.reading.unread

    def _read_respondents(self) -> Iterator[GivenComment]:
        opened = self.reading.opened
        dates = Dates.of(opened.source)
        for respondent, rows in groupby(_fetch(opened, _by_respondent(opened)), key=_respondent):
            found = [
                _Dated(_to_moment(dates, row), str(row.get("metric")).strip().casefold(), one)
                for row in rows
                for one in self.reading.read(row)
            ]
            if respondent:
                yield from self._find_last(found)
            else:
                yield from (dated.comment for dated in found)

    def _find_last(self, found: list[_Dated]) -> Iterator[GivenComment]:
        """The last comment of one customer on each place and metric, and each text there once."""
        found.sort(key=lambda dated: (dated.moment, dated.comment.row, dated.comment.text))
        last = {(*_about(one), metric): one for _, metric, one in found}
        opened = self.reading.opened
        if len(last) < len(found) and opened.source.repeats == "refuse":
            path, hint = opened.parts.columns["respondent_id"], "or write repeats: keep_last"
            wrong = "repeated comments of the same respondent"
            raise AnswersError([Problem(wrong, path=path, hint=hint, file=opened.table.name)])
        kept = _once(last.values())
        self.aside["repeat"] += len(found) - len(kept)
        yield from kept


def read_comments(journey: Journey, answers: object, source: Source | None = None) -> Comments:
    """The comments of a table of answers.

    Of a wide table those columns that the source names under ``comments``; of a tidy one the column
    ``comment``, beside which only ``touchpoint`` must stand. Who commented twice on the same place
    and metric in one wave counts with the last comment, unless the source keeps all repeats.
    Comments carry no weights.

    Args:
        journey: Its touchpoints are what comments are about.
        answers: A path of a table, or any table that narwhals understands.
        source: How the table is read; a tidy one needs none.

    Raises:
        AnswersError: if the table can't be read, or names touchpoints that there are not.
        SourceError: if the source names no column of comments, or what the journey does not have.
        OSError: if there is no such file.

    Example:
        >>> import polars as pl
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}])
        >>> rows = pl.DataFrame({"touchpoint": "pay", "metric": "csat", "score": [2, 5],
        ...                      "comment": ["Too slow", None]})
        >>> [(comment.text, comment.answer) for comment in read_comments(journey, rows)]
        [('Too slow', 2.0)]
    """
    opened = open_comments(journey, answers, take_source(source, Source))
    with engine_errors(opened.table.name):
        opened, rows, aside = look_over(opened)
    return Comments(rows, Reading(opened, aside))


def _fetch(opened: CommentTable, frame: Frame) -> Iterator[Row]:
    names = frame.collect_schema().names()
    for cells in opened.table.fetch(frame):
        yield dict(zip(names, cells, strict=True))


def _by_respondent(opened: CommentTable) -> Frame:
    """The rows of each respondent one after the other."""
    frame = opened.frame()
    schema = frame.collect_schema()
    if schema["respondent_id"] == nw.String:
        frame = frame.with_columns(nw.col("respondent_id").str.strip_chars())
    order = [name for name in ("respondent_id", "row") if name in schema.names()]
    return frame.sort(*order, nulls_last=True)


def _respondent(row: Row) -> str:
    """Whose row it is; empty where that is not known."""
    cell = to_cell(row["respondent_id"])
    return "" if cell is None or _BLANK.covers(cell) else cell


def _to_moment(dates: Dates, row: Row) -> datetime.datetime:
    read = dates.read(row.get("answered_at"))
    return read if isinstance(read, datetime.datetime) else _EARLIEST


def _about(one: GivenComment) -> tuple[str | None, ...]:
    return one.touchpoint, one.stage, one.wave


def _once(comments: Iterable[GivenComment]) -> list[GivenComment]:
    """Each text of a place and wave once, with its score where one of them has it."""
    kept: dict[tuple[str | None, ...], GivenComment] = {}
    for one in comments:
        key = (*_about(one), one.text)
        if key not in kept or kept[key].answer is None:
            kept[key] = one
    return list(kept.values())
