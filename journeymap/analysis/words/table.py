"""The result of asking for words: its records, and how people read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import ClassVar, Literal

from journeymap.analysis.evidence.places import Scope
from journeymap.analysis.words.feeling import Sentiment
from journeymap.analysis.words.quotes import Quote
from journeymap.analysis.words.typical import Status
from journeymap.metrics import tell_metric
from journeymap.result import Cells, Column, Result, show_p
from journeymap.statistics.base_sizes import Base
from journeymap.wording.told import Figure, tell, tell_count, tell_row

WordKind = Literal["typical", "unsure", "frequent"]
_LARGEST_ODDS = 99.0
_WHY_NONE: Mapping[str, str] = {
    "": "",
    "no lexicon for this language": tell("no lexicon for this language"),
    "no comment holds a word of the lexicon": tell("no comment holds a word of the lexicon"),
}


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word that customers use at one place.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint it is about.
        stage: The id of the stage it is about or lies in.
        language: The code of the language; "unknown" where it can't be told and words are not
            stemmed.
        word: The form in which it is written most often here.
        stem: What its forms have in common, by which they were counted.
        count: How often it occurs, in any form.
        documents: How many comments hold it; those who repeat it count once.
        comments: How many comments there are here in this language.
        share: documents / comments, 0 to 1.
        kind: "typical" against the other places; "unsure" where no word of the place surely is, and
            this is among the likeliest; "frequent" where there are no other places.
        log_odds: Logarithm of the ratio of its odds here and elsewhere; above 0.
        z: ``log_odds`` in its standard errors.
        p: The chance that so many comments with the word or more would be here if comments were
            dealt to the places at random (Fisher's exact test, one-sided), 0 to 1.
        p_adjusted: The same after Benjamini-Hochberg over all words of all places that are frequent
            enough for a sure finding; 1 for the others.
        score_mean: Mean score of those who used it, in the metric's unit; None without scores.
        score_all: Mean score of all who commented here, in any language.
        metric: The metric of these scores.
        base: The class of the number of comments.
        name: What people call the place.
        shown: ``score_mean`` as people read it.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    language: str
    word: str
    stem: str
    count: int
    documents: int
    comments: int
    share: float
    kind: WordKind
    log_odds: float | None
    z: float | None
    p: float | None
    p_adjusted: float | None
    score_mean: float | None
    score_all: float | None
    metric: str | None
    base: Base
    name: str
    shown: str


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What could be said of the words of one place in one language.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint it is about.
        stage: The id of the stage it is about or lies in.
        language: The code of the language, as for words; "none" of comments without a word,
            "unsplit" of scripts without blanks.
        comments: How many comments there are.
        status: "typical", "unsure" where words are told that may be so by chance,
            "none_stands_out", "frequent" where there is nothing to compare with, "too_few" under
            ten comments, "no_words" where no words can be told apart.
        name: What people call the place.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    language: str
    comments: int
    status: Status
    name: str


@dataclass(frozen=True)
class Words(Result[WordRow]):
    """The words of every place with comments, and how customers say it.

    Args:
        journey: The journey's id.
        settings: What was asked: touchpoint, wave, segment, language, top, q, min_count,
            stop_words, lexicon (its number of words) and quotes.
        rows: Words by place in reading order, the most typical first.
        notes: What to know before believing them, in whole sentences.
        places: Of every place and language how many comments there are and what could be said.
        quotes: Comments word for word.
        languages: How many comments there are in each language.
        sentiment: What the lexicon says; empty without one.
    """

    question: ClassVar[str] = "words"
    row_type: ClassVar[type[WordRow]] = WordRow

    places: tuple[PlaceWords, ...]
    quotes: tuple[Quote, ...]
    languages: Mapping[str, int]
    sentiment: tuple[Sentiment, ...]

    def headline(self) -> str:
        """How many comments there are, and at how many places words are typical."""
        if not self.places:
            return tell("No comments.")
        n = sum(place.comments for place in self.places)
        named = {place.name for place in self.places}
        typical = {place.name for place in self.places if place.status == "typical"}
        unsure = any(place.status == "unsure" for place in self.places) and not typical
        told = {
            "comments": tell_count(n, "{n} comment", "{n} comments"),
            "places": tell_count(len(named), "on {n} place", "on {n} places"),
        }
        if typical:
            return tell(
                "{comments} {places}, {n} of them with words of its own.", n=len(typical), **told
            )
        if unsure:
            return tell(
                "{comments} {places}, none of them with words of its own: too few to be sure.",
                **told,
            )
        return tell("{comments} {places}, none of them with words of its own.", **told)

    def columns(self) -> Sequence[Column[WordRow]]:
        """Place, word, how many use it, how much more often than elsewhere, and their score."""
        several = len({row.language for row in self.rows}) > 1
        scored = [row for row in self.rows if row.score_mean is not None]
        language = (Column("language", _find_language),) if several else ()
        unsure = any(row.kind == "unsure" for row in self.rows)
        sure = (Column("sure", _show_sure),) if unsure else ()
        metrics = {row.metric for row in scored}
        heading = f"mean {metrics.pop()}" if len(metrics) == 1 else "mean score"
        score = (Column(heading, _find_shown, True),) if scored else ()
        return (
            Column("place", _find_name),
            *language,
            Column("word", _find_word),
            Column("comments", _show_comments, True),
            Column("odds to elsewhere", _show_odds, True),
            Column("p adjusted", lambda row: show_p(row.p_adjusted), True),
            *sure,
            *score,
        )

    def more_tables(self) -> Sequence[Cells]:
        """The quotes, and what the lexicon says."""
        quotes = (_tell_quotes(self.quotes),) if self.quotes else ()
        return (*quotes, *((_tell_sentiment(self.sentiment),) if self.sentiment else ()))


def _tell_quotes(quotes: Sequence[Quote]) -> Cells:
    scored = any(quote.score is not None for quote in quotes)
    cells = []
    for quote in quotes:
        score = (
            "–"
            if quote.score is None
            else tell_row([tell_metric(quote.metric or ""), Figure(f"{quote.score:g}")], " ")
        )
        told = [quote.name, quote.kind, score, f"“{quote.text}”"]
        cells.append(told if scored else [*told[:2], told[3]])
    return ["place", "quote", *(["score"] if scored else []), "in their own words"], cells, []


def _tell_sentiment(sentiment: Sequence[Sentiment]) -> Cells:
    headings = ["place", "language", "comments covered", "sentiment"]
    cells = [
        [
            row.name,
            row.language,
            tell("{n:,} of {all:,}", n=row.covered, all=row.comments),
            _WHY_NONE[row.reason] if row.sentiment is None else Figure(f"{row.sentiment:+z.2f}"),
        ]
        for row in sentiment
    ]
    return headings, cells, [2]


def _find_name(row: WordRow) -> str:
    return row.name


def _find_language(row: WordRow) -> str:
    return row.language


def _find_word(row: WordRow) -> str:
    return row.word


def _find_shown(row: WordRow) -> str:
    return row.shown


def _show_comments(row: WordRow) -> str:
    return tell("{n:,} of {all:,}", n=row.documents, all=row.comments)


def _show_odds(row: WordRow) -> str:
    if row.log_odds is None:
        return "–"
    odds = exp(min(row.log_odds, 700.0))
    return f"> {_LARGEST_ODDS:g} x" if odds > _LARGEST_ODDS else f"{odds:.1f} x"


def _show_sure(row: WordRow) -> str:
    return {"typical": "yes", "unsure": "unsure", "frequent": "–"}[row.kind]
