from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from journeymap.analysis.trends.trend import measure_trend
from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.picture.marks import Box, Circle, Line, Polygon, Text
from journeymap.views.charts.trend import MOST_SERIES, describe_trend, draw_trend
from journeymap.views.charts.trend_panels import order_by_halves, spread_names
from journeymap.views.charts.trend_series import find_targets, name_interventions
from journeymap.wording.words import Words
from tests.views.charts.chart_marks import SCRIPTS, of_kind, rows_of, texts_of
from tests.views.fitting_checks import check_fit, check_fit_in_browser

WORDS = Words()
STEADY = (4.1, 4.0, 4.2, 4.1, 4.0, 4.1, 4.2, 4.1, 4.0, 4.1, 4.15, 4.05)


def make_shop(
    *values: float, names: Sequence[str] = ("Pay",), n: int = 200, **more: Any
) -> Journey:
    touchpoints = [{"id": f"t{i}", "name": name} for i, name in enumerate(names)]
    readings = [
        {"touchpoint": f"t{i}", "metric": "csat", "wave": f"{2001 + w}", "value": v, "sd": 0.9,
         "n": n}
        for i in range(len(names))
        for w, v in enumerate(values)
    ]  # fmt: skip
    stages = [{"id": "buy", "name": "Buy it", "touchpoints": touchpoints}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings, **more})


def test_points_lie_where_the_values_do() -> None:
    found = measure_trend(make_shop(*STEADY))
    panel = rows_of(describe_trend(found, WORDS))["t0"]
    points = of_kind(panel.marks, Circle)
    assert len(points) == len(STEADY)
    assert [p.x for p in points] == sorted(p.x for p in points)
    pairs = sorted(zip(STEADY, points, strict=True), key=lambda pair: pair[0])
    (low, a), (high, b) = pairs[0], pairs[-1]
    per_unit = (b.y - a.y) / (high - low)
    assert per_unit < 0
    for value, point in zip(STEADY, points, strict=True):
        assert point.y == pytest.approx(a.y + per_unit * (value - low))
    said = texts_of(panel.marks)
    assert said.count("limit") == 2
    assert "mean" in said


def test_a_signal_has_a_shape_a_word_and_its_wave_in_bold() -> None:
    shop = make_shop(*STEADY, 3.5)
    picture = describe_trend(measure_trend(shop), WORDS)
    panel = rows_of(picture)["t0"]
    (diamond,) = of_kind(panel.marks, Polygon)
    assert (len(diamond.points), diamond.fill) == (4, "poor")
    assert "◆ 2013 lies below the lower limit" in texts_of(panel.marks)
    assert "outside the limits" in texts_of(picture.marks)
    bold = [t.text for t in of_kind(panel.marks, Text) if t.bold and t.fill == "poor"]
    assert bold == ["◆ 2013 lies below the lower limit", "2013"]
    assert "outside the limits" in picture.description


def test_goals_benchmarks_and_interventions_are_drawn() -> None:
    shop = make_shop(
        *STEADY,
        benchmarks=[{"name": "Sector", "metric": "csat", "touchpoint": "t0", "value": 4.3}],
        interventions=[
            {"name": "New till", "wave": "2005", "touchpoint": "t0"},
            {"name": "Price rise", "wave": "2005"},
            {"name": "More staff", "wave": "2009"},
        ],
    )
    shop = shop.replace(stages=[shop.stages[0].model_copy(update={"goals": ("csat >= 4.2",)})])
    assert find_targets(shop)["touchpoint", "t0", "csat"] == 4.2
    picture = draw_trend(shop).picture
    panel = rows_of(picture)["t0"]
    said = texts_of(panel.marks)
    assert {"goal", "benchmark", "A, B", "C"} <= set(said)
    assert any(text.startswith("A: no clear change since, ") for text in said)
    assert any(text.startswith("Sector 4.30: ") for text in said)
    upright = [line for line in of_kind(panel.marks, Line) if line.stroke == "ink"]
    points = of_kind(panel.marks, Circle)
    for line, wave in zip(upright, (4, 8), strict=True):
        assert points[wave - 1].x < line.points[0][0] < points[wave].x
    assert "A: New till, since 2005" in texts_of(picture.marks)


def test_letters_go_on_after_z() -> None:
    many = [{"name": f"Step {i}", "wave": "2005"} for i in range(28)]
    found = measure_trend(make_shop(*STEADY, interventions=many))
    letters = list(name_interventions(found, found.series).values())
    assert (letters[0], letters[25:]) == ("A", ["Z", "AA", "AB"])


def test_few_answers_are_hollow() -> None:
    panel = rows_of(describe_trend(measure_trend(make_shop(*STEADY, n=20)), WORDS))["t0"]
    assert {point.fill for point in of_kind(panel.marks, Circle)} == {"paper"}


def test_short_series_tell_their_latest_value_on_one_axis() -> None:
    found = measure_trend(load_demo(), metric="satisfied")
    picture = describe_trend(found, WORDS)
    said = texts_of(picture.marks)
    assert "one axis for each metric" in " ".join(said)
    assert any(
        one.startswith("2016: 73.2 % (71.2 to 75.0), change +0.1 (−2.7 to +2.8), p .")
        for one in said
    )
    panels = rows_of(picture)
    ticks = {
        tuple(t.text for t in of_kind(panel.marks, Text) if t.anchor == "end")
        for panel in panels.values()
    }
    assert len(ticks) == 1


def test_of_many_those_with_a_signal_are_drawn() -> None:
    names = [f"Place {i}" for i in range(MOST_SERIES + 3)]
    shop = make_shop(*STEADY, names=names)
    last = f"t{len(names) - 1}"
    fall = shop.readings[-1].replace(wave="2013", value=3.0)
    picture = draw_trend(shop.with_readings([fall])).picture
    assert len(rows_of(picture)) == MOST_SERIES
    assert last in rows_of(picture)
    assert "And 3 more that are not drawn." in texts_of(picture.marks)


def test_one_wave_is_no_trend() -> None:
    picture = draw_trend(make_shop(4.1)).picture
    assert "Pay (CSAT): measured in one wave only, 2001." in texts_of(picture.marks)
    check_fit(picture)


def test_nothing_to_draw_is_said() -> None:
    picture = draw_trend(load_demo().replace(readings=())).picture
    assert texts_of(picture.marks) == ["No trend: no reading of a wave is here."]
    assert picture.description == "No trend: no reading of a wave is here."


def test_names_beside_level_lines_keep_their_distance() -> None:
    chance = random.Random(3)
    for _ in range(50):
        named = [(chance.uniform(100, 200), str(i), "ink") for i in range(5)]
        heights = [y for y, _, _ in spread_names(named, 100, 200)]
        gaps = [b - a for a, b in pairwise(heights)]
        assert min(gaps) >= 13 - 1e-9
        assert max(heights) <= 200 + 1e-9


def test_every_wave_has_its_turn() -> None:
    waves = [str(i) for i in range(23)]
    assert set(order_by_halves(waves)) == set(waves)
    assert next(order_by_halves(waves)) == "22"


def test_many_waves_fit() -> None:
    chance = random.Random(1)
    shop = make_shop(*(chance.gauss(4, 0.2) for _ in range(60)), names=("Pay", "Cart"))
    check_fit(draw_trend(shop).picture)


@pytest.mark.parametrize("name", SCRIPTS)
def test_names_of_every_script_fit(name: str) -> None:
    done = [{"name": name, "wave": "2005"}]
    check = [{"name": name, "metric": "csat", "touchpoint": "t0", "value": 4.3}]
    shop = make_shop(*STEADY, 3.0, names=(name, "Cart"), interventions=done, benchmarks=check)
    check_fit(draw_trend(shop).picture)
    check_fit(draw_trend(measure_trend(shop, touchpoint="t0")).picture)


def test_any_journey_fits(journey: Journey) -> None:
    check_fit(draw_trend(journey).picture)


@pytest.mark.browser
def test_it_fits_in_a_browser(tmp_path: Path) -> None:
    shop = make_shop(*STEADY, 3.0, names=SCRIPTS[:6])
    pictures = [draw_trend(load_demo()).picture, draw_trend(shop).picture]
    check_fit_in_browser(pictures, tmp_path)


def test_all_marks_lie_in_the_plot() -> None:
    panel = rows_of(describe_trend(measure_trend(make_shop(*STEADY, 3.5)), WORDS))["t0"]
    ground = of_kind(panel.marks, Box)[0]
    for line in of_kind(panel.marks, Line):
        assert all(ground.x <= x <= ground.x + ground.width for x, _ in line.points)
        assert all(ground.y <= y <= ground.y + ground.height for _, y in line.points)
