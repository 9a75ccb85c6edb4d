from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.goals.standing import measure_goals
from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.views.telling.goals import say_goals, say_reason, say_target
from journeymap.wording.words import Words

ENGLISH, POLISH = Words("en"), Words("pl")


def test_reasons_and_targets_are_the_rows_own_in_english(journey: Journey) -> None:
    for row in measure_goals(journey).rows:
        assert say_reason(row.reason, ENGLISH) == (row.reason or "")
        assert say_target(row, ENGLISH) == row.shown_goal


@pytest.mark.parametrize(
    ("reason", "polish"),
    [
        (
            "mean of 4 of 6 touchpoints, worst Shops, worst of all 56.7 %",
            "średnia, punkty styku: 4 z 6, najsłabszy Shops, worst of all 56,7 %",
        ),
        (
            "mean of 2 of 2 touchpoints by reach, worst Pay 3.08",
            "średnia ważona zasięgiem, punkty styku: 2 z 2, najsłabszy Pay 3,08",
        ),
        ("only 1 answer", "tylko 1 odpowiedź"),
        ("only 6 answers", "tylko 6 odpowiedzi"),
        ("1,204 answers worth only 9", "1\u00a0204 odpowiedzi warte tylko 9"),
        ("no reading of csat", "brak odczytu csat"),
        ("the reading of Security screening", "odczyt: Security screening"),
        ("wave 2015; only guessed", "fala 2015; tylko przypuszczenie"),
        ("wave 2015", "fala 2015"),
        ("something else", "something else"),
        (None, ""),
    ],
)
def test_reasons_are_said_in_polish(reason: str | None, polish: str) -> None:
    assert say_reason(reason, POLISH) == polish
    assert say_reason(reason, ENGLISH) == (reason or "")


@given(st.text())
def test_any_reason_stays_as_it_is_in_english(reason: str) -> None:
    assert say_reason(reason, ENGLISH) == reason


def test_counts_of_goals_agree_with_their_words() -> None:
    told = say_goals(measure_goals(load_demo()), POLISH)
    assert told == "7 celów: 4 osiągnięte, 2 nieosiągnięte, 1 zagrożony."


def test_a_goal_tells_when_it_is_due() -> None:
    goal = {"metric": "nps", "operator": ">=", "target": 30, "wave": "2027"}
    shop = Journey.model_validate({"name": "Shop", "stages": [{"name": "Buy", "goal": goal}]})
    (row,) = measure_goals(shop).rows
    assert say_target(row, ENGLISH) == row.shown_goal == "NPS ≥ +30 by 2027"
    assert say_target(row, POLISH) == "NPS ≥ +30 do 2027"
    assert say_goals(measure_goals(shop), POLISH) == "1 cel: 1 niezmierzony."
