"""What native charts show: the values of a result, with what does not fit told."""

from __future__ import annotations

from journeymap.documents.bars import find_bars
from tests.documents.reports import plan


def test_a_ranking_has_its_values_intervals_and_marks() -> None:
    report = plan("demo")
    bars = find_bars(report.facts.weakest, report.journey, report.words, most=4)
    assert bars is not None
    assert bars.labels == ("▼ Shops", "▼ Restaurants", "Long-term shuttle", "Rental centre")
    assert [round(v or 0, 3) for v in bars.series[0][1]] == [0.567, 0.570, 0.644, 0.670]
    assert (bars.form, bars.axis, bars.left_out) == ("0%", "Satisfied", 9)
    assert bars.marked == {0, 1}
    assert len(bars.lows) == len(bars.highs) == 4


def test_a_comparison_shows_the_metric_that_changed() -> None:
    report = plan("demo")
    section = report.section("comparison")
    assert section is not None
    bars = find_bars(section.result, report.journey, report.words)
    assert bars is not None
    assert bars.labels[0] == "▼ Security screening"
    assert [name for name, _ in bars.series] == ["before", "after"]
    assert bars.axis == "Easy"


def test_other_results_have_none() -> None:
    report = plan("demo")
    assert find_bars(report.facts.goals, report.journey, report.words) is None
    assert find_bars(None, report.journey, report.words) is None
