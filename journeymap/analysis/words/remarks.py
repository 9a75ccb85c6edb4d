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
from journeymap.wording.told import Figure, tell, tell_count, tell_list, tell_row

PERSONAL = tell(
    "Quotes are what customers wrote, word for word: names and numbers in them "
    "are not taken out, so read them before you share them."
)
_COPIES_SHARE, _FEWEST_COPIES = 0.1, 5
_SAID: Mapping[Status, str] = {
    "too_few": tell(
        "Fewer than {n} comments, so no words are told",
        n=FEWEST_COMMENTS,
    ),
    "frequent": tell("Nothing to compare with, so words are only counted, not typical"),
    "unsure": tell("Too few to be sure of any word, so those that lead are marked unsure"),
    "none_stands_out": tell("No word stands out against the other places"),
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
            tell(
                "{name} ({more})",
                name=name,
                more=tell_row([Figure(f"{n:,}"), *([language] if several else [])]),
            )
            for name, language, n, found in told
            if found == status
        ]
        if named:
            yield tell("{said}: {names}.", said=said, names=tell_list(named, _MOST_PLACES))


def note_languages(gathered: Gathered) -> Iterator[str]:
    """What became of comments whose language was guessed, and of scripts without blanks."""
    counts = gathered.languages()
    for language, n in sorted(gathered.taken.items()):
        if n:
            yield tell(
                "Too short to tell, taken to be in {language} as comments like it: {n}.",
                language=language,
                n=_count(n),
            )
    if counts[UNKNOWN]:
        yield tell(
            "In a language that can't be told, so words are not stemmed: {counts}.",
            hint="; if you know it, say so by language.",
            counts=_count(counts[UNKNOWN]),
        )
    if counts[WORDLESS]:
        yield tell(
            "Without a word, such as numbers or signs alone: {counts}.",
            counts=_count(counts[WORDLESS]),
        )
    if counts[UNSPLIT]:
        n = counts[UNSPLIT]
        yield tell("In a script without blanks, so no words can be told apart: {n}.", n=_count(n))
    if counts["zh"] or counts["ja"]:
        yield tell(
            "Words in zh and ja are pieces of two characters, because no blanks stand between."
        )
    if gathered.language not in (None, *STOP_WORDS) and not gathered.stop_words:
        yield tell(
            "No small words of {language} are built in.",
            hint="; leave them out by stop words.",
            language=gathered.language,
        )


def note_comments(gathered: Gathered, chosen: Chosen, names: Mapping[Place, str]) -> Iterator[str]:
    """What was left out, and comments that repeat others.

    Args:
        gathered: The comments, counted.
        chosen: Which of them were meant.
        names: Touchpoint and stage to what people call the place, in reading order.
    """
    aside = {reason: n for reason, n in chosen.comments.aside.items() if n and reason != "blank"}
    if aside:
        told = tell_row([_tell_aside(reason, n) for reason, n in sorted(aside.items())])
        yield tell("Comments set aside: {told}.", told=told)
    if chosen.outside:
        yield tell(
            "Comments of other waves or segments, not counted: {outside:,}.", outside=chosen.outside
        )
    if chosen.comments.unread:
        n = chosen.comments.unread
        yield tell(
            "Cells beside comments that can't be read, such as scores: {n:,}.",
            hint="; see measure.",
            n=n,
        )
    for place in names:
        here = gathered.places.get(place)
        if here and here.copies >= max(_FEWEST_COPIES, _COPIES_SHARE * here.comments):
            yield tell(
                "{copies:,} of {comments:,} comments on {name} repeat another word for "
                "word; each is counted.",
                copies=here.copies,
                comments=here.comments,
                name=names[place],
            )
    if long := sum(here.too_long for here in gathered.places.values()):
        yield tell(
            "Read up to their first {most:,} characters: {comments}.",
            most=LONGEST_READ,
            comments=_count(long),
        )
    if any(c.is_pruned for here in gathered.places.values() for c in here.corpora.values()):
        yield tell(
            "There are so many different words that some rare ones were not counted to the end."
        )


def _count(n: int) -> str:
    return tell_count(n, "{n} comment", "{n} comments")


def _tell_aside(reason: str, n: int) -> str:
    match reason:
        case "repeat":
            return tell("repeat {n:,}", n=n)
        case "no date":
            return tell("no date {n:,}", n=n)
    return tell("{reason} {n:,}", reason=reason, n=n)
