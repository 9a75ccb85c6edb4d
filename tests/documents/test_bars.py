"""What native charts show: the values of a result, with what does not fit told."""

from __future__ import annotations

import pytest

from journeymap.analysis.changes.segments import compare_segments
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.documents.bars import find_bars
from journeymap.model.journey import Journey
from journeymap.views.charts.ranking_rows import find_measure, rank
from journeymap.wording.words import Words
from tests.documents.reports import make_nps, plan


def test_a_ranking_has_its_values_intervals_and_marks() -> None:
    report = plan("demo")
    bars = find_bars(report.facts.weakest, report.journey, report.words, most=4)
    assert bars is not None
    assert bars.labels == ("▼ Shops", "▼ Restaurants", "Long-term shuttle", "Rental centre")
    assert [round(v or 0, 3) for v in bars.series[0][1]] == [0.567, 0.570, 0.644, 0.670]
    assert (bars.form, bars.axis, bars.left_out) == ("0%", "Satisfied, %", 9)
    assert bars.marked == {0, 1}
    assert len(bars.lows) == len(bars.highs) == 4


def test_a_ranking_shows_what_its_picture_shows() -> None:
    report = plan("demo")
    mixed = find_weakest(report.journey, metric=["satisfied", "easy", "clean"])
    measure = find_measure(mixed, report.words)
    drawn = rank(mixed, measure, {}, report.words)
    bars = find_bars(mixed, report.journey, report.words)
    assert bars is not None
    assert measure.is_health
    assert list(bars.series[0][1]) == [row.value for row in drawn][:16]
    assert list(bars.lows) == [row.low for row in drawn][:16]
    assert [getattr(row, bars.column) for row in mixed.rows][:16] == list(bars.series[0][1])


def test_priorities_are_points_per_100_journeys() -> None:
    report = plan("demo")
    found = find_priorities(report.journey)
    bars = find_bars(found, report.journey, report.words)
    assert bars is not None
    assert bars.column == "lost_per_100"
    assert bars.series[0][1][0] == found.rows[0].lost_per_100
    assert bars.lows[0] == 100 * found.rows[0].low
    assert bars.least == 0


def test_points_below_zero_keep_their_sign() -> None:
    journey = make_nps()
    bars = find_bars(find_weakest(journey), journey, plan("demo").words)
    assert bars is not None
    assert (bars.form, bars.axis, bars.series[0][1]) == ("+0;-0;0", "NPS", (-48.0, 20.0))
    assert bars.least == min(v for v in bars.lows if v is not None) < -48
    above, below = bars.reaches
    assert above[0] == pytest.approx(below[0])


def test_a_comparison_shows_the_metric_that_changed() -> None:
    report = plan("demo")
    section = report.section("comparison")
    assert section is not None
    bars = find_bars(section.result, report.journey, report.words)
    assert bars is not None
    assert bars.labels[0] == "▼ Security screening"
    assert [name for name, _ in bars.series] == ["2015", "2016"]
    assert bars.axis == "Easy"


def test_other_results_have_none() -> None:
    report = plan("demo")
    assert find_bars(report.facts.goals, report.journey, report.words) is None
    assert find_bars(None, report.journey, report.words) is None


def test_few_answers_are_said_and_marked() -> None:
    readings = [
        {"touchpoint": t, "metric": "csat", "counts": {4: n, 2: n}}
        for t, n in (("a", 9), ("b", 90))
    ]
    stages = [{"name": "Buy", "touchpoints": ["a", "b"]}]
    journey = Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})
    bars = find_bars(find_weakest(journey), journey, Words())
    assert bars is not None
    (unsure,) = bars.unsure
    assert "a (low base)" in bars.labels[unsure]
    assert sum("low base" in label for label in bars.labels) == 1


def test_of_two_groups_neither_is_worse() -> None:
    readings = [
        {"touchpoint": "a", "metric": "csat", "segment": {"age": age}, "counts": {5: high, 1: low}}
        for age, high, low in (("young", 90, 10), ("old", 20, 80))
    ]
    stages = [{"name": "Buy", "touchpoints": ["a"]}]
    journey = Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})
    found = compare_segments(journey, {"age": "young"}, {"age": "old"})
    bars = find_bars(found, journey, Words())
    assert bars is not None
    assert bars.labels == ("≠ a",)
    assert [name for name, _ in bars.series] == ["age young", "age old"]
