"""Several answers of one customer, all kept: how many answers they are worth."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeymap.answers.counting import Counting
from journeymap.answers.customers import Given, find_several, have_several
from journeymap.answers.dates import Span
from journeymap.answers.gathering import Gathered, Key, find_keys
from journeymap.answers.parts import Parts
from journeymap.answers.shaping import shape
from journeymap.answers.tallies import Tally
from journeymap.model.sources import Source
from journeymap.moments import HALF_UNIT
from journeymap.periods import to_label
from journeymap.tables.table import Table


@dataclass(slots=True)
class Clusters:
    """The answers of those who gave several to one reading.

    Args:
        tally: All answers of the reading.
        mean: Their mean score.
        apart: The sum of w² (score - mean)² over these answers.
        together: The sum over customers of (sum of w (score - mean))².
        more: How many more answers than customers there are.
    """

    tally: Tally
    mean: float
    apart: float = 0.0
    together: float = 0.0
    more: int = 0

    def add(self, answers: Sequence[tuple[float, float]]) -> None:
        """Takes in the answers of one customer, each as weight and value."""
        if len(answers) < 2:
            return
        parts = [weight * (self._score(value) - self.mean) for weight, value in answers]
        self.apart += sum(part**2 for part in parts)
        self.together += sum(parts) ** 2
        self.more += len(answers) - 1

    def n_effective(self) -> float:
        """How many answers of as many customers would be as precise.

        The variance of a mean over clusters is k / (k - 1) times the sum over the k customers of
        (sum of w (score - mean))², divided by (sum of w)²: the linearised ratio to size of Cochran
        1977, Sampling Techniques, chapter 9A. n is divided by how many times larger that is than
        with every answer from another customer; it is never more than n. Where all answers are the
        same nobody can tell how alike customers are with themselves, so each counts once.
        """
        n, customers = self.tally.n, self.tally.n - self.more
        apart = self.tally.deviations
        together = apart - self.apart + self.together
        if customers < 2 or apart <= 0:
            return min(float(customers), self.tally.n_kish)
        if together <= 0:
            return self.tally.n_kish
        larger = (together * customers / (customers - 1)) / (apart * n / (n - 1))
        return self.tally.n_kish / max(larger, 1.0)

    def _score(self, value: float) -> float:
        metric = self.tally.metric
        if metric.is_rated:
            return metric.score(int(value))
        return value or HALF_UNIT if metric.kind == "duration" else value


def count_clusters(
    table: Table, parts: Parts, source: Source, gathered: Gathered, counting: Counting
) -> Iterator[str]:
    """Gives tallies the number of answers that those of customers with several are worth.

    Args:
        table: The table.
        parts: Which column plays which part.
        source: What to do with repeats.
        gathered: The whole table.
        counting: How it was counted.
    """
    if "respondent_id" not in parts.columns or source.repeats != "cluster":
        return
    frames = shape(table, parts)
    if not have_several(table, frames, gathered.decoder.aliases()):
        return
    found: dict[Key, Clusters] = {}
    for given in find_several(table, frames, gathered.decoder, counting.dates):
        for key, answers in _by_reading(given, gathered, source).items():
            if key not in found and key in gathered.tallies:
                tally = gathered.tallies[key]
                found[key] = Clusters(tally, tally.mean)
            if key in found:
                found[key].add(answers)
    for clusters in found.values():
        if clusters.more:
            clusters.tally.n_clusters = clusters.n_effective()
    more = sum(c.more for key, c in found.items() if key.segment is None)
    if more:
        yield (
            f"further answers of the same customers, all kept: {more:,}; the effective n counts "
            "those of one customer as alike as they are"
        )


def _by_reading(
    given: Sequence[Given], gathered: Gathered, source: Source
) -> dict[Key, list[tuple[float, float]]]:
    found: dict[Key, list[tuple[float, float]]] = {}
    for _, _, answer in given:
        for feed, value in answer.values:
            for wave in _find_waves(answer.wave, gathered, source):
                for key in find_keys(feed, wave, gathered.segments, answer.segments):
                    found.setdefault(key, []).append((answer.weight, value or 0.0))
    return found


def _find_waves(
    wave: str | Span | None, gathered: Gathered, source: Source
) -> Sequence[str | None]:
    if not isinstance(wave, Span) or source.waves is None:
        return [wave] if not isinstance(wave, Span) else []
    first, until = (bisect_left(gathered.windows, day) for day in wave)
    return [to_label(start, source.waves.every) for start in gathered.windows[first:until]]
