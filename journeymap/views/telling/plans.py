"""How much follows the plan, said in the language of a picture or document."""

from __future__ import annotations

from journeymap.analysis.plans.comparison import PlanComparison
from journeymap.views.telling.parts import say_share
from journeymap.wording.words import Words


def say_plan(found: PlanComparison, words: Words) -> str:
    """How much follows the plan, and the most common detour; in English the own headline."""
    if found.followed is None:
        return _say_uncounted(found, words)
    told = words(
        "{share} of {n} moves follow the plan",
        share=_say_all(found.followed, words), n=words.number(f"{found.moves:,}"),
    )  # fmt: skip
    if found.detour is None:
        return words("{told}; nobody makes a detour.", told=told)
    return words(
        "{told}; most common detour: {source} to {target} ({share}).",
        told=told, source=found.detour.source_name, target=found.detour.target_name,
        share=_say_all(found.detour.share, words),
    )  # fmt: skip


def _say_uncounted(found: PlanComparison, words: Words) -> str:
    taken = [row for row in found.rows if row.kind != "not taken"]
    if not taken:
        return ""
    planned = sum(row.planned for row in taken)
    return words(
        "{n} of {all} ways that customers take are planned.",
        n=words.number(f"{planned:,}"), all=words.number(f"{len(taken):,}"),
    )  # fmt: skip


def _say_all(share: float | None, words: Words) -> str:
    """A share of what was counted; all and nothing are said so."""
    return words.number(f"{100 * share:.0f} %") if share in (0.0, 1.0) else say_share(share, words)
