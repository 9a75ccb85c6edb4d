from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from journeymap.analysis.changes.segments import compare_segments
from journeymap.analysis.changes.waves import compare_waves
from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.picture.marks import Arrow, Circle, Line, Picture, Text
from journeymap.views.charts.comparison import describe_comparison, draw_comparison, sort_rows
from journeymap.wording.words import Words
from tests.views.charts.chart_marks import SCRIPTS, of_kind, rows_of, texts_of
from tests.views.fitting_checks import check_fit, check_fit_in_browser

WORDS = Words()
Bad = tuple[int | None, int | None]


def make_shop(*bad: Bad, names: tuple[str, ...] = (), key: str = "wave") -> Journey:
    """Each touchpoint's bad answers of 200, first and then; None where nobody was asked."""
    touchpoints = [
        {"id": f"t{i}", "name": names[i] if names else f"Place {i}"} for i in range(len(bad))
    ]
    sides: tuple[dict[str, Any], ...] = ({"wave": "2025"}, {"wave": "2026"})
    if key == "segment":
        sides = ({"segment": {"area": "A"}}, {"segment": {"area": "C"}})
    readings = [
        {"touchpoint": f"t{i}", "metric": "csat_top_box", "counts": {2: b, 5: 200 - b}, **side}
        for i, pair in enumerate(bad)
        for b, side in zip(pair, sides, strict=True)
        if b is not None
    ]
    stages = [{"name": "Buy", "touchpoints": touchpoints}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})


def ends_of(picture: Picture, key: str) -> tuple[float, float]:
    """Where the points of before and after lie."""
    before, after = of_kind(rows_of(picture)[key].marks, Circle)[:2]
    assert (before.fill, after.stroke) == ("paper", "paper")
    return before.x, after.x


def test_dumbbells_go_from_before_to_after() -> None:
    picture = draw_comparison(make_shop((100, 20), (20, 100), (50, 50))).picture
    better, worse, same = (ends_of(picture, f"t{i}") for i in range(3))
    assert better[1] - better[0] == pytest.approx(worse[0] - worse[1])
    assert better[0] == pytest.approx(worse[1])
    assert same[0] == pytest.approx(same[1])
    (arrow,) = of_kind(rows_of(picture)["t0"].marks, Arrow)
    assert arrow.points[0][0] == better[0]
    assert arrow.points[-1][0] == pytest.approx(better[1] - 5)
    assert not of_kind(rows_of(picture)["t2"].marks, Arrow)


def test_differences_have_their_interval_around_a_line_at_nothing() -> None:
    found = compare_waves(make_shop((100, 20), (20, 100), (50, 50)))
    picture = describe_comparison(found, WORDS)
    zero = next(m.points[0][0] for m in of_kind(picture.marks, Line) if m.stroke == "faint")
    points = {key: of_kind(row.marks, Circle)[2].x for key, row in rows_of(picture).items()}
    assert points["t2"] == pytest.approx(zero)
    assert points["t1"] < zero < points["t0"]
    row = found.rows[0]
    assert row.low is not None
    assert row.high is not None
    assert row.difference is not None
    unit = (points["t0"] - zero) / row.difference
    whisker = next(m for m in of_kind(rows_of(picture)["t0"].marks, Line) if m.stroke == "ink")
    (left, _), (right, _) = whisker.points
    assert (left, right) == pytest.approx((zero + unit * row.low, zero + unit * row.high))


def test_what_changed_is_said_by_sign_and_word_and_clear_ones_come_first() -> None:
    picture = draw_comparison(make_shop((50, 51), (20, 100), (60, 61), (100, 20))).picture
    rows = rows_of(picture)
    assert list(rows) == ["t1", "t3", "t0", "t2"]
    verdicts = [texts_of(row.marks)[-1] for row in rows.values()]
    said = [verdict.rpartition(", p ")[0] for verdict in verdicts]
    assert said == ["▼ worse", "▲ better", "– no clear change", "– no clear change"]
    assert verdicts[0] == "▼ worse, p < .001"  # adjusted: an interval is of its row alone
    assert texts_of(picture.marks)[0].startswith("2025 → 2026: 1 better (Place 3), 1 worse")


def test_segments_are_not_before_and_after() -> None:
    shop = make_shop((100, 20), (50, 51), key="segment")
    picture = draw_comparison(compare_segments(shop, {"area": "A"}, {"area": "C"})).picture
    check_fit(picture)
    assert not of_kind(picture.marks, Arrow)
    told = " ".join(texts_of(picture.marks))
    assert "area A | area C: area C better" in told
    assert "● area C better, p < .001" in told
    assert "– no clear difference, p" in told
    of_rows = [mark for row in rows_of(picture).values() for mark in of_kind(row.marks, Text)]
    assert not {mark.fill for mark in of_rows} & {"good", "poor"}  # neither group is poor as such
    assert "before → after" not in told


def test_what_cannot_be_compared_is_listed_below_with_its_reason() -> None:
    picture = draw_comparison(make_shop((100, 20), (50, None))).picture
    check_fit(picture)
    rows = rows_of(picture)
    assert list(rows) == ["t0", "t1"]
    assert "no reading of 2026" in texts_of(rows["t1"].marks)
    assert not of_kind(rows["t1"].marks, Circle)


def test_nothing_to_compare_is_a_sentence() -> None:
    found = replace(compare_waves(make_shop((100, 20))), rows=())
    picture = describe_comparison(found, WORDS)
    assert texts_of(picture.marks)[0] == "2025 → 2026: no readings to compare."


def test_an_axis_does_not_blow_up_noise() -> None:
    picture = draw_comparison(make_shop((50, 51))).picture
    before, after = ends_of(picture, "t0")
    assert abs(after - before) < 40


def test_times_are_compared_by_ratios() -> None:
    spread = {"n": 80, "log_sd": 0.5}
    readings = [
        {
            "touchpoint": "t0",
            "metric": "art",
            "value": value,
            "log_mean": log,
            "wave": wave,
            **spread,
        }
        for value, log, wave in ((60.0, 4.0, "2025"), (30.0, 3.3, "2026"))
    ]
    shop = make_shop((1, 1)).replace(readings=readings)
    picture = draw_comparison(shop).picture
    check_fit(picture)
    assert "ratio, 95 % interval" in texts_of(picture.marks)
    one = next(m.points[0][0] for m in of_kind(picture.marks, Line) if m.stroke == "faint")
    assert of_kind(rows_of(picture)["t0"].marks, Circle)[2].x < one


def test_the_demo_has_a_panel_per_metric_and_clear_ones_first() -> None:
    found = compare_waves(load_demo())
    picture = describe_comparison(found, WORDS)
    check_fit(picture)
    assert sort_rows(found.rows)[0].name == "Security screening"
    headings = [text for text in texts_of(picture.marks) if "○ 2015 → ● 2016" in text]
    assert [heading.partition(":")[0] for heading in headings] == [
        "easy, %", "CSAT", "satisfied, %", "clean, %",
    ]  # fmt: skip


def test_hostile_and_long_names_fit() -> None:
    pairs: list[Bad] = [(20 + 5 * i, 30 + 4 * i) for i in range(len(SCRIPTS))]
    drawing = draw_comparison(make_shop(*pairs, names=SCRIPTS), language="pl")
    check_fit(drawing.picture)
    assert "<script" not in drawing.to_svg()


@pytest.mark.browser
def test_it_fits_in_a_browser(tmp_path: Any) -> None:
    pairs: list[Bad] = [(20 + 5 * i, 30 + 4 * i) for i in range(len(SCRIPTS))]
    shops = (load_demo(), make_shop(*pairs, names=SCRIPTS))
    check_fit_in_browser([draw_comparison(shop).picture for shop in shops], tmp_path)
