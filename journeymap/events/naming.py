"""Names and ids of touchpoints, made from whatever stands in a log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeymap.errors import quote
from journeymap.text import find_unseen, to_id

LONGEST_NAME = 200
NAMELESS = "unnamed"


def to_name(activity: str) -> str:
    r"""An activity as a touchpoint may be called: in one line, without what can't be seen, cut.

    Example:
        >>> to_name("Pay\nby\u202ecard"), len(to_name("x" * 10_000))
        ('Pay by card', 200)
    """
    seen = "".join(
        " " if c.isspace() or find_unseen(c) else c for c in activity[: 4 * LONGEST_NAME]
    )
    name = " ".join(seen.split())
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME - 1] + "…"
    return name or NAMELESS


def to_ids(activities: Iterable[str]) -> Mapping[str, str]:
    """Activity to an id of its own; what would be the same id is numbered in the order given.

    Example:
        >>> to_ids(["Pay", "pay!", "?", "!"])
        {'Pay': 'pay', 'pay!': 'pay-2', '?': 'touchpoint', '!': 'touchpoint-2'}
    """
    ids: dict[str, str] = {}
    taken: dict[str, int] = {}
    for activity in activities:
        wanted = to_id(to_name(activity))[: LONGEST_NAME - 8] or "touchpoint"
        made = wanted
        while made in taken:
            taken[wanted] += 1
            made = f"{wanted}-{taken[wanted]}"
        taken[made] = 1
        ids[activity] = made
    return ids


def show_names(counted: Iterable[tuple[str, int | None]], most: int = 5) -> str:
    """Names with counts, where there are any, as part of a sentence.

    Example:
        >>> show_names([("Ping", 1200), ("Pong", 3)], most=1)
        "'Ping' 1,200 and 1 more"
    """
    every = list(counted)
    shown = (quote(name) if n is None else f"{quote(name)} {n:,}" for name, n in every[:most])
    told = ", ".join(shown)
    return f"{told} and {len(every) - most:,} more" if len(every) > most else told
