from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from journeymap.picture.marks import Circle, Group, Line
from journeymap.statistics.calibration import CalibrationBin, bin_statements
from journeymap.views.charts.calibration import SIDE, describe_calibration, draw_calibration
from journeymap.wording.words import Words
from tests.views.charts.chart_marks import SCRIPTS, of_kind, texts_of
from tests.views.fitting_checks import check_fit

BINS = (
    CalibrationBin(10, 0.2, 0.3, 0.1, 0.6),
    CalibrationBin(40, 0.6, 0.5, 0.35, 0.65),
    CalibrationBin(10, 0.9, 1.0, 0.7, 1.0),
)


def test_points_lie_by_what_was_stated_and_what_came_true() -> None:
    picture = draw_calibration(BINS).picture
    groups = [m for m in picture.marks if isinstance(m, Group)]
    points = [of_kind(group.marks, Circle)[0] for group in groups]
    steps = [(b.x - a.x, a.y - b.y) for a, b in pairwise(points)]
    assert steps == [pytest.approx(s) for s in ((0.4 * SIDE, 0.2 * SIDE), (0.3 * SIDE, 0.5 * SIDE))]
    for group, one, point in zip(groups, BINS, points, strict=True):
        (_, low), (_, high) = of_kind(group.marks, Line)[0].points
        assert low - point.y == pytest.approx(SIDE * (one.came_true - one.low))
        assert point.y - high == pytest.approx(SIDE * (one.high - one.came_true))
    assert points[1].radius > points[0].radius == points[2].radius


def test_the_dashed_line_is_where_chances_hold() -> None:
    picture = draw_calibration(BINS).picture
    diagonal = next(m for m in picture.marks if isinstance(m, Line) and m.dashed)
    (x1, y1), (x2, y2) = diagonal.points
    assert (x2 - x1, y1 - y2) == pytest.approx((SIDE, SIDE))
    assert "60 statements, off by 0.100" in texts_of(picture.marks)


@pytest.mark.parametrize("number", [1, 4, 5, 9])
def test_panels_fit(number: int) -> None:
    panels = {f"{i} {SCRIPTS[i]}": BINS[: 1 + i % 3] for i in range(number)}
    picture = describe_calibration(panels, Words("ru"))
    check_fit(picture)
    assert len(of_kind([m for m in picture.marks if isinstance(m, Group)], Circle)) == sum(
        len(bins) for bins in panels.values()
    )


def test_without_statements_it_says_so() -> None:
    told = texts_of(draw_calibration(bin_statements([])).picture.marks)
    assert told == ["No statements to judge."]
    assert texts_of(draw_calibration({"empty": ()}).picture.marks) == told


def test_it_is_written_and_the_same_twice(tmp_path: Path) -> None:
    drawing = draw_calibration({"airport": BINS}, out=tmp_path / "chances.svg")
    written = (tmp_path / "chances.svg").read_text(encoding="utf-8")
    assert written == drawing.to_svg() == draw_calibration({"airport": BINS}).to_svg()
