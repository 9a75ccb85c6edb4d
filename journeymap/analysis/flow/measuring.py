"""How customers go through a journey: where they are lost, how many succeed, what would help."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from journeymap.analysis.evidence.flow_counts import OPEN, STUCK, count_flow
from journeymap.analysis.evidence.selection import need_journey
from journeymap.analysis.evidence.settings_check import (
    FEWEST_DRAWS,
    check_count,
    check_level,
    check_optional_count,
)
from journeymap.analysis.flow.asking import list_texts
from journeymap.analysis.flow.choosing import choose_start, choose_success
from journeymap.analysis.flow.durations import measure_steps, measure_time
from journeymap.analysis.flow.effects import try_changes
from journeymap.analysis.flow.findings import tell_completion, tell_findings, tell_what_if
from journeymap.analysis.flow.journey_flow import JourneyFlow
from journeymap.analysis.flow.notes import (
    note_counts,
    note_open,
    note_order,
    note_stuck,
    note_sureness,
)
from journeymap.analysis.flow.orders import Paths, Walked, check_order, read_paths, recount
from journeymap.analysis.flow.passing import START, Passing, pass_counts
from journeymap.analysis.flow.records import FlowLoop, OpenTouchpoint, WhatIf
from journeymap.analysis.flow.rows import find_must_pass, make_rows
from journeymap.analysis.flow.walking import count_walked
from journeymap.model.journey import Journey
from journeymap.result import take_first
from journeymap.wording.told import tell

NOT_MEASURED = tell(
    "Flow isn't measured: no transition has a count or a share.",
    hint=" Give transitions counts, or take them from events: "
    "journeymap discover LOG --into JOURNEY.",
)


def measure_flow(
    journey: Journey,
    *,
    start: str | None = None,
    success: str | Sequence[str] | None = None,
    what_if: str | Sequence[str] | None = None,
    paths: Paths | None = None,
    top: int | None = None,
    level: float = 0.95,
    seed: int = 0,
    draws: int | None = None,
) -> JourneyFlow:
    """Reach, drop-off, completion and time of a journey, and what a change would do.

    An absorbing Markov chain of the journey's transition counts (Kemeny & Snell 1960): journeys
    end in success, by leaving, or unseen where nobody was seen to go on.

    Args:
        journey: The journey; its transitions tell counts or shares.
        start: The touchpoint where journeys start; as ``journey.starts`` tells, or the first that
            is left, where None.
        success: The touchpoint or touchpoints whose first arrival is success; chosen and told
            where None.
        what_if: Changes, tried together: "Cart: exit -25%", "Cart: exit -5 points",
            "Cart -> Pay: +10%", "Cart -> Pay = 60%"; or of a score, "Cart: csat +0.5".
        paths: Whole paths (an ``ObservedFlow``, a list of paths, or paths with how many took
            them) to check whether it matters where journeys came from.
        top: How many rows to keep, at least 1; all where None.
        level: Confidence of the intervals, between 0 and 1.
        seed: Seed of the draws, a whole number from 0 up.
        draws: How many draws, at least 100; by the number of touchpoints where None.

    Returns:
        Rows by the share of journeys lost, most first. Without counts and shares there are no
        rows, and a note says so.

    Raises:
        UnknownNameError: if the start or a success isn't there.
        InputError: if a what-if or a path can't be read or done; all of them at once.
        ValueError: if a number is none that can be meant.

    Example:
        >>> shop = Journey(
        ...     name="Shop", stages=[{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}],
        ...     starts={"find": 1000},
        ...     transitions=[{"from": "find", "to": "cart", "count": 600},
        ...                  {"from": "cart", "to": "pay", "count": 450}])
        >>> print(measure_flow(shop, success="pay", what_if="Find: exit -25%").findings[0])
        Of 1,000 journeys from Find, 45.0 % come to Pay (95 % interval 41.9 to 48.1).
    """
    need_journey(journey)
    level, top = check_level(level), check_optional_count("top", top, 1)
    seed, draws = check_count("seed", seed, 0), check_optional_count("draws", draws, FEWEST_DRAWS)
    texts = list_texts(what_if)
    settings = {"what_if": texts or None, "level": level, "seed": seed}
    counts = count_flow(journey)
    if counts is None:
        return _refuse(journey, {"start": start, "success": success, **settings})
    starts, on_start = choose_start(journey, counts, start)
    goals, on_success = choose_success(journey, counts, success)
    walked = None if paths is None else read_paths(paths, counts.rows)
    seen = counts if walked is None else recount(counts, walked, goals)
    passing = count_walked(pass_counts(seen, starts, goals, counts), walked)
    tried = try_changes(journey, passing, texts, level=level, draws=draws, seed=seed)
    settings = {"start": tuple(starts), "success": goals, **settings}
    chosen = (on_start, on_success)
    return _answer(journey, passing, walked, tried, settings=settings, chosen=chosen, top=top)


def _refuse(journey: Journey, settings: Mapping[str, Any]) -> JourneyFlow:
    """The result where nothing is known of the flow."""
    return JourneyFlow(journey.id, settings, (), (), findings=(NOT_MEASURED,))


def _answer(
    journey: Journey,
    passing: Passing,
    walked: Walked | None,
    tried: WhatIf | None,
    *,
    settings: Mapping[str, Any],
    chosen: Sequence[str],
    top: int | None,
) -> JourneyFlow:
    """The result, with everything told."""
    name, level, goals = _namer(journey), settings["level"], passing.success
    needed = find_must_pass(passing)
    rows = make_rows(journey, passing, needed, level=level)
    shown, cut = take_first(rows, top)
    completion, steps = passing.completion(level), measure_steps(passing)
    time, on_time = measure_time(journey, passing)
    loops, left_open = _find_loops(passing), _find_open(passing)
    order = None if walked is None else check_order(walked, goals)
    stuck = float(passing.passage.visits @ passing.passage.chain.absorbed_in(STUCK))
    notes = (
        *cut, *chosen, *note_counts(passing, name), *note_open(left_open, name),
        *note_stuck(passing, stuck, name), on_time, *note_sureness(rows, completion, passing),
        *note_order(order, walked, passing, name),
    )  # fmt: skip
    starts, ends = ([name(id_) for id_ in ids] for ids in (passing.starts, goals))
    findings = (
        tell_completion(completion, starts, ends, level),
        *tell_findings(rows, steps, time, loops=loops, success=goals, needed=needed, name=name),
        *tell_what_if(tried, level),
    )
    return JourneyFlow(
        journey=journey.id,
        settings=settings,
        rows=shown,
        notes=tuple(filter(None, notes)),
        completion=completion,
        steps=steps,
        time=time,
        open=left_open,
        stuck=passing.loops_without_end,
        loops=loops,
        order=order,
        what_if=tried,
        findings=findings,
    )


def _namer(journey: Journey) -> Callable[[str], str]:
    names = {touchpoint.id: touchpoint.name for touchpoint in journey.touchpoints}
    return lambda id_: names[id_]


def _find_loops(passing: Passing) -> tuple[FlowLoop, ...]:
    from journeymap.statistics.chain.structure import find_loops  # noqa: PLC0415 - loads scipy

    found = find_loops(passing.passage)
    return tuple(
        FlowLoop(loop.states, loop.repeats, loop.rounds)
        for loop in found
        if loop.rounds > 0 and START not in loop.states
    )


def _find_open(passing: Passing) -> tuple[OpenTouchpoint, ...]:
    """The open touchpoints that journeys come to, most first."""
    passage = passing.passage
    shares = (passage.visits * passage.chain.absorbed_in(OPEN)).tolist()
    found = [
        OpenTouchpoint(id_, share)
        for id_, share in zip(passage.chain.states, shares, strict=True)
        if share > 0
    ]
    return tuple(sorted(found, key=lambda one: -one.share))
