from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.picture.marks import Box, Circle, Line
from journeymap.views.charts.ranking import MOST_ROWS, describe_ranking, draw_ranking
from journeymap.wording.words import Words
from tests.views.charts.chart_marks import SCRIPTS, of_kind, rows_of, texts_of
from tests.views.fitting_checks import check_fit, check_fit_in_browser

WORDS = Words()


def make_shop(*bad: int, n: int = 200, names: tuple[str, ...] = (), **more: Any) -> Journey:
    touchpoints = [
        {"id": f"t{i}", "name": names[i] if names else f"Place {i}"} for i in range(len(bad))
    ]
    readings = [
        {"touchpoint": f"t{i}", "metric": "csat_top_box", "counts": {2: b, 5: n - b}}
        for i, b in enumerate(bad)
    ]
    stages = [{"id": "buy", "name": "Buy it", "touchpoints": touchpoints}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings, **more})


def test_points_and_whiskers_lie_where_the_values_do() -> None:
    found = find_weakest(make_shop(90, 60, 20))
    rows = rows_of(describe_ranking(found, WORDS))
    points = {key: of_kind(group.marks, Circle)[0].x for key, group in rows.items()}
    by_value = sorted(found.rows, key=lambda row: row.value or 0)
    assert [row.touchpoint for row in by_value] == sorted(points, key=lambda key: points[key])
    first, last = by_value[0], by_value[-1]
    assert first.value is not None
    assert last.value is not None
    per_unit = (points[last.touchpoint] - points[first.touchpoint]) / (last.value - first.value)
    for row in found.rows:
        lines = of_kind(rows[row.touchpoint].marks, Line)
        assert row.value is not None
        assert row.low is not None
        assert row.high is not None
        (left, _), (right, _) = lines[0].points
        assert left == pytest.approx(points[row.touchpoint] + per_unit * (row.low - row.value))
        assert right == pytest.approx(points[row.touchpoint] + per_unit * (row.high - row.value))
        assert [cap.points[0][0] for cap in lines[1:3]] == [left, right]


def test_the_chance_is_a_bar_and_a_percentage() -> None:
    rows = rows_of(describe_ranking(find_weakest(make_shop(60, 60, 20)), WORDS))
    frame, ground, length = of_kind(rows["t0"].marks, Box)
    assert 0.3 < length.width / ground.width < 0.7
    assert any("%" in text and text != "70.0 %" for text in texts_of(rows["t0"].marks))
    assert frame.stroke == "poor"


def test_the_verdict_is_the_message_and_marks_what_it_names() -> None:
    picture = draw_ranking(make_shop(90, 20, 20)).picture
    assert texts_of(picture.marks)[0].startswith("Clear: Place 0 is the weakest touchpoint")
    flagged = [key for key, row in rows_of(picture).items() if "▼ weakest" in texts_of(row.marks)]
    framed = [key for key, row in rows_of(picture).items() if of_kind(row.marks, Box)[0].stroke]
    assert flagged == framed == ["t0"]
    assert "Buy it" in texts_of(picture.marks)
    assert "70.0 %" not in picture.title
    assert picture.description.splitlines()[1].startswith("Place 0: 55.0 % (")


def test_several_that_may_be_weakest_are_all_marked_with_doubt() -> None:
    rows = rows_of(draw_ranking(load_demo()).picture)
    marked = [key for key, row in rows.items() if "▼ weakest?" in texts_of(row.marks)]
    assert marked == ["shops", "food"]


def test_few_answers_are_hollow_dashed_and_said() -> None:
    readings = [
        {"touchpoint": "t0", "metric": "csat", "counts": {2: 3, 4: 4}},
        {"touchpoint": "t1", "metric": "csat", "counts": {2: 30, 5: 170}},
        {"touchpoint": "t2", "metric": "csat", "counts": {2: 10, 5: 10}},
    ]
    picture = draw_ranking(make_shop(1, 1, 1).replace(readings=readings)).picture
    rows = rows_of(picture)
    looks = {
        key: (of_kind(row.marks, Circle)[0].fill, of_kind(row.marks, Line)[0].dashed)
        for key, row in rows.items()
    }
    assert looks == {"t0": ("paper", True), "t1": ("curve", False), "t2": ("paper", True)}
    assert "too few answers" in texts_of(rows["t0"].marks)
    assert "low base" in texts_of(rows["t2"].marks)
    assert "hollow: fewer than 30 answers" in texts_of(picture.marks)


def test_low_values_that_are_good_are_told() -> None:
    readings = [
        {"touchpoint": f"t{i}", "metric": "ces_effort", "counts": {1: 50, 5: bad}}
        for i, bad in enumerate((10, 60, 30))
    ]
    picture = draw_ranking(make_shop(1, 1, 1).replace(readings=readings)).picture
    assert any("low values are good" in text for text in texts_of(picture.marks))


def test_several_metrics_are_compared_by_health() -> None:
    readings = [
        {"touchpoint": f"t{i}", "metric": metric, "counts": {2: bad, 5: 200 - bad}}
        for i, bad in enumerate((90, 60))
        for metric in ("csat", "csat_top_box")
    ]
    found = find_weakest(
        make_shop(1, 1).replace(readings=readings), metric=["csat", "csat_top_box"]
    )
    picture = describe_ranking(found, WORDS)
    assert "health, 0 to 100, 90 % interval" in " ".join(texts_of(picture.marks))
    rows = rows_of(picture)
    assert of_kind(rows["t0"].marks, Circle)[0].x < of_kind(rows["t1"].marks, Circle)[0].x


@pytest.mark.parametrize("method", ["raw_min", "flat", "rank_ci", "surely_bad"])
def test_methods_show_what_they_give(method: Any) -> None:
    found = find_weakest(make_shop(90, 60, 20), method=method)
    picture = describe_ranking(found, WORDS)
    check_fit(picture)
    has_chances = found.rows[0].p_weakest is not None
    assert ("P(weakest)" in texts_of(picture.marks)) == has_chances


@pytest.mark.parametrize("by", ["stage", "channel"])
def test_stages_and_channels_are_ranked_too(by: Any) -> None:
    found = find_weakest(load_demo(), by=by)
    picture = describe_ranking(found, WORDS)
    check_fit(picture)
    assert set(rows_of(picture)) == {row.id for row in found.rows}


def test_what_is_not_drawn_is_told() -> None:
    found = find_weakest(load_demo())
    many = replace(
        found, rows=tuple(replace(found.rows[0], touchpoint=f"t{i}") for i in range(300))
    )
    picture = describe_ranking(many, WORDS)
    assert len(rows_of(picture)) == MOST_ROWS
    assert "And 260 more that are not drawn." in texts_of(picture.marks)
    assert "And 260 more" not in " ".join(texts_of(describe_ranking(found, WORDS).marks))


def test_without_readings_it_says_so() -> None:
    picture = draw_ranking(make_shop(1, 2).replace(readings=[])).picture
    assert texts_of(picture.marks)[0] == "No verdict: no touchpoint is measured."
    assert not of_kind(picture.marks, Circle)


def test_every_hard_journey_fits(journey: Journey) -> None:
    check_fit(draw_ranking(journey).picture)


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_hostile_names_are_shown_and_do_nothing(hostile: Journey, language: str) -> None:
    drawing = draw_ranking(hostile, language=language)
    check_fit(drawing.picture)
    assert "<script" not in drawing.to_svg()
    assert drawing.to_svg() == draw_ranking(hostile, language=language).to_svg()


@pytest.mark.browser
def test_it_fits_in_a_browser(tmp_path: Any) -> None:
    named = make_shop(*range(10, 10 + 3 * len(SCRIPTS), 3), names=SCRIPTS)
    pictures = [draw_ranking(named).picture, draw_ranking(load_demo(), language="pl").picture]
    check_fit_in_browser(pictures, tmp_path)


def test_the_metric_says_which_end_is_good() -> None:
    """Not the order of the values: here both touchpoints are alike."""
    effort = {"id": "effort", "name": "Effort", "kind": "rating_mean", "worst": 7, "best": 1}
    readings = [
        {"touchpoint": id_, "metric": "effort", "value": 3.0, "sd": 1.0, "n": 200}
        for id_ in ("t0", "t1")
    ]
    shop = make_shop(60, 60).replace(readings=readings, metrics=[effort])
    said = "low values are good"
    assert said in " ".join(texts_of(draw_ranking(shop).picture.marks))
    found = find_weakest(shop)
    assert said in " ".join(texts_of(draw_ranking(found, journey=shop).picture.marks))
    assert said not in " ".join(texts_of(draw_ranking(found).picture.marks))  # who knows


def test_a_standard_metric_needs_no_journey_to_say_it() -> None:
    readings = [
        {"touchpoint": id_, "metric": "ces_effort", "value": value, "sd": 1.0, "n": 200}
        for id_, value in (("t0", 3.0), ("t1", 4.0))
    ]
    found = find_weakest(make_shop(60, 60).replace(readings=readings))
    assert "low values are good" in " ".join(texts_of(draw_ranking(found).picture.marks))
