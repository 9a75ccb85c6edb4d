"""Parts of sentences: lists of names, chances with their base, numbers of answers."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from journeymap.analysis.ranking.sentence import Named
from journeymap.printed import MOST_WORDS
from journeymap.result import show_percent
from journeymap.statistics.base_sizes import LOW_BASE, SMALLEST_FOR_VERDICT
from journeymap.wording.words import Words

_WHOLE = "whole journey"  # what results call the journey itself


def say_list(names: Sequence[str], words: Words, most: int = MOST_WORDS) -> str:
    """Names as a list in a sentence, at most so many of them.

    Args:
        names: At least one.
        words: The fixed words.
        most: How many are named; of more it says how many.

    Example:
        >>> say_list(["a", "b", "c"], Words()), say_list(["a", "b", "c", "d"], Words(), 2)
        ('a, b and c', 'a, b and 2 more')
    """
    if len(names) > most:
        names = [*names[:most], words.count(len(names) - most, "{n} more", "{n} more")]
    if len(names) == 1:
        return names[0]
    return words("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def say_share(share: float | None, words: Words) -> str:
    """A chance as people read it: "62 %", "< 1 %"."""
    return words.number(show_percent(share))


def say_chance(of: Named, words: Words) -> str:
    """The chance of a touchpoint, with its base where that is small.

    Example:
        >>> say_chance(Named("Pay", 12, False, 0.62), Words())
        'P 62 %; low base, n 12'
    """
    return say_with_base(words("P {chance}", chance=say_share(of.figure, words)), of, words)


def say_with_base(told: str, of: Named, words: Words, *, few: bool = False) -> str:
    """What is told of a touchpoint, with its base where that is small.

    Args:
        told: What is told.
        of: The touchpoint.
        words: The fixed words.
        few: Whether to say, too, that there are too few answers for a verdict.
    """
    if few and of.n < SMALLEST_FOR_VERDICT:
        return words("{told}; too few answers, {n}", told=told, n=say_n(of, words))
    if of.n < LOW_BASE:
        return words("{told}; low base, {n}", told=told, n=say_n(of, words))
    return told


def say_n(of: Named, words: Words) -> str:
    """The size of a small base; of weighted answers what they are worth.

    Example:
        >>> say_n(Named("Pay", 12.7), Words()), say_n(Named("Pay", 1.2, weighted=True), Words())
        ('n 12', 'worth 1 answer')
    """
    if not of.weighted:
        return words("n {n}", n=floor(of.n))
    return words.count(floor(of.n), "worth {n} answer", "worth {n} answers")


def say_place(name: str, words: Words) -> str:
    """The name of a place; the journey itself is called so in every language.

    Example:
        >>> say_place("Pay", Words()), say_place("whole journey", Words())
        ('Pay', 'whole journey')
    """
    return words("whole journey") if name == _WHOLE else name
