from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import JourneyError
from journeymap.model.elements import Stage
from journeymap.model.goals import Goal
from journeymap.text import Percent
from tests.strategies import goals, metrics


@pytest.mark.parametrize(
    ("text", "metric", "operator", "target"),
    [
        ("satisfied >= 80%", "satisfied", ">=", 0.8),
        ("csat>=4", "csat", ">=", 4),
        ("  art  <=  12.5 ", "art", "<=", 12.5),
        ("csat ≥ 4", "csat", ">=", 4),
        ("csat ≤ 4", "csat", "<=", 4),
        ("csat => 4", "csat", ">=", 4),
        ("csat =< 4", "csat", "<=", 4),
        ("gap >= -0.5", "gap", ">=", -0.5),
        ("my own metric >= 4", "my own metric", ">=", 4),
        ("a >= b >= 4", "a >= b", ">=", 4),
    ],
)
def test_goal_as_text(text: str, metric: str, operator: str, target: float) -> None:
    goal = Goal.from_text(text)
    assert (goal.metric, goal.operator, goal.target) == (metric, operator, target)
    assert goal.at_least == (operator == ">=")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "csat",
            "goal[0]: a goal is metric, operator, target 'csat'; "
            "such as csat >= 4 or satisfied >= 80%",
        ),
        (
            "csat >= good",
            "goal[0]: a goal is metric, operator, target 'csat >= good'; "
            "such as csat >= 4 or satisfied >= 80%",
        ),
        (
            "csat > 4",
            "goal[0]: a goal is at least or at most, not > 'csat > 4'; write csat >= 4",
        ),
        (
            "csat < 4",
            "goal[0]: a goal is at least or at most, not < 'csat < 4'; write csat <= 4",
        ),
        (
            "csat = 4",
            "goal[0]: a goal is at least or at most, not = 'csat = 4'; write csat >= 4",
        ),
        ("csat >= 4,5", "goal[0].target: not a number '4,5'; write 4.5"),
    ],
)
def test_texts_that_are_no_goal(text: str, sentence: str) -> None:
    with pytest.raises(JourneyError) as caught:
        Stage(name="Buy", goal=text)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("goal", "written"),
    [
        (Goal(metric="csat", operator=">=", target=4), "csat >= 4"),
        (Goal(metric="csat", operator=">=", target=4.0), "csat >= 4"),
        (Goal(metric="s", operator=">=", target=Percent(0.8)), "s >= 80%"),
        (Goal(metric="s", operator="<=", target=0.8), "s <= 0.8"),
        (
            Goal(metric="csat", operator=">=", target=4, wave="2026"),
            {"metric": "csat", "operator": ">=", "target": 4, "wave": "2026"},
        ),
        (
            Goal(metric="csat", operator=">=", target=4, primary=False),
            {"metric": "csat", "operator": ">=", "target": 4, "primary": False},
        ),
        (
            Goal(metric="csat", operator=">=", target=4.123456789012345),
            {"metric": "csat", "operator": ">=", "target": 4.123456789012345},
        ),
    ],
)
def test_written_as_text_where_that_says_the_same(goal: Goal, written: object) -> None:
    assert goal.model_dump(exclude_defaults=True) == written


@given(metrics().flatmap(goals))
def test_a_goal_read_from_what_was_written_is_the_same(goal: Goal) -> None:
    assert Goal.model_validate(goal.model_dump()) == goal


@given(st.text())
def test_no_text_breaks_the_reading_of_goals(text: str) -> None:
    try:
        goal = Goal.model_validate(text)
    except ValueError:
        return
    assert str(goal.target).strip("0.%-") in text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "soon",
            "a goal is metric, operator, target 'soon'; such as csat >= 4 or satisfied >= 80%",
        ),
        ("csat > 4", "a goal is at least or at most, not > 'csat > 4'; write csat >= 4"),
        ("csat >= 4,5", "target: not a number '4,5'; write 4.5"),
    ],
)
def test_a_text_that_is_no_goal(text: str, sentence: str) -> None:
    with pytest.raises(JourneyError) as caught:
        Goal.from_text(text)
    assert str(caught.value) == sentence
