"""The median time where some tickets are still open: Kaplan & Meier's, counted where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from journeymap.operations.spans import Spans
from journeymap.operations.ticket_counts import TicketCounts, Where
from journeymap.tables.sql import quote_text

MANY_OPEN = 0.05
MOST_TOLD = 12
_SLACK = 1e-12  # a product of shares that is a half may miss it by rounding
Groups = Sequence[Mapping[str, Any]]


def note_open(
    spans: Spans,
    keys: Mapping[str, str],
    unit: int,
    counts: TicketCounts,
) -> Iterator[str]:
    """How many tickets are still open, and the median time where they are many.

    The mean time of resolved tickets is too short where many are open, because the long ones are
    those that are missing. From 5 % open tickets on (our choice) the median of all is told beside
    it: the first time t at which the share of tickets not yet resolved,
    S(t) = Π (1 - resolved at t / open until t), is a half or less; Kaplan & Meier 1958, JASA
    53(282). Tickets still open count until the last moment that the log tells.

    Args:
        spans: The tickets.
        keys: The keys of their groups, as they were counted.
        unit: The microseconds in the unit of the duration.
        counts: What was counted.
    """
    places: Mapping[Where, Groups] = counts.places
    told = {key: begun for key, held in places.items() if (begun := _count(held))[1]}
    n, still = _count(counts.groups)
    yield f"still open: {still:,} of {n:,} tickets ({100 * still / n:.1f} %), in no mean time"
    many = [key for key, (n, still) in told.items() if still >= MANY_OPEN * n]
    rest = len(many) - MOST_TOLD
    many = sorted(many, key=lambda key: (-told[key][1] / told[key][0], _to_order(key)))[:MOST_TOLD]
    many.sort(key=_to_order)
    wanted = [places[key] for key in many]
    medians = find_medians(spans, keys, wanted, _find_latest([counts.groups])) if many else {}
    for i, key in enumerate(many):
        n, still = told[key]
        place = " in ".join(filter(None, ((key[0] or ("", "all"))[1], key[1])))
        share = f"{place}: {100 * still / n:.1f} % of {n:,} tickets are still open"
        if i in medians:
            shown = counts.metric.to_text(medians[i] / unit)
            yield f"{share}; the median time of all, these too, is {shown} (Kaplan-Meier)"
        else:
            yield f"{share}; fewer than half of them would be resolved within the time of this log"
    if rest > 0:
        yield f"and {rest:,} more places and waves with many open tickets"


def find_medians(
    spans: Spans, keys: Mapping[str, str], wanted: Sequence[Groups], latest: int | None = None
) -> Mapping[int, int]:
    """The median times from beginning to end, in microseconds, in one look at the table.

    Args:
        spans: The rows; those without an end go on until the table's last moment.
        keys: The keys of the groups.
        wanted: Several sets of groups, as ``Spans.count`` gives them with the sum ``latest``; one
            group may be in more than one of them.
        latest: The table's last moment, in microseconds; that of the wanted groups where absent.

    Returns:
        The number of each set to its median; those are left out whose S(t) stays above a half.
    """
    latest = _find_latest(wanted) if latest is None else latest
    rows = spans.select(keys).filter("\"begin\" = 'ok' and \"end\" in ('ok', 'blank')")
    told = f"coalesce(b, {latest}) - a as t, b is not null as done"
    times = rows.project(f"{told}, unnest({_number(keys, wanted)}) as number")
    counted = "number, t, count(*) filter (where done) as ended, count(*) as n"
    going = "sum(n) over (partition by number order by t desc) as going"
    share = "product(1 - ended / going) over (partition by number order by t) as share"
    falling = (
        times.aggregate(counted, "number, t")
        .project(f"number, t, ended, {going}")
        .project(f"number, t, {share}")
        .filter(f"share <= 0.5 + {_SLACK}")
        .aggregate("number, min(t)", "number")
    )
    return dict(spans.fetch(falling))


def _find_latest(sets: Iterable[Groups]) -> int:
    return max(int(group["latest"] or 0) for groups in sets for group in groups)


def _number(keys: Mapping[str, str], wanted: Sequence[Groups]) -> str:
    """SQL for the list of the sets that hold a row."""
    parts = [part for part in ("touchpoint", *keys) if part in wanted[0][0]]
    held: dict[tuple[Any, ...], list[int]] = {}
    for i, groups in enumerate(wanted):
        for values in {tuple(group[part] for part in parts) for group in groups}:
            held.setdefault(values, []).append(i)
    if not parts:
        return f"{held[()]}"
    cases = (f"when {_to_condition(parts, values)} then {held[values]}" for values in held)
    return f"case {' '.join(cases)} end"


def _to_condition(parts: Sequence[str], values: Sequence[Any]) -> str:
    return " and ".join(
        f"{part} is null"
        if value is None
        else f"cast({part} as varchar) = {quote_text(str(value))}"
        for part, value in zip(parts, values, strict=True)
    )


def _to_order(key: Where) -> tuple[tuple[str, str], str]:
    return key[0] or ("", ""), key[1] or ""


def _count(groups: Groups) -> tuple[int, int]:
    """Tickets with a beginning, and those of them that have no end yet."""
    begun = [group for group in groups if group.get("begin") == "ok"]
    still = sum(group["n"] for group in begun if group.get("end") == "blank")
    return sum(group["n"] for group in begun), still
