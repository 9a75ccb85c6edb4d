"""How each answer was worked out, in a paragraph for people who don't know statistics."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeymap.wording.words import Words


def _of_map(words: Words) -> str:
    return words(
        "The line joins what was measured at each touchpoint, in the order in which customers meet "
        "them. The band around it shows how far the true value may reasonably lie from the one "
        "measured: the fewer answers, the wider. Guesses are drawn apart and never join the line."
    )


def _of_blueprint(words: Words) -> str:
    return words(
        "What customers do, what they see of us, what works behind it and what that rests on, as "
        "the team wrote it down. Between the rows lie the lines that customers do or don't cross."
    )


def _of_weakest(words: Words) -> str:
    return words(
        "The lowest score is often just the one with the fewest answers. So each score is first "
        "pulled towards the others, the harder the fewer answers it has. Then we try out many true "
        "scores that fit the answers and count how often each touchpoint comes out lowest: that "
        "share is its chance of being the weakest. Nine in ten make a clear verdict, six in ten a "
        "likely one; below that it stays open."
    )


def _of_priorities(words: Words) -> str:
    return words(
        "What is lost at a touchpoint is how many customers meet it, times how much it matters to "
        "them, times how far it falls short of its target. Where nobody says how many come or "
        "what matters, all touchpoints count alike, and the notes say so."
    )


def _of_quadrants(words: Words) -> str:
    return words(
        "Each touchpoint has a place by how much it matters and how well it does, each against "
        "the target or the mean of all. The chance beside it tells how firmly it stands in its "
        "quarter. What to do there is the advice, which knows of goals and of how many come, too."
    )


def _of_advice(words: Words) -> str:
    return words(
        "The advice follows fixed rules: what misses its goal and loses most comes first, what "
        "meets its goal is left as it is, and where fewer than ten people answered nothing is "
        "advised. Each line says what it rests on."
    )


def _of_goals(words: Words) -> str:
    return words(
        "A measured value is never exact. So a goal counts as met only if the chance that the true "
        "value reaches it is at least nine in ten, and as missed if that chance is one in ten or "
        "less; between these it is at risk."
    )


def _of_flow(words: Words) -> str:
    return words(
        "From how many customers went from each touchpoint to the next we work out how many come "
        "to each touchpoint, where they stay away, and how often they go round in circles."
    )


def _of_trend(words: Words) -> str:
    return words(
        "Readings go up and down by chance. Control limits show how far they usually do: only a "
        "point outside them, or a long run on one side, is a sign that something has changed."
    )


def _of_comparison(words: Words) -> str:
    return words(
        "For every place we ask whether the difference is larger than chance would make it. As "
        "many places are compared at once, a few would look changed by luck; the figures are "
        "corrected for that. No clear change does not mean that nothing has changed."
    )


def _of_segments(words: Words) -> str:
    return words(
        "The same reading for each group of customers. Groups with few answers have wide "
        "intervals, and below ten answers nothing is shaded."
    )


def _of_drivers(words: Words) -> str:
    return words(
        "Among customers who answered several questions we ask which of them goes together with "
        "the overall verdict, shared out fairly among questions that go together themselves. "
        "Going together is not yet causing."
    )


def _of_curve(words: Words) -> str:
    return words(
        "People remember an experience by its strongest moment and by its end more than by its "
        "mean. So the mean stands here beside the peak, the end and the worst touchpoint."
    )


def _of_words(words: Words) -> str:
    return words(
        "Words that stand in comments about one touchpoint more often than in comments about the "
        "others, beyond what chance would make."
    )


def _of_voices(words: Words) -> str:
    return words(
        "Quotes are what customers said, word by word. Pain points are as the team puts them, with "
        "how many customers have them where that was counted. Both illustrate; they are not "
        "counted as evidence."
    )


def _of_coverage(words: Words) -> str:
    return words(
        "What is not known is listed by what it costs: touchpoints nobody was asked about, "
        "guesses, few or old answers, and places that nobody answers for."
    )


def _of_readings(words: Words) -> str:
    return words(
        "Every value comes with the range in which the true one lies in 95 of 100 such surveys, "
        "unless another level was asked for. Health brings different scales onto one, from 0 to "
        "100 with 100 good."
    )


_METHODS: Mapping[str, Callable[[Words], str]] = {
    "map": _of_map,
    "blueprint": _of_blueprint,
    "weakest": _of_weakest,
    "priorities": _of_priorities,
    "quadrants": _of_quadrants,
    "advice": _of_advice,
    "goals": _of_goals,
    "flow": _of_flow,
    "trend": _of_trend,
    "comparison": _of_comparison,
    "segments": _of_segments,
    "drivers": _of_drivers,
    "curve": _of_curve,
    "words": _of_words,
    "voices": _of_voices,
    "coverage": _of_coverage,
    "readings": _of_readings,
}


def tell_method(section: str, words: Words) -> str:
    """How the answer of a section was worked out, in plain words.

    Args:
        section: The id of the section; what follows a colon says about which part.
        words: The fixed words of the report's language.

    Example:
        >>> tell_method("voices", Words()).partition(".")[0]
        'Quotes are what customers said, word by word'
    """
    told = _METHODS[section.partition(":")[0]](words)
    more = words("More under “The method” in journeymap's documentation.")
    return f"{told} {more}"
