"""What charts say alike: what was asked, how sure a value is, on how many answers it rests."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import Any

from journeymap.result import show_answers
from journeymap.statistics.base_sizes import LOW_BASE, Base
from journeymap.views.telling.metrics import say_metric
from journeymap.wording.told import Told
from journeymap.wording.words import Words

BETWEEN = "\u00a0· "


def tell_asked(settings: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    """Metric, wave and segment, as far as they were asked for; names stay as they are."""
    metric, wave = settings.get("metric"), settings.get("wave")
    ids = (metric,) if isinstance(metric, str) else tuple(metric or ())
    segment = ", ".join(f"{key} {value}" for key, value in (settings.get("segment") or {}).items())
    told = (
        " + ".join(say_metric(id_, words) for id_ in ids),
        words("wave {wave}", wave=wave) if wave else "",
        segment,
    )
    return tuple(part for part in told if part)


def tell_level(level: float, words: Words) -> str:
    """What an interval is called: "95 % interval"."""
    return words("{level} % interval", level=words.number(f"{100 * level:g}"))


def tell_ends(value: str, low: str, high: str, words: Words) -> str:
    """A value with both ends of its interval, each written the English way."""
    ends = {"low": words.number(low), "high": words.number(high)}
    return words("{value} ({low} to {high})", value=words.number(value), **ends)


def tell_value(shown: str, words: Words) -> str:
    """The value alone of one that is shown with its interval."""
    alone = shown.values.get("value") if isinstance(shown, Told) else None
    return words.say(alone if isinstance(alone, str) else shown)


def tell_base(base: Base, words: Words) -> str:
    """What a small base is called; nothing where it is all right."""
    match base:
        case "low":
            return words("low base")
        case "suppressed":
            return words("too few answers")
        case "indicative":
            return words("indicative base")
    return ""


def is_unsure(base: Base) -> bool:
    """Whether so few answered that a value is not to be relied on."""
    return base in ("low", "suppressed", "not_measured")


def tell_hollow(words: Words) -> str:
    """What a hollow sign means."""
    return words("hollow: fewer than {n} answers", n=LOW_BASE)


def tell_answers(n: int | None, n_effective: float | None, words: Words) -> str:
    """How many answers, and what weighted ones are worth."""
    return words.say(show_answers(n, n_effective))


def count_answers(n: int | None, n_effective: float | None, words: Words) -> str:
    """How many answers, with the word for them: "1,204 answers", "50 answers (worth 9)"."""
    if n is None:
        return words("n unknown")
    told = words.count(n, "{n} answer", "{n} answers")
    if n_effective is None or floor(n_effective) >= n:
        return told
    return words("{n} (worth {worth})", n=told, worth=words.number(f"{floor(n_effective):,}"))


def tell_ranks(low: int | None, high: int | None, words: Words) -> str:
    """An interval of ranks: "1 to 3"."""
    if low is None or high is None:
        return "–"
    return f"{low}" if low == high else words("{low} to {high}", low=low, high=high)


def tell_more(more: int, words: Words) -> tuple[str, ...]:
    """How many rows are not drawn; nothing where all are."""
    if not more:
        return ()
    told = words.count(more, "And {n} more that is not drawn.", "And {n} more that are not drawn.")
    return (told,)
