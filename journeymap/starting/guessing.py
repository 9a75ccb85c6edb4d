"""What each column of a table probably is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from journeymap.starting.answers_in_words import guess_words
from journeymap.starting.dates import guess_times
from journeymap.starting.guesses import Guess, say_missing
from journeymap.starting.looking import Look
from journeymap.starting.scales import ScaleGuess, fit_scale, guess_scale
from journeymap.starting.words import IDENTITY, LIKELY, NO_ANSWER, RATING, WEIGHT
from journeymap.text import Percent, to_folded, to_number

_FEWEST, _FEWEST_SHARE = 5, 0.01
_MOST_COST = 4.0  # of a scale for which nothing but its codes speaks
_LOPSIDED, _MANY = 0.9, 30  # no scale is told by so large a share of so many answers
_HOUSE = 5  # so many questions on one scale are the habit of a table
_BATTERY = re.compile(r"[^\W\d_]*\d+")


def guess_columns(looks: Sequence[Look], parts: Mapping[str, str]) -> tuple[Guess, ...]:
    """A guess per column, in their order.

    Args:
        looks: What the columns hold.
        parts: Part of a table to the column that plays it, where the table itself says so.
    """
    known = {column: part for part, column in parts.items()}
    first = [_guess(look, known.get(look.name)) for look in looks]
    return tuple(_tell_untaken([*_settle(first)]))


def _guess(look: Look, part: str | None) -> Guess:
    if not look.values:
        return Guess(look, "blank", "blank in all rows")
    numbers, words = _split(look)
    folded = to_folded(look.name)
    if part == "respondent_id" or (IDENTITY.search(folded) and look.distinct > look.filled / 2):
        return _guess_id(look)
    if (found := guess_times(look, named=part == "answered_at")) is not None:
        return found
    if words - NO_ANSWER:
        return guess_words(look)
    if WEIGHT.search(folded) and min(numbers.values()) > 0:
        return _guess_weight(look)
    return _guess_number(look, numbers)


def _split(look: Look) -> tuple[dict[str, float], set[str]]:
    """Values that are numbers, and the others folded."""
    read = {value: to_number(value) for value in look.values}
    numbers = {v: n for v, n in read.items() if n is not None and not isinstance(n, Percent)}
    return numbers, {to_folded(value) for value in look.values if value not in numbers}


def _guess_id(look: Look) -> Guess:
    if look.filled < look.rows:
        return Guess(look, "id", "who answered, but blank in some rows", is_usable=False)
    return Guess(look, "id", "who answered")


def _guess_weight(look: Look) -> Guess:
    usable = look.filled == look.rows
    says = "the weight of each respondent" + ("" if usable else ", but blank in some rows")
    return Guess(look, "weight", says, is_usable=usable)


def _guess_number(look: Look, numbers: Mapping[str, float]) -> Guess:
    if look.is_cut or not all(number.is_integer() for number in numbers.values()):
        return Guess(look, "number", "numbers, no scale")
    codes = {int(number) for number in numbers.values()}
    if codes == {0, 1}:
        missing = _other_words(look, numbers)
        return Guess(look, "yes_no", f"1 yes, 0 no{say_missing(missing)}", missing=missing)
    found = guess_scale(codes)
    if found is None:
        few = len(codes) <= 12
        return Guess(look, "code" if few else "number", _list_codes(codes) if few else "numbers")
    hinted = RATING.search(to_folded(f"{look.name} {look.wording or ''}"))
    if not (hinted or _is_plain(found, codes)) or _too_few(look):
        return Guess(look, "code", _list_codes(codes))
    return to_rating(look, found, numbers)


def _is_plain(found: ScaleGuess, codes: set[int]) -> bool:
    """Whether codes alone speak for a question: a common scale, half of it used, its ends too."""
    inside = [code for code in codes if found.low <= code <= found.high]
    used = 2 * len(inside) >= found.high - found.low + 1
    return found.is_common and used and found.cost <= _MOST_COST and min(inside) * found.low >= 0


def _too_few(look: Look) -> bool:
    return look.rows >= 100 and look.filled < max(_FEWEST, _FEWEST_SHARE * look.rows)


def _list_codes(codes: set[int]) -> str:
    return f"codes {', '.join(map(str, sorted(codes)))}: a scale, or kinds of something?"


def _other_words(look: Look, numbers: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(value for value in look.values if value not in numbers)


def to_rating(look: Look, found: ScaleGuess, numbers: Mapping[str, float]) -> Guess:
    """A rating on this scale, in words."""
    missing = (*map(str, found.missing), *_other_words(look, numbers))
    likely = (found.low, found.high) == (0, 10) and LIKELY.search(
        to_folded(f"{look.name} {look.wording or ''}")
    )
    says = f"rating {found.low} to {found.high}, {found.high} best"
    if likely:
        says = "0 to 10, how likely customers recommend"
    return Guess(
        look,
        "likely" if likely else "rating",
        says + say_missing(missing),
        scale=(found.low, found.high),
        missing=missing,
    )


def _tell_untaken(guesses: Sequence[Guess]) -> Iterator[Guess]:
    """The guesses, where one column of several tells who answered: the first without gaps."""
    ids = [guess for guess in guesses if guess.kind == "id" and guess.is_usable]
    for guess in guesses:
        untaken = guess in ids[1:]
        yield replace(guess, says=f"{guess.says}; not taken") if untaken else guess


def _settle(guesses: Sequence[Guess]) -> Iterator[Guess]:
    """Columns beside questions of the same battery are read as these are, lone scales as codes."""
    rated = [guess for guess in guesses if guess.kind == "rating"]
    scales = Counter(guess.scale for guess in rated)
    (house, many), *_ = [*scales.most_common(1), (None, 0)]
    for i, guess in enumerate(guesses):
        battery = _BATTERY.match(guess.column)
        near = guesses[max(0, i - 1) : i + 2]
        if battery:
            near = [other for other in rated if _is_of(battery[0], other.column)]
        others = [other for other in near if other is not guess and other.kind == "rating"]
        settled = _follow(guess, others)
        lone = many >= _HOUSE and settled.kind == "rating" and settled.scale != house
        alone = not (battery and others) and _is_lopsided(settled)
        yield _doubt(settled) if lone else _ask(settled) if alone else settled


def _doubt(guess: Guess) -> Guess:
    """A rating on a scale of its own, if it is named like one or uses all codes up to ten."""
    look = guess.look
    if guess.labels or RATING.search(to_folded(f"{look.name} {look.wording or ''}")):
        return guess
    numbers, _ = _split(look)
    codes = {int(number) for number in numbers.values()}
    low, high = guess.scale or (0, 0)
    if high == 10 and codes >= set(range(low, high + 1)):
        return guess
    return _ask(guess)


def _is_lopsided(guess: Guess) -> bool:
    """Whether nearly all gave one code: kinds of something, unless words call it a rating."""
    look = guess.look
    named = guess.labels or RATING.search(to_folded(f"{look.name} {look.wording or ''}"))
    if guess.kind != "rating" or named:
        return False
    answers = [n for value, n in look.values.items() if value not in guess.missing]
    return sum(answers) >= _MANY and max(answers) > _LOPSIDED * sum(answers)


def _ask(guess: Guess) -> Guess:
    """What was a rating as codes that somebody has to explain."""
    numbers, _ = _split(guess.look)
    return Guess(guess.look, "code", _list_codes({int(number) for number in numbers.values()}))


def _is_of(battery: str, column: str) -> bool:
    found = _BATTERY.match(column)
    return found is not None and found[0] == battery


def _follow(guess: Guess, battery: Sequence[Guess]) -> Guess:
    if guess.kind not in ("code", "rating") or not battery or _too_few(guess.look):
        return guess
    numbers, _ = _split(guess.look)
    if not all(number.is_integer() for number in numbers.values()):
        return guess
    codes = {int(number) for number in numbers.values()}
    for other in sorted(battery, key=lambda g: -len(g.missing)):
        low, high = other.scale or (0, 0)
        beside = {code for code in codes if not low <= code <= high}
        fitted = fit_scale(codes, low, high)
        half = 2 * (len(codes) - len(beside)) >= high - low + 1
        known = {number for m in other.missing if (number := to_number(m)) is not None}
        if fitted is not None and half and beside <= known:
            return to_rating(guess.look, fitted, numbers)
    return guess
