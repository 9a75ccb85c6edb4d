"""What metrics are called, in the language of a picture or document."""

from __future__ import annotations

from dataclasses import replace

from journeymap.metrics import tell_metric
from journeymap.model.journey import Journey
from journeymap.wording.words import Words, choose_words


def choose_words_for(journey: Journey | None, language: str | None = None) -> Words:
    """The fixed words for a journey: in a language, with the names of its own metrics.

    Args:
        journey: What is shown; None where only a result is known.
        language: "en", "pl" or "ru"; the journey's own where None.

    Raises:
        ValueError: if there are no words in ``language``.

    Example:
        >>> mood = {"id": "mood", "name": "Mood", "kind": "rating_mean", "worst": 1, "best": 5}
        >>> shop = Journey(name="Shop", metrics=[mood], stages=["Buy"])
        >>> say_metric("mood", choose_words_for(shop))
        'Mood'
    """
    if journey is None:
        return choose_words(language)
    own = tuple((metric.id, metric.name) for metric in journey.metrics if metric.name)
    return replace(choose_words(language, journey.language), metrics=own)


def say_metric(id_: str, words: Words) -> str:
    """The name of a metric: of a standard one in this language, of the team's own as written.

    Example:
        >>> say_metric("csat", Words()), say_metric("mood", Words())
        ('CSAT', 'mood')
    """
    return dict(words.metrics).get(id_) or words.say(tell_metric(id_))
