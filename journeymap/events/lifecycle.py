"""Logs that tell the start and the end of each activity: one visit is two events there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import narwhals.stable.v2 as nw

from journeymap.events.log import EventLog
from journeymap.model.event_sources import EventSource
from journeymap.printed import to_line
from journeymap.tables.cells import to_cell
from journeymap.text import to_nfc

# of XES, and of bupaR; without blanks and marks
_USUAL = ("lifecycletransition", "lifecycle", "lifecycleid", "registrationtype")
_START, _END = "start", "complete"


def note_lifecycle(log: EventLog, source: EventSource) -> Iterator[str]:
    """A note where an activity has events of its start and others of its end, and both count.

    Args:
        log: The log, before anything is counted.
        source: What it says of it; who keeps only some kinds of events knows what they do.
    """
    only = {to_nfc(column) for column in source.only}
    for column in log.table.columns:
        if re.sub(r"[\W_]+", "", column.casefold()) not in _USUAL or column in only:
            continue
        kept = _find_end(log, column)
        if kept is not None:
            name = to_line(column)
            yield (
                f"column {name!r} tells {_START} and {_END} of the same activity: both are "
                f"counted, so that it seems to follow upon itself; keep one kind: "
                f"--only {name}={kept}"
            )


def _find_end(log: EventLog, column: str) -> str | None:
    """How the log writes the end of an activity that has a start, too; None where none has both."""
    table = log.table
    both = [table.columns[log.activity], table.columns[column]]
    frame = table.frame.select(nw.col(both[0]).alias("a"), nw.col(both[1]).alias("k"))
    seen: dict[object, set[str]] = {}
    for activity, raw, _n in table.fetch(frame.group_by("a", "k").agg(nw.len().alias("n"))):
        kind = (to_cell(raw) or "").strip()
        kinds = seen.setdefault(activity, set())
        kinds.add(kind)
        ends = [one for one in kinds if one.casefold() == _END]
        if ends and any(one.casefold() == _START for one in kinds):
            return to_line(ends[0])
    return None
