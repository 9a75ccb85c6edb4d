from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture.labelling import Area
from journeymap.picture.marks import Box, Mark, Text
from journeymap.picture.theme import MUTED
from journeymap.views.journey_map.value_labels import Crowd, Value, place_values

EMPTY = Crowd((), (), 0, 200)


def value(
    x: float, y: float, *, below: bool = False, text: str = "4.1", guess: bool = False
) -> Value:
    return Value(text, x, y, y - 7, y + 7, below, guess, None)


def area(marks: tuple[Mark, ...]) -> Area:
    box = marks[0]
    assert isinstance(box, Box)
    return Area(box.x, box.y, box.x + box.width, box.y + box.height)


def test_a_value_stands_above_or_below_its_point() -> None:
    above, below = place_values([value(50, 100), value(150, 100, below=True)], EMPTY)
    assert area(above).bottom < 93
    assert area(below).top > 107
    assert isinstance(above[1], Text)
    assert (above[1].x, above[1].anchor) == (50, "middle")


def test_a_value_gives_way_to_a_line() -> None:
    line = ((0.0, 80.0), (100.0, 80.0))
    (found,) = place_values([value(50, 100)], Crowd((line,), (), 0, 200))
    assert not area(found).top < 80 < area(found).bottom


def test_a_value_gives_way_to_another_s_sign() -> None:
    sign = Area(44, 70, 56, 90)
    (found,) = place_values([value(50, 100)], Crowd((), (sign,), 0, 200))
    assert not area(found).meets(sign)


def test_a_value_stands_nearest_to_its_own_sign() -> None:
    above = Area(44, 76, 56, 88)  # where the value would stand best, between both signs
    (found,) = place_values([value(50, 100)], Crowd((), (above,), 0, 200, dense=True))
    middle = (area(found).top + area(found).bottom) / 2
    assert abs(middle - 100) < abs(middle - 82)


def test_where_it_could_be_another_s_a_value_is_left_out() -> None:
    signs = [Area(x, y, x + 12, y + 12) for x in range(0, 100, 12) for y in range(0, 200, 12)]
    (kept,) = place_values([value(50, 100)], Crowd((), signs, 0, 200))
    (left_out,) = place_values([value(50, 100)], Crowd((), signs, 0, 200, dense=True))
    assert kept
    assert left_out == ()


def test_a_guess_is_muted_and_slanted() -> None:
    ((_, text),) = place_values([value(50, 100, guess=True)], EMPTY)
    assert isinstance(text, Text)
    assert (text.italic, text.bold, text.fill) == (True, False, MUTED)


@given(st.lists(st.floats(0, 200), min_size=1, max_size=12))
def test_no_value_leaves_the_lane_or_stands_on_another(heights: list[float]) -> None:
    values = [value(46 + 92 * i, y, text="123.45") for i, y in enumerate(heights)]
    lines = [
        ((a.x, (a.top + a.bottom) / 2), (b.x, (b.top + b.bottom) / 2)) for a, b in pairwise(values)
    ]
    areas = [area(marks) for marks in place_values(values, Crowd(lines, (), 0, 200))]
    assert all(one.top >= 0 and one.bottom <= 200 for one in areas)
    assert not any(one.meets(other) for one, other in combinations(areas, 2))
