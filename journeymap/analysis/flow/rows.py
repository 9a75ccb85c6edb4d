"""A row per touchpoint of a flow."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from statistics import median

from journeymap.analysis.evidence.flow_counts import LEFT, OPEN, OUTSIDE
from journeymap.analysis.flow.passing import START, Passing
from journeymap.analysis.flow.records import FlowRow
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import to_base
from journeymap.statistics.intervals import share_interval

_SMALLEST = 1e-12


def make_rows(
    journey: Journey, passing: Passing, needed: Collection[str], *, level: float
) -> tuple[FlowRow, ...]:
    """The rows, most journeys lost first; ties stand in the journey's order."""
    figures = _Figures(passing)
    rows = [
        _make_row(journey, passing, figures, id_, must_pass=id_ in needed, level=level)
        for id_ in passing.counts.rows
    ]
    return tuple(sorted(rows, key=lambda row: -row.drop_off))


def find_must_pass(passing: Passing) -> tuple[str, ...]:
    """The touchpoints on every way from a start to success, in the order of the way."""
    from journeymap.statistics.chain.structure import must_pass  # noqa: PLC0415 - loads networkx

    if passing.walked is not None:
        return passing.walked.needed
    if not passing.passage.completion > 0:
        return ()
    edges = [
        (source, target)
        for source, row in passing.counts.rows.items()
        for target, number in row.items()
        if number > 0 and target not in OUTSIDE
    ]
    starts = [id_ for id_, weight in _start_row(passing).items() if weight > 0]
    return must_pass(edges, starts=starts, success=passing.success)


def _start_row(passing: Passing) -> Mapping[str, float]:
    chain = passing.passage.chain
    j = chain.place(START)
    inner = dict(zip(chain.states, chain.q[[j]].toarray()[0].tolist(), strict=True))
    return {**inner, **dict(zip(chain.absorbing, chain.r[j].tolist(), strict=True))}


class _Figures:
    """The passage's numbers by touchpoint."""

    def __init__(self, passing: Passing) -> None:
        from journeymap.statistics.chain.passage import removal_effects  # noqa: PLC0415

        passage = passing.passage
        states = passage.chain.states
        self.completion = passage.completion
        self.at = {state: j for j, state in enumerate(states)}
        self.drop_off: list[float] = passage.drop_off.tolist()
        self.exit_rate: list[float] = passage.exit_rate.tolist()
        self.removal: list[float] = removal_effects(passage).tolist()
        self.visits: list[float] = passage.visits.tolist()
        self.chances: list[float] = passage.chances.tolist()
        self.returns: list[float] = passage.returns.tolist()
        ended = (passage.visits @ passage.chain.r).tolist()
        self.ended = dict(zip(passage.chain.absorbing, ended, strict=True))
        left = [
            self.exit_rate[self.at[id_]]
            for id_, row in passing.counts.rows.items()
            if id_ in self.at and OPEN not in row and passing.reach[id_] > 0
        ]
        self.median = median(left) if left else 0.0
        self.walked = passing.walked

    def removal_of(self, id_: str) -> float:
        if self.walked is not None:
            return self.walked.removal.get(id_, 0.0)
        if id_ in self.at:
            return self.removal[self.at[id_]]
        share = self.ended.get(id_, 0.0) / self.completion if self.completion > 0 else 0.0
        return min(share, 1.0)

    def gain_of(self, id_: str) -> float | None:
        """Completion gained with the median exit rate, exact: v (c-1) b / (1 - (c-1)(N_jj-1))."""
        if id_ not in self.at:
            return 0.0
        j = self.at[id_]
        rate = self.exit_rate[j]
        if rate <= self.median:
            return 0.0
        if not 1 - rate > _SMALLEST:
            return None
        more = (1 - self.median) / (1 - rate) - 1
        rest = 1 - more * (self.returns[j] - 1)
        if not rest > _SMALLEST:
            return None
        return min(self.visits[j] * more * self.chances[j] / rest, 1 - self.completion)


def _make_row(
    journey: Journey,
    passing: Passing,
    figures: _Figures,
    id_: str,
    *,
    must_pass: bool,
    level: float,
) -> FlowRow:
    counts = passing.counts
    base, row = counts.bases[id_], counts.rows[id_]
    succeeds, j = id_ in passing.success, figures.at.get(id_)
    rate = figures.exit_rate[j] if j is not None else 0.0
    interval = share_interval(row.get(LEFT, 0.0), base, level=level) if base else None
    arrivals = counts.arrivals.get(id_, 0.0)
    if passing.walked is not None:  # every visit was followed to the end of its journey
        arrivals = base = passing.walked.passes.get(id_, 0.0)
    return FlowRow(
        touchpoint=id_,
        stage=journey.stage_for(id_).id,
        name=journey.touchpoint(id_).name,
        reach=passing.reach[id_],
        visits=passing.visits[id_],
        drop_off=figures.drop_off[j] if j is not None else 0.0,
        exit_rate=rate,
        exit_low=interval.low if interval and j is not None else None,
        exit_high=interval.high if interval and j is not None else None,
        removal_effect=figures.removal_of(id_),
        gained_if_median=figures.gain_of(id_),
        must_pass=must_pass,
        success=succeeds,
        arrivals=None if base is None and not arrivals else round(arrivals),
        departures=None if base is None else round(base),
        base=to_base((arrivals if succeeds else base) or 0),
    )
