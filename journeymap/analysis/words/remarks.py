"""What to know before believing words, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journeymap.analysis.words.choosing import Chosen
from journeymap.analysis.words.function_words import STOP_WORDS
from journeymap.analysis.words.gathering import Gathered
from journeymap.analysis.words.languages import UNKNOWN, UNSPLIT, WORDLESS
from journeymap.analysis.words.tokens import LONGEST_READ
from journeymap.analysis.words.typical import FEWEST_COMMENTS, Status
from journeymap.answers.comment_table import Place
from journeymap.printed import join_words

PERSONAL = (
    "Quotes are what customers wrote, word for word: names and numbers in them are not taken out, "
    "so read them before you share them."
)
_COPIES_SHARE, _FEWEST_COPIES = 0.1, 5
_SAID: Mapping[Status, str] = {
    "too_few": f"Fewer than {FEWEST_COMMENTS} comments, so no words are told",
    "frequent": "Nothing to compare with, so words are only counted, not typical",
    "unsure": "Too few to be sure of any word, so those that lead are marked unsure",
    "none_stands_out": "No word stands out against the other places",
}
_MOST_PLACES = 6


def note_places(told: Sequence[tuple[str, str, int, Status]]) -> Iterator[str]:
    """Where no typical words are told, and why.

    Args:
        told: Name of the place, language, number of comments and what could be said.
    """
    several = len({language for _, language, _, _ in told}) > 1
    for status, said in _SAID.items():
        named = [
            f"{name} ({n:,}{f', {language}' if several else ''})"
            for name, language, n, found in told
            if found == status
        ]
        if named:
            yield f"{said}: {join_words(named, _MOST_PLACES)}."


def note_languages(gathered: Gathered) -> Iterator[str]:
    """What became of comments whose language was guessed, and of scripts without blanks."""
    counts = gathered.languages()
    for language, n in sorted(gathered.taken.items()):
        if n:
            yield f"Too short to tell, taken to be in {language} as comments like it: {_count(n)}."
    if counts[UNKNOWN]:
        yield (
            "In a language that can't be told, so words are not stemmed: "
            f"{_count(counts[UNKNOWN])}; if you know it, say so by language."
        )
    if counts[WORDLESS]:
        yield f"Without a word, such as numbers or signs alone: {_count(counts[WORDLESS])}."
    if counts[UNSPLIT]:
        n = counts[UNSPLIT]
        yield f"In a script without blanks, so no words can be told apart: {_count(n)}."
    if counts["zh"] or counts["ja"]:
        yield "Words in zh and ja are pieces of two characters, because no blanks stand between."
    if gathered.language not in (None, *STOP_WORDS) and not gathered.stop_words:
        yield f"No small words of {gathered.language} are built in; leave them out by stop words."


def note_comments(gathered: Gathered, chosen: Chosen, names: Mapping[Place, str]) -> Iterator[str]:
    """What was left out, and comments that repeat others.

    Args:
        gathered: The comments, counted.
        chosen: Which of them were meant.
        names: Touchpoint and stage to what people call the place, in reading order.
    """
    aside = {reason: n for reason, n in chosen.comments.aside.items() if n and reason != "blank"}
    if aside:
        told = ", ".join(f"{reason} {n:,}" for reason, n in sorted(aside.items()))
        yield f"Comments set aside: {told}."
    if chosen.outside:
        yield f"Comments of other waves or segments, not counted: {chosen.outside:,}."
    if chosen.comments.unread:
        n = chosen.comments.unread
        yield f"Cells beside comments that can't be read, such as scores: {n:,}; see measure."
    for place in names:
        here = gathered.places.get(place)
        if here and here.copies >= max(_FEWEST_COPIES, _COPIES_SHARE * here.comments):
            yield (
                f"{here.copies:,} of {here.comments:,} comments on {names[place]} repeat another "
                "word for word; each is counted."
            )
    if long := sum(here.too_long for here in gathered.places.values()):
        yield f"Read up to their first {LONGEST_READ:,} characters: {_count(long)}."
    if any(c.is_pruned for here in gathered.places.values() for c in here.corpora.values()):
        yield "There are so many different words that some rare ones were not counted to the end."


def _count(n: int) -> str:
    return "1 comment" if n == 1 else f"{n:,} comments"
