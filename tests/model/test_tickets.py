from __future__ import annotations

import pytest

from journeymap.errors import JourneyError
from journeymap.model.tickets import TicketSource
from journeymap.model.waves import Waves


def test_a_source_of_tickets() -> None:
    source = TicketSource.model_validate(
        {"tickets": "log.csv", "touchpoint": "help", "waves": "month", "labels": {"FCR": 1}}
    )
    assert source.metric == "art"
    assert source.waves == Waves(every="month")
    assert source.labels == {"FCR": 1}


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            {"touchpoint": "help", "touchpoints": {"Hotline": "help"}},
            "the place is given twice 'help'; write it for the table or as a column",
        ),
        (
            {"wave": "2026", "waves": "month"},
            "the wave is given twice '2026'; write one of wave and waves",
        ),
        (
            {"columns": {"closed": "Closed"}},
            "unknown part of a table 'closed'; parts are opened, resolved, touchpoint, "
            "solved_first, contacts, reopened, solvable",
        ),
    ],
)
def test_contradictions(parts: dict[str, object], sentence: str) -> None:
    with pytest.raises(JourneyError) as caught:
        TicketSource(**parts)
    assert sentence in str(caught.value)
