"""Which touchpoint and which stage of one journey is which of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from journeymap.model.journey import Journey
from journeymap.model.named import Named
from journeymap.text import to_folded

PERHAPS_THE_SAME = 0.75  # likeness of names from which a rename is supposed: our choice
MOST_COMPARED = 10_000  # pairs of names

Kind = TypeVar("Kind", bound=Named)


@dataclass(frozen=True, slots=True)
class Matching:
    """The parts that both journeys have, and those that only one has.

    Args:
        touchpoints: Id of a touchpoint after to its id before.
        stages: Id of a stage after to its id before.
        added: Ids of the touchpoints that only the journey after has.
        removed: Ids of those that only the journey before has.
        stages_added: Ids of the stages that only the journey after has.
        stages_removed: Ids of those that only the journey before has.
    """

    touchpoints: Mapping[str, str]
    stages: Mapping[str, str]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    stages_added: tuple[str, ...]
    stages_removed: tuple[str, ...]


def match(before: Journey, after: Journey) -> Matching:
    """What is which: the same id, or else the same name where only one on each side has it.

    Example:
        >>> old = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Fax"]}])
        >>> new = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": [
        ...     {"id": "basket", "name": "Cart"}, "Chat"]}])
        >>> found = match(old, new)
        >>> dict(found.touchpoints), found.added, found.removed
        ({'basket': 'cart'}, ('chat',), ('fax',))
    """
    touchpoints = _match(before.touchpoints, after.touchpoints)
    stages = _match(before.stages, after.stages)
    return Matching(
        touchpoints,
        stages,
        _rest(after.touchpoints, touchpoints),
        _rest(before.touchpoints, touchpoints.values()),
        _rest(after.stages, stages),
        _rest(before.stages, stages.values()),
    )


def _match(before: Sequence[Kind], after: Sequence[Kind]) -> dict[str, str]:
    """Id after to id before, in the order of the parts after."""
    old = {part.id for part in before}
    same = {part.id for part in after if part.id in old}
    left = _by_name(part for part in before if part.id not in same)
    came = _by_name(part for part in after if part.id not in same)
    renamed = {id_: left[name] for name, id_ in came.items() if name in left}
    return {
        part.id: part.id if part.id in same else renamed[part.id]
        for part in after
        if part.id in same or part.id in renamed
    }


def _by_name(parts: Iterable[Kind]) -> dict[str, str]:
    """Name to id, of the names that only one part has."""
    found = [(to_folded(part.name), part.id) for part in parts]
    often = Counter(name for name, _ in found)
    return {name: id_ for name, id_ in found if often[name] == 1}


def _rest(parts: Sequence[Kind], known: Iterable[str]) -> tuple[str, ...]:
    matched = set(known)
    return tuple(part.id for part in parts if part.id not in matched)


def find_alike(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Pairs of ids whose names are so alike that one is perhaps the other renamed.

    Each id is in one pair at most, the most alike first.

    Args:
        before: Id to name of what is gone.
        after: Id to name of what is new.

    Example:
        >>> find_alike({"fax": "Fax", "pay": "Payment"}, {"payments": "Payments", "chat": "Chat"})
        (('pay', 'payments'),)
    """
    if len(before) * len(after) > MOST_COMPARED:
        return ()
    pairs = [
        (likeness, old, new)
        for old, name in before.items()
        for new, other in after.items()
        if (likeness := _likeness(name, other)) >= PERHAPS_THE_SAME
    ]
    found: dict[str, str] = {}
    for _, old, new in sorted(pairs, key=lambda pair: -pair[0]):
        if old not in found and new not in found.values():
            found[old] = new
    return tuple(found.items())


def _likeness(one: str, two: str) -> float:
    matcher = SequenceMatcher(None, to_folded(one), to_folded(two), autojunk=False)
    quick = matcher.real_quick_ratio()
    return matcher.ratio() if quick >= PERHAPS_THE_SAME else quick
