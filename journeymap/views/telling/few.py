"""What is said where the most likely weakest has too few answers for a verdict."""

from __future__ import annotations

from journeymap.analysis.ranking.sentence import Sentence
from journeymap.views.telling.nouns import say_few_everywhere
from journeymap.views.telling.parts import say_chance, say_n
from journeymap.wording.words import Words


def say_few(noun: str, said: Sentence, words: Words) -> str:
    """That the first has too few answers, and what is known among the others.

    Args:
        noun: "touchpoint", "stage" or "channel".
        said: Whom the sentence names: who has too few, and the first of the others.
        words: The fixed words.

    Returns:
        Nothing where the sentence is another one.
    """
    if not said.form.startswith("few_") and said.form != "fix_among_others":
        return ""
    first = said.named[0]
    few = words(
        "Undecided: too few answers at {name} ({n})", name=first.name, n=say_n(first, words)
    )
    if said.form == "few_everywhere":
        return say_few_everywhere(noun, few, words)
    best = said.named[1]
    if said.form == "few_but_one":
        return words("{few}; only {name} has enough.", few=few, name=best.name)
    told = {"few": few, "name": best.name, "chance": say_chance(best, words)}
    match said.form:
        case "few_but_open":
            return words(
                "{few}; among the others it is open, {name} coming first ({chance}).", **told
            )
        case "few_but_likely":
            return words("{few}; among the others it is probably {name} ({chance}).", **told)
        case "few_but_clear":
            return words("{few}; among the others it is {name} ({chance}).", **told)
    return words("{few}; among the others fix {name} first ({chance}).", **told)
