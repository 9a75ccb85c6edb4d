"""What a column says of an activity most often: its stage, its channel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import narwhals.stable.v2 as nw

from journeymap.events.activities import Recognised
from journeymap.events.log import EventLog
from journeymap.events.naming import to_name
from journeymap.tables.cells import Missing, to_cell
from journeymap.text import to_nfc


def find_typical(log: EventLog, column: str | None, recognised: Recognised) -> Mapping[str, str]:
    """Activity to the most frequent cell of this column; of equally frequent ones the first.

    Args:
        log: The log.
        column: The column; nothing is told where None.
        recognised: The activities.
    """
    if column is None:
        return {}
    names = log.table.columns
    told = log.table.frame.select(
        nw.col(names[log.activity]).cast(nw.String).alias("a"),
        nw.col(names[to_nfc(column)]).cast(nw.String).alias("v"),
    )
    grouped = told.group_by("a", "v").agg(nw.len().alias("n")).select("a", "v", "n")
    counted: dict[str, Counter[str]] = {}
    for cell, value, n in log.table.fetch(grouped):
        code = recognised.codes.get(cell)
        text = to_cell(value)
        if code is not None and text is not None and not Missing().covers(text):
            counted.setdefault(recognised.names[code], Counter())[to_name(text)] += n
    return {
        activity: min(values, key=lambda value: (-values[value], value))
        for activity, values in counted.items()
    }
