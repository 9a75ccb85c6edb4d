"""Which icon a channel carries: its own, or the one that the words of its name speak of.

The words lie beside this file: beginnings of words in English, Polish, Russian, German, French and
Spanish, with a blank at the end where the whole word is meant. The longest that is found counts,
so that "mobile banking" is an app and a bank is a bank.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from journeymap.model.channels import Channel
from journeymap.model.elements import Touchpoint
from journeymap.model.journey import Journey
from journeymap.text import to_id, to_nfc

OTHER = "other"  # stands where nothing is known, so that no hole appears between icons
_WORD = re.compile(r"[^\W_]+")


def find_channel(journey: Journey, touchpoint: Touchpoint) -> Channel | None:
    """The channel of a touchpoint: one of the journey's, or one of that name; None without."""
    word = touchpoint.channel
    if word is None:
        return None
    known = {channel.id: channel for channel in journey.channels}
    found = known.get(to_nfc(word)) or known.get(to_id(word))
    return found or Channel(id=to_id(word) or "channel", name=word)


def find_channel_icon(channel: Channel) -> str:
    """The name of a channel's icon: its own, or what its name says; a dot where neither does.

    Example:
        >>> [find_channel_icon(Channel(name=name)) for name in ("Call centre", "сайт", "?!x")]
        ['agent', 'web', 'other']
    """
    return channel.icon or _find_by_words(channel.name)


def has_known_channels(journey: Journey) -> bool:
    """Whether any channel of a journey's touchpoints has an icon that says something."""
    found = (find_channel(journey, touchpoint) for touchpoint in journey.touchpoints)
    return any(find_channel_icon(channel) != OTHER for channel in found if channel)


@lru_cache(maxsize=1024)
def _find_by_words(name: str) -> str:
    words = f" {' '.join(_WORD.findall(_fold(name)))} "
    found = [(len(start), icon) for start, icon in _load_beginnings() if start in words]
    return max(found, key=lambda pair: pair[0])[1] if found else OTHER


@cache
def _load_beginnings() -> tuple[tuple[str, str], ...]:
    text = (files("journeymap") / "views" / "channel_words.json").read_text(encoding="utf-8")
    table: dict[str, list[str]] = json.loads(text)
    return tuple((f" {_fold(word)}", icon) for icon, words in table.items() for word in words)


def _fold(text: str) -> str:
    """Letters without accents and case: nobody is to lose an icon over an accent."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
