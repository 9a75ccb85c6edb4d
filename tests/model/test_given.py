from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.errors import SourceError
from journeymap.events.measuring import measure_events
from journeymap.model.given import take_source
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.operations.aggregates import measure_aggregates
from journeymap.operations.customers import measure_customers
from journeymap.operations.tickets import measure_tickets

JOURNEY = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}])


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        (measure_answers, "Source"),
        (measure_events, "EventSource"),
        (measure_aggregates, "AggregateSource"),
        (measure_customers, "CustomerSource"),
        (measure_tickets, "TicketSource"),
    ],
)
def test_a_path_is_no_source(measure: Callable[..., Any], kind: str) -> None:
    with pytest.raises(SourceError) as caught:
        measure(JOURNEY, pl.DataFrame({"a": [1]}), source="src.yaml")
    assert str(caught.value) == (
        f"source: a str is no {kind}; load_source('src.yaml') reads a file; "
        f"{kind}(...) makes one in Python"
    )


def test_a_source_is_taken_as_it_is() -> None:
    source = Source(wave="2026")
    assert take_source(source, Source) is source
    assert take_source(None, Source) == Source()
    with pytest.raises(SourceError, match=r"a \w*Path is no Source; load_source\(\.\.\.\) reads"):
        take_source(Path("src.yaml"), Source)  # type: ignore[arg-type]


def test_swapped_arguments_are_told() -> None:
    rows = pl.DataFrame({"touchpoint": ["pay"], "metric": ["csat"], "score": [4]})
    for measure in (measure_answers, measure_events):
        with pytest.raises(TypeError) as caught:
            measure(rows, JOURNEY)  # type: ignore[arg-type]
        assert str(caught.value) == (
            "a Journey is needed, not DataFrame; the journey comes first, then the table"
        )
        with pytest.raises(TypeError, match=r"not str; load_journey\(path\) gives one"):
            measure("shop.yaml", rows)  # type: ignore[arg-type]
