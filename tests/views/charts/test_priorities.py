from __future__ import annotations

import pytest

from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.picture.marks import Box, Line
from journeymap.views.charts.priorities import describe_priorities, draw_priorities
from journeymap.wording.words import Words
from tests.views.charts.chart_marks import of_kind, rows_of, texts_of
from tests.views.charts.test_ranking import make_shop
from tests.views.fitting_checks import check_fit

WORDS = Words()


def test_bars_are_as_long_as_what_is_lost() -> None:
    found = find_priorities(make_shop(90, 60, 20))
    rows = rows_of(describe_priorities(found, WORDS))
    lengths = {key: of_kind(row.marks, Box)[1] for key, row in rows.items()}
    per_point = {r.touchpoint: lengths[r.touchpoint].width / r.priority for r in found.rows}
    assert list(per_point.values()) == pytest.approx([per_point["t0"]] * 3)
    for row in found.rows:
        (left, _), (right, _) = of_kind(rows[row.touchpoint].marks, Line)[0].points
        start, unit = lengths[row.touchpoint].x, per_point[row.touchpoint]
        assert (left, right) == pytest.approx((start + unit * row.low, start + unit * row.high))


def test_factors_are_shown_where_they_differ() -> None:
    plain = texts_of(draw_priorities(make_shop(90, 60, 20)).picture.marks)
    assert "reach" not in plain
    assert "importance" not in plain
    importance, reach = {"t0": 1, "t1": 9, "t2": 5}, {"t0": 1, "t1": 0.5, "t2": 0.1}
    found = find_priorities(make_shop(90, 60, 20), importance=importance, reach=reach)
    told = texts_of(describe_priorities(found, WORDS).marks)
    assert {"reach", "importance", "shortfall", "50 %"} <= set(told)


def test_the_first_to_fix_is_the_message_and_marked() -> None:
    picture = draw_priorities(make_shop(90, 60, 20)).picture
    assert texts_of(picture.marks)[0].startswith("Fix first: Place 0")
    marked = [key for key, row in rows_of(picture).items() if "▼ first" in texts_of(row.marks)]
    framed = [key for key, row in rows_of(picture).items() if of_kind(row.marks, Box)[0].stroke]
    assert marked == framed == ["t0"]


def test_nothing_to_compare_is_said() -> None:
    picture = draw_priorities(make_shop(1, 2).replace(readings=[])).picture
    assert texts_of(picture.marks)[0].startswith("No verdict")
    check_fit(picture)


def test_every_hard_journey_fits(journey: Journey) -> None:
    check_fit(draw_priorities(journey).picture)


def test_hostile_names_are_shown_and_do_nothing(hostile: Journey) -> None:
    drawing = draw_priorities(hostile)
    check_fit(drawing.picture)
    assert "<script" not in drawing.to_svg()


def test_a_result_shows_stages_by_their_ids_and_a_journey_by_their_names() -> None:
    assert "Wait for the flight" in texts_of(draw_priorities(load_demo()).picture.marks)
    assert "wait" in texts_of(draw_priorities(find_priorities(load_demo())).picture.marks)
