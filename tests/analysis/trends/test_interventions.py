from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.trends.interventions import InterventionRow, show_change
from journeymap.analysis.trends.trend import measure_trend
from journeymap.metrics import STANDARD_METRICS
from journeymap.model.journey import Journey
from journeymap.statistics.comparing.two_groups import compare_shares

BETTER = {"churn": [30, 30, 12, 14], "cart": [20, 21, 20, 22]}


def rows(
    *readings: dict[str, Any], about: dict[str, Any] | None = None, wave: str = "2003", **asked: Any
) -> tuple[InterventionRow, ...]:
    stages = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}, {"name": "Use"}]
    done = {"name": "New till", "wave": wave, **(about or {})}
    journey = Journey.model_validate(
        {"name": "Shop", "stages": stages, "readings": readings, "interventions": [done]}
    )
    return measure_trend(journey, **asked).interventions


def churn(counts: list[int], touchpoint: str = "pay", **more: Any) -> list[dict[str, Any]]:
    told = {"touchpoint": touchpoint, "metric": "churn", "of": 100, **more}
    return [{**told, "wave": str(2001 + i), "count": count} for i, count in enumerate(counts)]


def test_before_and_after_are_pooled() -> None:
    (row,) = rows(*churn([30, 30, 12, 14]), about={"touchpoint": "pay"})
    expected = compare_shares(26, 200, 60, 200)
    assert (row.waves_before, row.waves_after) == (("2001", "2002"), ("2003", "2004"))
    assert (row.before, row.after, row.n_before, row.n_after) == (0.3, 0.13, 200, 200)
    assert row.difference == pytest.approx(-0.17)
    assert (row.low, row.high, row.p) == pytest.approx((expected.low, expected.high, expected.p))
    assert (row.p_adjusted, row.change, row.reason) == (row.p, "better", "")
    assert (row.intervention, row.name, row.shown) == ("New till", "Pay", "30.0 % -> 13.0 %")
    assert row.shown_difference == "-17.0 (-24.8 to -9.0)"


def test_what_rises_and_should_not_is_worse() -> None:
    (row,) = rows(*churn([10, 12, 30, 34]))
    assert row.change == "worse"
    nps = [{"metric": "nps", "wave": str(w), "counts": {10: up, 5: 100 - up}}
           for w, up in ((2002, 20), (2003, 60))]  # fmt: skip
    (row,) = rows(*nps)
    assert (row.scope, row.change, row.difference) == ("journey", "better", 80)


def test_q_alone_says_what_is_clear() -> None:
    counts = churn([30, 30, 22, 20])
    (row,) = rows(*counts)
    assert row.p_adjusted is not None
    assert 0.01 < row.p_adjusted < 0.05
    assert [rows(*counts, q=q)[0].change for q in (0.01, row.p_adjusted, 0.2)] == [
        "no clear change", "better", "better",
    ]  # fmt: skip
    assert rows(*counts, level=0.999)[0].change == "better"


def test_times_that_are_all_equal_tell_no_spread() -> None:
    times = [{"metric": "art", "wave": w, "value": 50, "n": 40, "sd": sd}
             for w, sd in (("2002", 0), ("2003", 9))]  # fmt: skip
    (row,) = rows(*times)
    assert (row.change, row.p) == ("cannot tell", None)
    assert row.reason == "all times of the waves before are equal, so nothing tells their spread"


def test_all_shown_are_adjusted_together() -> None:
    found = rows(*churn([30, 30, 12, 14]), *churn([20, 21, 20, 22], "cart"))
    assert [row.name for row in found] == ["Cart", "Pay"]
    assert found[1].p is not None
    assert found[1].p_adjusted == pytest.approx(2 * found[1].p)
    assert [row.change for row in found] == ["no clear change", "better"]
    (alone,) = rows(*churn([30, 30, 12, 14]), *churn([20, 21], "cart"), touchpoint="pay")
    assert alone.p_adjusted == alone.p


@pytest.mark.parametrize(
    ("about", "names"),
    [
        ({}, ["whole journey", "Buy", "Cart", "Pay"]),
        ({"stage": "buy"}, ["Buy", "Cart", "Pay"]),
        ({"stage": "use"}, []),
        ({"touchpoints": ["pay", "cart"]}, ["Cart", "Pay"]),
    ],
)
def test_the_places_it_is_about(about: dict[str, Any], names: list[str]) -> None:
    two = [1, 2]
    found = rows(
        *churn(two), *churn(two, "cart"),
        *({"stage": "buy", "metric": "churn", "count": 1, "of": 50, "wave": w} for w in "12"),
        *({"metric": "churn", "count": 1, "of": 50, "wave": w} for w in "12"),
        about=about,
    )  # fmt: skip
    assert [row.name for row in found] == names


@pytest.mark.parametrize(
    ("readings", "wave", "reason"),
    [
        (churn([1, 2]), "2003", "no wave since"),
        (churn([1, 2]), "2001", "no wave before"),
        (churn([1, 2, 3, 4], of=5), "2003", ""),
        (churn([1, 2, 3], of=4), "2002", "fewer than 10 answers"),
        ([{**r, "wording": w} for r, w in zip(churn([1, 2, 3, 4]), "aabb", strict=True)], "2003",
         "the question was worded anew"),
        ([{**r, "wave": f"2003-0{i}", "window": 90} for i, r in enumerate(churn([1, 2, 3, 4]), 1)],
         "2003-02", "waves share answers"),
        ([{"touchpoint": "pay", "metric": "csat", "value": 4, "wave": w} for w in ("2002", "2003")],
         "2003", "number of answers unknown"),
        ([{"touchpoint": "pay", "metric": "art", "value": 4, "n": 20, "wave": w}
          for w in ("2002", "2003")], "2003", "the spread of the times is unknown"),
    ],
)  # fmt: skip
def test_why_nothing_can_be_said(readings: list[dict[str, Any]], wave: str, reason: str) -> None:
    (row,) = rows(*readings, wave=wave)
    assert (row.reason, row.change == "cannot tell") == (reason, bool(reason))
    assert (row.p is None) == bool(reason)


def test_without_n_waves_count_alike_and_are_not_tested() -> None:
    bare = [{"touchpoint": "pay", "metric": "csat", "value": v, "wave": str(2001 + i)}
            for i, v in enumerate([3, 4, 4.5])]  # fmt: skip
    (row,) = rows(*bare)
    assert (row.before, row.after, row.difference, row.low) == (3.5, 4.5, 1.0, None)
    assert (row.shown, row.shown_difference) == ("3.50 -> 4.50", "+1.00")


def test_a_wording_that_holds_across_is_compared_alone() -> None:
    readings = churn([50, 30, 30, 12, 14])
    for reading, words in zip(readings, "abbbb", strict=True):
        reading["wording"] = words
    (row,) = rows(*readings, wave="2004")
    assert (row.waves_before, row.before, row.reason) == (("2002", "2003"), 0.3, "")


def test_times_are_compared_as_a_ratio() -> None:
    art = [
        {"touchpoint": "pay", "metric": "art", "wave": w, "value": v, "n": 80, "log_mean": m,
         "log_sd": 0.5}
        for w, v, m in (("2002", 20, 2.9), ("2003", 10, 2.2))
    ]  # fmt: skip
    (row,) = rows(*art)
    assert row.ratio == pytest.approx(2.718281828 ** (2.2 - 2.9), rel=1e-6)
    assert (row.low, row.difference, row.change) == (None, -10, "better")
    assert row.shown_difference.startswith("×0.50 (0.4")


def test_the_ratio_decides_on_which_side_times_moved() -> None:
    art = [
        {"touchpoint": "pay", "metric": "art", "wave": w, "value": v, "n": 400, "log_mean": m,
         "log_sd": 0.5}
        for w, v, m in (("2002", 20, 2.9), ("2003", 21, 2.2))
    ]  # fmt: skip
    (row,) = rows(*art)
    assert (row.difference, row.change) == (1, "better")


def test_as_printed() -> None:
    journey = Journey.model_validate({
        "name": "Shop", "stages": [{"name": "Buy", "touchpoints": ["Pay"]}],
        "readings": churn([30, 30, 12, 14]),
        "interventions": {"name": "New till", "wave": "2003", "touchpoint": "pay"},
    })  # fmt: skip
    found = measure_trend(journey)
    lines = str(found).splitlines()
    assert lines[6:8] == [
        "since  intervention  place  metric  before -> after   difference             p",
        "2003   New till      Pay    churn   30.0 % -> 13.0 %  -17.0 (-24.8 to -9.0)  < .001  "
        "better",
    ]  # fmt: skip
    assert found.notes[-1] == (
        "Before and after an intervention is an association in time, not an effect: whatever else "
        "changed then is in it, and waves on one side are taken as one."
    )
    assert "New till" in found._repr_html_()


def test_a_change_is_signed() -> None:
    assert show_change(STANDARD_METRICS["csat"], 0.0, None, None) == "0.00"
    assert show_change(STANDARD_METRICS["nps"], 3, -1, 7) == "+3 (-1 to +7)"
