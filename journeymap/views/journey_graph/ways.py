"""The arrows of the graph: which moves are shown, which way they lead, and what stands on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from journeymap.model.elements import Transition, TransitionTime
from journeymap.picture.marks import Dashes
from journeymap.picture.theme import LINK
from journeymap.wording.words import Words

Kind = Literal["onward", "back", "again"]
DASHES_OF: Mapping[Kind, Dashes] = {"onward": False, "back": True, "again": False}
THINNEST, THICKEST, UNCOUNTED = 1.2, 5.0, 1.4
MOST_SHOWN = 60  # transitions; of more, those that carry most of the moves are shown
CARRIED = 0.95
_UNITS = {"days": "d", "hours": "h", "minutes": "min", "seconds": "s"}


@dataclass(frozen=True, slots=True)
class Way:
    """An arrow from one box to another, and what it says.

    Args:
        source: The box that it leaves.
        target: The box that it leads to.
        label: What stands on it; may be empty.
        title: The same in a sentence.
        width: How thick it is, in pixels.
        stroke: Its colour.
        dashes: How its line is broken.
    """

    source: str
    target: str
    label: str = ""
    title: str = ""
    width: float = UNCOUNTED
    stroke: str = LINK
    dashes: Dashes = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The transitions that are shown, and what those carry that are not.

    Args:
        shown: Transitions in their order.
        hidden: How many are not shown.
        share: Which share (0 to 1) of the moves the hidden ones carry; None without counts.
    """

    shown: tuple[Transition, ...]
    hidden: int = 0
    share: float | None = None


def choose_transitions(transitions: Sequence[Transition], top: int | None = None) -> Chosen:
    """The transitions to show: the most frequent so many, or enough of them to tell the flow.

    Args:
        transitions: All of them.
        top: How many to show. Where None all of up to 60; of more those that carry 95 % of the
            moves, and the most frequent way into and out of every touchpoint.

    Example:
        >>> found = choose_transitions([Transition(source="a", target="b", count=9),
        ...                             Transition(source="b", target="a", count=1)], top=1)
        >>> len(found.shown), found.hidden, found.share
        (1, 1, 0.1)
    """
    counted = any(transition.count for transition in transitions)
    if top is None and (len(transitions) <= MOST_SHOWN or not counted):
        return Chosen(tuple(transitions))
    ranked = sorted(range(len(transitions)), key=lambda i: -_weigh(transitions[i]))
    kept = set(ranked[:top] if top is not None else _take_most(transitions, ranked))
    total = sum(transition.count or 0 for transition in transitions)
    left = sum(one.count or 0 for i, one in enumerate(transitions) if i not in kept)
    shown = tuple(transition for i, transition in enumerate(transitions) if i in kept)
    share = left / total if counted and total else None
    return Chosen(shown, len(transitions) - len(shown), share)


def _weigh(transition: Transition) -> float:
    return transition.count or 0 if transition.count is not None else transition.share or 0.0


def carry_most(counts: Sequence[int]) -> int:
    """How many of the most frequent moves carry 95 % of all; all of them where none is counted.

    Args:
        counts: How often each move was made, the most frequent first.

    Example:
        >>> carry_most([90, 8, 1, 1]), carry_most([0, 0])
        (2, 2)
    """
    total, carried = sum(counts), 0
    for number, count in enumerate(counts):
        if total and carried >= CARRIED * total:
            return number
        carried += count
    return len(counts)


def _take_most(transitions: Sequence[Transition], ranked: Sequence[int]) -> Iterator[int]:
    """Those that carry most of the moves, and the first way into and out of each touchpoint."""
    yield from ranked[: carry_most([transitions[i].count or 0 for i in ranked])]
    left, reached = set[str](), set[str]()
    for i in ranked:
        one = transitions[i]
        if one.source == one.target:
            continue
        if one.source not in left or one.target not in reached:
            yield i
        left.add(one.source)
        reached.add(one.target)


def find_kind(source: str, target: str, order: Mapping[str, int]) -> Kind:
    """Whether a move leads onward in the reading order, back, or to the same touchpoint again.

    Example:
        >>> find_kind("pay", "cart", {"cart": 0, "pay": 1})
        'back'
    """
    if source == target:
        return "again"
    return "onward" if order[source] < order[target] else "back"


def make_ways(
    transitions: Iterable[Transition], names: Mapping[str, str], words: Words
) -> tuple[Way, ...]:
    """An arrow per transition, the thicker the more customers.

    Args:
        transitions: The transitions to show.
        names: Id to name of every box, in reading order.
        words: The fixed words.
    """
    listed = tuple(transitions)
    order = {id_: place for place, id_ in enumerate(names)}
    most = find_largest(listed)
    return tuple(_make_way(transition, names, order, most, words) for transition in listed)


def _make_way(
    transition: Transition,
    names: Mapping[str, str],
    order: Mapping[str, int],
    most: int,
    words: Words,
) -> Way:
    source, target = transition.source, transition.target
    kind = find_kind(source, target, order)
    label = say_move(transition, kind, words)
    title = f"{names[source]} → {names[target]}"
    return Way(
        source,
        target,
        label,
        f"{title}: {label}" if label else title,
        find_width(transition.count, most),
        dashes=DASHES_OF[kind],
    )


def say_move(transition: Transition, kind: Kind, words: Words) -> str:
    """What stands on an arrow: that it leads back, how many went, and how long it took."""
    amount = words.number(show_amount(transition.count, transition.share))
    time = words.number(show_time(transition.time))
    back = {"onward": "", "back": words("back"), "again": words("again")}[kind]
    first = " ".join(filter(None, (back, amount)))
    return " · ".join(filter(None, (first, time)))


def show_amount(count: int | None, share: float | None) -> str:
    """A count, or else a share in percent.

    Example:
        >>> show_amount(1204, None), show_amount(None, 0.25), show_amount(None, None)
        ('1,204', '25 %', '')
    """
    if count is not None:
        return f"{count:,}"
    return "" if share is None else show_share(share)


def show_share(share: float) -> str:
    """A share in percent with few digits; what is not none is never shown as none.

    Example:
        >>> show_share(0.0004), show_share(0.2549), show_share(0.9996), show_share(1)
        ('< 1 %', '25 %', '> 99 %', '100 %')
    """
    if 0 < share < 0.01:
        return "< 1 %"
    return "> 99 %" if 0.99 < share < 1 else f"{100 * share:.0f} %"


def show_time(time: TransitionTime | None) -> str:
    """The median of a transition's time; nothing where no median is known.

    Example:
        >>> show_time(TransitionTime(median=2.5, unit="hours")), show_time(None)
        ('2.5 h', '')
    """
    if time is None or time.median is None:
        return ""
    amount = f"{time.median:,.0f}" if time.median >= 10 else f"{time.median:.2g}"
    return f"{amount} {_UNITS[time.unit]}"


def find_width(count: int | None, most: int) -> float:
    """How thick an arrow is: its area grows with the count, up to the largest one's.

    Args:
        count: How many went this way.
        most: The largest count of all; 0 where nobody was counted.
    """
    if not most:
        return UNCOUNTED
    return round(THINNEST + (THICKEST - THINNEST) * sqrt((count or 0) / most), 2)


def find_largest(transitions: Iterable[Transition]) -> int:
    """The largest count of all; 0 where nobody was counted."""
    return max((transition.count or 0 for transition in transitions), default=0)
