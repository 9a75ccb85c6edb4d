"""A log of events as one table whose columns are known, whatever it was written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeymap.fields import FrozenMap
from journeymap.tables.spool import Spool
from journeymap.tables.table import Table


@dataclass(frozen=True, slots=True)
class EventLog:
    """A log of events, not yet counted; rows of a file are in the order of the file.

    Args:
        table: Its rows, an event each; cells of files are text.
        case: The column that tells whose journey an event belongs to.
        activity: The column that names what happened.
        time: The column that tells when; None where nothing tells, and the order of rows counts.
        order: The column that breaks ties; None where the order of rows does.
        line: The column with the line of the file where each event begins; None where the table
            tells lines itself, or has none.
        set_aside: Events that are not in the table, by reason.
        notes: What else the reader should know, one sentence each.
        spool: The file of our own behind the table, kept as long as the log.
    """

    table: Table
    case: str
    activity: str
    time: str | None = None
    order: str | None = None
    line: str | None = None
    set_aside: Mapping[str, int] = FrozenMap({})
    notes: tuple[str, ...] = ()
    spool: Spool | None = None


@dataclass(frozen=True, slots=True)
class PathLog:
    """A table of whole paths, not yet counted.

    Args:
        table: Its rows, a path each.
        path: The column with the path.
        counts: The columns that tell how many customers took it; they are added up.
        separator: What stands between two touchpoints.
    """

    table: Table
    path: str
    counts: tuple[str, ...]
    separator: str
