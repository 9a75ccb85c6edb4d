"""A table as far as its comments go: the columns they need, and whose score stands beside each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import narwhals.stable.v2 as nw

from journeymap.answers.parts import Asked, Parts, find_parts, name_standard, needed_columns
from journeymap.answers.questions import find_asked
from journeymap.answers.scores import Refusal
from journeymap.answers.shaping import check_types, widen
from journeymap.answers.words import Words
from journeymap.errors import AnswersError, Problem, SourceError
from journeymap.intake import is_tolerated
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.tables.cells import to_cell
from journeymap.tables.opening import open_table
from journeymap.tables.selecting import keep_only
from journeymap.tables.table import Frame, Table
from journeymap.text import to_nfc

Place = tuple[str | None, str | None]
"""Touchpoint and stage; with neither the whole journey."""

_UNSCORED = ("metric", "score")
_NO_COLUMN = "no column of comments is declared"
_HINT = "write comments: {COLUMN: {touchpoint: ID}}"


@dataclass(frozen=True, slots=True, eq=False)
class CommentTable:
    """A table with comments, opened and checked, not yet read.

    Args:
        table: The table.
        source: How it is read, without weights, which no word has.
        parts: What its columns are: ``comment0``, ``comment1`` ... hold the comments.
        words: What its words for touchpoints and metrics mean.
        places: For a wide table: what each column of comments is about.
        metrics: The metric whose score stands beside the comments of a place.
    """

    table: Table
    source: Source
    parts: Parts
    words: Words
    places: tuple[Place, ...]
    metrics: Mapping[Place, Metric]

    def frame(self) -> Frame:
        """Its rows that hold a comment, with their number where they have an order."""
        wide = widen(self.table, self.parts, numbered=True)
        wide = widen(self.table, self.parts) if wide is None else wide
        assert wide is not None  # only numbered ones may be missing
        columns = [name for name in wide.collect_schema().names() if name.startswith("comment")]
        return wide.filter(
            nw.any_horizontal(*(~nw.col(c).is_null() for c in columns), ignore_nulls=True)
        )


def open_comments(journey: Journey, answers: object, source: Source) -> CommentTable:
    """Opens a table for its comments.

    Raises:
        AnswersError: if it can't be read, or has no such columns.
        SourceError: if the source names no comments, or what the journey does not have.
    """
    if source.is_wide and not source.comments:
        raise SourceError([Problem(_NO_COLUMN, path="comments", hint=_HINT)])
    words, asked = Words(journey, source), find_asked(journey, source)
    source = source.replace(rake={}, weight=None)
    needed = _needed(source)
    table = open_table(answers, needed, source.format)
    source = name_standard(source, table.layout)
    columns = tuple(map(to_nfc, source.comments)) or (_tidy_column(source),)
    places = tuple(_find_places(source, words))
    chosen = tuple(_choose_questions(asked, places))
    parts = find_parts(table, source, (), needed)
    table = keep_only(table, source.only)
    named = {part: column for part, column in parts.columns.items() if part != "weight"}
    named |= {f"comment{i}": column for i, column in enumerate(columns)}
    parts = replace(parts, columns=named, asked=chosen)
    check_types(table, parts)
    metrics = {(f.touchpoint, f.stage): f.metric for a in chosen for f in a.feeds}
    return CommentTable(table, source, parts, words, places, metrics)


def _needed(source: Source) -> tuple[str, ...]:
    """The columns that must be there: comments need no scores beside them."""
    needed = needed_columns(source)
    if source.is_wide:
        return needed
    unscored = {to_nfc(part) for part in _UNSCORED if part not in source.columns}
    return tuple(dict.fromkeys((*(c for c in needed if c not in unscored), _tidy_column(source))))


def _tidy_column(source: Source) -> str:
    return to_nfc(source.columns.get("comment", "comment"))


def _find_places(source: Source, words: Words) -> Iterator[Place]:
    for comment in source.comments.values():
        found = None if comment.touchpoint is None else words.touchpoint(comment.touchpoint)
        yield comment.touchpoint if isinstance(found, Refusal) else found, comment.stage


def _choose_questions(asked: tuple[Asked, ...], places: tuple[Place, ...]) -> Iterator[Asked]:
    """For each place with comments its first question whose answers are codes, or else its first.

    One question, because scores of several metrics have no common mean.
    """
    feeds = [(one, feed) for one in asked for feed in one.feeds]
    for place in dict.fromkeys(places):
        here = [pair for pair in feeds if (pair[1].touchpoint, pair[1].stage) == place]
        here.sort(key=lambda pair: not pair[1].metric.is_rated)
        for one, feed in here[:1]:
            yield replace(one, feeds=(feed,))


def look_over(opened: CommentTable) -> tuple[CommentTable, int, Counter[str]]:
    """One pass that only counts: touchpoints that there are not, and the metrics beside comments.

    Returns:
        The table, of a tidy one with the metric that stands beside most comments of each place;
        how many rows there are; and how many comments are set aside, by reason.

    Raises:
        AnswersError: with every word that means no touchpoint, unless so few are tolerated.
    """
    wide = widen(opened.table, opened.parts)
    assert wide is not None
    filled = [nw.col(f"comment{i}").count() for i in range(max(len(opened.places), 1))]
    if opened.source.is_wide:
        rows, *_ = next(opened.table.fetch(wide.select(nw.len().alias("n"), *filled)))
        opened.table.check_all_was_read(rows)
        return opened, rows, Counter()
    heads = [name for name in ("asked", "metric") if name in wide.collect_schema().names()]
    counted = wide.group_by(*heads).agg(nw.len().alias("n"), *filled)
    seen = list(opened.table.fetch(counted.select(*heads, "n", "comment0")))
    rows = sum(n for *_, n, _ in seen)
    opened.table.check_all_was_read(rows)
    aside = _check_touchpoints(opened, seen, rows)
    return replace(opened, metrics=_choose_metrics(opened.words, seen)), rows, aside


def _check_touchpoints(
    opened: CommentTable, seen: list[tuple[object, ...]], rows: int
) -> Counter[str]:
    faults: Counter[tuple[str, Refusal]] = Counter()
    for word, *_, comments in seen:
        cell = (to_cell(word) or "").strip()
        found = opened.words.touchpoint(cell) if cell else Refusal("the touchpoint is blank")
        if isinstance(found, Refusal) and comments:
            faults[cell, found] += int(str(comments))
    if faults and not is_tolerated(faults.total(), rows, opened.source.tolerate):
        path, file = opened.parts.columns["touchpoint"], opened.table.name
        raise AnswersError(
            Problem(
                refusal.message,
                path=path,
                value=cell or None,
                hint="; ".join(
                    filter(None, (refusal.hint, f"beside {n:,} comment{'' if n == 1 else 's'}"))
                ),
                file=file,
            )
            for (cell, refusal), n in sorted(faults.items())
        )
    aside: Counter[str] = Counter()
    for (_, refusal), n in faults.items():
        aside[refusal.message] += n
    return aside


def _choose_metrics(words: Words, seen: list[tuple[object, ...]]) -> Mapping[Place, Metric]:
    """For each touchpoint the metric that stands beside most comments."""
    counts: dict[str, Counter[str]] = {}
    known: dict[str, Metric] = {}
    for word, *metric, _, comments in seen:
        touchpoint = words.touchpoint((to_cell(word) or "").strip())
        found = words.metric((to_cell(metric[0]) or "").strip()) if metric else Refusal("")
        if isinstance(touchpoint, str) and isinstance(found, Metric):
            known[found.id] = found
            counts.setdefault(touchpoint, Counter())[found.id] += int(str(comments))
    return {
        (touchpoint, None): known[min(found, key=lambda id_: (-found[id_], id_))]
        for touchpoint, found in counts.items()
    }
