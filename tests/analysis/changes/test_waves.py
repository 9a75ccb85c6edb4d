from __future__ import annotations

import json
from math import exp, inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from journeymap.analysis.changes.rows import ChangeRow
from journeymap.analysis.changes.waves import compare_waves
from journeymap.errors import UnknownNameError
from journeymap.statistics.comparing.two_groups import (
    compare_means,
    compare_moments,
    compare_nps,
    compare_shares,
)
from tests.analysis.changes.shops import shop, two_waves


def row_of(before: dict[str, Any], after: dict[str, Any], **more: Any) -> ChangeRow:
    (row,) = compare_waves(two_waves(before, after, **more), "2025", "2026").rows
    return row


def ends(row: ChangeRow) -> tuple[float | None, ...]:
    return (row.difference, row.low, row.high, row.p)


def test_shares_get_the_score_test_and_newcombes_interval() -> None:
    row = row_of(
        {"metric": "fcr_net", "count": 48, "of": 80}, {"metric": "fcr_net", "count": 56, "of": 70}
    )
    test = compare_shares(56, 70, 48, 80)
    assert ends(row) == pytest.approx((0.2, test.low, test.high, test.p))
    assert (row.n_before, row.n_after, row.before, row.after) == (80, 70, 0.6, 0.8)
    assert (row.change, row.test, row.base) == ("better", "N-1 z or exact", "indicative")
    assert (row.shown, row.shown_change) == ("60.0 → 80.0 %", "+20.0 (+5.2 to +33.4)")


def test_few_expected_get_an_exact_test() -> None:
    row = row_of(
        {"metric": "fcr_net", "count": 2, "of": 12}, {"metric": "fcr_net", "count": 7, "of": 10}
    )
    assert row.p == pytest.approx(0.01873364, abs=1e-6)
    assert (row.change, row.base) == ("better", "low")


def test_means_get_welchs_t() -> None:
    row = row_of(
        {"metric": "csat", "counts": {2: 10, 4: 20}}, {"metric": "csat", "counts": {3: 10, 5: 30}}
    )
    test = compare_means([3] * 10 + [5] * 30, [2] * 10 + [4] * 20, ends=(1, 5))
    assert ends(row) == pytest.approx((test.difference, test.low, test.high, test.p))
    assert (row.test, row.change) == ("Welch t", "better")


def test_nps_gets_adjusted_wald() -> None:
    row = row_of(
        {"metric": "nps", "counts": {10: 30, 8: 30, 2: 40}},
        {"metric": "nps", "counts": {9: 40, 7: 35, 6: 25}},
    )
    test = compare_nps((40, 35, 25), (30, 30, 40))
    assert ends(row) == pytest.approx((test.difference, test.low, test.high, test.p))
    assert (row.test, row.shown) == ("adjusted Wald", "-10 → +15")


def test_nps_without_counts_gets_welchs_t_between_its_ends() -> None:
    known = {"metric": "nps", "counts": {10: 30, 8: 30, 2: 40}}
    row = row_of(known, {"metric": "nps", "value": 20, "n": 100, "sd": 80})
    assert row.test == "Welch t"
    assert row.difference == pytest.approx(30)
    silent = row_of(known, {"metric": "nps", "value": 100, "n": 10})  # no spread: the widest
    assert silent.high is not None
    assert silent.high <= 200


def test_times_get_a_ratio_and_low_is_good() -> None:
    before = {"metric": "art", "value": 60, "n": 40, "log_mean": 3.8, "log_sd": 0.9}
    after = {"metric": "art", "value": 40, "n": 50, "log_mean": 3.4, "log_sd": 0.8}
    row = row_of(before, after)
    test = stats.ttest_ind_from_stats(3.4, 0.8, 50, 3.8, 0.9, 40, equal_var=False)
    assert (row.ratio, row.p) == pytest.approx((exp(-0.4), test.pvalue))
    assert (row.difference, row.low, row.high) == (-20, None, None)
    assert (row.change, row.test) == ("better", "Welch t on logs")
    assert row.shown == "60 → 40 minutes"
    assert row.shown_change == f"× 0.67 ({row.ratio_low:.2f} to {row.ratio_high:.2f})"
    back = row_of(after, before)
    assert back.ratio == pytest.approx(exp(0.4))
    assert back.change == "worse"


@pytest.mark.parametrize("metric", ["churn", "ces_effort"])
def test_low_is_good_for_some(metric: str) -> None:
    scale = {"churn": ({1: 90, 0: 10}, {1: 40, 0: 60}), "ces_effort": ({5: 99}, {1: 99})}
    was, now = scale[metric]
    assert (
        row_of({"metric": metric, "counts": was}, {"metric": metric, "counts": now}).change
        == "better"
    )
    assert (
        row_of({"metric": metric, "counts": now}, {"metric": metric, "counts": was}).change
        == "worse"
    )


def test_weighted_answers_count_by_what_they_are_worth() -> None:
    was, now = (
        {"metric": "fcr_net", "counts": {0: 40, 1: 60}},
        {"metric": "fcr_net", "counts": {0: 30, 1: 70}},
    )
    row = row_of({**was, "n_effective": 50}, {**now, "n_effective": 40})
    assert row.p == pytest.approx(compare_shares(28, 40, 30, 50).p)
    assert row.base == "indicative"


def test_a_good_part_of_all_customers_leaves_less_to_chance() -> None:
    was, now = (
        {"metric": "csat", "value": 4.0, "sd": 1.0, "n": 100},
        {"metric": "csat", "value": 4.2, "sd": 1.0, "n": 100},
    )
    alone = row_of(was, now)
    part = row_of({**was, "population": 200}, {**now, "population": 200})
    assert (part.high or 0) - (part.low or 0) < 0.72 * ((alone.high or 0) - (alone.low or 0))
    everybody = row_of({**was, "population": 100}, {**now, "population": 100})
    assert (everybody.low, everybody.high) == (everybody.difference, everybody.difference)
    assert (everybody.p, everybody.change, everybody.test) == (0.0, "better", "all customers")
    one = row_of({**was, "population": 100}, now)
    assert one.change in ("better", "no clear change")
    assert one.p is not None
    assert one.p < (alone.p or 0)


def test_p_is_adjusted_over_all_rows_shown() -> None:
    counts = [
        ({4: 50, 5: 50}, {4: 30, 5: 70}),
        ({4: 50, 5: 50}, {4: 38, 5: 62}),
        ({4: 50, 5: 50}, {4: 50, 5: 50}),
    ]
    readings = [
        {"touchpoint": t, "metric": "csat", "wave": wave, "counts": pair[i]}
        for t, pair in zip(("search", "cart", "pay"), counts, strict=True)
        for i, wave in enumerate(("2025", "2026"))
    ]
    rows = compare_waves(shop(*readings)).rows
    assert [row.change for row in rows] == ["better", "no clear change", "no clear change"]
    assert rows[0].p_adjusted == pytest.approx(3 * (rows[0].p or 0))
    assert rows[1].p_adjusted == pytest.approx(1.5 * (rows[1].p or 0))
    loose = compare_waves(shop(*readings), q=0.2)
    assert [row.change for row in loose.rows] == ["better", "better", "no clear change"]
    alone = compare_waves(shop(*readings[2:4]), level=0.8)
    assert alone.rows[0].p_adjusted == alone.rows[0].p == rows[1].p
    assert (alone.rows[0].low or 0) > (rows[1].low or 0)


counts = st.dictionaries(st.integers(1, 5), st.integers(1, 40), min_size=1, max_size=5)


@given(counts, counts, st.sampled_from(["csat", "csat_top_box", "nps"]))
@settings(deadline=None, max_examples=30)
def test_swapping_the_waves_turns_every_sign(
    was: dict[int, int], now: dict[int, int], metric: str
) -> None:
    journey = two_waves({"metric": metric, "counts": was}, {"metric": metric, "counts": now})
    (one,), (two,) = (compare_waves(journey, *w).rows for w in (("2025", "2026"), ("2026", "2025")))
    if one.change == "not comparable":
        assert two.change == "not comparable"
        return
    assert (one.p, one.difference) == pytest.approx((two.p, -(two.difference or 0)))
    assert (one.low, one.high) == pytest.approx((-(two.high or 0), -(two.low or 0)))
    turned = {"better": "worse", "worse": "better", "no clear change": "no clear change"}
    assert turned[one.change] == two.change


def test_the_last_two_waves_where_none_is_named() -> None:
    readings = [
        {"metric": "csat", "wave": str(year), "counts": {4: 50, 5: 40 + year % 10}}
        for year in range(2021, 2025)
    ]
    journey = shop(*readings)
    found = compare_waves(journey)
    assert (found.settings["before"], found.settings["after"]) == ("2023", "2024")
    assert compare_waves(journey, "2022").settings["after"] == "2024"
    assert compare_waves(journey, after="2023").settings["before"] == "2022"
    assert compare_waves(journey, after="2021").settings["before"] == "2024"
    assert found.rows[0].p_any is not None
    assert found.notes[-2:] == (
        "Over all 4 waves there are differences in 0 of 1 rows (p_any up to 0.05); the two "
        "compared are one pair of them.",
        "Both waves are tested as if different customers had answered; where the same did, the "
        "test is cautious.",
    )


def test_ten_equal_answers_are_no_clear_change() -> None:
    many = {"metric": "csat", "value": 4.6, "sd": 0.6, "n": 200}
    (row,) = compare_waves(two_waves(many, {"metric": "csat", "counts": {5: 10}})).rows
    assert row.change == "no clear change"
    assert row.p is not None
    assert row.p > 0.2
    assert row.low is not None
    assert row.low < 0
    everybody = {**many, "population": 200}
    (census,) = compare_waves(two_waves(everybody, {"metric": "csat", "counts": {5: 60}})).rows
    assert census.test == "Welch t"
    assert census.p == pytest.approx(compare_moments((5, 0, 60), (4.6, 0, inf), ends=(1, 5)).p)


def test_all_waves_together_are_tested_before_pairs() -> None:
    waves = {"2021": {0: 40, 1: 60}, "2022": {0: 60, 1: 40}, "2023": {0: 40, 1: 60}}
    readings = [{"metric": "fcr_net", "wave": wave, "counts": c} for wave, c in waves.items()]
    (row,) = compare_waves(shop(*readings), "2021", "2023").rows
    assert (row.p, row.change) == (1.0, "no clear change")
    assert row.p_any == pytest.approx(exp(-10.714286 / 2), abs=1e-7)  # chi squared, 2 degrees
    times = [
        {"metric": "art", "wave": w, "value": 50, "n": 40, "log_mean": m, "log_sd": 0.5}
        for w, m in (("2021", 3.0), ("2022", 3.5), ("2023", 3.0))
    ]
    assert (compare_waves(shop(*times)).rows[0].p_any or 1) < 0.001
    flat = [{"metric": "csat", "wave": w, "counts": {5: 20}} for w in waves]
    assert compare_waves(shop(*flat)).rows[0].p_any == 1.0
    same_times = [
        {"metric": "art", "wave": w, "value": 50, "n": 40, "sd": sd, "population": size}
        for w, sd, size in (("2021", 0, 40), ("2022", 9, 4000), ("2023", 9, 4000))
    ]
    assert compare_waves(shop(*same_times)).rows[0].p_any is None
    assert compare_waves(shop(*readings[:2])).rows[0].p_any is None


def test_wrong_questions_are_refused() -> None:
    journey = two_waves(
        {"metric": "csat", "counts": {4: 20}}, {"metric": "csat", "counts": {5: 20}}
    )
    with pytest.raises(UnknownNameError, match=r"^no wave '2024'; expected one of '2025', '2026'$"):
        compare_waves(journey, "2024", "2026")
    with pytest.raises(UnknownNameError, match=r"^no metric 'cst'; did you mean 'csat'\?$"):
        compare_waves(journey, metric="cst")
    with pytest.raises(
        ValueError, match=r"^two different waves are compared, not '2026' with itself$"
    ):
        compare_waves(journey, "2026", "2026")
    for wrong in (0, 1, float("nan"), True, "0.1"):
        with pytest.raises(ValueError, match=r"^q must lie between 0 and 1, neither of them, got "):
            compare_waves(journey, q=wrong)  # type: ignore[arg-type]
    single = shop({"metric": "csat", "wave": "2026", "counts": {5: 20}})
    instead = "measure another, or compare two journeys or two segments"
    said = f"there are no two waves to compare; the readings name only '2026'; {instead}"
    with pytest.raises(UnknownNameError, match=f"^{said}$"):
        compare_waves(single)
    with pytest.raises(UnknownNameError, match=f"compare; the readings name none; {instead}$"):
        compare_waves(shop())


def test_segments_and_metrics_can_be_asked_for() -> None:
    readings = [
        {"metric": metric, "wave": wave, "segment": segment, "counts": {1: 20, 5: 30}}
        for metric in ("csat", "csat_top_box")
        for wave in ("2025", "2026")
        for segment in ({}, {"area": "C"})
    ]
    journey = shop(*readings)
    assert len(compare_waves(journey).rows) == 2
    found = compare_waves(journey, metric="csat", segment={"area": "C"})
    assert [row.metric for row in found.rows] == ["csat"]
    assert found.settings == {
        "of": "waves", "metric": ("csat",), "segment": {"area": "C"}, "level": 0.95, "q": 0.05,
        "before": "2025", "after": "2026",
    }  # fmt: skip
    assert json.loads(json.dumps(found.to_dict()))["rows"][0]["change"] == "no clear change"


def test_what_clearly_differs_comes_first_where_rows_are_left_out() -> None:
    counts = {
        "search": ({4: 50}, {4: 49, 5: 1}),
        "cart": ({4: 9}, {5: 9}),
        "pay": ({2: 50}, {5: 50}),
    }
    readings = [
        {"touchpoint": t, "metric": "csat", "wave": wave, "counts": pair[i]}
        for t, pair in counts.items()
        for i, wave in enumerate(("2025", "2026"))
    ]
    found = compare_waves(shop(*readings), top=2)
    assert [row.touchpoint for row in found.rows] == ["pay", "search"]
    assert found.notes[0] == "The first 2 of 3 are shown, what clearly differs first."
    assert "all 2 comparisons made" in found.notes[1]
    every = compare_waves(shop(*readings), top=3)
    assert [row.touchpoint for row in every.rows] == ["search", "cart", "pay"]
