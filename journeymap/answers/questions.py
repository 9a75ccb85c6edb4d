"""What each question of a wide table feeds, and whether the source can ask it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from journeymap.answers.asking import check_question, check_source_labels
from journeymap.answers.choices import Choice
from journeymap.answers.parts import Asked, Feed
from journeymap.answers.scores import Refusal
from journeymap.answers.words import Words
from journeymap.errors import Problem, SourceError, UnknownNameError, quote
from journeymap.fields import FrozenMap
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.places import Place
from journeymap.model.sources import Question, Source
from journeymap.tables.cells import Missing
from journeymap.tables.codes import Codes, to_word
from journeymap.text import to_nfc

_Columns = tuple[str, str | None, tuple[str, ...]]


def find_asked(journey: Journey, source: Source) -> tuple[Asked, ...]:
    """What each question of a wide table feeds.

    Raises:
        SourceError: with everything that names nothing in the journey, and with questions and
            labels that do not fit their metrics.
    """
    feeds: dict[_Columns, list[Feed]] = {}
    problems: list[Problem] = []
    words = Words(journey, source)
    for column, question, path in _each_question(source):
        touchpoint = _to_touchpoint(words, question)
        problems += _check_place(journey, touchpoint, question.stage, path)
        metrics = list(_find_metrics(journey, words, question, path, problems))
        problems += check_question(question, metrics, path)
        make = partial(_to_feed, source, column, question, touchpoint)
        for metric in metrics:
            feeds.setdefault(_columns_of(column, question, metric), []).append(make(metric))
    problems += _find_shared(feeds)
    problems += _check_comments(journey, source, words)
    if not problems:
        fed = [feed.metric for found in feeds.values() for feed in found if feed.choice is None]
        problems += check_source_labels(journey, source, fed)
    if problems:
        raise SourceError(problems)
    return tuple(
        Asked(column, expected, tuple(fed), beside)
        for (column, expected, beside), fed in feeds.items()
    )


def find_feeds(asked: Iterable[Asked]) -> Mapping[tuple[str | None, str | None, str], Feed]:
    """What feeds each reading, by touchpoint, stage and metric."""
    return {(f.touchpoint, f.stage, f.metric.id): f for a in asked for f in a.feeds}


def _each_question(source: Source) -> Iterator[tuple[str, Question, str]]:
    for column, found in source.questions.items():
        for i, question in enumerate(found):
            place = f"[{i}]" if len(found) > 1 else ""
            yield to_nfc(column), question, f"questions.{column}{place}"


def _find_metrics(
    journey: Journey, words: Words, question: Question, path: str, problems: list[Problem]
) -> Iterator[Metric]:
    for name in question.metrics:
        try:
            found = words.metric(name)
            yield journey.metric(name) if isinstance(found, Refusal) else found
        except UnknownNameError as error:
            problems.append(error.to_problem(path))


def _columns_of(column: str, question: Question, metric: Metric) -> _Columns:
    expected = question.expectation if metric.kind == "gap" else None
    beside = tuple(other for other in map(to_nfc, question.among) if other != column)
    return column, to_nfc(expected) if expected else None, tuple(dict.fromkeys(beside))


def _to_feed(
    source: Source, column: str, question: Question, touchpoint: str | None, metric: Metric
) -> Feed:
    decimal = source.format.decimal
    missing = Missing.of(source.missing if question.missing is None else question.missing)
    sign = -1 if question.sign == "expectation_minus_perception" else 1
    codes = Codes.of({**source.labels, **question.labels}, metric, decimal, sign)
    choice = None
    if question.chosen is not None:
        beside = _columns_of(column, question, metric)[2]
        options = FrozenMap({to_word(label): code for label, code in question.labels.items()})
        choice = Choice(question.chosen, question.separator, len(beside) + 1, options)
    place = (touchpoint, question.stage)
    invited = question.invited or source.invited
    return Feed(*place, metric, missing, codes, choice, question.wording, invited)


def _to_touchpoint(words: Words, place: Place) -> str | None:
    """The id of the touchpoint that something is about, which may be named as in a tidy table."""
    if place.touchpoint is None:
        return None
    found = words.touchpoint(place.touchpoint)
    return place.touchpoint if isinstance(found, Refusal) else found


def _check_place(
    journey: Journey, touchpoint: str | None, stage: str | None, path: str
) -> Iterator[Problem]:
    try:
        if touchpoint is not None:
            journey.touchpoint(touchpoint)
        if stage is not None:
            journey.stage(stage)
    except UnknownNameError as error:
        yield error.to_problem(path)


def _check_comments(journey: Journey, source: Source, words: Words) -> Iterator[Problem]:
    for column, comment in source.comments.items():
        touchpoint = _to_touchpoint(words, comment)
        yield from _check_place(journey, touchpoint, comment.stage, f"comments.{column}")


def _find_shared(feeds: Mapping[_Columns, list[Feed]]) -> Iterator[Problem]:
    """Two questions that feed the same metric at the same place would make one reading of two."""
    seen: dict[tuple[object, ...], str] = {}
    for (column, *_), fed in feeds.items():
        for feed in fed:
            key = (feed.touchpoint, feed.stage, feed.metric.id)
            if key in seen:
                place = feed.touchpoint or feed.stage or "the journey"
                message = f"two questions feed {feed.metric.id} at {place}"
                hint = f"the first is {quote(seen[key])}"
                yield Problem(message, path=f"questions.{column}", hint=hint)
            seen.setdefault(key, column)
