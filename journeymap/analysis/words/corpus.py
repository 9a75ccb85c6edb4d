"""What is counted of the comments of one place: words, scores and a few candidates for quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from journeymap.analysis.words.candidates import Candidate, Candidates
from journeymap.analysis.words.stems import Stems, fold

MOST_WORDS = 200_000
_MOST_TEXTS = 100_000
_SHORTEST_COPY = 4
"""Words from which two equal texts are copies: many say "very good"."""


@dataclass(slots=True)
class Corpus:
    """The words of one place in one language.

    Args:
        comments: How many comments there are.
        forms: How often each word was written, as it was written.
        documents: In how many comments each stem stands.
        answered: In how many of those with a score.
        sums: The sum of their scores.
        covered: Comments with a word of the lexicon.
        feeling: The sum of their mean lexicon scores.
        is_pruned: Whether rare words had to be forgotten.
    """

    comments: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    sums: dict[str, float] = field(default_factory=dict)
    covered: int = 0
    feeling: float = 0.0
    is_pruned: bool = False

    def add(self, words: Sequence[str], stems: Stems, score: float | None) -> None:
        """Takes in one comment; in ``documents`` each of its stems counts once."""
        self.comments += 1
        self.forms.update(words)
        found = {stem for stem in map(stems.find, words) if stem is not None}
        self.documents.update(found)
        if score is not None:
            self.answered.update(found)
            for stem in found:
                self.sums[stem] = self.sums.get(stem, 0.0) + score
        if len(self.forms) > MOST_WORDS:
            self._prune()

    def add_feeling(self, score: float | None) -> None:
        """Takes in what the lexicon says of one comment, None for nothing."""
        if score is not None:
            self.covered += 1
            self.feeling += score

    def mean_score(self, stem: str) -> float | None:
        """The mean score of those who used a word; None where none of them gave one."""
        n = self.answered[stem]
        return self.sums[stem] / n if n else None

    def find_forms(self, wanted: Collection[str], stems: Stems) -> Mapping[str, tuple[str, int]]:
        """For each stem the form in which it is written most often, and how often it occurs."""
        spelled: dict[str, Counter[str]] = {}
        for word, n in self.forms.items():
            stem = stems.find(word)
            if stem in wanted and stem is not None:
                spelled.setdefault(stem, Counter())[word] += n
        return {stem: (_choose_form(forms), forms.total()) for stem, forms in spelled.items()}

    def _prune(self) -> None:
        """Forgets what was said once, which can't be typical, before it fills the memory."""
        self.is_pruned = True
        self.forms = Counter({word: n for word, n in self.forms.items() if n > 1})
        self.documents = Counter({stem: n for stem, n in self.documents.items() if n > 1})
        self.answered = Counter({s: n for s, n in self.answered.items() if s in self.documents})
        self.sums = {s: total for s, total in self.sums.items() if s in self.answered}


def _choose_form(forms: Mapping[str, int]) -> str:
    """The most frequent form, whatever its capitals; of these the most frequent spelling."""
    folded: Counter[str] = Counter()
    for word, n in forms.items():
        folded[fold(word)] += n
    best = min(folded, key=lambda form: (-folded[form], form))
    spelled = [word for word in forms if fold(word) == best]
    return min(spelled, key=lambda word: (-forms[word], word != word.lower(), word))


@dataclass(slots=True)
class PlaceComments:
    """All comments of one place.

    Args:
        comments: How many there are.
        answered: How many of them have a score beside them.
        total: The sum of these scores.
        corpora: Language to what is counted in it.
        candidates: Of which quotes are chosen.
        too_long: How many were longer than what is read.
    """

    comments: int = 0
    answered: int = 0
    total: float = 0.0
    corpora: dict[str, Corpus] = field(default_factory=dict)
    candidates: Candidates = field(default_factory=Candidates)
    too_long: int = 0
    _texts: Counter[int] = field(default_factory=Counter)

    def add(
        self, candidate: Candidate, words: int, score: float | None, goodness: float | None
    ) -> None:
        """Takes in one comment, apart from its words.

        Args:
            candidate: The comment.
            words: How many words it has.
            score: What it adds to the mean score of the place.
            goodness: The higher, the better the answer beside it; for the order of quotes.
        """
        self.comments += 1
        if score is not None:
            self.answered += 1
            self.total += score
        key = to_key(candidate.text)
        if words:
            self.candidates.offer(candidate, key, goodness)
        if words >= _SHORTEST_COPY and (key in self._texts or len(self._texts) < _MOST_TEXTS):
            self._texts[key] += 1

    @property
    def copies(self) -> int:
        """How many comments repeat an earlier one word for word."""
        return self._texts.total() - len(self._texts)

    @property
    def mean_score(self) -> float | None:
        """The mean score beside comments; None where there is none."""
        return self.total / self.answered if self.answered else None


def to_key(text: str) -> int:
    """A number by which texts are told apart and put in an order that nothing hangs on."""
    data = fold(text).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest())


def sum_documents(corpora: Iterable[Corpus]) -> Counter[str]:
    """In how many comments each stem stands, over several places."""
    whole: Counter[str] = Counter()
    for corpus in corpora:
        whole.update(corpus.documents)
    return whole
