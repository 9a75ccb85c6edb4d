"""Whether a question fits the metric that it feeds: scale, labels, signs, multiple choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from journeymap.answers.scores import describe_scale, is_on_scale
from journeymap.errors import Problem
from journeymap.metrics import STANDARD_METRICS, Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Question, Source
from journeymap.tables.codes import to_word
from journeymap.text import to_number

_ANOTHER = "define another metric"
_MOST_SCALES = 3


def check_question(question: Question, metrics: Sequence[Metric], path: str) -> Iterator[Problem]:
    """Everything in which a question does not fit the metrics that it feeds.

    Args:
        question: The question.
        metrics: Its metrics.
        path: Where it stands in the source.
    """
    gaps = [metric for metric in metrics if metric.kind == "gap"]
    others = [metric for metric in metrics if metric.kind != "gap"]
    if question.expectation is not None and metrics and not gaps:
        yield _refuse_kind("expectation", "gap", others[0], path)
    if question.sign is not None and others:
        yield _refuse_kind("sign", "gap", others[0], path)
    for metric in metrics:
        if question.chosen is not None and metric.kind != "share":
            yield _refuse_kind("chosen", "share", metric, path)
        elif question.chosen is None:
            yield from _check_scale(question, metric, f"{path}.scale")
            yield from _check_labels(question, metric, path)
    yield from _find_missing_labels(question.labels, question.missing or (), path)


def check_source_labels(
    journey: Journey, source: Source, fed: Sequence[Metric]
) -> Iterator[Problem]:
    """Labels of a whole source with a code that no metric can be answered with.

    Args:
        journey: It holds the metrics of a tidy table.
        source: The source.
        fed: The metrics that the questions of a wide table feed, but for multiple choice.
    """
    known = {**STANDARD_METRICS, **{metric.id: metric for metric in journey.metrics}}.values()
    metrics = fed or [metric for metric in known if metric.kind != "duration"]
    free = any(q.expectation for questions in source.questions.values() for q in questions)
    for label, code in source.labels.items():
        if not free and not any(is_on_scale(code, metric) for metric in metrics):
            scales = dict.fromkeys(map(describe_scale, fed))
            hint = "; ".join(list(scales)[:_MOST_SCALES]) or "no metric is answered so"
            yield _refuse_code(f"labels.{label}", code, hint)
    yield from _find_missing_labels(source.labels, source.missing, "")


def _refuse_kind(word: str, kind: str, metric: Metric, path: str) -> Problem:
    message = f"{word} is for metrics of kind {kind}, but {metric.id} is a {metric.kind}"
    return Problem(message, path=f"{path}.{word}", hint=_ANOTHER)


def _refuse_code(path: str, code: float, hint: str) -> Problem:
    return Problem("a label with a code outside the scale", path=path, value=f"{code:g}", hint=hint)


def _check_scale(question: Question, metric: Metric, path: str) -> Iterator[Problem]:
    if question.scale is None:
        return
    low, high = sorted(question.scale)
    asked = f"asked on {low:g} to {high:g}"
    if metric.kind == "duration":
        yield Problem(f"{asked}, but {metric.id} is a time", path=path, hint="take scale out")
        return
    ends = (metric.codes[0], metric.codes[-1]) if metric.codes else metric.ends
    if (low, high) == ends:
        return
    if metric.kind == "gap":
        # a gap runs as far as the scale is wide, both ways
        if ends == (low - high, high - low):
            return
        asked = f"{asked}, which makes gaps of {low - high:g} to {high - low:g}"
    message = f"{asked}, but {metric.id} is {ends[0]:g} to {ends[1]:g}"
    yield Problem(message, path=path, hint=_ANOTHER)


def _check_labels(question: Question, metric: Metric, path: str) -> Iterator[Problem]:
    for label, code in question.labels.items():
        place = f"{path}.labels.{label}"
        if metric.kind == "duration" and to_number(label) is not None:
            yield Problem("a time with another name", path=place, hint="labels are words")
        elif not (metric.kind == "gap" and question.expectation) and not is_on_scale(code, metric):
            yield _refuse_code(place, code, describe_scale(metric))


def _find_missing_labels(
    labels: Mapping[str, float], missing: Iterable[str], path: str
) -> Iterator[Problem]:
    none = {to_word(code) for code in missing}
    for label in labels:
        if to_word(label) in none:
            place = ".".join(filter(None, (path, f"labels.{label}")))
            message = "the answer is a label and means no answer as well"
            yield Problem(message, path=place, value=label, hint="take it out of labels or missing")
