from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.evidence.selection import (
    choose_metrics,
    choose_segment,
    need_journey,
    select_readings,
)
from journeymap.analysis.experience import measure_experience
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.analysis.readings import measure_readings
from journeymap.errors import UnknownNameError
from journeymap.measured import MeasuredJourney
from journeymap.model.journey import Journey


def shop(*readings: dict[str, Any], **more: Any) -> Journey:
    stages = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}, {"name": "Use"}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings, **more})


def at(touchpoint: str, metric: str = "csat", value: float = 4, **more: Any) -> dict[str, Any]:
    return {"touchpoint": touchpoint, "metric": metric, "value": value, "n": 50, **more}


def chosen(journey: Journey, metric: Any = None, **asked: Any) -> tuple[tuple[str, ...], list[str]]:
    ids, notes = choose_metrics(journey, select_readings(journey, **asked), metric)
    return ids, list(notes)


def test_places_of_all_three_kinds() -> None:
    journey = shop(
        {"metric": "nps", "value": 20, "n": 9},
        {"stage": "use", "metric": "nps", "value": 3, "n": 9},
        at("pay"),
    )
    found = select_readings(journey)
    assert set(found.readings) == {("journey", "shop"), ("stage", "use"), ("touchpoint", "pay")}
    assert found.at("stage", "use")["nps"].value == 3
    assert found.at("stage", "buy") == {}
    assert [reading.metric for reading in found.at_touchpoints()] == ["csat"]


def test_latest_wave_is_by_numbers_in_it() -> None:
    journey = shop(*(at("cart", value=v, wave=w) for v, w in ((1, "w9"), (2, "w10"), (3, "w2"))))
    found = select_readings(journey)
    assert found.wave == "w10"
    assert found.at("touchpoint", "cart")["csat"].value == 2


def test_undated_reading_stands_in_only_where_the_wave_has_none() -> None:
    journey = shop(
        at("cart", value=1), at("cart", value=2, wave="2025"), at("pay", value=3),
        at("pay", value=5, wave="2024"),
    )  # fmt: skip
    assert {r.touchpoint: r.value for r in select_readings(journey).at_touchpoints()} == {
        "cart": 2, "pay": 3,
    }  # fmt: skip
    first = select_readings(journey, wave="2024")
    assert {r.touchpoint: r.value for r in first.at_touchpoints()} == {"cart": 1, "pay": 5}


def test_latest_wave_is_the_latest_of_that_segment() -> None:
    journey = shop(
        at("cart", wave="2024"), at("cart", wave="2025", segment={"area": "C"}), at("pay", value=3)
    )
    assert select_readings(journey).wave == "2024"
    assert select_readings(journey, segment={"area": "C"}).wave == "2025"


def test_segment_takes_no_part_in_everybody() -> None:
    journey = shop(at("cart", value=1), at("cart", value=2, segment={"area": "C", "class": "1"}))
    assert [r.value for r in select_readings(journey).at_touchpoints()] == [1]
    both = {"class": "1", "area": "C"}
    assert [r.value for r in select_readings(journey, segment=both).at_touchpoints()] == [2]
    assert [r.value for r in select_readings(journey, segment={}).at_touchpoints()] == [1]


def test_unknown_names_are_told_with_the_nearest() -> None:
    journey = shop(at("cart", wave="2024"), at("cart", wave="2025", segment={"area": "C"}))
    with pytest.raises(UnknownNameError) as caught:
        select_readings(journey, wave="2026")
    assert str(caught.value) == "no wave '2026'; expected one of '2024', '2025'"
    with pytest.raises(UnknownNameError) as caught:
        select_readings(journey, segment={"area": "D"})
    assert str(caught.value) == "no segment 'area=D'; area: expected one of 'C'"
    with pytest.raises(UnknownNameError) as caught:
        chosen(journey, "csta")
    assert str(caught.value) == "no metric 'csta'; did you mean 'csat'?"
    with pytest.raises(UnknownNameError) as caught:
        select_readings(shop(), wave="1")
    assert str(caught.value) == "no wave '1'; there are none"


def test_one_metric_is_taken_without_a_word() -> None:
    assert chosen(shop(at("cart"), at("pay"))) == (("csat",), [])
    assert chosen(shop()) == ((), [])


def test_metric_at_most_touchpoints_is_taken_and_the_rest_told() -> None:
    journey = shop(at("cart", "nps", 9, n=500), at("cart"), at("pay"))
    assert chosen(journey) == (
        ("csat",),
        [
            "Compared by csat (at 2 touchpoints); ask by metric for nps (at 1), "
            "or set targets to compare by all."
        ],
    )


def test_several_others_are_listed() -> None:
    journey = shop(at("cart"), at("pay"), at("cart", "nps", 9), at("pay", "ces_ease", 4))
    assert chosen(journey)[1] == [
        "Compared by csat (at 2 touchpoints); ask by metric for nps (at 1), ces_ease (at 1), "
        "or set targets to compare by all."
    ]


def test_more_answers_break_a_tie() -> None:
    few_first = shop(at("cart"), at("pay"), at("cart", "nps", 9, n=90), at("pay", "nps", 9, n=90))
    assert chosen(few_first)[0] == ("nps",)


def test_all_are_taken_where_each_has_a_target() -> None:
    metrics = [
        {"id": "rated", "kind": "rating_mean", "worst": 1, "best": 5, "target": 4},
        {"id": "wait", "kind": "duration", "unit": "minutes", "target": 10},
    ]
    journey = shop(at("cart", "rated"), at("pay", "wait", 12), metrics=metrics)
    assert chosen(journey) == (("rated", "wait"), [])
    assert chosen(journey, ["rated", "wait"]) == (("rated", "wait"), [])


def test_time_without_target_is_not_taken_while_there_is_another() -> None:
    journey = shop(at("cart", "art", 30), at("pay", "art", 40), at("pay"))
    assert chosen(journey)[0] == ("csat",)
    assert chosen(shop(at("cart", "art", 30), at("pay", "art", 40)))[0] == ("art",)


def test_measured_counts_before_guessed_and_unknown_n() -> None:
    guess = {"touchpoint": "cart", "metric": "nps", "guess": 5}
    unknown = {"touchpoint": "pay", "metric": "ces_ease", "value": 5}
    assert chosen(shop(guess, unknown, at("pay")))[0] == ("csat",)
    assert chosen(shop(guess, unknown))[0] == ("ces_ease",)
    assert chosen(shop(guess))[0] == ("nps",)


def test_asked_for_several_without_targets_is_flagged() -> None:
    journey = shop(at("cart"), at("pay", "nps", 10))
    assert chosen(journey, ["csat", "nps", "csat"]) == (
        ("csat", "nps"),
        [
            "The same health on different metrics is not the same quality "
            "(mixed_metrics_without_targets): set a target for csat, nps."
        ],
    )
    assert chosen(journey, ()) == chosen(journey, None)


def test_metric_of_another_wave_is_told() -> None:
    journey = shop(at("cart", "nps", 9, wave="2024"), at("cart", wave="2025"))
    assert chosen(journey, "nps") == (
        ("nps",), ["nps is not measured in 2025; ask for wave 2024."],
    )  # fmt: skip
    assert chosen(journey, "nps", wave="2024") == (("nps",), [])
    assert chosen(journey, "ces_ease") == (("ces_ease",), [])


def test_numbers_are_taken_as_their_text() -> None:
    journey = shop(
        at("cart", wave="2016", segment={"area": "3"}), at("cart", "7", 1, wave="2016"),
        at("pay", wave="2017"), metrics=[{"id": "7", "kind": "gap", "worst": -2, "best": 2}],
    )  # fmt: skip
    number: Any = 2016
    assert select_readings(journey, wave=number).wave == "2016"
    area: Any = {"area": 3}
    found = select_readings(journey, segment=area)
    assert (found.segment, found.wave) == ({"area": "3"}, "2016")
    assert chosen(journey, 7)[0] == ("7",)
    assert chosen(journey, (7, "csat"))[0] == ("7", "csat")


@pytest.mark.parametrize("asked", [3, 2.5, True, [None], [["csat"]], object(), b"csat", " csat "])
def test_what_is_no_name_is_unknown(asked: Any) -> None:
    journey = shop(at("cart", wave="2016", segment={"area": "C"}))
    with pytest.raises(UnknownNameError):
        chosen(journey, asked)
    with pytest.raises(UnknownNameError):
        select_readings(journey, wave=asked)
    with pytest.raises(UnknownNameError):
        select_readings(journey, segment=asked)
    with pytest.raises(UnknownNameError):
        select_readings(journey, segment={"area": asked})


def test_composed_letters_name_the_same() -> None:
    journey = shop(at("cart", wave="\u00e9t\u00e9"))
    assert select_readings(journey, wave="e\u0301te\u0301").wave == "\u00e9t\u00e9"


def test_a_segment_in_words_is_told_as_it_was_written() -> None:
    words: Any = "area=D"
    with pytest.raises(UnknownNameError, match=r"^no segment 'area=D'"):
        select_readings(shop(at("cart", segment={"area": "C"})), segment=words)


@pytest.mark.parametrize("question", [find_weakest, measure_readings, measure_experience])
def test_what_is_no_journey_is_refused_in_a_sentence(question: Any) -> None:
    with pytest.raises(TypeError) as caught:
        question("shop.yaml", metric="csat")
    assert str(caught.value) == "a Journey is needed, not str; load_journey(path) gives one"
    with pytest.raises(TypeError, match="a Journey is needed, not NoneType"):
        question(None)


def test_what_holds_a_journey_says_so() -> None:
    journey = Journey(name="Shop", stages=["Buy"])
    with pytest.raises(TypeError) as caught:
        need_journey(MeasuredJourney(journey, {}, 0))
    assert str(caught.value) == "a Journey is needed, not MeasuredJourney; take its .journey"


def test_letters_of_a_segment_may_be_composed_or_not() -> None:
    reading = {"touchpoint": "a", "metric": "csat", "value": 4, "segment": {"season": "été"}}
    journey = Journey(
        name="Shop", stages=[{"name": "Buy", "touchpoints": ["a"]}], readings=[reading]
    )
    assert choose_segment(journey, {"season": "e\u0301te\u0301"}) == {"season": "été"}
