"""What goes with the outcome most closely, said in the language of a picture or document."""

from __future__ import annotations

from journeymap.analysis.drivers.result import DriverRow, Drivers
from journeymap.views.telling.parts import say_list, say_share
from journeymap.wording.words import Words


def say_drivers(found: Drivers, words: Words) -> str:
    """The verdict on drivers; English where there is none, or where its rows were left out.

    In English it is the result's own headline.
    """
    rows = {_id(row): row for row in found.rows}
    named = [rows[id_] for id_ in found.verdict.drivers if id_ in rows]
    if not named or _compose(found, named, Words()) != found.verdict.text:
        return found.verdict.text
    return _compose(found, named, words)


def _compose(found: Drivers, named: list[DriverRow], words: Words) -> str:
    explained = say_share(found.r_squared, words)
    if len(found.rows) == 1:
        return words(
            "{name} is the only driver to compare: it explains {share} of {outcome}. "
            "Association, not effect.",
            name=named[0].name, share=explained, outcome=found.outcome,
        )  # fmt: skip
    return words(
        "{said}; the drivers together explain {share} of it. Association, not effect.",
        said=_say_first(found, named, words), share=explained,
    )  # fmt: skip


def _id(row: DriverRow) -> str:
    return f"{row.metric}@{row.touchpoint or row.stage or 'journey'}"


def _say_first(found: Drivers, named: list[DriverRow], words: Words) -> str:
    told = {"outcome": found.outcome, "name": named[0].name}
    chance = say_share(named[0].p_first, words)
    match found.verdict.kind:
        case "clear":
            return words(
                "{name} goes with {outcome} most closely (P {chance})", chance=chance, **told
            )
        case "likely":
            return words(
                "Likely: {name} goes with {outcome} most closely (P {chance})",
                chance=chance, **told,
            )  # fmt: skip
    between = [
        words("{name} ({chance})", name=row.name, chance=say_share(row.p_first, words))
        for row in named
    ]
    return words(
        "Undecided between {names}: the answers can't tell which goes with {outcome} most closely",
        names=say_list(between, words), outcome=found.outcome,
    )  # fmt: skip
