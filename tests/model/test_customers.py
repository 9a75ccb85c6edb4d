from __future__ import annotations

import datetime

import pytest

from journeymap.errors import JourneyError
from journeymap.model.customers import CustomerSource


def test_a_period_as_a_file_writes_it() -> None:
    source = CustomerSource.model_validate({"from": "2025-01-01", "to": "2025-12-31"})
    assert source.first_day == datetime.date(2025, 1, 1)
    assert source.last_day == datetime.date(2025, 12, 31)
    written = source.model_dump(mode="json", by_alias=True)
    assert (written["from"], written["to"]) == ("2025-01-01", "2025-12-31")
    assert CustomerSource.model_validate(written) == source


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"from": "2025-01-01"}, "a period has two ends '2025-01-01'"),
        ({"from": "31.01.2025", "to": "2025-02-01"}, "from: not a day '31.01.2025'"),
        (
            {"from": "2025-02-01", "to": "2025-01-01"},
            "the period ends before it begins '2025-02-01 to 2025-01-01'; to is its last day",
        ),
        ({"waves": "month"}, "waves need a period to be cut 'month'; write from: and to:"),
        (
            {
                "from": "2025-01-01",
                "to": "2025-02-01",
                "waves": {"every": "month", "window": "90 days"},
            },
            "a window is for answers and tickets '90'; take it out",
        ),
        (
            {"wave": "2025", "columns": {"wave": "Year"}},
            "the wave is given twice '2025'; write one of wave and columns: {wave: ...}",
        ),
    ],
)
def test_contradictions(parts: dict[str, object], sentence: str) -> None:
    with pytest.raises(JourneyError) as caught:
        CustomerSource(**parts)
    assert sentence in str(caught.value)
