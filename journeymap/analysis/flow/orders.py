"""Whether the chain's assumption holds: that the way on does not hang on the way before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeymap.analysis.evidence.flow_counts import LEFT, OPEN, FlowCounts
from journeymap.analysis.flow.passing import START
from journeymap.analysis.flow.records import OrderFinding
from journeymap.errors import InputError, Problem
from journeymap.events.flow import ObservedFlow

Paths = ObservedFlow | Mapping[tuple[str, ...], int] | Iterable[Sequence[str]]
_LEAST, _DOUBT = 5.0, 0.05


@dataclass(frozen=True, slots=True)
class Walked:
    """Whole paths, each with how many took it, and how many there were in all."""

    paths: Mapping[tuple[str, ...], float]
    total: float

    def find_reach(self) -> Mapping[str, float]:
        """The share of paths that visit each touchpoint; those that none visits are not in it."""
        visited: dict[str, float] = {}
        for path, number in self.paths.items():
            for id_ in set(path):
                visited[id_] = visited.get(id_, 0.0) + number
        total = sum(self.paths.values())
        return {id_: number / total for id_, number in visited.items()}


def read_paths(paths: Paths, known: Iterable[str]) -> Walked:
    """Whole paths of touchpoint ids.

    Raises:
        InputError: if there are none, or they name touchpoints that the flow doesn't have.
    """
    walked: dict[tuple[str, ...], float] = {}
    total: float | None = None
    if isinstance(paths, ObservedFlow):
        taken: Iterable[tuple[Sequence[str], float]] = ((v.path, v.count) for v in paths.variants)
        total = paths.cases
    elif isinstance(paths, Mapping):
        taken = paths.items()
    else:
        taken = ((path, 1) for path in paths)
    for path, number in taken:
        walked[tuple(path)] = walked.get(tuple(path), 0.0) + number
    walked = {path: number for path, number in walked.items() if path and number > 0}
    if not walked:
        raise InputError([Problem("there are no whole paths", path="paths")])
    unknown = sorted({id_ for path in walked for id_ in path} - set(known))
    if unknown:
        hint = "paths hold the ids of touchpoints that transitions tell of"
        raise InputError([Problem("not in the flow", path="paths", value=unknown[0], hint=hint)])
    return Walked(walked, total or sum(walked.values()))


def recount(counts: FlowCounts, walked: Walked, success: tuple[str, ...]) -> FlowCounts:
    """The counts of whole paths up to success, where the paths are all journeys.

    What follows the first arrival at success no longer counts then, so that completion is what
    was seen. The counts stay as they are where the paths are not all, or starts aren't known.
    """
    if not counts.starts_known or sum(counts.starts.values()) != sum(walked.paths.values()):
        return counts
    rows: dict[str, dict[str, float]] = {id_: {} for id_ in counts.rows}
    starts: dict[str, float] = {}
    for whole, number in cut_paths(walked, success).items():
        path = whole if whole[-1] == LEFT else (*whole, LEFT)
        starts[path[1]] = starts.get(path[1], 0.0) + number
        for here, there in pairwise(path[1:]):
            rows[here][there] = rows[here].get(there, 0.0) + number
    bases = {id_: sum(row.values()) for id_, row in rows.items()}
    return FlowCounts(
        rows={id_: row or {OPEN: 1.0} for id_, row in rows.items()},
        starts=starts,
        bases=bases,
        arrivals=bases,
        ends_known=True,
        starts_known=True,
        unused=(),
    )


def cut_paths(walked: Walked, success: tuple[str, ...]) -> dict[tuple[str, ...], float]:
    """Paths from their start to success, or to where they were left."""
    cut: dict[tuple[str, ...], float] = {}
    for path, number in walked.paths.items():
        reached = next((i for i, id_ in enumerate(path) if id_ in success), None)
        whole = (START, *path, LEFT) if reached is None else (START, *path[: reached + 1])
        cut[whole] = cut.get(whole, 0.0) + number
    return cut


def has_choice(walked: Walked, success: tuple[str, ...]) -> bool:
    """Whether any touchpoint has two histories and two ways on, however few took them."""
    from journeymap.statistics.chain.order import order_check  # noqa: PLC0415 - loads scipy

    return order_check(cut_paths(walked, success)).df > 0


def check_order(walked: Walked, success: tuple[str, ...]) -> OrderFinding:
    """First against second order, up to success, with Bonferroni over touchpoints."""
    from journeymap.statistics.chain.order import order_check  # noqa: PLC0415 - loads scipy

    cut = cut_paths(walked, success)
    done = sum(number for path, number in cut.items() if path[-1] != LEFT)
    found = order_check(cut, least=_LEAST)
    suspicious = tuple(s.state for s in found.states if s.p_adjusted < _DOUBT)
    return OrderFinding(
        statistic=found.statistic,
        df=found.df,
        p=min((s.p_adjusted for s in found.states), default=None),
        memory=bool(suspicious),
        touchpoints=suspicious,
        observed=done / sum(walked.paths.values()),
        paths=round(sum(walked.paths.values())),
    )
