"""The records of a result, made out of what was counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

from journeymap.analysis.evidence.places import NamedPlace, Scope
from journeymap.analysis.words.candidates import Candidate
from journeymap.analysis.words.feeling import Sentiment, WhyNone
from journeymap.analysis.words.gathering import Gathered
from journeymap.analysis.words.quotes import Quote, choose_quotes, weigh_words
from journeymap.analysis.words.table import PlaceWords, WordKind, WordRow
from journeymap.analysis.words.typical import Compared, Status, Typical, Where
from journeymap.answers.comment_table import Place
from journeymap.metrics import Metric
from journeymap.statistics.base_sizes import to_base
from journeymap.wording.told import tell

_KINDS: Mapping[Status, WordKind] = {"typical": "typical", "unsure": "unsure"}


class _Named(TypedDict):
    scope: Scope
    touchpoint: str | None
    stage: str | None
    name: str


class _Odds(TypedDict):
    log_odds: float | None
    z: float | None
    p: float | None
    p_adjusted: float | None


def to_key(place: NamedPlace) -> Place:
    """Touchpoint and stage by which comments name a place."""
    if place.scope == "touchpoint":
        return place.id, None
    return None, place.id if place.scope == "stage" else None


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells what was counted, place by place in reading order.

    Args:
        gathered: The comments, counted.
        typical: What can be said of each place and language.
        metrics: The metric whose answers stand beside the comments of a place.
        shown: The places to tell of.
    """

    gathered: Gathered
    typical: Mapping[Where, Typical]
    metrics: Mapping[Place, Metric]
    shown: Sequence[NamedPlace]

    def places(self) -> Iterator[PlaceWords]:
        """What could be said of each place and language."""
        for place, language, found in self._each():
            yield PlaceWords(
                **_name(place), language=language, comments=found.corpus.comments,
                status=found.status,
            )  # fmt: skip

    def rows(self, top: int) -> Iterator[WordRow]:
        """The words, at most so many of each place and language."""
        for place, language, found in self._each():
            stems = list(found.words)[:top]
            forms = found.corpus.find_forms(stems, self.gathered.stems(language))
            for stem in stems:
                yield self._to_row(place, language, found, stem, forms[stem])

    def note_rows(self, top: int) -> Iterator[str]:
        """How many words are left out."""
        every = [len(found.words) for _, _, found in self._each()]
        kept = sum(min(top, number) for number in every)
        if kept < sum(every):
            yield tell(
                "{kept:,} of {every:,} words are shown, at most {top:,} of each place.",
                kept=kept,
                every=sum(every),
                top=top,
            )

    def _to_row(
        self, place: NamedPlace, language: str, found: Typical, stem: str, form: tuple[str, int]
    ) -> WordRow:
        corpus, odds = found.corpus, found.words[stem]
        metric = self.metrics.get(to_key(place))
        score, whole = corpus.mean_score(stem), self.gathered.places[to_key(place)].mean_score
        return WordRow(
            **_name(place),
            language=language,
            word=form[0],
            stem=stem,
            count=form[1],
            documents=corpus.documents[stem],
            comments=corpus.comments,
            share=corpus.documents[stem] / corpus.comments,
            kind=_KINDS.get(found.status, "frequent"),
            **_tell_odds(odds),
            score_mean=score,
            score_all=whole,
            metric=metric.id if metric and whole is not None else None,
            base=to_base(corpus.comments),
            shown="–" if metric is None or score is None else metric.to_text(score),
        )

    def quotes(self, most: int) -> Iterator[Quote]:
        """The quotes, at most so many of each kind and place."""
        for place in self.shown:
            here = self.gathered.places.get(to_key(place))
            if here is None:
                continue
            metric = self.metrics.get(to_key(place))
            weigh = partial(self._weigh, to_key(place))
            for kind, one in choose_quotes(here, weigh, most):
                yield Quote(
                    **_name(place), kind=kind, text=one.text, shortened=one.shortened,
                    language=one.language, score=one.answer, row=one.row or None,
                    metric=metric.id if metric and one.answer is not None else None,
                )  # fmt: skip

    def sentiment(self) -> Iterator[Sentiment]:
        """What the lexicon says."""
        for place, language, found in self._each():
            corpus, covers = found.corpus, self.gathered.lexicon.covers(language)
            yield Sentiment(
                **_name(place),
                language=language,
                comments=corpus.comments,
                covered=corpus.covered,
                coverage=corpus.covered / corpus.comments,
                sentiment=corpus.feeling / corpus.covered if corpus.covered else None,
                reason=_why_none(corpus.covered, covers=covers),
            )

    def _each(self) -> Iterator[tuple[NamedPlace, str, Typical]]:
        """Each place in reading order with its languages, the most frequent first."""
        for place in self.shown:
            here = self.gathered.places.get(to_key(place))
            corpora = here.corpora if here else {}
            for language in sorted(corpora, key=lambda code: (-corpora[code].comments, code)):
                yield place, language, self.typical[to_key(place), language]

    def _weigh(self, place: Place, candidate: Candidate) -> float:
        weights = self.typical[place, candidate.language].weights
        return weigh_words(candidate, self.gathered.stems(candidate.language).find, weights)


def _name(place: NamedPlace) -> _Named:
    touchpoint = place.id if place.scope == "touchpoint" else None
    return {
        "scope": place.scope, "touchpoint": touchpoint, "stage": place.stage, "name": place.name,
    }  # fmt: skip


def _tell_odds(odds: Compared | None) -> _Odds:
    if odds is None:
        return {"log_odds": None, "z": None, "p": None, "p_adjusted": None}
    return {"log_odds": odds.log_odds, "z": odds.z, "p": odds.p, "p_adjusted": odds.p_adjusted}


def _why_none(covered: int, *, covers: bool) -> WhyNone:
    if covered:
        return ""
    return "no comment holds a word of the lexicon" if covers else "no lexicon for this language"
