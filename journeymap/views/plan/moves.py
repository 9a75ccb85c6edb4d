"""Which moves a plan's picture shows, and how they are said."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.analysis.plans.comparison import SIGNS, PlanComparison
from journeymap.analysis.plans.records import PlanKind, PlanRow
from journeymap.views.journey_graph.ways import carry_most, show_amount, show_share
from journeymap.wording.words import Words

MOST_SHOWN = 60  # moves; of more, the rarest that are not planned are left out
FEWEST_DETOURS = 10  # that are shown however many moves are planned
MOST_DETOURS = 20  # of more, those that carry most of their moves are shown
MOST_TOLD = 200  # moves of a kind in the description
SMALLEST_TOLD = 0.01  # share that stands on an arrow
KINDS: tuple[PlanKind, ...] = ("as planned", "not planned", "not taken")


def choose_rows(rows: Sequence[PlanRow]) -> tuple[PlanRow, ...]:
    """All that is planned, and the most frequent detours: as many as a graph can show.

    Args:
        rows: The rows of a comparison, the most frequent first.

    Returns:
        Of more than 20 detours those that carry 95 % of their moves.
    """
    room = max(FEWEST_DETOURS, MOST_SHOWN - sum(row.planned for row in rows))
    detours = [row for row in rows if not row.planned]
    if len(detours) > MOST_DETOURS:
        carrying = carry_most([row.count or 0 for row in detours])
        detours = detours[: min(room, carrying)]
    kept = {(row.source, row.target) for row in detours}
    return tuple(row for row in rows if row.planned or (row.source, row.target) in kept)


def say_amount(row: PlanRow, words: Words) -> str:
    """What stands on an arrow: its sign, how many and which share."""
    if row.kind == "not taken":
        return words("not taken")
    share = "" if row.share is None or row.share < SMALLEST_TOLD else show_share(row.share)
    amount = " · ".join(filter(None, (show_amount(row.count, None), share)))
    sign = f"{SIGNS[row.kind]} " if row.kind == "not planned" else ""
    return f"{sign}{words.number(amount)}".rstrip()


def name_kind(kind: PlanKind, words: Words) -> str:
    """What a kind of move is called."""
    return {
        "as planned": words("as planned"),
        "not planned": words("not planned"),
        "not taken": words("planned, not taken"),
    }[kind]


def say_hidden_detours(found: PlanComparison, rows: Sequence[PlanRow], words: Words) -> str:
    """How many detours are not shown, and what share of the moves they carry."""
    hidden = len(found.rows) - len(rows)
    if not hidden:
        return ""
    told = words.count(hidden, "{n} detour is not shown", "{n} detours are not shown")
    if found.moves is None:
        return f"{told}."
    left = sum(row.share or 0.0 for row in found.rows) - sum(row.share or 0.0 for row in rows)
    share = words.number(show_share(max(0.0, left)))
    return f"{told}; {words('they carry {share} of all moves', share=share)}."


def tell_plan(found: PlanComparison, rows: Sequence[PlanRow], hidden: str, words: Words) -> str:
    """The picture for those who can't see it."""
    parts = [words.say(found.headline())]
    for kind in KINDS:
        named = [row for row in rows if row.kind == kind]
        told = [
            f"{words('{source} to {target}', source=row.source_name, target=row.target_name)}"
            f"{'' if kind == 'not taken' else f' {say_amount(row, words)}'}"
            for row in named[:MOST_TOLD]
        ]
        if len(named) > MOST_TOLD:
            more = len(named) - MOST_TOLD
            told.append(words.count(more, "and {n} more", "and {n} more"))
        if told:
            parts.append(f"{name_kind(kind, words).capitalize()}: {'; '.join(told)}.")
    return " ".join(filter(None, (*parts, hidden, *map(words.say, found.notes))))
