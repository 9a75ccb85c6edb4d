"""Whether the chain's assumption holds: that the way on does not hang on the way before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from journeymap.analysis.flow.counting import LEFT
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

    def reach(self, id_: str) -> float:
        """The share of paths that visit a touchpoint."""
        return sum(n for path, n in self.paths.items() if id_ in path) / sum(self.paths.values())


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
    if not any(path and number > 0 for path, number in walked.items()):
        raise InputError([Problem("there are no whole paths", path="paths")])
    unknown = sorted({id_ for path in walked for id_ in path} - set(known))
    if unknown:
        hint = "paths hold the ids of touchpoints that transitions tell of"
        raise InputError([Problem("not in the flow", path="paths", value=unknown[0], hint=hint)])
    return Walked(walked, total or sum(walked.values()))


def check_order(walked: Walked, success: tuple[str, ...]) -> OrderFinding:
    """First against second order, up to success, with Bonferroni over touchpoints."""
    from journeymap.statistics.order_check import order_check  # noqa: PLC0415 - loads scipy

    cut: dict[tuple[str, ...], float] = {}
    done = 0.0
    for path, number in walked.paths.items():
        reached = next((i for i, id_ in enumerate(path) if id_ in success), None)
        whole = (START, *path, LEFT) if reached is None else (START, *path[: reached + 1])
        done += number if reached is not None else 0
        cut[whole] = cut.get(whole, 0.0) + number
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
