"""What metrics are called, in the language of a picture or document."""

from __future__ import annotations

from journeymap.metrics import tell_metric
from journeymap.wording.words import Words


def say_metric(id_: str, words: Words) -> str:
    """The name of a standard metric; the team's own ones stay as they are written.

    Example:
        >>> say_metric("csat", Words()), say_metric("mood", Words())
        ('CSAT', 'mood')
    """
    return words.say(tell_metric(id_))
