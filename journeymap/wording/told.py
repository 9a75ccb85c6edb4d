"""Sentences of results that remember what they were made of, to be said in any language.

To everybody else they are plain English texts: they print, compare and go into JSON as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MOST_NAMED = 5  # a sentence can't carry more
MOST_LISTED = 12  # nor can a note that is but a list


class Figure(str):
    """A number with its unit, written the English way, such as "2,919" or "81.0 %"."""

    __slots__ = ()


class Told(str):
    """A text in English with the parts that it was made of: see ``tell`` and ``tell_count``.

    Args:
        text: With names in braces: the key of the catalogues.
        values: What stands for the names: numbers, figures, told texts; plain texts are names and
            quotes, which stay as they are.
        one: The text for a count of one; None where nothing is counted.
        hint: What is only told where options can be given: at a terminal, not in a picture.
        starts: Whether its first letter is large, as a sentence begins.
    """

    __slots__ = ("hint", "one", "starts", "text", "values")

    text: str
    values: Mapping[str, object]
    one: str | None
    hint: str
    starts: bool


def tell(text: str, /, *, hint: str = "", **values: object) -> Told:
    """A text with values for the names in braces.

    Args:
        text: In English, as it is, so that it can be collected for the catalogues; behind "::" may
            stand what tells it from one that is the same in English.
        hint: What follows where options can be given: at a terminal, not in a picture.
        values: For the names in braces.

    Example:
        >>> note = tell("{n:,} of {all:,} are shown.", hint=" See --top.", n=2919, all=4000)
        >>> note, note.text
        ('2,919 of 4,000 are shown. See --top.', '{n:,} of {all:,} are shown.')
    """
    said = drop_sense(text).format(**values)
    return _make(text, values, said=_add_hint(said, hint), hint=hint)


def tell_count(n: int, one: str, many: str, /, *, hint: str = "", **values: object) -> Told:
    """A text with a count in it; ``{n}`` is the count.

    Args:
        n: How many.
        one: The text for one; the catalogues know it by ``many``.
        many: The text for several.
        hint: What follows where options can be given: at a terminal, not in a picture.
        values: For the other names in braces.

    Example:
        >>> tell_count(1, "only {n} answer", "only {n} answers")
        'only 1 answer'
    """
    values = {"n": n, **values}
    said = drop_sense(one if n == 1 else many).format(**{**values, "n": f"{n:,}"})
    return _make(many, values, said=_add_hint(said, hint), hint=hint, one=one)


def tell_list(names: Sequence[str], most: int = MOST_NAMED) -> Told:
    """Texts as a list in a sentence, at most so many of them.

    Args:
        names: At least one.
        most: How many are named; of more it says how many.

    Example:
        >>> tell_list(["a"]), tell_list(["a", "b", "c"]), tell_list(["a", "b", "c", "d"], 2)
        ('a', 'a, b and c', 'a, b and 2 more')
    """
    if len(names) > most:
        more = len(names) - most
        names = [*names[:most], tell_count(more, "{n} more", "{n} more")]
    if len(names) == 1:
        return tell_row(names)
    return tell("{names} and {last}", names=tell_row(names[:-1]), last=names[-1])


def tell_start(told: Told) -> Told:
    """The same as the start of a sentence, with a large letter in every language.

    Example:
        >>> tell_start(tell("stop at {names}", names="Pay"))
        'Stop at Pay'
    """
    started = _make(told.text, told.values, said=enlarge(told), hint=told.hint, one=told.one)
    started.starts = True
    return started


def enlarge(said: str) -> str:
    """A text with a large first letter."""
    return f"{said[:1].upper()}{said[1:]}"


def tell_row(parts: Sequence[str], by: str = ", ") -> Told:
    """Texts one after the other, with a sign between them.

    Example:
        >>> tell_row(["10 of 12", "low base"], "; ")
        '10 of 12; low base'
    """
    names = [f"part{i}" for i in range(len(parts))]
    text = by.join(f"{{{name}}}" for name in names)
    return _make(text, dict(zip(names, parts, strict=True)), said=by.join(parts))


def tell_id(id_: str, name: str) -> Told:
    """An id, by which options know it; a picture says the name.

    Example:
        >>> tell_id("csat", "CSAT"), tell_id("csat", "CSAT").values["name"]
        ('csat', 'CSAT')
    """
    return _make("{name}", {"name": name}, said=id_)


def tell_key(key: str) -> Told:
    """The key of a segment; a picture says it without underscores.

    Example:
        >>> tell_key("time_of_day"), tell_key("time_of_day").values["name"]
        ('time_of_day', 'time of day')
    """
    return tell_id(key, key.replace("_", " "))


def drop_sense(text: str) -> str:
    """A text without what tells it from one that is the same in English.

    Example:
        >>> drop_sense("low::of a base")
        'low'
    """
    return text.partition("::")[0]


def _add_hint(said: str, hint: str) -> str:
    """A hint may go on in the sentence that it follows, instead of its stop."""
    goes_on = hint.startswith((",", ";", ":", " ("))
    return f"{said.removesuffix('.')}{hint}" if goes_on else f"{said}{hint}"


def _make(
    text: str, values: Mapping[str, object], *, said: str, hint: str = "", one: str | None = None
) -> Told:
    told = Told(said)
    told.text, told.values, told.one, told.hint, told.starts = text, values, one, hint, False
    return told
