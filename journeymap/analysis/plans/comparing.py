"""Whether customers go the way that was planned: moves of a plan against counted moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeymap.analysis.changes.matching import Matching, match
from journeymap.analysis.evidence.selection import need_journey
from journeymap.analysis.evidence.settings_check import check_optional_count
from journeymap.analysis.plans.comparison import PlanComparison
from journeymap.analysis.plans.records import PlanKind, PlanRow, PlanTouchpoint, Where
from journeymap.graph import transitions_of
from journeymap.model.journey import Journey
from journeymap.result import take_first
from journeymap.wording.told import MOST_LISTED, tell, tell_count, tell_list

Way = tuple[str, str]
Counts = Mapping[Way, int | None]


def compare_plan(plan: Journey, actual: Journey, *, top: int | None = None) -> PlanComparison:
    """Which moves follow the plan, which are detours, and which planned ones nobody takes.

    Planned are the transitions that the plan writes; where it writes none, its order: each
    touchpoint leads to the next. A touchpoint is the same where its id is, or else its name.

    Args:
        plan: How customers should go.
        actual: How they do go: a journey with counted transitions, such as ``discover`` makes.
        top: How many rows to keep, at least 1, the most frequent first; all where None.

    Returns:
        A row per move, most frequent first, and last the planned ones that nobody takes. There
        are no rows where the actual journey tells of no transitions.

    Raises:
        TypeError: if one of them is no journey.
        ValueError: if ``top`` is less than 1.

    Example:
        >>> plan = Journey(name="Plan", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> seen = plan.replace(transitions=[{"from": "cart", "to": "pay", "count": 60},
        ...                                  {"from": "pay", "to": "cart", "count": 40}])
        >>> compare_plan(plan, seen).headline()
        '60 % of 100 moves follow the plan; most common detour: Pay to Cart (40 %).'
    """
    need_journey(plan)
    need_journey(actual)
    top = check_optional_count("top", top, 1)
    same = match(plan, actual)
    id_of = {old: new for new, old in same.touchpoints.items()}
    touchpoints = tuple(_list_touchpoints(plan, actual, same, id_of))
    planned = {
        (id_of.get(t.source, t.source), id_of.get(t.target, t.target)) for t in transitions_of(plan)
    }
    taken: Counts = {(t.source, t.target): t.count for t in actual.transitions}
    names = {one.touchpoint: one.name for one in touchpoints}
    rows = tuple(_make_rows(planned, taken, names)) if taken else ()
    shown, cut = take_first(rows, top, what=tell(" moves"), order=tell(", the most frequent first"))
    counted = any(taken.values())
    return PlanComparison(
        journey=actual.id,
        settings={"plan": plan.id, "by": "transitions" if plan.transitions else "order"},
        rows=shown,
        notes=(*cut, *_list_notes(plan, touchpoints, taken)),
        moves=sum(row.count or 0 for row in rows) if counted else None,
        followed=sum(r.share or 0.0 for r in rows if r.kind == "as planned") if counted else None,
        detour=next((row for row in rows if row.kind == "not planned"), None),
        touchpoints=touchpoints,
        name=actual.name,
        plan_name=plan.name,
    )


def _make_rows(planned: set[Way], taken: Counts, names: Mapping[str, str]) -> Iterator[PlanRow]:
    """The moves that were taken, most frequent first, then those that were not."""
    order = {id_: place for place, id_ in enumerate(names)}

    def place(way: Way) -> tuple[int, int]:
        return order[way[0]], order[way[1]]

    counted = any(taken.values())
    total = sum(count or 0 for count in taken.values())
    went = [way for way in taken if taken[way] or not counted]
    for way in sorted(went, key=lambda way: (-(taken[way] or 0), place(way))):
        share = (taken[way] or 0) / total if counted else None
        kind: PlanKind = "as planned" if way in planned else "not planned"
        yield _make_row(way, names, taken[way], share, kind)
    unknown = {way for way, count in taken.items() if count is None}
    for way in sorted(planned - set(went) - unknown, key=place):
        yield _make_row(way, names, 0 if counted else None, 0.0 if counted else None, "not taken")


def _make_row(
    way: Way, names: Mapping[str, str], count: int | None, share: float | None, kind: PlanKind
) -> PlanRow:
    source, target = way
    planned = kind != "not planned"
    return PlanRow(source, target, names[source], names[target], planned, count, share, kind)


def _list_touchpoints(
    plan: Journey, actual: Journey, same: Matching, id_of: Mapping[str, str]
) -> Iterator[PlanTouchpoint]:
    """The plan's touchpoints in its order, then those that it doesn't have."""
    for stage in plan.stages:
        for touchpoint in stage.touchpoints:
            id_ = id_of.get(touchpoint.id)
            where: Where = "plan" if id_ is None else "both"
            yield PlanTouchpoint(id_ or touchpoint.id, touchpoint.name, stage.name, where)
    stage_names = {new: plan.stage(old).name for new, old in same.stages.items()}
    for id_ in same.added:
        touchpoint = actual.touchpoint(id_)
        stage_name = stage_names.get(actual.stage_for(id_).id, "")
        yield PlanTouchpoint(id_, touchpoint.name, stage_name, "actual")


def _list_notes(
    plan: Journey, touchpoints: tuple[PlanTouchpoint, ...], taken: Counts
) -> Iterator[str]:
    if not plan.transitions:
        yield tell(
            "The plan writes no transitions: its order counts, each touchpoint before the next."
        )
    if not taken:
        yield tell(
            "Nothing was seen: the actual journey has no transitions.",
            hint=" Take them from events: journeymap discover LOG --into JOURNEY.",
        )
    elif not any(taken.values()):
        yield tell("The actual journey's transitions have no counts, so no shares are told.")
    elif uncounted := sum(count is None for count in taken.values()):
        yield tell_count(
            uncounted,
            "{n} transition of the actual journey has no count and is left out.",
            "{n} transitions of the actual journey have no count and are left out.",
        )
    planned = [one.name for one in touchpoints if one.where == "plan"]
    if planned:
        yield tell("Only the plan has: {names}.", names=tell_list(planned, MOST_LISTED))
    seen = [one.name for one in touchpoints if one.where == "actual"]
    if seen:
        yield tell(
            "Not in the plan, but customers were there: {names}.",
            names=tell_list(seen, MOST_LISTED),
        )
