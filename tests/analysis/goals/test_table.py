from __future__ import annotations

from journeymap.analysis.goals.evidence import say_too_few
from journeymap.analysis.goals.standing import measure_goals
from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.wording.words import Words

ENGLISH, POLISH = Words("en"), Words("pl")


def test_reasons_and_targets_are_the_rows_own_in_english() -> None:
    for row in measure_goals(load_demo()).rows:
        said = ENGLISH.say(row.reason or "").replace("\u2212", "-")
        assert said.casefold() == (row.reason or "").casefold()
        assert ENGLISH.say(row.shown_goal) == row.shown_goal


def test_reasons_are_said_in_polish() -> None:
    reasons = {POLISH.say(row.reason or "") for row in measure_goals(load_demo()).rows}
    assert "średnia, punkty styku: 4 z 6, najsłabszy Shops 56,7 %" in reasons, reasons
    assert POLISH.say(say_too_few(9.4, 1204)) == "1\u00a0204 odpowiedzi warte tylko 9"
    assert POLISH.say(say_too_few(6, 6)) == "tylko 6 odpowiedzi"


def test_counts_of_goals_agree_with_their_words() -> None:
    told = measure_goals(load_demo()).headline()
    assert POLISH.say(told) == "7 celów: 4 osiągnięte, 2 nieosiągnięte, 1 zagrożony."


def test_a_goal_tells_when_it_is_due() -> None:
    goal = {"metric": "nps", "operator": ">=", "target": 30, "wave": "2027"}
    shop = Journey.model_validate({"name": "Shop", "stages": [{"name": "Buy", "goal": goal}]})
    found = measure_goals(shop)
    (row,) = found.rows
    assert ENGLISH.say(row.shown_goal) == row.shown_goal == "NPS ≥ +30 by 2027"
    assert POLISH.say(row.shown_goal) == "NPS ≥ +30 do 2027"
    assert POLISH.say(found.headline()) == "1 cel: 1 niezmierzony."
