"""Sentences of results that remember what they were made of, to be said in any language.

To everybody else they are plain English texts: they print, compare and go into JSON as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MOST_NAMED = 5  # a sentence can't carry more


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
    """

    __slots__ = ("hint", "one", "text", "values")

    text: str
    values: Mapping[str, object]
    one: str | None
    hint: str


def tell(text: str, /, *, hint: str = "", **values: object) -> Told:
    """A text with values for the names in braces.

    Args:
        text: In English, as it is, so that it can be collected for the catalogues.
        hint: What follows where options can be given: at a terminal, not in a picture.
        values: For the names in braces.

    Example:
        >>> note = tell("{n:,} of {all:,} are shown.", hint=" See --top.", n=2919, all=4000)
        >>> note, note.text
        ('2,919 of 4,000 are shown. See --top.', '{n:,} of {all:,} are shown.')
    """
    return _make(text, values, said=_add_hint(text.format(**values), hint), hint=hint)


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
    said = (one if n == 1 else many).format(**{**values, "n": f"{n:,}"})
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


def tell_amount(shown: str, unit: str) -> Told:
    """A number with its unit of time.

    Example:
        >>> tell_amount("58.6", "minutes"), tell_amount("3", "working days")
        ('58.6 minutes', '3 working days')
    """
    figure = Figure(shown)
    match unit:
        case "seconds":
            return tell("{n} seconds", n=figure)
        case "minutes":
            return tell("{n} minutes", n=figure)
        case "hours":
            return tell("{n} hours", n=figure)
        case "days":
            return tell("{n} days", n=figure)
        case "weeks":
            return tell("{n} weeks", n=figure)
    return tell("{n} {unit}", n=figure, unit=unit)


def name_unit(unit: str) -> str:
    """A unit of time alone, as the axis of a chart says it; other units stay."""
    match unit:
        case "seconds":
            return tell("seconds")
        case "minutes":
            return tell("minutes")
        case "hours":
            return tell("hours")
        case "days":
            return tell("days")
        case "weeks":
            return tell("weeks")
    return unit


def tell_short(shown: str, unit: str) -> Told:
    """A number with the sign of its unit of time.

    Example:
        >>> tell_short("90", "seconds"), tell_short("1.5", "hours")
        ('90 s', '1.5 h')
    """
    figure = Figure(shown)
    match unit:
        case "days":
            return tell("{n} d", n=figure)
        case "hours":
            return tell("{n} h", n=figure)
        case "minutes":
            return tell("{n} min", n=figure)
    return tell("{n} s", n=figure)


def _add_hint(said: str, hint: str) -> str:
    """A hint may go on in the sentence that it follows, instead of its stop."""
    goes_on = hint.startswith((",", ";", ":", " ("))
    return f"{said.removesuffix('.')}{hint}" if goes_on else f"{said}{hint}"


def _make(
    text: str, values: Mapping[str, object], *, said: str, hint: str = "", one: str | None = None
) -> Told:
    told = Told(said)
    told.text, told.values, told.one, told.hint = text, values, one, hint
    return told
