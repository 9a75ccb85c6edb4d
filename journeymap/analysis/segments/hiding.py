"""Which values are hidden: of fewer than ten answers, and those that would tell them."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.analysis.segments.choosing import Groups
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT, hide_small
from journeymap.wording.told import tell

FEW = tell("fewer than ten answers")
BETRAYS = tell(
    "hidden too: together with everybody it would tell the one with fewer than ten answers"
)


def find_hidden(groups: Groups, *, is_total: bool) -> Mapping[str | None, str]:
    """Why the value of a group is hidden, by group; those that are shown are left out.

    Args:
        groups: The measured readings of a metric at a place; None is everybody.
        is_total: Whether everybody is the sum of the groups, as with a segment's values.
    """
    worth = {group: r.n_effective or r.n for group, r in groups.items()}
    few = {group for group, n in worth.items() if n is not None and n < SMALLEST_FOR_VERDICT}
    hidden: dict[str | None, str] = dict.fromkeys(few, FEW)
    everybody = groups.get(None)
    if not is_total or everybody is None or not everybody.n or None in few:
        return hidden
    counts: dict[str | None, float] = {
        group: r.n for group, r in groups.items() if group is not None and r.n
    }
    unnamed = everybody.n - sum(counts.values())
    if not few or not 0 <= unnamed < SMALLEST_FOR_VERDICT:
        return hidden  # those who belong to no value hide who is missing
    return {**dict.fromkeys(hide_small(counts), BETRAYS), **hidden}
