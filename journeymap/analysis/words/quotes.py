"""Verbatim quotes of a place: from the worst answers, from the best, and the most typical."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from operator import itemgetter
from typing import Any, Literal

from journeymap.analysis.evidence.places import Scope
from journeymap.analysis.words.candidates import Candidate
from journeymap.analysis.words.corpus import PlaceComments
from journeymap.analysis.words.tokens import split_words

QuoteKind = Literal["worst", "best", "typical"]
_SHORT = 3  # words that are added in the measure of a quote: else one-word comments were best
Weigh = Callable[[Candidate], float]


@dataclass(frozen=True, slots=True)
class Quote:
    """What a customer wrote, in their own words.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint it is about.
        stage: The id of the stage it is about or lies in.
        kind: "worst" or "best" by the answer beside it, or "typical" by its words.
        text: The comment, composed (NFC); nothing is taken out but characters that nobody sees.
        shortened: Whether its end was cut off, after a whole word.
        language: The code of its language, as for words.
        score: The same customer's answer at the place, as a code or number; None without one.
        metric: The metric that it answers.
        row: The number of its row in the table, from 1; None where rows have no order.
        name: What people call the place.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    kind: QuoteKind
    text: str
    shortened: bool
    language: str
    score: float | None
    metric: str | None
    row: int | None
    name: str


def choose_quotes(
    here: PlaceComments, weigh: Weigh, most: int
) -> Iterator[tuple[QuoteKind, Candidate]]:
    """The quotes of one place, none twice: the worst, the best, then the most typical.

    Among equal answers the more typical comment is quoted. Where all answers are alike there is
    neither a worst nor a best one.

    Args:
        here: The comments of the place.
        weigh: How typical a comment is.
        most: How many of each kind.
    """
    found = here.candidates
    worst, best = found.find_worst(), found.find_best()
    used: set[str] = set()
    if worst and min(g for g, _ in worst) < max(g for g, _ in best):
        middle = (min(g for g, _ in worst) + max(g for g, _ in best)) / 2
        bad = [((g, *_order(one, weigh)), one) for g, one in worst if g <= middle]
        good = [((-g, *_order(one, weigh)), one) for g, one in best if g > middle]
        yield from _take("worst", bad, most, used)
        yield from _take("best", good, most, used)
    some = [(_order(one, weigh), one) for one in found.find_some()]
    yield from _take("typical", some, most, used)


def _order(one: Candidate, weigh: Weigh) -> tuple[float, str, int]:
    return -weigh(one), one.text, one.row


def _take(
    kind: QuoteKind, found: Iterable[tuple[Any, Candidate]], most: int, used: set[str]
) -> Iterator[tuple[QuoteKind, Candidate]]:
    ordered = (one for _, one in sorted(found, key=itemgetter(0)))
    for one in islice((one for one in ordered if one.text not in used), most):
        used.add(one.text)
        yield kind, one


def weigh_words(
    candidate: Candidate,
    find: Callable[[str], str | None],
    weights: Mapping[str, float],
) -> float:
    """How typical a comment is: the weights of its words, less the longer it is.

    Args:
        candidate: The comment.
        find: The stem of a word.
        weights: How much each stem speaks for the place.
    """
    words = split_words(candidate.text)
    stems = {stem for stem in map(find, words) if stem is not None}
    told = sum(max(weights.get(stem, 0.0), 0.0) for stem in sorted(stems))
    return told / sqrt(len(words) + _SHORT)
