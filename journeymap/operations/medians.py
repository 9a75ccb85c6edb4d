"""The median time where some tickets are still open: Kaplan & Meier's, counted where they lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journeymap.metrics import Metric
from journeymap.operations.spans import Spans
from journeymap.tables.sql import quote_text

MANY_OPEN = 0.05
MOST_TOLD = 12
_SLACK = 1e-12  # a product of shares that is a half may miss it by rounding
Groups = Sequence[Mapping[str, Any]]


def note_open(
    spans: Spans,
    keys: Mapping[str, str],
    metric: Metric,
    unit: int,
    places: Mapping[tuple[tuple[str, str] | None, str | None], Groups],
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
        metric: The duration.
        unit: The microseconds in its unit.
        places: Place and wave to the groups of tickets there.
    """
    told = {key: counts for key, groups in places.items() if (counts := _count(groups))[1]}
    everyone = [_count(groups) for groups in places.values()]
    n, still = sum(n for n, _ in everyone), sum(still for _, still in everyone)
    yield f"still open: {still:,} of {n:,} tickets ({100 * still / n:.1f} %), in no mean time"
    many = [key for key, (n, still) in told.items() if still >= MANY_OPEN * n]
    for key in many[:MOST_TOLD]:
        n, still = told[key]
        median = find_median(spans, keys, places[key])
        place = " in ".join(filter(None, ((key[0] or ("", "all"))[1], key[1])))
        share = f"{place}: {100 * still / n:.1f} % of {n:,} tickets are still open"
        if median is None:
            yield f"{share}; fewer than half of them would be resolved within the time of this log"
        else:
            shown = metric.to_text(median / unit)
            yield f"{share}; the median time of all, these too, is {shown} (Kaplan-Meier)"
    if len(many) > MOST_TOLD:
        yield f"and {len(many) - MOST_TOLD:,} more places and waves with many open tickets"


def find_median(spans: Spans, keys: Mapping[str, str], groups: Groups) -> int | None:
    """The median time from beginning to end in microseconds; None where S(t) stays above a half.

    Args:
        spans: The rows; those without an end are taken as going on when the table ends.
        keys: The keys of the groups.
        groups: The groups that are meant.
    """
    rows = spans.select(keys)
    moment = spans.fetch_one(rows.aggregate("max(greatest(a, coalesce(b, a)))"))
    chosen = rows.filter(_to_condition(keys, groups))
    chosen = chosen.filter("\"begin\" = 'ok' and \"end\" in ('ok', 'blank')")
    times = chosen.project(f"coalesce(b, {int(moment or 0)}) - a as t, b is not null as done")
    counted = times.aggregate("t, count(*) filter (where done) as ended, count(*) as n", "t")
    at_risk = counted.project("t, ended, sum(n) over (order by t desc) as going")
    going = at_risk.project("t, product(1 - ended / going) over (order by t) as share")
    median: int | None = spans.fetch_one(
        going.filter(f"share <= 0.5 + {_SLACK}").aggregate("min(t)")
    )
    return median


def _to_condition(keys: Mapping[str, str], groups: Groups) -> str:
    parts = [part for part in ("touchpoint", *keys) if part in groups[0]]
    conditions = ["true"]
    for part in parts:
        values = {group[part] for group in groups}
        texts = ", ".join(quote_text(str(value)) for value in values if value is not None)
        blank = [f"{part} is null"] if None in values else []
        among = [f"cast({part} as varchar) in ({texts})"] if texts else []
        conditions.append(f"({' or '.join(among + blank)})")
    return " and ".join(conditions)


def _count(groups: Groups) -> tuple[int, int]:
    """Tickets with a beginning, and those of them that have no end yet."""
    begun = [group for group in groups if group.get("begin") == "ok"]
    still = sum(group["n"] for group in begun if group.get("end") == "blank")
    return sum(group["n"] for group in begun), still
