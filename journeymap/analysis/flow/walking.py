"""What whole paths themselves show, where they are all journeys: no chain is needed then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import fsum, sqrt

from journeymap.analysis.evidence.flow_counts import LEFT
from journeymap.analysis.flow.orders import Walked, cut_paths
from journeymap.analysis.flow.passing import Passing
from journeymap.analysis.flow.records import FlowSteps, PathFigures

_Paths = Mapping[tuple[str, ...], float]


def count_walked(passing: Passing, walked: Walked | None) -> Passing:
    """The flow with reach, visits, removal and steps as the paths show them.

    It stays as it is where the paths are not all journeys, or these start elsewhere: the chain
    has to stand in for them then.

    Args:
        passing: The flow by its chain.
        walked: The whole paths; None where there are none.
    """
    is_whole = walked is not None and passing.whole is not passing.counts
    if walked is None or not is_whole or dict(passing.starts) != dict(passing.counts.starts):
        return passing
    figures = _count(walked, passing)
    ids, total = tuple(passing.counts.rows), fsum(walked.paths.values())
    seen = walked.find_reach()
    return replace(
        passing,
        reach={id_: seen.get(id_, 0.0) for id_ in ids},
        visits={id_: figures.passes.get(id_, 0.0) / total for id_ in ids},
        walked=figures,
    )


def _count(walked: Walked, passing: Passing) -> PathFigures:
    passes: dict[str, float] = {}
    for path, number in walked.paths.items():
        for id_ in path:
            passes[id_] = passes.get(id_, 0.0) + number
    cut = cut_paths(walked, passing.success)
    done = {path: number for path, number in cut.items() if path[-1] != LEFT}
    shares, steps = _find_shares(done), _count_steps(cut, done)
    return PathFigures(passes, shares, steps, _find_needed(done), passing.reach)


def _find_shares(done: _Paths) -> dict[str, float]:
    """The share of successful journeys that visit each touchpoint before they end."""
    visited: dict[str, float] = {}
    for path, number in done.items():
        for id_ in set(path[1:]):
            visited[id_] = visited.get(id_, 0.0) + number
    total = fsum(done.values())
    return {id_: number / total for id_, number in visited.items()}


def _find_needed(done: _Paths) -> tuple[str, ...]:
    """What all successful journeys visit, as the most frequent path passes it."""
    if not done:
        return ()
    shared = set.intersection(*(set(path[1:]) for path in done))
    usual = max(done, key=done.__getitem__)
    return tuple(id_ for id_ in dict.fromkeys(usual) if id_ in shared)


def _count_steps(cut: _Paths, done: _Paths) -> FlowSteps:
    """Visits before the end, which neither the start nor what ends a path is."""
    mean, given = _mean_steps(cut), _mean_steps(done) if done else None
    spread = fsum(number * (len(path) - 2 - mean) ** 2 for path, number in cut.items())
    return FlowSteps(mean, sqrt(spread / fsum(cut.values())), given)


def _mean_steps(paths: _Paths) -> float:
    return fsum(n * (len(path) - 2) for path, n in paths.items()) / fsum(paths.values())
