"""All comments gone through once, and counted by place and language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from journeymap.analysis.words.candidates import Candidate, to_quote
from journeymap.analysis.words.choosing import Chosen
from journeymap.analysis.words.corpus import Corpus, PlaceComments
from journeymap.analysis.words.languages import (
    UNKNOWN,
    UNSPLIT,
    WORDLESS,
    Neighbours,
    guess_language,
)
from journeymap.analysis.words.lexicon import Lexicon, Scoring
from journeymap.analysis.words.stems import Stems
from journeymap.analysis.words.tokens import LONGEST_READ, split_words
from journeymap.answers.comment_reading import GivenComment
from journeymap.answers.comment_table import Place
from journeymap.metrics import Metric

_LOOKED_AT = 5_000
"""Comments by which it is decided in which language those are that are too short to tell."""


@dataclass(slots=True)
class Gathered:
    """What is counted of all comments.

    Args:
        language: The language that all are in; guessed for each where None.
        stop_words: The user's own.
        lexicon: The user's own.
        places: Touchpoint and stage to what is counted there.
        taken: How many were too short to tell and taken for the language of the others.
    """

    language: str | None = None
    stop_words: tuple[str, ...] = ()
    lexicon: Lexicon = field(default_factory=Lexicon)
    places: dict[Place, PlaceComments] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    _stems: dict[str, Stems] = field(default_factory=dict)
    _scorings: dict[str, Scoring] = field(default_factory=dict)

    def take_all(self, chosen: Chosen) -> None:
        """Goes through all comments, and forgets those of a wave when one of the next comes."""
        wave = None
        for one, words, language in self._tell_languages(chosen):
            if one.wave != wave:
                wave = one.wave
                self.places.clear()
                self.taken.clear()
            self._take(one, words, language, chosen.comments.metrics.get(one[1:3]))

    def _tell_languages(self, chosen: Chosen) -> Iterator[tuple[GivenComment, list[str], str]]:
        """Each comment with its words and its language."""
        read = ((one, split_words(one.text)) for one in chosen)
        if self.language is not None:
            for one, words in read:
                found = guess_language(words) if not any(map(str.isascii, words)) else ""
                yield one, words, found if found in (UNSPLIT, WORDLESS) else self.language
            return
        first = [(one, words, guess_language(words)) for one, words in islice(read, _LOOKED_AT)]
        neighbours = Neighbours()
        for one, words, language in first:
            neighbours.add(words, language, one[1:3])
        rest = ((one, words, guess_language(words)) for one, words in read)
        for one, words, language in chain(first, rest):
            if language != UNKNOWN:
                yield one, words, language
                continue
            likely = neighbours.guess(words, one[1:3])
            self.taken[likely] += likely != UNKNOWN
            yield one, words, likely

    def _take(
        self, one: GivenComment, words: Sequence[str], language: str, metric: Metric | None
    ) -> None:
        here = self.places.setdefault((one.touchpoint, one.stage), PlaceComments())
        score = goodness = None
        if metric is not None and one.answer is not None:
            score = metric.score(int(one.answer)) if metric.is_rated else one.answer
            goodness = one.answer if metric.better == "high" else -one.answer
        here.too_long += len(one.text) > LONGEST_READ
        text, shortened = to_quote(one.text)
        candidate = Candidate(text, shortened, language, one.answer, one.row)
        here.add(candidate, len(words), score, goodness)
        corpus = here.corpora.setdefault(language, Corpus())
        corpus.add(words if language != UNSPLIT else (), self.stems(language), score)
        if self.lexicon.covers(language):
            if language not in self._scorings:
                self._scorings[language] = Scoring(self.lexicon, self.stems(language))
            corpus.add_feeling(self._scorings[language].score(words))

    def stems(self, language: str) -> Stems:
        """The stems of a language."""
        if language not in self._stems:
            self._stems[language] = Stems(language, self.stop_words)
        return self._stems[language]

    def corpora(self, language: str) -> dict[Place, Corpus]:
        """What is counted in one language, by place."""
        found = ((place, here.corpora.get(language)) for place, here in self.places.items())
        return {place: corpus for place, corpus in found if corpus is not None}

    def languages(self) -> Counter[str]:
        """How many comments there are in each language, the most frequent first."""
        counts: Counter[str] = Counter()
        for here in self.places.values():
            for language, corpus in here.corpora.items():
                counts[language] += corpus.comments
        return Counter(dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))))
