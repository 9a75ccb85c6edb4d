from __future__ import annotations

from collections.abc import Sequence

import pytest

from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Circle, Group, Line, Mark, Picture, Text
from journeymap.picture.plot_tables import PlotColumn, Row, Table, align, figures, names
from journeymap.picture.plotting import Ruler, Sheet, compose, plan_ruler
from journeymap.picture.signs import bar, dot, whisker
from tests.views.fitting_checks import check_fit


def make_table(texts: Sequence[str], values: Sequence[float], *, frame: str = "") -> Table:
    def draw(i: int, ruler: Ruler, y: float) -> Sequence[Mark]:
        return (dot(ruler.at(values[i]), y),)

    rows = [Row(f"t{i}", text, frame if not i else "") for i, text in enumerate(texts)]
    shown = figures([f"{value:g}" for value in values], "value")
    plot = PlotColumn("points", lambda a, b: plan_ruler(values, a, b), draw, lines=(2.0,))
    return Table(rows, [names([(t, "") for t in texts], "name"), plot, shown])


def show(table: Table) -> Picture:
    return compose(Sheet("t", "m", "d"), table.draw, width=table.width)


def test_each_row_is_a_group_with_its_key_its_title_and_its_point() -> None:
    picture = show(make_table(["Find", "Pay"], [1.0, 3.0], frame="poor"))
    groups = [mark for mark in picture.marks if isinstance(mark, Group)]
    assert [(g.key, g.title) for g in groups] == [("t0", "Find"), ("t1", "Pay")]
    points = [next(m for m in g.marks if isinstance(m, Circle)) for g in groups]
    assert points[0].x < points[1].x
    assert points[0].y < points[1].y
    frames = [next(m for m in g.marks if isinstance(m, Box)).stroke for g in groups]
    assert frames == ["poor", ""]


def test_a_marked_value_has_a_darker_line_over_the_whole_height() -> None:
    picture = show(make_table(["Find", "Pay"], [1.0, 3.0]))
    (dark,) = [m for m in picture.marks if isinstance(m, Line) and m.stroke == "faint"]
    grid = next(
        m
        for m in picture.marks
        if isinstance(m, Line) and m.points[0][0] == dark.points[0][0] and m != dark
    )
    assert dark.points == grid.points


@pytest.mark.parametrize("length", [1, 20, 200])
@pytest.mark.parametrize("letter", ["W", "ж", "画", "ש", "😀", "a "])
def test_long_names_wrap(letter: str, length: int) -> None:
    picture = show(make_table([letter * length, "Pay"], [1.0, 3.0]))
    check_fit(picture)


def test_columns_of_several_tables_stand_below_each_other() -> None:
    first, second = align([make_table(["Find"], [1.0]), make_table(["A longer name"], [1000.0])])
    assert first.widths == second.widths
    assert first.widths[0] >= text_width("A longer name", 12.0, bold=True)


def test_signs_lie_where_their_values_do() -> None:
    ruler = plan_ruler([0.0, 100.0], 0.0, 1000.0)
    line, *caps = whisker(ruler, 5.0, 20.0, 60.0)
    assert isinstance(line, Line)
    assert line.points == ((200.0, 5.0), (600.0, 5.0))
    assert [cap.points[0][0] for cap in caps if isinstance(cap, Line)] == [200.0, 600.0]
    assert whisker(ruler, 5.0, None, 60.0) == ()
    length = bar(ruler, 5.0, 40.0)
    assert (length.x, length.width) == (0.0, 400.0)
    below = bar(ruler, 5.0, 20.0, base=50.0)
    assert (below.x, below.width) == (200.0, 300.0)


def test_remarks_stand_below_their_figures() -> None:
    column = figures(["7", "900"], "answers").with_remarks(["too few answers", ""])
    assert [[text for text, _ in cell] for cell in column.cells] == [
        ["7", "too few answers"],
        ["900", ""],
    ]


def test_texts_of_a_row_are_told_apart_from_its_drawing() -> None:
    picture = show(make_table(["Find"], [1.0]))
    group = next(m for m in picture.marks if isinstance(m, Group))
    assert [m.text for m in group.marks if isinstance(m, Text)] == ["Find", "1"]
