from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.analysis.priorities.quadrants import QuadrantTable, find_quadrants
from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.picture.marks import Circle, Line, Polygon, Text
from journeymap.views.charts.matrix import describe_matrix, draw_matrix
from journeymap.views.charts.quadrant_field import plan_around
from journeymap.wording.words import Words
from tests.analysis.priorities.shop_example import make_worked_on
from tests.views.charts.chart_marks import SCRIPTS, of_kind, rows_of, texts_of
from tests.views.charts.test_ranking import make_shop
from tests.views.fitting_checks import Rect, check_fit, check_fit_in_browser, to_rect

WORDS = Words()
FIVE = {"shops": 9, "restaurants": 4, "parking": 7, "airtrain": 8, "screens": 2}


def find_shop(number: int, names: tuple[str, ...] = ()) -> QuadrantTable:
    shop = make_shop(*[20 + 7 * (i * 5 % 17) % 120 for i in range(number)], names=names)
    return find_quadrants(shop, importance={f"t{i}": 1 + i * 3 % 9 for i in range(number)})


def test_points_lie_by_importance_and_performance() -> None:
    found = find_quadrants(load_demo(), importance=FIVE)
    points = {
        key: of_kind(group.marks, Circle)[0]
        for key, group in rows_of(describe_matrix(found, WORDS)).items()
    }
    across = sorted(found.rows, key=lambda row: row.health)
    assert [r.touchpoint for r in across] == sorted(points, key=lambda key: points[key].x)
    upwards = sorted(found.rows, key=lambda row: row.importance)
    assert [r.touchpoint for r in upwards] == sorted(points, key=lambda key: -points[key].y)


def test_the_cuts_part_the_quadrants() -> None:
    found = find_quadrants(load_demo(), importance=FIVE)
    picture = describe_matrix(found, WORDS)
    upright, level = [line for line in of_kind(picture.marks, Line) if line.dashed]
    for row in found.rows:
        point = of_kind(rows_of(picture)[row.touchpoint].marks, Circle)[0]
        is_strong, is_important = point.x > upright.points[0][0], point.y < level.points[0][1]
        assert (is_strong, is_important) == {
            "major_weak": (False, True), "major_strong": (True, True),
            "minor_weak": (False, False), "minor_strong": (True, False),
        }[row.quadrant]  # fmt: skip
    names = {"major, weak", "major, strong", "minor, weak", "minor, strong"}
    assert names <= set(texts_of(picture.marks))


def test_few_short_names_stand_at_their_points() -> None:
    picture = describe_matrix(find_quadrants(load_demo(), importance=FIVE), WORDS)
    check_fit(picture)
    assert [texts_of(row.marks) for row in rows_of(picture).values()] == [
        ["▼\u00a0➔\u00a0Shops"], ["Parking"], ["AirTrain"], ["▼\u00a0Restaurants"], ["Screens"],
    ]  # fmt: skip


@pytest.mark.parametrize("number", [13, 40, 60])
def test_many_points_have_numbers_and_a_list(number: int) -> None:
    picture = describe_matrix(find_shop(number), WORDS)
    check_fit(picture)
    told = texts_of(picture.marks)
    assert any(re.match("1\u00a0· (▼\u00a0)?(➔\u00a0)?Place", text) for text in told)
    labels = [
        [t.split("\u00a0")[-1] for t in texts_of(row.marks)] for row in rows_of(picture).values()
    ]
    bare = sum(label == [] for label in labels)
    assert len(labels) == number
    assert [label for label in labels if label] == [
        [f"{i + 1}"] for i, la in enumerate(labels) if la
    ]
    said = [text for text in told if "no number here" in text]
    one = f"{bare} point has no number here."
    assert said == ([f"{bare} points have no number here." if bare > 1 else one] if bare else [])


def test_a_quadrant_that_is_not_sure_is_a_diamond() -> None:
    found = find_quadrants(
        make_shop(60, 62, 20, 90), importance={"t0": 9, "t1": 9, "t2": 1, "t3": 1}
    )
    picture = describe_matrix(found, WORDS)
    unsure = {r.touchpoint for r in found.rows if r.p_quadrant[r.quadrant] < 0.6}
    diamonds = {key for key, row in rows_of(picture).items() if of_kind(row.marks, Polygon)}
    assert diamonds == unsure
    assert bool(unsure) == ("diamond: may lie in another quadrant" in texts_of(picture.marks))


def test_without_importance_it_says_so() -> None:
    picture = draw_matrix(load_demo()).picture
    assert texts_of(picture.marks)[0].startswith("No quadrants: nobody says how important")
    assert rows_of(picture) == {}


@given(cut=st.floats(-1e6, 1e6), values=st.lists(st.floats(-1e6, 1e6), max_size=6))
def test_both_sides_of_the_cut_have_room_and_every_value_is_on_the_scale(
    cut: float, values: list[float]
) -> None:
    scale = plan_around(cut, values)
    assert 25 - 1e-3 <= scale.place(cut, 0, 100) <= 75 + 1e-3
    assert all(scale.low <= value <= scale.high for value in values)
    assert all(scale.low <= tick <= scale.high for tick in scale.ticks)


@given(cut=st.floats(0, 1e6), values=st.lists(st.floats(0, 1e6), max_size=6))
def test_no_axis_goes_where_no_value_can_lie(cut: float, values: list[float]) -> None:
    scale = plan_around(cut, values, least=0.0)
    assert scale.low >= 0
    assert all(scale.low <= value <= scale.high for value in (*values, cut))


def test_what_the_advice_is_to_start_with_has_an_arrow() -> None:
    found = find_quadrants(load_demo(), importance=FIVE)
    picture = describe_matrix(found, WORDS)
    starts = {row.touchpoint for row in found.rows if row.advice == "start"}
    flagged = {
        key
        for key, row in rows_of(picture).items()
        if any("➔" in text for text in texts_of(row.marks))
    }
    assert flagged == starts != set()
    assert "➔ start there, by the advice" in texts_of(picture.marks)
    for row in found.rows:
        marks = rows_of(picture)[row.touchpoint].marks
        colours = {mark.fill for mark in of_kind(marks, Circle)}
        colours |= {mark.fill for mark in of_kind(marks, Polygon)}
        urges = row.advice == "start" or row.under_way or row.is_weakest
        assert ("poor" in colours) == urges


def test_the_weakest_and_what_is_worked_on_have_signs_and_a_key() -> None:
    picture = describe_matrix(
        find_quadrants(make_worked_on(), importance={"pay": 9, "find": 5, "help": 8}), WORDS
    )
    check_fit(picture)
    told = {key: texts_of(row.marks)[0] for key, row in rows_of(picture).items()}
    assert told == {"pay": "▼\u00a0↻\u00a0Pay", "help": "➔\u00a0Help", "find": "Find"}
    (point,) = of_kind(rows_of(picture)["pay"].marks, Circle)
    assert point.fill == "poor"
    keys = {"▼ the weakest, or one of those it may be", "↻ work is under way there"}
    assert keys <= set(texts_of(picture.marks))
    assert "Pay: the weakest, or one of those it may be, importance" in picture.description
    assert not any(text in ("110", "120") for text in texts_of(picture.marks))  # no health is


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10), st.integers(1, 199)), min_size=2, max_size=20))
def test_any_points_fit(points: list[tuple[int, int]]) -> None:
    shop = make_shop(*(bad for _, bad in points))
    importance = {f"t{i}": weight for i, (weight, _) in enumerate(points)}
    picture = describe_matrix(find_quadrants(shop, importance=importance, draws=200), WORDS)
    check_fit(picture)
    texts = [to_rect(text) for text in of_kind(picture.marks, Text)]
    for point in of_kind(list(rows_of(picture).values()), Circle):
        x, y, r = point.x, point.y, point.radius
        assert not any(text.meets(Rect(x - r, y - r, x + r, y + r)) for text in texts)


def test_hostile_names_are_shown_and_do_nothing(hostile: Journey) -> None:
    ids = [t.id for stage in hostile.stages for t in stage.touchpoints]
    found = find_quadrants(hostile, importance={id_: i % 7 for i, id_ in enumerate(ids)})
    drawing = draw_matrix(found)
    check_fit(drawing.picture)
    assert "<script" not in drawing.to_svg()


@pytest.mark.browser
def test_it_fits_in_a_browser(tmp_path: Any) -> None:
    five = find_quadrants(load_demo(), importance=FIVE)
    pictures = [describe_matrix(f, WORDS) for f in (find_shop(len(SCRIPTS), SCRIPTS), five)]
    check_fit_in_browser(pictures, tmp_path)
