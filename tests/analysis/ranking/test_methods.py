from __future__ import annotations

import json
import re
from typing import Any

import pytest

from journeymap.analysis.ranking.asked import METHODS, Method
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.result import show_percent

CHANCES = ("p_weakest", "p_near_weakest", "p_bottom_k")
RANKS = ("rank_low", "rank_high")
POOLED = ("pooled_health", "pooled_sd", "pooled_low", "pooled_high")


def journey_of(metric: str, **given: Any) -> Journey:
    readings = [{"touchpoint": t, "metric": metric, **reading} for t, reading in given.items()]
    stages = [{"name": "Buy", "touchpoints": [{"id": t, "name": t.title()} for t in given]}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})


def solved(count: int, of: int) -> dict[str, Any]:
    return {"count": count, "of": of}


FCR = journey_of("fcr_gross", find=solved(34, 80), cart=solved(70, 120), pay=solved(18, 30))
NPS = journey_of(
    "nps",
    find={"counts": {10: 40, 8: 35, 3: 25}},
    cart={"counts": {10: 10, 8: 5, 3: 1}},
    pay={"counts": {10: 3, 8: 3, 3: 6}},
)
FEW = journey_of(
    "csat",
    few={"counts": {1: 4, 2: 1}},
    bad={"counts": {2: 60, 3: 40}},
    good={"counts": {4: 50, 5: 50}},
)


def given_by(method: Method, journey: Journey) -> set[str]:
    found = find_weakest(journey, method=method)
    names = (*CHANCES, *RANKS, *POOLED)
    columns = {name: {getattr(row, name) is None for row in found.rows} for name in names}
    assert all(len(kinds) == 1 for kinds in columns.values()), columns
    assert json.dumps(found.to_dict(), allow_nan=False)
    assert found.settings["method"] == method
    return {name for name, kinds in columns.items() if kinds == {False}}


@pytest.mark.parametrize(
    ("method", "journey", "expected"),
    [
        ("pooled", FCR, {*CHANCES, *RANKS, *POOLED}),
        ("eb", FCR, {*CHANCES, *RANKS, *POOLED}),
        ("flat", FCR, {*CHANCES, *RANKS}),
        ("beta_binomial", FCR, {*CHANCES, *RANKS}),
        ("dirichlet", NPS, {*CHANCES, *RANKS}),
        ("rank_ci", FCR, {*RANKS}),
        ("raw_min", FCR, set()),
        ("surely_bad", FCR, set()),
    ],
)
def test_what_a_method_does_not_give_is_none(
    method: Method, journey: Journey, expected: set[str]
) -> None:
    assert given_by(method, journey) == expected


def test_every_method_is_known() -> None:
    assert len(METHODS) == 8
    with pytest.raises(UnknownNameError) as caught:
        find_weakest(FCR, method="rank-ci")  # type: ignore[call-overload]
    assert str(caught.value) == "no method 'rank-ci'; did you mean 'rank_ci'?"
    with pytest.raises(UnknownNameError) as caught:
        find_weakest(FCR, by="stages")  # type: ignore[call-overload]
    assert str(caught.value) == "no by 'stages'; did you mean 'stage'?"


def test_beta_binomial_takes_the_counts() -> None:
    found = find_weakest(FCR, method="beta_binomial")
    chances = {row.touchpoint: row.p_weakest for row in found.rows}
    assert chances == pytest.approx({"find": 0.93694, "pay": 0.05135, "cart": 0.01171}, abs=1e-4)
    assert found.verdict.text == "Clear: Find is the weakest touchpoint (P 94 %)."
    assert found.notes[0] == (
        "Each touchpoint stands alone here (beta_binomial): without pooling, chances are "
        "over-confident where answers are few."
    )


def test_beta_binomial_of_a_share_where_low_is_good() -> None:
    churn = journey_of("churn", a=solved(46, 80), b=solved(50, 120), c=solved(12, 30))
    one = {row.touchpoint: row.p_weakest for row in find_weakest(churn, method="flat").rows}
    two = {row.touchpoint: row.p_weakest for row in
           find_weakest(churn, method="beta_binomial").rows}  # fmt: skip
    assert two["a"] == pytest.approx(0.93694, abs=1e-4)
    assert max(one, key=lambda t: one[t] or 0) == "a"


def test_the_margin_is_in_health_points_by_every_method() -> None:
    near = {
        method: find_weakest(FCR, method=method, margin=15).rows[-1].p_near_weakest or 0
        for method in ("flat", "beta_binomial")
    }
    assert near["beta_binomial"] == pytest.approx(near["flat"], abs=0.08)
    lost = journey_of("churn", find=solved(46, 80), cart=solved(50, 120), pay=solved(12, 30))
    mirrored = find_weakest(lost, method="beta_binomial", margin=15).rows[-1].p_near_weakest
    assert mirrored == pytest.approx(near["beta_binomial"], abs=0.02)
    nps = {
        method: find_weakest(NPS, method=method, margin=15).rows[1].p_near_weakest or 0
        for method in ("flat", "dirichlet")
    }
    assert nps["dirichlet"] == pytest.approx(nps["flat"], abs=0.08)


def test_dirichlet_takes_the_classes() -> None:
    found = find_weakest(NPS, method="dirichlet")
    assert [row.touchpoint for row in found.rows] == ["pay", "find", "cart"]
    assert found.verdict.text == ("Clear: Pay is the weakest touchpoint (P 93 %; low base, n 12).")


FIT = "pooled, flat, eb, surely_bad, raw_min and rank_ci fit every metric and place"
VALUED = journey_of("nps", find={"value": 20, "n": 90}, pay={"value": 10, "n": 90})
TWO = journey_of("csat", find={"value": 4, "n": 9}, pay={"value": 3, "n": 90}).with_readings(
    journey_of("nps", find={"value": 20, "n": 90}, pay={"value": 10, "n": 90}).readings
)


@pytest.mark.parametrize(
    ("method", "journey", "more", "sentence"),
    [
        ("beta_binomial", FEW, {},
         f"beta_binomial needs a share, csat is a mean of ratings; {FIT}"),
        ("beta_binomial", NPS, {},
         f"beta_binomial needs a share, nps is NPS; dirichlet fits NPS, {FIT}"),
        ("dirichlet", FCR, {},
         f"dirichlet needs NPS, fcr_gross is a share; beta_binomial fits shares, {FIT}"),
        ("dirichlet", FEW, {}, f"dirichlet needs NPS, csat is a mean of ratings; {FIT}"),
        ("dirichlet", VALUED, {}, f"dirichlet needs answers by code, find has none; {FIT}"),
        ("dirichlet", TWO, {"metric": ["csat", "nps"]},
         f"dirichlet ranks by one metric, not by several; {FIT}"),
        ("dirichlet", NPS, {"by": "stage"}, f"dirichlet ranks touchpoints, not stages; {FIT}"),
    ],
)  # fmt: skip
def test_a_method_that_does_not_fit_names_what_does(
    method: Method, journey: Journey, more: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        find_weakest(journey, method=method, **more)


def verdict(
    method: Method, journey: Journey = FEW, **more: Any
) -> tuple[str, tuple[str, ...], str]:
    found = find_weakest(journey, method=method, **more).verdict
    return found.kind, found.touchpoints, found.text


def test_methods_without_chances_say_so() -> None:
    assert verdict("raw_min") == (
        "none", ("few",),
        "Lowest score: Few (health 5.0; too few answers, n 5); this method says nothing about "
        "chance.",
    )  # fmt: skip
    assert verdict("surely_bad") == (
        "none", ("few",),
        "Lowest upper end of a 95 % interval: Few (health up to 35.3; too few answers, n 5); this "
        "method says nothing about chance.",
    )  # fmt: skip
    assert verdict("raw_min", FCR)[2] == (
        "Lowest score: Find (health 42.5); this method says nothing about chance."
    )
    assert "; low base, n 12)" in verdict("raw_min", NPS)[2]
    assert verdict("surely_bad", FCR, level=0.8)[2].startswith(
        "Lowest upper end of a 80 % interval"
    )


def test_rank_intervals_name_who_may_be_the_weakest() -> None:
    assert verdict("rank_ci") == (
        "undecided",
        ("few", "bad"),
        "Few and Bad may be the weakest at 95 %.",
    )
    assert verdict("rank_ci", FCR)[2] == "Any of the 3 touchpoints may be the weakest at 95 %."
    sure = journey_of("fcr_gross", a=solved(20, 100), b=solved(90, 100), c=solved(80, 100))
    assert verdict("rank_ci", sure) == (
        "clear", ("a",), "Only A may be the weakest touchpoint at 95 %.",
    )  # fmt: skip
    few = journey_of("csat", a={"counts": {1: 9}}, b={"counts": {5: 900}}, c={"counts": {5: 900}})
    assert verdict("rank_ci", few, level=0.9) == (
        "undecided", ("a",),
        "Only A may be the weakest touchpoint at 90 %; too few answers, n 9.",
    )  # fmt: skip


def test_tables_show_what_there_is() -> None:
    def heads(method: Method, **more: Any) -> str:
        lines = str(find_weakest(FCR, method=method, **more)).splitlines()
        return next(line for line in lines if line.startswith("touchpoint "))

    assert "P(weakest)" not in heads("raw_min", margin=2)
    assert "rank" not in heads("surely_bad")
    assert "rank (95 %)" in heads("rank_ci")
    assert "rank (99 %)" in heads("rank_ci", level=0.99)
    assert "P(within" not in heads("pooled")
    assert "P(weakest)  P(within 3)  rank (90 %)" in heads("flat", margin=3)
    assert "P(weakest)  P(bottom 2)  rank (90 %)" in heads("pooled", k=2)


def test_what_to_know_of_each_method() -> None:
    def first_note(method: Method, journey: Journey = FCR) -> str:
        return find_weakest(journey, method=method).notes[0]

    assert first_note("raw_min") == (
        "The lowest score is often that of the touchpoint with the fewest answers."
    )
    assert first_note("surely_bad") == (
        "Ranked by the upper end of a 95 % interval: bad even with luck."
    )
    assert first_note("rank_ci") == (
        "Two ranks differ only where two scores do significantly, all comparisons of a touchpoint "
        "together at 95 %: such intervals are wide."
    )
    assert first_note("eb") == (
        "With fewer than 8 touchpoints the one spread that eb estimates (7.5 points) is uncertain, "
        "and the chances do not show it."
    )
    alike = journey_of("fcr_gross", a=solved(50, 100), b=solved(51, 100))
    assert first_note("eb", alike) == (
        "The touchpoints differ no more than by chance (eb puts their spread at 0): this method "
        "then takes all for equally weak."
    )
    assert find_weakest(alike, method="eb").rows[0].p_weakest == pytest.approx(0.5)


def test_methods_agree_where_answers_are_many() -> None:
    sure = journey_of("fcr_gross", a=solved(700, 1000), b=solved(500, 1000), c=solved(900, 1000))
    for method in METHODS:
        if method != "dirichlet":
            assert find_weakest(sure, method=method).rows[0].touchpoint == "b", method


def test_everybody_asked_is_no_trouble_for_any_method() -> None:
    whole = journey_of(
        "fcr_gross",
        a={"count": 30, "of": 60, "population": 60},
        b={"count": 30, "of": 60, "population": 60},
        c={"count": 20, "of": 60, "population": 600},
    )
    for method in METHODS:
        if method != "dirichlet":
            found = find_weakest(whole, method=method)
            assert found.rows[0].touchpoint == "c", method
            assert json.dumps(found.to_dict(), allow_nan=False)


def heads(journey: Journey, **asked: Any) -> list[str]:
    return [column.heading for column in find_weakest(journey, **asked).columns()]


def test_asked_for_chances_are_shown_to_the_right() -> None:
    found = find_weakest(FCR, margin=3, k=2)
    shown = {column.heading: column for column in found.columns()}
    for heading, name in (("P(within 3)", "p_near_weakest"), ("P(bottom 2)", "p_bottom_k")):
        assert shown[heading].right
        assert [shown[heading].show(row) for row in found.rows] == [
            show_percent(getattr(row, name)) for row in found.rows
        ]
    assert [column.heading for column in found.columns() if not column.right] == [
        "touchpoint", "fcr_gross (95 % interval)", "base",
    ]  # fmt: skip
    assert "metric" in heads(FCR)


def test_the_lowest_score_is_not_the_lowest_upper_end() -> None:
    journey = journey_of(
        "csat",
        few={"value": 2.5, "sd": 1.2, "n": 30},
        many={"value": 2.6, "sd": 1.2, "n": 3000},
        fine={"value": 4, "sd": 1.2, "n": 3000},
    )
    assert verdict("raw_min", journey) == (
        "none", ("few",),
        "Lowest score: Few (health 37.5); this method says nothing about chance.",
    )  # fmt: skip
    assert verdict("surely_bad", journey)[1] == ("many",)
    ranked = [row.touchpoint for row in find_weakest(journey, method="surely_bad").rows]
    assert ranked == ["many", "few", "fine"]


@pytest.mark.parametrize(
    ("n", "warning"),
    [(9, "; too few answers, n 9"), (10, "; low base, n 10"), (29, "; low base, n 29"), (30, "")],
)
def test_a_method_without_chances_warns_of_small_bases(n: int, warning: str) -> None:
    journey = journey_of("csat", a={"counts": {1: n}}, b={"counts": {5: 90}})
    assert verdict("raw_min", journey)[2].startswith(f"Lowest score: A (health 0.0{warning});")


@pytest.mark.parametrize(
    ("metric", "word"), [("art", "a time"), ("gap", "a gap"), ("csat", "a mean of ratings")]
)
def test_what_a_metric_is_instead(metric: str, word: str) -> None:
    time = {"id": "art", "kind": "duration", "unit": "minutes", "target": 2}
    readings = [
        {"touchpoint": t, "metric": metric, "value": 3, "sd": 1, "n": 90} for t in ("find", "pay")
    ]
    stages = [{"name": "Buy", "touchpoints": ["find", "pay"]}]
    journey = Journey.model_validate(
        {"name": "Shop", "stages": stages, "metrics": [time], "readings": readings}
    )
    methods: tuple[Method, ...] = ("beta_binomial", "dirichlet")
    for method in methods:
        with pytest.raises(ValueError, match=rf"needs .*, {metric} is {word}; {FIT}$"):
            find_weakest(journey, method=method)


def test_from_eight_touchpoints_one_spread_is_enough() -> None:
    rates = {f"t{i}": solved(30 + 5 * i, 100) for i in range(8)}
    said = "With fewer than 8 touchpoints the one spread"
    for size, told in ((7, True), (8, False)):
        given = dict(list(rates.items())[:size])
        found = find_weakest(journey_of("fcr_gross", **given), method="eb")
        assert any(note.startswith(said) for note in found.notes) == told


def test_dirichlet_says_that_each_stands_alone() -> None:
    assert find_weakest(NPS, method="dirichlet").notes[0] == (
        "Each touchpoint stands alone here (dirichlet): without pooling, chances are "
        "over-confident where answers are few."
    )
