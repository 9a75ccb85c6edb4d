"""Columns of words: yes and no, ordered answers, choices, open text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from journeymap.starting.guesses import Guess, say_missing
from journeymap.starting.looking import Look
from journeymap.starting.words import LIKELY, NO, NO_ANSWER, SCALES, YES
from journeymap.text import to_folded

MOST_CHOICES = 12
_LONG = 40  # mean length from which words are open text
_NUMBERED = re.compile(r"\(?(-?\d{1,3})\)?(?:\s*[-–—:.=)]\s*\S.*|\s+[^\d\s].*)?")
_OPTION = re.compile(r".+ \[.+\]")
Words = Mapping[str, str]


def guess_words(look: Look) -> Guess:
    """What a column that holds words probably is."""
    folded = {value: to_folded(value) for value in look.values}
    missing = tuple(value for value, word in folded.items() if word in NO_ANSWER)
    answers = {value: word for value, word in folded.items() if value not in missing}
    if _OPTION.fullmatch(look.name) and len(answers) <= 1:
        return Guess(look, "option", "an option of a question with several answers")
    if not look.is_cut and (found := _find_labels(answers)) is not None:
        return _to_labelled(look, *found, missing)
    length = sum(len(v) * n for v, n in look.values.items()) / max(1, sum(look.values.values()))
    if length >= _LONG or _reads_like_text(look):
        return Guess(look, "text", "open text")
    if len(answers) <= MOST_CHOICES and look.filled >= 2 * look.distinct:
        says = f"a choice of {len(answers)} in words" if len(answers) != 1 else "1 word"
        return Guess(look, "choice", says, missing=missing)
    many = f"{look.distinct:,} different words or names"
    return Guess(look, "other", "1 word or name" if look.distinct == 1 else many)


def _reads_like_text(look: Look) -> bool:
    """Words of which hardly any two are the same, and most are several."""
    several = sum(value.count(" ") >= 2 for value in look.values)
    return look.distinct > 0.5 * look.filled and several > 0.5 * len(look.values)


def _find_labels(answers: Words) -> tuple[dict[str, int], tuple[int, int]] | None:
    """Codes for answers in words, and the ends of their scale."""
    if (labels := find_yes_no(answers)) is not None:
        return labels, (0, 1)
    if (labels := find_numbered(answers)) is not None:
        return labels, _widen(sorted(set(labels.values())))
    ordered = find_ordered(answers)
    return None if ordered is None else (ordered[0], (1, ordered[1]))


def find_yes_no(answers: Words) -> dict[str, int] | None:
    """Yes as 1 and no as 0, in any of some languages; None for other words.

    Example:
        >>> find_yes_no({"Tak": "tak", "Nie": "nie"})
        {'Tak': 1, 'Nie': 0}
    """
    words = set(answers.values())
    if not words or not words <= YES | NO or not (words & YES and words & NO):
        return None
    return {value: int(word in YES) for value, word in answers.items()}


def find_numbered(answers: Words) -> dict[str, int] | None:
    """The codes of answers that start with them, such as "5 - Very satisfied".

    Example:
        >>> find_numbered({"10 - Extremely likely": "", "9": "", "0 - Not at all": ""})
        {'10 - Extremely likely': 10, '9': 9, '0 - Not at all': 0}
    """
    found = {value: _NUMBERED.fullmatch(value) for value in answers}
    codes = {value: int(match[1]) for value, match in found.items() if match}
    distinct = len(set(codes.values())) == len(codes) >= 3
    return codes if distinct and len(codes) == len(answers) else None


def find_ordered(answers: Words) -> tuple[dict[str, int], int] | None:
    """Codes from 1 up for words whose order is known, by the shortest scale that has them all.

    A scale of which nobody chose some answer keeps its codes: "good" is 4 of 5 with or without
    "fair" in the table.

    Returns:
        The codes, and the highest code of the scale; None for other words.

    Example:
        >>> find_ordered({"Very poor": "very poor", "Poor": "poor", "Good": "good", "OK": "ok"})
        ({'Very poor': 1, 'Poor': 2, 'Good': 4, 'OK': 3}, 5)
    """
    words = set(answers.values())
    if len(words) < 3:
        return None
    for scale in sorted(SCALES, key=len):
        codes = {word: code for code, named in enumerate(scale, 1) for word in named}
        if words <= codes.keys() and len({codes[word] for word in words}) == len(words):
            return {value: codes[word] for value, word in answers.items()}, len(scale)
    return None


def _to_labelled(
    look: Look, labels: Mapping[str, int], ends: tuple[int, int], missing: Sequence[str]
) -> Guess:
    codes = sorted(set(labels.values()))
    if codes == [0, 1]:
        return Guess(
            look,
            "yes_no",
            f"yes or no{say_missing(missing)}",
            missing=tuple(missing),
            labels=labels,
        )
    likely = ends == (0, 10) and LIKELY.search(to_folded(f"{look.name} {look.wording or ''}"))
    named = {code: value for value, code in labels.items()}
    said = f"{named[codes[0]]} = {codes[0]} to {named[codes[-1]]} = {codes[-1]}"
    return Guess(
        look,
        "likely" if likely else "rating",
        f"answers in words, {said}{say_missing(missing)}",
        scale=ends,
        missing=tuple(missing),
        labels={v: c for v, c in labels.items() if v != str(c)},
    )


def _widen(codes: Sequence[int]) -> tuple[int, int]:
    """The ends of the scale of numbered answers, also where nobody chose one of them."""
    if codes[0] < 0 or codes[-1] > 10:
        return codes[0], codes[-1]
    if codes[0] == 0 or codes[-1] > 7:
        return (0, 10) if codes[0] == 0 and codes[-1] > 7 else (min(1, codes[0]), codes[-1])
    return 1, codes[-1] if codes[-1] in (4, 7) else max(5, codes[-1])
