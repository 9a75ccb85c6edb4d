"""The words that a place has more often than the others, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from journeymap.analysis.words.corpus import Corpus, sum_documents
from journeymap.analysis.words.gathering import Gathered
from journeymap.analysis.words.languages import UNSPLIT, WORDLESS
from journeymap.answers.comment_table import Place
from journeymap.statistics.multiplicity import adjust_benjamini_hochberg
from journeymap.statistics.words import LogOdds, informative_prior, log_odds

FEWEST_COMMENTS = 10
PRIOR_SHARE = 0.5
"""What the prior is worth, in parts of the place's own words: with half of them about one word in
twenty has z above 1.96 where nothing is typical; with less, rare words look typical too often."""
Status = Literal["typical", "none_stands_out", "frequent", "too_few", "no_words"]
Where = tuple[Place, str]
_RARE = ""


@dataclass(frozen=True, slots=True)
class Typical:
    """What can be said of the words of one place in one language.

    Args:
        corpus: What is counted there.
        status: "typical" where words stand out against the other places, "none_stands_out" where
            none does, "frequent" where there is nothing to compare with, "too_few" where there are
            fewer than ten comments, "no_words" where no words can be told apart.
        words: The stems to tell, the most typical or most frequent first, with what the comparison
            says of each; None where there is none.
        weights: How much each stem speaks for the place, for the choice of quotes.
    """

    corpus: Corpus
    status: Status
    words: Mapping[str, LogOdds | None]
    weights: Mapping[str, float]


def find_typical(gathered: Gathered, *, q: float, min_count: int) -> dict[Where, Typical]:
    """Compares each place with all others, language by language.

    Weighted log-odds of how many comments hold a word, with a prior in the shares of all comments;
    Benjamini-Hochberg over all words of all places.

    Args:
        gathered: The comments, counted.
        q: The share of false findings that is borne, 0 to 1.
        min_count: In how many comments of the place a word must stand to be told, and in how many
            of all places to be compared.
    """
    found: dict[Where, Typical] = {}
    compared: dict[Where, list[tuple[int, LogOdds]]] = {}
    ps: list[float] = []
    for language in gathered.languages():
        corpora = gathered.corpora(language)
        whole = sum_documents(corpora.values())
        n = sum(corpus.comments for corpus in corpora.values())
        for place, corpus in corpora.items():
            found[place, language] = _look(corpus, language, n - corpus.comments, min_count)
            if found[place, language].status == "none_stands_out":
                odds = compare(corpus.documents, whole, min_count).values()
                compared[place, language] = [
                    (i, one) for i, one in enumerate(odds, len(ps)) if one.z > 0
                ]
                ps += [one.p for one in odds]
    adjusted = adjust_benjamini_hochberg(ps)
    for where, numbered in compared.items():
        over_all = [replace(one, p_adjusted=adjusted[i]) for i, one in numbered]
        found[where] = _settle(found[where], over_all, q, min_count)
    return found


def compare(own: Mapping[str, int], whole: Mapping[str, int], min_count: int) -> dict[str, LogOdds]:
    """The words of one place against those of all others.

    Args:
        own: In how many comments of the place each word stands.
        whole: In how many of all places.
        min_count: Words in fewer comments of all places are counted together.

    Returns:
        By word; empty where there are too few words to compare any.
    """
    here: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for word, n in whole.items():
        kept = word if n >= min_count else _RARE
        here[kept] += own.get(word, 0)
        there[kept] += n - own.get(word, 0)
    total = here.total()
    if len(here) < 2 or not total:
        return {}
    prior = informative_prior(here, there, total=PRIOR_SHARE * total)
    found = log_odds(here, there, prior=prior)
    found.pop(_RARE, None)
    return found


def _look(corpus: Corpus, language: str, elsewhere: int, min_count: int) -> Typical:
    """What can be said before anything is compared."""
    shares = {stem: n / corpus.comments for stem, n in corpus.documents.items()}
    if language in (UNSPLIT, WORDLESS):
        return Typical(corpus, "no_words", {}, {})
    if corpus.comments < FEWEST_COMMENTS:
        return Typical(corpus, "too_few", {}, shares)
    if elsewhere < FEWEST_COMMENTS:
        common = [(n, stem) for stem, n in corpus.documents.items() if n >= min_count]
        ordered = sorted(common, key=lambda pair: (-pair[0], pair[1]))
        return Typical(corpus, "frequent", {stem: None for _, stem in ordered}, shares)
    return Typical(corpus, "none_stands_out", {}, shares)


def _settle(looked: Typical, odds: Sequence[LogOdds], q: float, min_count: int) -> Typical:
    """The words that stand out once all comparisons are known."""
    documents = looked.corpus.documents
    typical = {
        one.word: one for one in odds if one.p_adjusted <= q and documents[one.word] >= min_count
    }
    weights = {one.word: one.z for one in odds} or looked.weights
    status: Status = "typical" if typical else "none_stands_out"
    return replace(looked, status=status, words=typical, weights=weights)
