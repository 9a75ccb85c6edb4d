"""What the ways of a chain tell without their numbers, and where journeys go round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from journeymap.statistics.chain.passage import Passage

Edges = Iterable[tuple[str, str]]
_ROOT, _GOAL = object(), object()


class Loop(NamedTuple):
    """One or two states between which journeys go to and fro.

    Args:
        states: One state that follows upon itself, or two that follow upon each other.
        repeats: How many times a journey goes round, of those that come there at all.
        rounds: How many times a journey goes round on average over all journeys.
    """

    states: tuple[str, ...]
    repeats: float
    rounds: float


def betweenness(edges: Edges) -> dict[str, float]:
    """On how many shortest ways between others a state lies (Freeman 1977), not normalised.

    It tells of the net alone, not of how many go where, so it is no measure of what is lost.

    Example:
        >>> betweenness([("home", "cart"), ("cart", "pay"), ("home", "help")])
        {'home': 0.0, 'cart': 1.0, 'pay': 0.0, 'help': 0.0}
    """
    import networkx as nx  # noqa: PLC0415 - heavy, and needed only here

    found: dict[str, float] = nx.betweenness_centrality(nx.DiGraph(list(edges)), normalized=False)
    return found


def immediate_dominators(edges: Edges, start: str) -> dict[str, str]:
    """State to the last one that every way from the start to it passes; not of the start itself.

    Example:
        >>> immediate_dominators([("home", "cart"), ("home", "pay"), ("cart", "pay")], "home")
        {'cart': 'home', 'pay': 'home'}
    """
    import networkx as nx  # noqa: PLC0415

    graph = nx.DiGraph(list(edges))
    graph.add_node(start)
    found = nx.immediate_dominators(graph, start)
    return {state: found[state] for state in graph if state != start and state in found}


def must_pass(edges: Edges, *, starts: Iterable[str], success: Iterable[str]) -> tuple[str, ...]:
    """The states that lie on every way from a start to success, in the order of the way.

    Example:
        >>> edges = [("home", "cart"), ("home", "find"), ("find", "cart"), ("cart", "pay")]
        >>> must_pass(edges, starts=["home"], success=["pay"])
        ('home', 'cart', 'pay')
    """
    ends = set(success)
    known: list[tuple[object, object]] = [(a, b) for a, b in edges if a not in ends]
    known += [(_ROOT, state) for state in starts]
    known += [(state, _GOAL) for state in ends]
    above = immediate_dominators(known, _ROOT)  # type: ignore[arg-type]
    way: list[str] = []
    here: object = above.get(_GOAL, _ROOT)  # type: ignore[call-overload]
    while here is not _ROOT:
        way.append(here)  # type: ignore[arg-type]
        here = above[here]  # type: ignore[index]
    return tuple(reversed(way))


def find_loops(passage: Passage) -> tuple[Loop, ...]:
    """Where journeys go to and fro, most rounds first.

    A round between two states is counted by the rarer of its two ways.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> from journeymap.statistics.chain.passage import pass_through
        >>> rows = {"home": {"cart": 60, "exit": 40}, "cart": {"home": 10, "pay": 30, "exit": 20}}
        >>> found = find_loops(pass_through(chain_from_counts(rows), start="home", success="pay"))
        >>> found[0].states, round(found[0].rounds, 4)
        (('home', 'cart'), 0.1111)
    """
    chain = passage.chain
    ways = chain.q.tocoo()
    here, there, shares = ways.row.tolist(), ways.col.tolist(), ways.data.tolist()
    taken: Mapping[tuple[int, int], float] = {
        (i, k): float(passage.visits[i]) * share
        for i, k, share in zip(here, there, shares, strict=True)
    }
    loops = [
        Loop(
            tuple(chain.states[at] for at in dict.fromkeys((i, k))),
            rounds / max(passage.reach[i], passage.reach[k]),
            rounds,
        )
        for (i, k), number in taken.items()
        if i <= k and (rounds := min(number, taken.get((k, i), 0.0))) > 0
    ]
    plain = (Loop(loop.states, float(loop.repeats), float(loop.rounds)) for loop in loops)
    return tuple(sorted(plain, key=lambda loop: (-loop.rounds, loop.states)))
