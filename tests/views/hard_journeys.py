"""Hard journeys by size: names of 1 to 200 letters in every script, with all that views show."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from journeymap.model.journey import Journey
from tests.views.long_names import LENGTHS, WORDS, make_hard, write

SHORT = (3, 12, 25)  # letters, where there are very many touchpoints


def make_journey(script: str, touchpoints: int, *, lengths: tuple[int, ...] = ()) -> Journey:
    """A journey of so many touchpoints, with the ways between them and what works behind them."""
    chosen = lengths or (SHORT if touchpoints >= 300 else LENGTHS)
    made = make_hard(script, touchpoints, lengths=chosen)
    ids = [touchpoint.id for touchpoint in made.touchpoints]
    ways = [
        {"from": start, "to": end, "count": 500 - i}
        for i, (start, end) in enumerate(pairwise(ids))
    ]
    behind = {key: [write(script, 40)] for key in ("frontstage", "backstage", "systems")}
    stages = [
        stage.replace(touchpoints=[one.replace(**behind) for one in stage.touchpoints])
        for stage in made.stages
    ]
    return made.replace(stages=stages, transitions=ways)


def make_small() -> Mapping[str, Journey]:
    """Three touchpoints: each script with names of each length."""
    return {
        f"{script}, {length} letters": make_journey(script, 3, lengths=(length,))
        for script in WORDS
        for length in LENGTHS
    }


def make_few() -> Mapping[str, Journey]:
    """Sixty touchpoints in three scripts, one of them read from right to left."""
    return {script: make_journey(script, 60) for script in ("polish", "japanese", "hebrew")}


def make_middle() -> Mapping[str, Journey]:
    """Sixty touchpoints in every script."""
    return {script: make_journey(script, 60) for script in WORDS}


def make_large() -> Mapping[str, Journey]:
    """Three hundred touchpoints."""
    return {script: make_journey(script, 300) for script in ("latin", "cyrillic")}
