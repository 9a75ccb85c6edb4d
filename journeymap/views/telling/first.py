"""What to fix first, said in the language of a picture or document."""

from __future__ import annotations

from journeymap.analysis.ranking.sentence import Sentence
from journeymap.views.telling.parts import say_chance, say_list, say_share, say_with_base
from journeymap.wording.words import Words


def say_first(said: Sentence, words: Words) -> str:
    """What to fix first, or why that can't be said.

    Args:
        said: The sentence in parts.
        words: The fixed words.
    """
    match said.form:
        case "nothing_weighs":
            return words(
                "No verdict: no journey passes a touchpoint that matters (reach x importance is 0)."
            )
        case "nothing_short":
            return words(
                "Nothing to fix first: no touchpoint falls short of health {target} (P {chance}).",
                target=words.number(f"{said.of:g}"), chance=say_share(said.named[0].figure, words),
            )  # fmt: skip
        case "fix_first" | "fix_likely":
            return _say_first(said, words)
    listed = say_list(
        [
            words("{name} ({chance})", name=one.name, chance=say_chance(one, words))
            for one in said.named
        ],
        words,
    )
    if said.form == "first_or_nothing":
        return words("Undecided: {name} comes first, or nothing falls short.", name=listed)
    return words(
        "Undecided between {names}: the answers can't tell which to fix first.", names=listed
    )


def _say_first(said: Sentence, words: Words) -> str:
    first = said.named[0]
    told = {"name": first.name, "chance": say_chance(first, words)}
    sure = said.form == "fix_first"
    if len(said.named) == 1 and sure:
        return words("Fix first: {name} ({chance}).", **told)
    if len(said.named) == 1:
        return words("Likely the first to fix: {name} ({chance}).", **told)
    second = said.named[1]
    then = words(
        "{name} ({chance})",
        name=second.name,
        chance=say_with_base(say_share(second.figure, words), second, words),
    )
    if sure:
        return words("Fix first: {name} ({chance}), then {then}.", then=then, **told)
    return words("Likely the first to fix: {name} ({chance}), then {then}.", then=then, **told)
