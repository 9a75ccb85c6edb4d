"""From customers, or their numbers by period, to retention, churn and the referral rate."""

from __future__ import annotations

from journeymap.errors import AnswersError, Problem
from journeymap.intake import MeasuredReadings
from journeymap.model.customers import OF_CUSTOMERS, OF_PERIODS, CustomerSource
from journeymap.model.given import take_source
from journeymap.model.journey import Journey
from journeymap.operations.bases import measure_bases
from journeymap.operations.columns import find_parts, open_source
from journeymap.operations.meanings import check_source
from journeymap.operations.periodic import measure_periods


def measure_customers(
    journey: Journey, customers: object, source: CustomerSource | None = None
) -> MeasuredReadings:
    """Retention, churn and the referral rate from a table of customers or of their numbers.

    Of the S customers at the start of a period, churn is the share lost within it and retention
    the share kept, (E - N) / S with E customers at its end and N new ones: newcomers never count,
    and the two sum to 1. The referral rate is the share of customers who have brought others.

    Args:
        journey: Its metrics are measured, at the place that the source names or else for the whole
            journey; it is not changed.
        customers: A path, or any table that narwhals understands. A row per customer has the
            columns started and ended, or left, and referred; a row per period has start, end, new
            and lost.
        source: How it is read, and over which period.

    Returns:
        The readings in the order of the journey. ``.intake`` tells what became of every row.

    Raises:
        AnswersError: with everything in the table that can't be used, each with its line.
        SourceError: if the source names what the journey does not have, or no period.
        OSError: if there is no such file.

    Example:
        >>> import polars as pl
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}])
        >>> base = pl.DataFrame({"start": [200], "lost": [20]})
        >>> for reading in measure_customers(journey, base):
        ...     print(reading.metric, reading.counts)
        churn {0: 180, 1: 20}
        retention {0: 20, 1: 180}
    """
    source = take_source(source, CustomerSource)
    check_source(journey, source)
    table = open_source(customers, source)
    parts = find_parts(table, source)
    of_customers = {part: parts[part] for part in OF_CUSTOMERS if part in parts}
    of_periods = {part: parts[part] for part in ("wave", *OF_PERIODS) if part in parts}
    both = of_customers.keys() and of_periods.keys() - {"wave"}
    if both or not (of_customers or of_periods.keys() - {"wave"}):
        message = "a row is about a customer or about a period, not both"
        message = message if both else "no column tells of customers"
        hint = f"columns: names {', '.join(OF_CUSTOMERS)}, or {', '.join(OF_PERIODS)}"
        raise AnswersError([Problem(message, file=table.name, hint=hint)])
    if of_customers:
        return measure_bases(journey, table, source, of_customers)
    return measure_periods(journey, table, source, of_periods)
