"""What makes a touchpoint stand out: it may be the weakest, or it is a moment of truth."""

from __future__ import annotations

from journeymap.analysis.ranking.touchpoints import WeakestTouchpoints
from journeymap.model.elements import Touchpoint
from journeymap.wording.words import Words


def say_flag(found: WeakestTouchpoints, touchpoint: str, words: Words) -> str:
    """The flag of a touchpoint that the verdict names; with a question mark unless it is clear.

    Args:
        found: The ranking.
        touchpoint: The touchpoint's id.
        words: The fixed words.

    Returns:
        Nothing where the verdict does not name it.

    Example:
        >>> from journeymap import find_weakest, load_demo
        >>> found = find_weakest(load_demo())
        >>> say_flag(found, "shops", Words()), say_flag(found, "parking", Words())
        ('▼ weakest?', '')
    """
    if touchpoint not in found.verdict.touchpoints:
        return ""
    return f"▼ {words('weakest') if found.verdict.kind == 'clear' else words('weakest?')}"


def say_frame(kind: str, words: Words) -> str:
    """What a frame around a touchpoint means, by the kind of the verdict that names it.

    Args:
        kind: "clear", "likely", "undecided".
        words: The fixed words.

    Example:
        >>> say_frame("clear", Words()), say_frame("likely", Words())
        ('clearly the weakest', 'may be the weakest')
    """
    return words("clearly the weakest") if kind == "clear" else words("may be the weakest")


def say_moment(touchpoint: Touchpoint, words: Words) -> str:
    """The mark of a moment of truth; nothing at another touchpoint."""
    return f"★ {words('moment of truth')}" if touchpoint.moment_of_truth else ""
