"""A report asks everything that the journey can answer, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.changes.segments import compare_segments
from journeymap.demo import load_demo
from journeymap.documents import questions, sections
from journeymap.documents.planning import plan_report
from journeymap.documents.report import Report
from journeymap.errors import InputError, Problem, UnknownNameError
from journeymap.model.journey import Journey
from journeymap.picture.lettering import clean_line
from journeymap.picture.marks import Text
from tests.analysis.drivers.shop import JOURNEY, find, make_table
from tests.views.conftest import JOURNEYS, make_three


@pytest.fixture(scope="module")
def demo() -> Report:
    return plan_report(load_demo())


def make_shop(**more: Any) -> Journey:
    stages = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}]
    return Journey.model_validate({"name": "Shop", "stages": stages, **more})


def test_the_demo_answers_all_that_its_readings_tell(demo: Report) -> None:
    assert [section.id for section in demo.sections] == [
        "map", "weakest", "priorities", "advice", "goals", "comparison",
        "segments:area", "segments:time_of_day", "flow", "curve", "voices", "coverage", "readings",
    ]  # fmt: skip
    drawn = [section.id for section in demo.sections if section.drawing is not None]
    assert drawn == [
        "map", "weakest", "priorities", "comparison", "segments:area", "segments:time_of_day",
        "flow",
    ]  # fmt: skip


@pytest.mark.parametrize("name", list(JOURNEYS))
def test_every_section_says_something_and_how_it_knows(name: str) -> None:
    report = plan_report(JOURNEYS[name]())
    assert report.sections[0].id == "map"
    for section in report.sections:
        assert section.title, section.id
        assert section.message, section.id
        assert section.method.endswith("documentation."), section.id
        assert section.result is not None, section.id
        assert section.notes == tuple(map(report.words.say, section.result.notes))


def test_the_summary_answers_what_everybody_asks_first(demo: Report) -> None:
    said = {one.id: one for one in demo.summary}
    assert list(said) == ["weakest", "sure", "first", "goal"]
    assert said["weakest"].answer.startswith("Undecided between Shops")
    assert said["sure"].answer == (
        "Not sure which: the answers fit more than one. Treat those that are named as equally "
        "weak, or ask more people. 13 touchpoints are compared, each with 820 answers or more."
    )
    assert said["first"].answer == (
        "Shops, Restaurants and Long-term shuttle, in this order. An idea at hand for "
        "Restaurants: Late opening and a price cap."
    )
    assert said["goal"].answer == (
        "Yes. Satisfied ≥ 80 %: 81.0 % (79.5 to 82.4). 7 goals: 4 met, 2 missed, 1 at risk."
    )
    assert (said["goal"].tone, said["goal"].sign) == ("good", "✓")
    assert all(demo.section(one.section) for one in demo.summary)


def test_what_is_worked_on_stands_in_its_place_among_the_first() -> None:
    running = {"do": "Save a half-filled form", "state": "running"}
    told = []
    for state in ({}, {"opportunities": [running]}):
        stages = [{"name": "Buy", "touchpoints": ["Cart", {"id": "pay", "name": "Pay", **state},
                                                  "Ship", "Help"]}]  # fmt: skip
        readings = [
            {"touchpoint": t, "metric": "csat", "counts": {2: bad, 5: 200 - bad}}
            for t, bad in (("cart", 90), ("pay", 70), ("ship", 50), ("help", 40))
        ]
        metrics = [{"id": "csat", "kind": "rating_mean", "worst": 1, "best": 5, "target": 4.9}]
        journey = make_shop(stages=stages, readings=readings, metrics=metrics)
        told.append(next(a.answer for a in plan_report(journey).summary if a.id == "first"))
    assert told == [
        "Cart, Pay and Ship, in this order.",
        "Cart, Pay (work is under way) and Ship, in this order.",
    ]


def test_where_all_of_the_first_are_worked_on_the_next_to_start_is_named() -> None:
    at = {"opportunities": [{"do": "It", "state": "running"}]}
    names = ("Cart", "Pay", "Ship", "Help")
    bad = dict(zip(("cart", "pay", "ship", "help"), (90, 70, 50, 40), strict=True))
    touchpoints = [{"name": name, **(at if name != "Help" else {})} for name in names]
    journey = make_shop(
        stages=[{"name": "Buy", "touchpoints": touchpoints}],
        readings=[
            {"touchpoint": t, "metric": "csat", "counts": {2: n, 5: 200 - n}}
            for t, n in bad.items()
        ],
        metrics=[{"id": "csat", "kind": "rating_mean", "worst": 1, "best": 5, "target": 4.9}],
    )
    first = next(one for one in plan_report(journey).summary if one.id == "first")
    assert first.answer == (
        "Cart (work is under way), Pay (work is under way), Ship (work is under way) and Help, "
        "in this order."
    )


def test_a_clear_verdict_says_how_sure() -> None:
    counts = (("cart", 25), ("pay", 90))
    readings = [
        {"touchpoint": t, "metric": "csat", "counts": {2: bad, 5: 200 - bad}} for t, bad in counts
    ]
    sure = plan_report(make_shop(readings=readings)).summary[1]
    assert sure.answer.startswith("Very sure: it comes out weakest in > 99 % of all true scores")


def test_without_readings_it_says_what_to_measure_first() -> None:
    report = plan_report(make_shop())
    assert [section.id for section in report.sections] == ["map", "coverage"]
    said = {one.id: one.answer for one in report.summary}
    assert said["weakest"] == "No verdict: no touchpoint is measured."
    assert said["measure"].startswith("Start with Cart and Pay. ")
    assert said["goal"] == "No goal is set yet: write one, such as goal: csat >= 4."


def test_one_wave_shows_no_change_and_three_a_trend() -> None:
    def make(waves: int) -> Journey:
        return make_shop(
            readings=[
                {"touchpoint": t, "metric": "csat", "wave": str(2020 + w), "counts": {2: 50, 5: 99}}
                for t in ("cart", "pay")
                for w in range(waves)
            ]
        )

    ids = [[section.id for section in plan_report(make(waves)).sections] for waves in (1, 2, 3)]
    assert ["comparison" in one for one in ids] == [False, True, True]
    assert ["trend" in one for one in ids] == [False, False, True]
    first = plan_report(make(3), wave="2020")
    assert first.section("comparison") is None  # nothing came before it


def test_a_comparison_of_ones_own_replaces_the_waves(demo: Report) -> None:
    own = compare_segments(load_demo(), {"area": "B"}, {"area": "D"})
    report = plan_report(load_demo(), comparison=own)
    section = report.section("comparison")
    assert section is not None
    assert section.result is own
    assert section != demo.section("comparison")


def test_a_group_of_its_own_is_not_split_again() -> None:
    report = plan_report(load_demo(), segment={"area": "B"})
    assert report.section("segments:area") is None
    assert report.facts.experience.settings["segment"] == {"area": "B"}


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="no wave '2019'"):
        plan_report(load_demo(), wave="2019")
    with pytest.raises(ValueError, match="there are words in en, pl, ru"):
        plan_report(make_three(), language="xx")


def test_what_comes_first_is_asked_once(demo: Report) -> None:
    section = demo.section("priorities")
    assert section is not None
    assert section.result is demo.facts.priorities


def test_what_drives_an_outcome_changes_what_comes_first_everywhere() -> None:
    readings = [
        {"touchpoint": t, "metric": "csat", "counts": {2: 50, 5: 99}}
        for t in ("cart", "pay", "ship")
    ]
    journey, found = JOURNEY.replace(readings=readings), find(make_table())
    report = plan_report(journey, drivers=found)
    drivers, first = report.section("drivers"), report.section("priorities")
    assert drivers is not None
    assert drivers.result is found
    assert first is not None
    assert first.result is not None
    assert first.result.settings["importance"] == "drivers"
    assert first.result is report.facts.priorities


def test_importance_that_the_journey_states_wins_over_drivers() -> None:
    readings = [
        {"touchpoint": t, "metric": "csat", "counts": {2: bad, 5: 150 - bad}}
        for t, bad in (("cart", 80), ("pay", 40), ("ship", 40))
    ]
    own = {"id": "cart", "importance": 9}, {"id": "pay", "importance": 2}, "ship"
    stages = [{"name": "Buy", "touchpoints": own}]
    journey = JOURNEY.replace(readings=readings, stages=stages)
    alone, report = plan_report(journey), plan_report(journey, drivers=find(make_table()))
    said, before = report.facts.priorities, alone.facts.priorities
    assert said is not None
    assert before is not None
    assert (said.rows, said.verdict) == (before.rows, before.verdict)
    assert said.settings["importance"] == "journey"
    assert report.summary == alone.summary
    assert said.notes == (
        *before.notes,
        "The importance that the journey states is used here; what the answers say matters for "
        "nps stands under “What moves the outcome”.",
    )
    for id_ in ("quadrants", "advice"):
        one, other = report.section(id_), alone.section(id_)
        assert one is not None
        assert other is not None
        assert one.result == other.result
    assert report.section("drivers") is not None


def test_pictures_are_drawn_when_they_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def draw(id_: str, *_: object) -> None:
        drawn.append(id_)

    monkeypatch.setattr(sections, "draw_section", draw)
    report = plan_report(make_three())
    assert drawn == []
    first = report.sections[0]
    assert (first.drawing, first.drawing) == (None, None)
    assert drawn == ["map"]


def test_a_picture_with_a_message_says_that_of_its_section(demo: Report) -> None:
    told = 0
    for section in demo.sections:
        if section.drawing is None or (core := section.drawing.picture.core) is None:
            continue
        lines = section.drawing.picture.marks[: core.above]
        said = " ".join(mark.text for mark in lines if isinstance(mark, Text))
        assert clean_line(section.message) == said, section.id
        told += 1
    assert told >= 5


def test_what_could_not_be_worked_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise InputError([Problem("the moves go round for ever")])

    monkeypatch.setattr(questions, "measure_flow", fail)
    report = plan_report(load_demo())
    assert report.section("flow") is None
    coverage = report.section("coverage")
    assert coverage is not None
    assert coverage.notes[-1] == (
        "“How customers go through” is left out: the moves go round for ever"
    )


def test_a_goal_at_zero_is_told() -> None:
    readings = [{"metric": "nps", "counts": {0: 50, 10: 50}}]
    journey = make_shop(goal="nps >= 10", readings=readings)
    goal = plan_report(journey).summary[-1]
    assert goal.id == "goal"
    assert "NPS ≥ +10: 0 (" in goal.answer
