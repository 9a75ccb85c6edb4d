"""Words on plain counts: which are typical of some texts against others, and tf-idf.

Nothing here knows what a word is: counts may be of words, stems or pieces, and of how often each
occurs or of how many texts hold it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from journeymap.statistics.comparing.multiplicity import adjust_benjamini_hochberg
from journeymap.statistics.numbers import check_finite, check_positive

FLAT_PRIOR = 0.05
_WORD = re.compile(r"\b\w\w+\b")
Text = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class LogOdds:
    """How much more often a word is used on the first side than on the second.

    Args:
        word: The word.
        count_a: Its count on the first side.
        count_b: Its count on the second.
        log_odds: Logarithm of the ratio of its odds; above 0 it is typical of the first side.
        variance: Of ``log_odds``; above 0.
        z: ``log_odds`` in its standard errors.
        p: Two-sided, of z under the normal distribution.
        p_adjusted: The same after Benjamini-Hochberg over all words compared.
    """

    word: str
    count_a: float
    count_b: float
    log_odds: float
    variance: float
    z: float
    p: float
    p_adjusted: float


@dataclass(frozen=True, slots=True)
class TfIdf:
    """Words of texts by how much they tell.

    Args:
        weights: For each text its words and their weights, whose squares sum to 1.
        idf: For each word ln((1 + N) / (1 + df)) + 1: the higher the rarer, never below 1.
    """

    weights: tuple[Mapping[str, float], ...]
    idf: Mapping[str, float]


def log_odds(
    counts_a: Mapping[str, float],
    counts_b: Mapping[str, float],
    *,
    prior: float | Mapping[str, float] = FLAT_PRIOR,
) -> dict[str, LogOdds]:
    """Weighted log-odds-ratios with a Dirichlet prior, of all words of two sides.

    d = ln((a + α)/(A + α₀ - a - α)) - ln((b + α)/(B + α₀ - b - α)), variance 1/(a + α) + 1/(b + α),
    z = d/√variance (Monroe, Colaresi & Quinn 2008, Political Analysis 16:372, eq. 16, 20 and 22);
    a and b are the word's counts, A and B the sums of a side, α₀ the sum of the prior.

    Args:
        counts_a: Word to its count on the first side, 0 or more.
        counts_b: The same on the second.
        prior: How many times each word counts as seen beforehand, above 0: one number for all, or
            by word, as ``informative_prior`` gives it.

    Returns:
        By word, those typical of the first side first; equal ones by the alphabet.

    Raises:
        ValueError: if there are fewer than two words, or a number can't be meant.

    Example:
        >>> found = log_odds({"wait": 9, "queue": 4, "shop": 7}, {"wait": 1, "shop": 19})
        >>> [(word, round(one.z, 2)) for word, one in found.items()]
        [('wait', 2.62), ('queue', 1.03), ('shop', -7.87)]
    """
    a, b = _check_counts(counts_a), _check_counts(counts_b)
    alpha = _spread_prior(prior, dict.fromkeys((*a, *b)))
    if len(alpha) < 2:
        raise ValueError("there must be at least two words to compare")
    whole = math.fsum(alpha.values())
    sums = math.fsum(a.values()) + whole, math.fsum(b.values()) + whole
    compared = {word: _compare(a.get(word, 0), b.get(word, 0), alpha[word], sums) for word in alpha}
    ps = [math.erfc(abs(d) / math.sqrt(2 * variance)) for d, variance in compared.values()]
    adjusted = adjust_benjamini_hochberg(ps)
    found = (
        LogOdds(word, a.get(word, 0), b.get(word, 0), d, variance, d / math.sqrt(variance), p, q)
        for (word, (d, variance)), p, q in zip(compared.items(), ps, adjusted, strict=True)
    )
    return {one.word: one for one in sorted(found, key=lambda one: (-one.z, one.word))}


def informative_prior(*counts: Mapping[str, float], total: float) -> dict[str, float]:
    """A prior in which each word has its share of everything that was said.

    With it a difference in a word that everybody uses needs as much evidence as one in a rare word
    (Monroe, Colaresi & Quinn 2008, section 3.3.2).

    Args:
        counts: Word to count, of all sides.
        total: How many words the prior is worth in all, above 0.

    Raises:
        ValueError: if a number can't be meant.

    Example:
        >>> informative_prior({"wait": 3}, {"wait": 1, "shop": 4}, total=2)
        {'wait': 1.0, 'shop': 1.0}
    """
    if not (math.isfinite(total) and total > 0):
        raise ValueError(f"the total of a prior must be above 0, got {total!r}")
    check_positive(total=total)
    pooled: Counter[str] = Counter()
    for side in map(_check_counts, counts):
        for word, count in side.items():
            pooled[word] += count  # type: ignore[assignment]  # counts may be weighted
    whole = math.fsum(pooled.values())
    return {word: total * count / whole for word, count in pooled.items() if count}


def document_frequencies(docs: Iterable[Text]) -> dict[str, int]:
    """In how many texts each word stands.

    Args:
        docs: Texts, or lists of their words. Of a text every run of at least two letters, digits
            or underscores is a word, without capitals.

    Example:
        >>> document_frequencies(["wait wait", "No wait"])
        {'wait': 2, 'no': 1}
    """
    found: Counter[str] = Counter()
    for doc in docs:
        found.update(dict.fromkeys(_split(doc)).keys())
    return dict(found)


def tf_idf(docs: Sequence[Text]) -> TfIdf:
    """Words weighted by how often a text has them and how few others do.

    weight = tf · (ln((1 + N)/(1 + df)) + 1), each text then scaled to length 1: scikit-learn's
    default, with smoothed idf.

    Args:
        docs: As for ``document_frequencies``.

    Example:
        >>> found = tf_idf(["wait wait long", "courier late", "courier polite fast"])
        >>> round(found.weights[0]["wait"], 4), round(found.idf["courier"], 4)
        (0.8944, 1.2877)
    """
    split = [_split(doc) for doc in docs]
    n = len(split)
    idf = {
        word: math.log((1 + n) / (1 + df)) + 1 for word, df in document_frequencies(split).items()
    }
    weighted = [{word: tf * idf[word] for word, tf in Counter(words).items()} for words in split]
    return TfIdf(tuple(map(_scale, weighted)), idf)


def _split(doc: Text) -> Sequence[str]:
    if not isinstance(doc, str):
        return doc
    folded = unicodedata.normalize("NFC", doc).casefold()
    return _WORD.findall(unicodedata.normalize("NFC", folded))


def _scale(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def _check_counts(counts: Mapping[str, float]) -> Mapping[str, float]:
    for word, count in counts.items():
        if not (math.isfinite(count) and count >= 0):
            raise ValueError(f"a count must be 0 or more, got {count!r} for {word!r}")
        check_finite(count=count)
    return counts


def _spread_prior(prior: float | Mapping[str, float], words: Iterable[str]) -> Mapping[str, float]:
    if isinstance(prior, Mapping):
        alpha = {word: prior.get(word, 0) for word in dict.fromkeys((*words, *prior))}
    else:
        alpha = dict.fromkeys(words, prior)
    for word, weight in alpha.items():
        if not (math.isfinite(weight) and weight > 0):
            raise ValueError(f"the prior must be above 0, got {weight!r} for {word!r}")
        check_finite(prior=weight)
    return alpha


def _compare(a: float, b: float, alpha: float, sums: tuple[float, float]) -> tuple[float, float]:
    """The log-odds-ratio of a word and its variance."""
    seen_a, seen_b = a + alpha, b + alpha
    rest_a, rest_b = sums[0] - seen_a, sums[1] - seen_b
    if min(rest_a, rest_b) <= 0:
        raise ValueError("the prior is too small to be told beside such counts")
    odds = math.log(seen_a / rest_a) - math.log(seen_b / rest_b)
    return odds, 1 / seen_a + 1 / seen_b
