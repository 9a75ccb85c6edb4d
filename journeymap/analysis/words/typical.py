"""The words that a place has more often than the others, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from journeymap.analysis.words.corpus import Corpus, sum_documents
from journeymap.analysis.words.gathering import Gathered
from journeymap.analysis.words.languages import UNSPLIT, WORDLESS
from journeymap.answers.comment_table import Place
from journeymap.statistics.comparing.attainable import Overuse, adjust_attainable, exact_overuse
from journeymap.statistics.words import LogOdds, informative_prior, log_odds

FEWEST_COMMENTS = 10
PRIOR_SHARE = 0.5
"""What the prior is worth, in parts of the place's own words: with half of them about one word in
twenty has z above 1.96 where nothing is typical; with less, rare words look typical too often."""
LEAST_Z = 1.96
MOST_UNSURE = 3
_UNSURE_Z = 1.0
Status = Literal["typical", "unsure", "none_stands_out", "frequent", "too_few", "no_words"]
Where = tuple[Place, str]
_RARE = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A word of one place against all others.

    Args:
        log_odds: As ``LogOdds`` says.
        z: As ``LogOdds`` says.
        p: Exact and one-sided.
        p_adjusted: The same over all words of all places.
    """

    log_odds: float
    z: float
    p: float
    p_adjusted: float


@dataclass(frozen=True, slots=True)
class Typical:
    """What can be said of the words of one place in one language.

    Args:
        corpus: What is counted there.
        status: "typical" where words stand out against the other places, "unsure" where some are
            more frequent than elsewhere but may be so by chance, "none_stands_out" where none is,
            "frequent" where there is nothing to compare with, "too_few" where there are fewer than
            ten comments, "no_words" where no words can be told apart.
        words: The stems to tell, the most typical or most frequent first, with what the comparison
            says of each; None where there is none.
        weights: How much each stem speaks for the place, for the choice of quotes.
    """

    corpus: Corpus
    status: Status
    words: Mapping[str, Compared | None]
    weights: Mapping[str, float]


def find_typical(gathered: Gathered, *, q: float, min_count: int) -> dict[Where, Typical]:
    """Compares each place with all others, language by language.

    What is shown and ordered by is the weighted log-odds of how many comments hold a word, with a
    prior in the shares of all comments. Whether it may be claimed is told by z above 1.96 and by
    Fisher's exact test of the same comments, because z is far from normal where a word is in ten
    comments here and in none elsewhere; Benjamini-Hochberg over all words of all places that are
    frequent enough for any sure finding (Tarone 1990; Gilbert 2005).

    Args:
        gathered: The comments, counted.
        q: The share of false findings that is borne, 0 to 1.
        min_count: In how many comments of the place a word must stand to be told, and in how many
            of all places to be compared.
    """
    found: dict[Where, Typical] = {}
    compared: dict[Where, dict[str, LogOdds]] = {}
    tests: dict[tuple[Where, str], Overuse] = {}
    for language in gathered.languages():
        corpora = gathered.corpora(language)
        whole = sum_documents(corpora.values())
        n = sum(corpus.comments for corpus in corpora.values())
        for place, corpus in corpora.items():
            where = place, language
            found[where] = _look(corpus, language, n - corpus.comments, min_count)
            if found[where].status == "none_stands_out":
                compared[where] = compare(corpus.documents, whole, min_count)
                tested = _test(corpus, whole, n, compared[where])
                tests |= {(where, word): one for word, one in tested.items()}
    ps, smallest = [one.p for one in tests.values()], [one.smallest for one in tests.values()]
    adjusted = dict(zip(tests, adjust_attainable(ps, smallest, q=q), strict=True))
    for where, odds in compared.items():
        over_all = {
            word: Compared(one.log_odds, one.z, tests[where, word].p, adjusted[where, word])
            for word, one in odds.items()
            if one.z > 0
        }
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


def _test(
    corpus: Corpus, whole: Mapping[str, int], n: int, words: Iterable[str]
) -> dict[str, Overuse]:
    """The exact test of each word of one place among all n comments."""
    here, listed = corpus.comments, list(words)
    own = [corpus.documents.get(word, 0) for word in listed]
    counts = [(x, here, whole[word] - x, n - here) for word, x in zip(listed, own, strict=True)]
    return dict(zip(listed, exact_overuse(counts), strict=True))


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


def _settle(looked: Typical, odds: Mapping[str, Compared], q: float, min_count: int) -> Typical:
    """The words that stand out once all comparisons are known, or else the likeliest to do so."""
    documents = looked.corpus.documents
    told = {word: one for word, one in odds.items() if documents[word] >= min_count}
    sure = {w: one for w, one in told.items() if one.p_adjusted <= q and one.z > LEAST_Z}
    unsure = [(w, one) for w, one in told.items() if one.z > _UNSURE_Z][:MOST_UNSURE]
    weights = {word: one.z for word, one in odds.items()} or looked.weights
    status: Status = "typical" if sure else "unsure" if unsure else "none_stands_out"
    return replace(looked, status=status, words=sure or dict(unsure), weights=weights)
