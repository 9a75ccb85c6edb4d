from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from journeymap.analysis.flow.measuring import NOT_MEASURED, measure_flow
from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.picture.marks import Arrow, Box, Circle, Line
from journeymap.views.charts.flow import MOST_ROWS, describe_flow, draw_flow
from journeymap.views.charts.flow_change import find_changes
from journeymap.wording.words import Words
from tests.views.charts.chart_marks import SCRIPTS, of_kind, rows_of, texts_of
from tests.views.fitting_checks import check_fit, check_fit_in_browser

WORDS = Words()


def make_shop(
    names: tuple[str, ...] = ("Landing", "Product", "Cart", "Pay"), **more: Any
) -> Journey:
    ids = ("landing", "product", "cart", "pay")
    touchpoints = [{"id": i, "name": name} for i, name in zip(ids, names, strict=True)]
    ways = (
        ("landing", "product", 700),
        ("product", "cart", 400),
        ("cart", "product", 60),
        ("cart", "pay", 250),
    )
    return Journey.model_validate({
        "name": "Shop",
        "stages": [{"id": "buy", "name": "Buy it", "touchpoints": touchpoints}],
        "starts": {"landing": 1000},
        "ends": {"landing": 300, "product": 360, "cart": 90},
        "transitions": [{"from": a, "to": b, "count": n} for a, b, n in ways],
        **more,
    })  # fmt: skip


def test_bars_are_as_long_as_the_reach_and_hatched_where_journeys_end() -> None:
    shop = make_shop()
    found = measure_flow(shop)
    rows = rows_of(describe_flow(found, WORDS, shop))
    assert list(rows) == ["landing", "product", "cart", "pay"]
    for row in found.rows:
        _, ground, *bars = of_kind(rows[row.touchpoint].marks, Box)
        length = sum(bar.width for bar in bars) / ground.width
        assert length == pytest.approx(row.reach, abs=2e-3)
        if not row.success:
            assert bars[1].width / ground.width == pytest.approx(row.drop_off, abs=2e-3)
            assert bars[1].fill == "poor-ground"
            assert [
                line for line in of_kind(rows[row.touchpoint].marks, Line) if line.stroke == "poor"
            ]


def test_what_is_not_shown_by_bars_is_said() -> None:
    shop = make_shop()
    picture = draw_flow(shop).picture
    cart = texts_of(rows_of(picture)["cart"].marks)
    assert {"Cart", "Buy it", "◆ every way leads here"} <= set(cart)
    assert any(text.startswith("↻ ") and text.endswith("times with Product") for text in cart)
    assert "22.5 % (18.7 to 26.8)" in cart
    assert picture.description.splitlines()[0].startswith("Of 1,000 journeys from Landing")
    assert "Cart: reach" in picture.description


def test_completion_has_its_interval() -> None:
    found = measure_flow(make_shop())
    pay = rows_of(describe_flow(found, WORDS))["pay"]
    _, ground, bar = of_kind(pay.marks, Box)
    (low, _), (high, _) = of_kind(pay.marks, Line)[0].points
    completion = found.completion
    assert completion is not None
    assert completion.low is not None
    assert completion.high is not None
    assert bar.width / ground.width == pytest.approx(completion.value)
    assert (low - ground.x) / ground.width == pytest.approx(completion.low)
    assert (high - ground.x) / ground.width == pytest.approx(completion.high)


def test_several_successes_have_a_row_of_their_own_and_one_together() -> None:
    picture = draw_flow(measure_flow(make_shop(), success=["pay", "cart"])).picture
    said = texts_of(picture.marks)
    assert "Completion" in said


def test_a_change_is_an_arrow_with_the_interval_of_the_difference() -> None:
    found = measure_flow(make_shop(), what_if="Cart: exit -50%")
    (change,) = find_changes(found, WORDS)
    what_if = found.what_if
    assert what_if is not None
    assert what_if.uplift is not None
    assert change.after - change.before == pytest.approx(100 * what_if.uplift)
    picture = describe_flow(found, WORDS)
    (arrow,) = of_kind(picture.marks, Arrow)
    assert arrow.points[-1][0] > arrow.points[0][0]
    assert arrow.stroke == "good"
    before, after = of_kind(picture.marks, Circle)
    assert (before.fill, after.fill) == ("paper", "good")
    said = texts_of(picture.marks)
    assert "What if Cart: exit -50%" in said
    assert change.shown in said
    check_fit(picture)


def test_a_change_for_the_worse_points_back_and_one_of_nothing_says_so() -> None:
    worse = describe_flow(measure_flow(make_shop(), what_if="Cart: exit +50%"), WORDS)
    (arrow,) = of_kind(worse.marks, Arrow)
    assert arrow.points[-1][0] < arrow.points[0][0]
    assert arrow.stroke == "poor"
    nothing = describe_flow(measure_flow(make_shop(), what_if="Cart: exit -0%"), WORDS)
    assert "changes nothing" in texts_of(nothing.marks)
    assert of_kind(nothing.marks, Arrow) == []


def test_a_score_moves_on_its_own_scale() -> None:
    reading = {"touchpoint": "cart", "metric": "csat", "counts": {3: 100, 5: 100}}
    found = measure_flow(make_shop(readings=[reading]), what_if="Cart: csat +0.5")
    said = texts_of(describe_flow(found, WORDS).marks)
    assert "journey score, health 0 to 100" in said
    assert "75.0 → 87.5" in said


def test_a_result_alone_stands_by_reach_with_success_last() -> None:
    rows = rows_of(draw_flow(measure_flow(make_shop())).picture)
    assert list(rows) == ["landing", "product", "cart", "pay"]


def test_of_many_those_with_most_lost_are_drawn() -> None:
    ids = [f"t{i:03}" for i in range(MOST_ROWS + 10)]
    ways = [{"from": a, "to": b, "count": 1000 - 10 * i} for i, (a, b) in enumerate(pairwise(ids))]
    shop = Journey.model_validate({
        "name": "Long", "stages": [{"name": "Buy", "touchpoints": ids}], "starts": {ids[0]: 1000},
        "ends": dict.fromkeys(ids[1:-1], 10), "transitions": ways,
    })  # fmt: skip
    picture = draw_flow(shop).picture
    assert len(rows_of(picture)) == MOST_ROWS
    assert "And 10 more that are not drawn." in texts_of(picture.marks)
    check_fit(picture)


def test_no_counts_are_said() -> None:
    picture = draw_flow(make_shop(transitions=[], starts={}, ends={})).picture
    assert " ".join(texts_of(picture.marks)) == NOT_MEASURED.text
    check_fit(picture)


@pytest.mark.parametrize("name", SCRIPTS)
def test_names_of_every_script_fit(name: str) -> None:
    check_fit(draw_flow(make_shop((name, "Product", name, "Pay"))).picture)
    shop = make_shop((name, "Product", "Cart", name))
    found = measure_flow(shop, what_if="cart: exit -5%")
    shop = shop.replace(stages=[stage.replace(name=name) for stage in shop.stages])
    check_fit(describe_flow(found, Words("ru"), shop))


def test_any_journey_fits(journey: Journey) -> None:
    check_fit(draw_flow(journey).picture)


@pytest.mark.browser
def test_it_fits_in_a_browser(tmp_path: Path) -> None:
    shops = [make_shop((name, "Product", name, "Pay")) for name in SCRIPTS[1:7]]
    pictures = [draw_flow(journey).picture for journey in (load_demo(), *shops)]
    check_fit_in_browser(pictures, tmp_path)
