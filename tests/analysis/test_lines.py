from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.experience import measure_experience
from journeymap.analysis.lines import MOST, By, ExperienceLines, measure_lines
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey


def make(*readings: dict[str, Any]) -> Journey:
    found = [{"touchpoint": "pay", "metric": "csat", "value": 4.0, "n": 90, **r} for r in readings]
    stages = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": found})


def ask(journey: Journey, by: By, **asked: Any) -> ExperienceLines:
    return measure_lines(journey, by, measure_experience(journey, **asked))


def names(found: ExperienceLines) -> list[str]:
    return [line.name for line in found.lines]


def waves(count: int) -> list[dict[str, Any]]:
    return [{"wave": str(2010 + i)} for i in range(count)]


def test_the_main_line_comes_first_and_its_neighbours_next() -> None:
    journey = make(*waves(4))
    assert names(ask(journey, "wave")) == ["2013", "2012", "2011", "2010"]
    assert names(ask(journey, "wave", wave="2011")) == ["2011", "2010", "2012", "2013"]


def test_six_lines_at_most_and_the_rest_is_told() -> None:
    found = ask(make(*waves(9)), "wave")
    assert len(found.lines) == MOST
    assert found.notes == ("The map shows 6 lines; left out by wave: 2012, 2011, 2010.",)
    assert ask(make(*waves(6)), "wave").notes == ()


def test_segments_stand_beside_everybody_those_with_most_readings_first() -> None:
    areas: list[dict[str, Any]] = [{"segment": {"area": area}} for area in ("A", "B", "B")]
    areas[2] |= {"touchpoint": "cart"}
    found = ask(make({}, *areas), "area")
    assert names(found) == ["", "B", "A"]
    assert dict(found.lines[1].experience.settings["segment"]) == {"area": "B"}


def test_a_segment_asked_for_is_the_main_line() -> None:
    journey = make({}, *({"segment": {"area": area}} for area in "ABC"))
    assert names(ask(journey, "area", segment={"area": "B"})) == ["B", "A", "C"]


def test_a_line_hides_what_a_table_of_segments_hides() -> None:
    plans = {"team": 7, "free": 21}
    cart = [{"touchpoint": "cart", "n": n, "segment": {"plan": p}} for p, n in plans.items()]
    pay = [{"segment": {"plan": plan}, "n": 40} for plan in plans]
    journey = make({"n": 80}, {"touchpoint": "cart", "n": 28}, *cart, *pay)
    found = ask(journey, "plan")
    assert names(found) == ["", "free", "team"]
    shown = [[point.value for point in line.experience.rows] for line in found.lines]
    assert shown == [[4.0, 4.0], [None, 4.0], [None, 4.0]]
    for line in found.lines[1:]:
        point = line.experience.rows[0]
        assert (point.kind, point.shown, point.low, point.health) == ("too_few", "–", None, None)
    assert found.notes == (
        "1 value of fewer than ten answers is hidden, and 1 more that would tell them by "
        "subtraction.",
    )
    assert ask(journey, {"plan": "free"}).notes == (
        "1 value is hidden: by subtraction it would tell one of fewer than ten answers.",
    )


def test_the_other_keys_of_a_segment_are_kept() -> None:
    journey = make(
        {"segment": {"class": "first"}},
        {"segment": {"area": "A"}},
        {"segment": {"area": "A", "class": "first"}},
    )
    found = ask(journey, "area", segment={"class": "first"})
    assert names(found) == ["", "A"]
    assert dict(found.lines[1].experience.settings["segment"]) == {"class": "first", "area": "A"}


def test_values_may_be_named() -> None:
    journey = make({}, *({"segment": {"area": area}} for area in "ABC"))
    assert names(ask(journey, {"area": ["C", "A"]})) == ["", "C", "A"]
    assert names(ask(journey, {"area": "C"})) == ["", "C"]
    assert names(ask(make(*waves(3)), {"wave": ["2010"]})) == ["2012", "2010"]


def test_every_line_is_by_the_main_one_s_metric() -> None:
    nps = {"metric": "nps", "value": 10.0}
    journey = make({}, {"segment": {"area": "A"}, **nps}, {"segment": {"area": "A"}})
    found = ask(journey, "area")
    assert {line.experience.settings["metric"] for line in found.lines} == {("csat",)}


def test_where_everybody_is_unmeasured_the_lines_say_by_which_metric() -> None:
    journey = make({"segment": {"area": "A"}}, {"segment": {"area": "B"}})
    found = ask(journey, "area")
    assert {line.experience.settings["metric"] for line in found.lines} == {("csat",)}
    assert [line.experience.measured for line in found.lines] == [0, 1, 1]


def test_few_answers_make_no_point() -> None:
    found = ask(make({}, {"segment": {"area": "A"}, "n": 7}), "area")
    assert [line.experience.rows[1].kind for line in found.lines] == ["measured", "too_few"]


def test_unknown_keys_and_values_are_refused() -> None:
    journey = make({}, {"segment": {"area": "A"}, "wave": "2016"})
    with pytest.raises(UnknownNameError, match=r"^no segment 'aera'; did you mean 'area'\?$"):
        ask(journey, "aera")
    with pytest.raises(UnknownNameError, match="no segment"):
        ask(journey, {"area": ["Z"]})
    with pytest.raises(UnknownNameError, match="no wave"):
        ask(journey, {"wave": ["1999"]})
    with pytest.raises(ValueError, match=r"^lines are drawn by one key, not by 2: area, wave$"):
        ask(journey, {"area": ["A"], "wave": ["2016"]})
