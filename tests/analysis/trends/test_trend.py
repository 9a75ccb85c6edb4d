from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from journeymap.analysis.trends.trend import Trend, measure_trend
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.printed import display_width

KEYS = {
    "scope", "touchpoint", "stage", "metric", "wave", "n", "value", "low", "high", "health",
    "center", "limit_low", "limit_high", "signal", "provisional", "benchmark", "change", "name",
    "shown",
}  # fmt: skip


def shop(*readings: dict[str, Any], **more: Any) -> Journey:
    stages = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}, {"name": "Use"}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings, **more})


def waves(
    values: list[float], touchpoint: str = "pay", n: int | None = 200, **more: Any
) -> list[dict[str, Any]]:
    told = {"touchpoint": touchpoint, "metric": "csat", "sd": 0.9, "n": n, **more}
    return [{**told, "wave": f"{2001 + i}", "value": value} for i, value in enumerate(values)]


def shares(counts: list[int], n: int = 100, **more: Any) -> list[dict[str, Any]]:
    told = {"touchpoint": "pay", "metric": "churn", "of": n, **more}
    return [{**told, "wave": f"{2001 + i}", "count": count} for i, count in enumerate(counts)]


CALM = [4.1, 4.0, 4.2, 4.1, 4.0, 4.1, 4.2, 4.1]


def only(found: Trend) -> str:
    (series,) = found.series
    return series.verdict


def test_rows_have_the_keys_of_the_interface() -> None:
    found = measure_trend(shop(*waves(CALM)))
    for row in found.to_dicts():
        assert row.keys() >= KEYS
    plain = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert plain["question"] == "trend"
    assert plain["settings"]["level"] == 0.95
    assert plain.keys() >= {"series", "interventions", "benchmarks"}


def test_four_waves_stand_side_by_side() -> None:
    found = measure_trend(shop(*waves([4.1, 4.0, 4.2, 4.4]), *waves([3, 3.5], "cart", 20)))
    assert str(found) == (
        "No clear change since the wave before in 2 series; 8 waves are needed for limits.\n"
        "place  metric   2001   2002  2003  2004  change (95 %)\n"
        "Cart   csat    3.00*  3.50*     –     –  +0.50 (-0.08 to +1.08)\n"
        "Pay    csat     4.10   4.00  4.20  4.40  +0.20 (+0.02 to +0.38)\n"
        "note: * rests on fewer than 30 answers, ** on fewer than ten.\n"
        "note: change is against the wave before, each interval by itself; compare --waves tests "
        "several together."
    )
    row = found.rows[-1]
    assert (row.wave, row.limit_low, row.signal, row.provisional) == ("2004", None, None, False)
    assert row.center == pytest.approx(4.175)
    assert row.change == pytest.approx(0.2)
    assert row.change_low == pytest.approx(0.0231, abs=1e-4)
    assert (found.series[1].standing, found.series[1].verdict) == (
        "too_few", "4 waves; 8 are needed for limits",
    )  # fmt: skip


def test_one_series_is_printed_wave_by_wave() -> None:
    found = measure_trend(shop(*waves([4.1, 4.0])))
    assert str(found).splitlines()[:4] == [
        "Pay (csat): 2 waves; 8 are needed for limits.",
        "wave  value (95 % interval)  answers  change (95 %)",
        "2001  4.10 (3.97 to 4.23)        200  –",
        "2002  4.00 (3.87 to 4.13)        200  -0.10 (-0.28 to +0.08)",
    ]
    limited = str(measure_trend(shop(*waves([*CALM, 3.5])))).splitlines()
    assert limited[0] == (
        "1 of 1 series gives a signal. Pay (csat): 2009 lies below the lower limit "
        "(limits are provisional until 12 waves)."
    )
    assert limited[1].endswith("control limits  signal")
    assert limited[-3].endswith("3.57 to 4.50    outside (below)")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (CALM, "stable: no signal in 8 waves (limits are provisional until 12 waves)"),
        (CALM + CALM[:4], "stable: no signal in 12 waves"),
        ([*CALM, *CALM[:3], 4.8], "2012 lies above the upper limit"),
        ([4.0, 4.2] * 5 + [4.45, 4.2, 4.45, 4.45],
         "3 of 4 waves up to 2014 lie nearer the upper limit than the mean"),
        ([4.0] * 2 + [4.1, 4.12] * 4 + [3.9, 3.8],
         "8 waves in a row up to 2010 lie above the mean"),
        ([4.1], "measured in one wave only, 2001"),
    ],
)  # fmt: skip
def test_verdicts(values: list[float], said: str) -> None:
    found = measure_trend(shop(*waves(values, sd=0.3)))
    assert only(found).partition(";")[0] == said


def test_provisional_from_8_and_firm_from_12() -> None:
    for n, provisional in ((7, False), (8, True), (11, True), (12, False)):
        rows = measure_trend(shop(*waves((CALM + CALM)[:n]))).rows
        assert {row.provisional for row in rows} == {provisional}
        assert (rows[0].limit_low is None) == (n < 8)


def test_shares_get_a_p_chart_and_large_ones_laney() -> None:
    counts = [20, 22, 19, 21, 18, 20, 23, 40]
    small = measure_trend(shop(*shares(counts)))
    assert (small.series[0].chart, small.rows[-1].signal) == ("p", "outside")
    assert small.rows[0].center == pytest.approx(183 / 800)
    assert "p for 1 series" in small.notes[0]
    large = measure_trend(shop(*shares([100 * c for c in counts], 10_000)))
    assert large.series[0].chart == "laney"
    forced = measure_trend(shop(*shares(counts)), chart="xmr")
    assert forced.series[0].chart == "xmr"
    assert forced.rows[0].center == pytest.approx(183 / 800)


def test_a_chart_that_does_not_fit_gives_way() -> None:
    found = measure_trend(shop(*waves(CALM)), chart="p")
    assert found.series[0].chart == "xmr"
    bare = [{"touchpoint": "pay", "metric": "churn", "wave": str(i), "value": 0.2 + i / 100}
            for i in range(9)]  # fmt: skip
    found = measure_trend(shop(*bare), chart="laney")
    assert (found.series[0].chart, found.rows[3].change_low) == ("xmr", None)
    assert found.rows[3].change == pytest.approx(0.01)


def test_limits_stay_on_the_scale() -> None:
    rows = measure_trend(shop(*waves([4.9, 1.1] * 4, sd=0.3))).rows
    assert (rows[0].limit_low, rows[0].limit_high) == (1, 5)


def test_uneven_waves_are_told_for_xmr() -> None:
    readings = waves(CALM)
    readings[3]["n"] = 700
    found = measure_trend(shop(*readings))
    assert found.series[0].uneven
    assert found.notes[1] == (
        "XmR takes waves to rest on about as many answers each; the largest has over three times "
        "the smallest at Pay."
    )


def test_another_wording_breaks_the_series() -> None:
    readings = waves([4, 4.1, 4.2, 4.3])
    for i, words in enumerate(["How easy?", " how EASY? ", None, "How quick?"]):
        readings[i]["wording"] = words
    readings = [{k: v for k, v in r.items() if v is not None} for r in readings]
    found = measure_trend(shop(*readings))
    assert [(s.part, s.waves) for s in found.series] == [
        (1, ("2001", "2002", "2003")),
        (2, ("2004",)),
    ]
    assert [row.part for row in found.rows] == [1, 1, 1, 2]
    assert (found.rows[3].change, found.rows[3].center) == (None, None)
    assert found.notes[0] == (
        "Pay (csat) was asked in other words since 2004: what follows is a series of its own, and "
        "no change is told across."
    )
    assert "csat #2" in str(found)


def test_waves_that_share_answers_are_not_tested() -> None:
    months = [f"2026-{m:02}" for m in range(1, 10)]
    readings = [
        {**r, "wave": m, "window": 90} for r, m in zip(waves([*CALM, 3]), months, strict=True)
    ]
    found = measure_trend(shop(*readings))
    assert only(found) == "neighbouring waves share answers, so they are not tested"
    assert found.series[0].standing == "overlapping"
    assert found.rows[-1].change == pytest.approx(-1.1)
    assert found.rows[-1].change_low is None
    assert found.rows[-1].limit_low is None
    assert found.notes == (
        "Waves with rolling windows share answers: their values stand side by side, and nothing "
        "is tested. Measure without a window to test.",
    )


def test_times_and_zero_spread_are_charted() -> None:
    art = [{"touchpoint": "pay", "metric": "art", "wave": str(2000 + i), "value": v, "n": 30,
            "sd": 9} for i, v in enumerate([30, 32, 29, 31, 30, 33, 28, 30])]  # fmt: skip
    found = measure_trend(shop(*art))
    assert (found.series[0].unit, found.rows[-1].change, found.rows[-1].change_low) == (
        "minutes", 2, None,
    )  # fmt: skip
    constant = measure_trend(shop(*waves([4.0] * 9, sd=0)))
    assert constant.rows[0].limit_low == constant.rows[0].limit_high == 4
    assert constant.series[0].signals == 0


def test_places_metrics_and_segments_are_chosen() -> None:
    journey = shop(
        *waves([4, 4.1]), *waves([3, 3.1], "cart"), *shares([9, 8]),
        {"metric": "nps", "wave": "2001", "value": 3, "n": 90},
        {"stage": "buy", "metric": "csat", "wave": "2001", "value": 3, "n": 90},
        *waves([2, 2.1], segment={"area": "C"}),
    )  # fmt: skip

    def places(**asked: Any) -> list[str]:
        return [f"{s.name} {s.metric}" for s in measure_trend(journey, **asked).series]

    assert places() == [
        "whole journey nps", "Buy csat", "Cart csat", "Pay csat", "Pay churn",
    ]  # fmt: skip
    assert places(touchpoint="pay") == ["Pay csat", "Pay churn"]
    assert places(stage="buy") == ["Buy csat", "Cart csat", "Pay csat", "Pay churn"]
    assert places(scope="stage") == ["Buy csat"]
    assert places(scope="journey") == ["whole journey nps"]
    assert places(metric="churn") == ["Pay churn"]
    assert measure_trend(journey, segment={"area": "C"}).rows[0].value == 2


def test_nothing_to_show() -> None:
    found = measure_trend(shop())
    assert (str(found), found.rows) == ("No trend: no reading of a wave is here.", ())
    undated = measure_trend(shop({"touchpoint": "pay", "metric": "csat", "value": 4, "n": 9}))
    assert undated.notes == ("1 reading names no wave: no place in a series.",)
    alone = measure_trend(shop(*waves([4, 4], segment={"area": "C"})))
    assert alone.notes == (
        "Readings are for segments only; ask with --segment area=C "
        "(Python: segment={'area': 'C'}).",
    )
    guess = {"touchpoint": "pay", "metric": "csat", "wave": "2001", "guess": 4}
    assert measure_trend(shop(guess)).rows == ()


def test_wrong_settings() -> None:
    journey = shop(*waves([4, 4]))
    with pytest.raises(UnknownNameError, match="no touchpoint 'pya'"):
        measure_trend(journey, touchpoint="pya")
    with pytest.raises(UnknownNameError, match="no stage 'by'"):
        measure_trend(journey, stage="by")
    with pytest.raises(ValueError, match=r"^ask for a touchpoint or for a stage, not for both$"):
        measure_trend(journey, touchpoint="pay", stage="buy")
    with pytest.raises(ValueError, match=r"^chart must be one of xmr, p, laney, got 'u'$"):
        measure_trend(journey, chart="u")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^scope must be one of journey, stage, touchpoint, got"):
        measure_trend(journey, scope="all")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^level must lie between"):
        measure_trend(journey, level=1)


def test_the_table_fits_and_tells_what_it_leaves_out() -> None:
    many = [*waves(CALM * 3), *waves(CALM * 3, "cart")]
    found = measure_trend(shop(*many))
    assert max(map(len, str(found).splitlines()[1:4])) <= 100
    assert "older waves; --format csv and rows hold all." in found.lines_below()[0]
    names, rows = found.to_csv_rows()
    assert len(rows) == 48
    assert "shown" in names


def test_the_series_with_a_signal_come_first_where_some_are_left_out() -> None:
    journey = shop(*waves(CALM, "cart"), *waves([*CALM[:-1], 2.0]))
    whole, first = measure_trend(journey), measure_trend(journey, top=1)
    assert [s.touchpoint for s in whole.series] == ["cart", "pay"]
    assert [s.touchpoint for s in first.series] == ["pay"]
    assert {row.touchpoint for row in first.rows} == {"pay"}
    assert first.notes[0] == "The first of 2 series is shown, those with a signal first."
    assert measure_trend(journey, top=2) == whole
    with pytest.raises(ValueError, match=r"^top must be a whole number of at least 1, got 0$"):
        measure_trend(journey, top=0)


def test_endless_names_take_no_time_and_are_cut() -> None:
    names = {"a": "x" * 9990, "c": "支" * 9990}
    stages = [{"name": "Buy", "touchpoints": [{"id": i, "name": n} for i, n in names.items()]}]
    told = {"metric": "csat", "value": 4, "n": 90}
    readings = [{**told, "touchpoint": t, "wave": w} for t in "ac" for w in ("1", "2")]
    found = measure_trend(Journey(name="S", stages=stages, readings=readings))
    rows = str(found).splitlines()[1:-1]
    assert len(rows) < 20
    assert "".join(row.split()[0] for row in rows[1:]).startswith("x" * 199 + "…")
    assert max(map(display_width, rows)) <= 100


def test_markup_and_line_ends_in_names_are_escaped() -> None:
    stages = [
        {"name": "Buy", "touchpoints": [{"id": "a", "name": "<b>x\ny"}, {"id": "c", "name": "d"}]}
    ]
    told = {"metric": "csat", "value": 4, "n": 90}
    readings = [{**told, "touchpoint": t, "wave": "<i>"} for t in ("a", "c")]
    found = measure_trend(Journey(name="S", stages=stages, readings=readings))
    assert "<b>x y" in str(found)
    assert "&lt;b&gt;x y" in found._repr_html_()
    assert "<i>" not in found._repr_html_()


def test_it_can_be_hashed_and_read_as_csv() -> None:
    journey = shop(*waves(CALM))
    assert hash(measure_trend(journey)) == hash(measure_trend(journey))
    text = io.StringIO()
    csv.writer(text).writerows(measure_trend(journey).to_csv_rows()[1])
    assert len(text.getvalue().splitlines()) == 8


UP_AND_DOWN = shares([100, 100, 160, 100, 40, 100, 160, 100, 40, 100, 100, 160], 400)


def test_of_many_signals_three_are_told_and_the_rest_counted() -> None:
    found = measure_trend(shop(*UP_AND_DOWN))
    assert only(found) == (
        "2003 lies above the upper limit; 2005 lies below the lower limit; 2007 lies above the "
        "upper limit; 2 more signals"
    )
    assert found.series[0].signals == 5
    assert found.series[0].shown_signal == "2012 outside (above), 4 more"


def test_a_run_is_told_once_where_it_begins_to_be_one() -> None:
    values = [4.0] * 2 + [4.1, 4.12] * 4 + [4.1, 3.9, 3.8]
    (series,) = measure_trend(shop(*waves(values, sd=0.3))).series
    assert series.verdict.count("8 waves in a row up to 2010 lie above the mean") == 1
    assert "2011 lie above" not in series.verdict


def test_headlines_of_several_series() -> None:
    spike = [100] * 2 + [180] + [100, 101] * 2 + [100]
    readings = [
        reading
        for metric in ("churn", "retention", "fcr_net", "fcr_gross")
        for reading in shares(spike, 400, metric=metric)
    ]
    headline = measure_trend(shop(*readings)).headline()
    assert headline.startswith("4 of 4 series give a signal. Pay (churn): 2003 lies above")
    assert headline.endswith("; 2 more.")
    assert headline.count("Pay (") == 2
    calm = measure_trend(shop(*waves(CALM), *waves((CALM * 2)[:12], "cart")))
    assert calm.headline() == "No signal in 2 series of 8 to 12 waves."
    assert calm.notes[0] == (
        "Limits lie three standard deviations from the centre: XmR for 2 series."
    )
    (short,) = measure_trend(shop(*waves([4, 4.1]))).series
    assert measure_trend(shop(*waves([4, 4.1]))).headline() == f"Pay (csat): {short.verdict}."


@pytest.mark.parametrize(("size", "said"), [(9, None), (10, "1 older wave"), (11, "2 older waves")])
def test_older_waves_without_room_are_counted(size: int, said: str | None) -> None:
    values = (CALM * 2)[:size]
    printed = str(measure_trend(shop(*waves(values), *waves(values, "cart"))))
    sentence = f"The table has no room for {said}; --format csv and rows hold all."
    assert ("older" in printed) == (sentence in printed) == (said is not None)


def test_a_change_has_both_ends_and_weighted_answers_their_worth() -> None:
    row = measure_trend(shop(*waves([4.1, 4.2]))).rows[1]
    assert (row.change_low, row.change_high) == pytest.approx((-0.0769, 0.2769), abs=1e-4)
    assert row.stage == "buy"
    assert "200 (worth 20)" in str(measure_trend(shop(*waves([4.1, 4.0], n_effective=20.5))))
