from __future__ import annotations

import pytest

from journeymap.errors import AnswersError
from journeymap.starting.guesses import Guess
from journeymap.starting.layouts import find_tidy, refuse_other_tables
from journeymap.starting.looking import Look


def guesses(*columns: str, value: str = "74") -> list[Guess]:
    return [Guess(Look(c, None, {value: 9}, 9, 9, 1), "number", "numbers") for c in columns]


def test_tidy_tables_are_known_by_their_parts() -> None:
    assert find_tidy(["touchpoint", "metric", "value", "score", "wave", "x"]) == {
        "touchpoint": "touchpoint", "metric": "metric", "score": "score", "wave": "wave",
    }  # fmt: skip
    assert find_tidy(["touchpoint", "score"]) is None


@pytest.mark.parametrize(
    ("columns", "command"),
    [
        (("case_id", "activity", "timestamp"),
         "--case case_id --activity activity --time timestamp"),
        (("case:concept:name", "concept:name", "time:timestamp", "org:resource"),
         "--case case:concept:name --activity concept:name --time time:timestamp"),
    ],
)  # fmt: skip
def test_events_are_sent_to_discover(columns: tuple[str, ...], command: str) -> None:
    with pytest.raises(AnswersError) as caught:
        refuse_other_tables("my log.csv", guesses(*columns))
    assert str(caught.value) == (
        "my log.csv: these are events, not answers; write journeymap discover 'my log.csv' "
        f"{command} -o journey.yaml"
    )


def test_figures_are_told() -> None:
    with pytest.raises(AnswersError) as caught:
        refuse_other_tables("h.csv", guesses("Measure", "Top-box Percentage"))
    assert str(caught.value) == (
        "h.csv: these are aggregates that somebody has counted, not answers; they need a source "
        "file of their own that starts with aggregates: and names the columns, here Top-box "
        "Percentage"
    )


def test_answers_pass() -> None:
    refuse_other_tables("a.csv", guesses("id", "Q1", "satisfaction"))
