"""Which words customers use at one touchpoint more than at the others, and how they say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from journeymap.analysis.evidence.places import find_places
from journeymap.analysis.evidence.settings_check import check_count, check_q
from journeymap.analysis.words.choosing import Chosen, check_wave
from journeymap.analysis.words.gathering import Gathered
from journeymap.analysis.words.languages import check_language
from journeymap.analysis.words.lexicon import Lexicon, note_unmatched, to_lexicon
from journeymap.analysis.words.remarks import PERSONAL, note_comments, note_languages, note_places
from journeymap.analysis.words.table import Words
from journeymap.analysis.words.telling import Telling, to_key
from journeymap.analysis.words.typical import find_typical
from journeymap.answers.comments import read_comments
from journeymap.fields import FrozenMap
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

Lexical = Mapping[str, object] | Lexicon | str | Path


def find_words(
    journey: Journey,
    answers: object,
    source: Source | None = None,
    *,
    touchpoint: str | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    language: str | None = None,
    top: int = 10,
    q: float = 0.05,
    min_count: int = 3,
    stop_words: Iterable[str] = (),
    lexicon: Lexical | None = None,
    quotes: int = 1,
) -> Words:
    """The words typical of each touchpoint in the open answers, with quotes.

    Weighted log-odds of the comments that hold a word, one place against all others, with a
    Dirichlet prior in the shares of all comments (Monroe, Colaresi & Quinn 2008, Political Analysis
    16:372). A word is typical if its z is above 1.96 and so are its comments by Fisher's exact
    test, with Benjamini-Hochberg over all words of all places that are frequent enough to be found
    (Tarone 1990, Biometrics 46:515; Gilbert 2005, JRSS C 54:143). A comment counts a word once.
    Words are compared within a language and by their stems.

    Args:
        journey: Its touchpoints are what comments are about.
        answers: A path of a table, or any table that narwhals understands.
        source: How the table is read: its ``comments``, or a tidy table's column ``comment``.
        touchpoint: Only this one is told; it is compared with all others all the same.
        wave: The wave; the latest that the comments have where None.
        segment: Only comments of this group; everybody where None.
        language: The language of all comments, as "pl" or "polish"; guessed for each where None.
        top: How many words of a place are told at most.
        q: The adjusted p up to which a word is typical, the share of those that may be chance,
            above 0 and below 1. Where no word of a place is, the first three are told as unsure.
        min_count: In how many comments of a place a word must stand.
        stop_words: More words to leave out, in any of their forms.
        lexicon: Words with scores, as a mapping or a file; without one there is no sentiment.
        quotes: How many quotes of each kind are given for a place; 0 for none.

    Returns:
        Rows by place in reading order, the most typical word first; beside them ``places``,
        ``quotes``, ``languages`` and ``sentiment``.

    Raises:
        AnswersError: if the table can't be read.
        SourceError: if the source names no comments.
        InputError: if the lexicon can't be used.
        UnknownNameError: if the touchpoint, wave, segment or language isn't there.
        ValueError: if a number is none that can be meant.

    Example:
        >>> import polars as pl
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> table = pl.DataFrame({"touchpoint": ["cart"] * 20 + ["pay"] * 20,
        ...     "comment": ["The basket was lost"] * 20 + ["My card was refused"] * 20})
        >>> [(row.touchpoint, row.word) for row in find_words(journey, table, top=1).rows]
        [('cart', 'basket'), ('pay', 'card')]
    """
    q, top = check_q(q), check_count("top", top, 1)
    min_count, quotes = check_count("min_count", min_count, 1), check_count("quotes", quotes, 0)
    asked = None if touchpoint is None else journey.touchpoint(touchpoint).id
    given = (stop_words,) if isinstance(stop_words, str) else tuple(stop_words)
    own = Lexicon() if lexicon is None else to_lexicon(lexicon)
    gathered = Gathered(check_language(language), given, own)
    comments = read_comments(journey, answers, source)
    chosen = Chosen(comments, check_wave(wave), FrozenMap(segment or {}))
    gathered.take_all(chosen)
    every = tuple(find_places(journey))
    told = Telling(
        gathered,
        find_typical(gathered, q=q, min_count=min_count),
        comments.metrics,
        [p for p in every if asked is None or (p.scope == "touchpoint" and p.id == asked)],
    )
    settings = {
        "touchpoint": asked, "wave": chosen.wave, "segment": chosen.segment,
        "language": gathered.language, "top": top, "q": q, "min_count": min_count,
        "stop_words": given, "lexicon": len(own) or None, "quotes": quotes,
    }  # fmt: skip
    places = tuple(told.places())
    quoted = tuple(told.quotes(quotes)) if quotes else ()
    names = {to_key(place): place.name for place in every}
    notes = (
        *told.note_rows(top),
        *note_places([(p.name, p.language, p.comments, p.status) for p in places]),
        *note_languages(gathered), *note_comments(gathered, chosen, names), *note_unmatched(own),
        *((PERSONAL,) if quoted else ()),
    )  # fmt: skip
    return Words(
        journey=journey.id, settings=settings, rows=tuple(told.rows(top)), notes=notes,
        places=places, quotes=quoted, languages=FrozenMap(gathered.languages()),
        sentiment=tuple(told.sentiment()) if lexicon is not None else (),
    )  # fmt: skip
