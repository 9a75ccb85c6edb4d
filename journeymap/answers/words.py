"""Which touchpoint or metric a word in a tidy table means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from journeymap.answers.scores import Refusal
from journeymap.errors import SourceError, UnknownNameError, suggest
from journeymap.metrics import STANDARD_METRICS, Metric, explain_unknown
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.text import to_nfc


class Words:
    """The words of one journey and source.

    Args:
        journey: It holds the touchpoints and metrics.
        source: Its own words for them come first.

    Raises:
        SourceError: if the source maps words to what the journey does not have.
    """

    def __init__(self, journey: Journey, source: Source) -> None:
        _check_targets(journey, source)
        self._touchpoints = _touchpoint_words(journey, source)
        self._ids = [touchpoint.id for touchpoint in journey.touchpoints]
        self._doubled = _doubled_names(journey)
        self._metrics = _metric_words(journey, source)
        self._metric_ids = list(dict.fromkeys(metric.id for metric in self._metrics.values()))

    def touchpoint(self, word: str) -> str | Refusal:
        """The id of the touchpoint that a word means: mapped, an id, or the name of just one."""
        folded = _fold(word)
        if folded in self._touchpoints:
            return self._touchpoints[folded]
        if folded in self._doubled:
            return Refusal("more than one touchpoint has this name", "write the id")
        return Refusal("unknown touchpoint", suggest(folded, self._ids))

    def metric(self, word: str) -> Metric | Refusal:
        """The metric that a word means: mapped, or an id in capitals or not."""
        folded = _fold(word)
        found = self._metrics.get(folded) or self._metrics.get(folded.casefold())
        return found or Refusal("unknown metric", explain_unknown(folded, self._metric_ids))


def _check_targets(journey: Journey, source: Source) -> None:
    problems = []
    for kind, targets, find in (
        ("touchpoints", source.touchpoints, journey.touchpoint),
        ("metrics", source.metrics, journey.metric),
    ):
        for word, target in targets.items():
            try:
                find(target)
            except UnknownNameError as error:
                problems.append(error.to_problem(f"{kind}.{word}"))
    if problems:
        raise SourceError(problems)


def _touchpoint_words(journey: Journey, source: Source) -> Mapping[str, str]:
    doubled = _doubled_names(journey)
    names = {_fold(t.name): t.id for t in journey.touchpoints if t.name}
    return {
        **{name: id_ for name, id_ in names.items() if name not in doubled},
        **{_fold(t.id): t.id for t in journey.touchpoints},
        **{_fold(word): id_ for word, id_ in source.touchpoints.items()},
    }


def _doubled_names(journey: Journey) -> frozenset[str]:
    counts = Counter(_fold(t.name) for t in journey.touchpoints if t.name)
    return frozenset(name for name, count in counts.items() if count > 1)


def _metric_words(journey: Journey, source: Source) -> dict[str, Metric]:
    known = {**STANDARD_METRICS, **{metric.id: metric for metric in journey.metrics}}
    return {
        **{id_.casefold(): metric for id_, metric in known.items()},
        **{_fold(id_): metric for id_, metric in known.items()},
        **{_fold(word): journey.metric(id_) for word, id_ in source.metrics.items()},
    }


def _fold(word: str) -> str:
    return to_nfc(word.strip())
