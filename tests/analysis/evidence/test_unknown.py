from __future__ import annotations

import pickle

import pytest

from journeymap.analysis.evidence.unknown import unknown_segment, unknown_wave

STATES = [{"state": state} for state in ("New York", "Nevada", "Ohio")]
AREAS = [{"area": "A"}, {"area": "B"}, {"time": "morning"}]


def test_waves_are_listed_up_to_eight() -> None:
    years = [str(year) for year in range(2013, 2022)]
    assert str(unknown_wave("2012", years[:2])) == "no wave '2012'; expected one of '2013', '2014'"
    assert str(unknown_wave("2012", years)).endswith("'2019', '2020' ...")
    assert str(unknown_wave("2012", years[:8])).endswith("'2019', '2020'")
    assert str(unknown_wave("2012", [])) == "no wave '2012'; there are none"


@pytest.mark.parametrize(
    ("asked", "segments", "hint"),
    [
        (
            {"area": "A", "time": "morning"},
            AREAS,
            "segments aren't crossed, ask for one: 'area=A' or 'time=morning'",
        ),
        ({"area": "C"}, AREAS, "area: expected one of 'A', 'B'"),
        ({"aera": "A"}, AREAS, "did you mean 'area=A'?"),
        ({"state": "New"}, STATES, "state: expected one of 'New York', 'Nevada', 'Ohio'"),
        ({"state": "Ohoi"}, STATES, "did you mean 'state=Ohio'?"),
        ({"area": "A", "time": "mourning"}, AREAS, "did you mean 'time=morning'?"),
        ({"state": "new yrok"}, STATES, "did you mean 'state=New York'?"),
        (
            {"state": "x"},
            [{"state": f"S{i}"} for i in range(9)],
            "state: expected one of 'S0', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7' ...",
        ),
        ({"area": "C"}, [], "there are none"),
    ],
)
def test_a_segment_is_told_by_what_there_is(
    asked: dict[str, str], segments: list[dict[str, str]], hint: str
) -> None:
    error = unknown_segment(asked, segments)
    assert error.hint == hint
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
