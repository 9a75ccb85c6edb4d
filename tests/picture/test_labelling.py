from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.picture.labelling import Area, place_labels

FIELD = Area(0, 0, 400, 300)
POINTS = st.lists(st.tuples(st.integers(10, 390), st.integers(10, 290)), min_size=1, max_size=15)


@settings(max_examples=60, deadline=None)
@given(points=POINTS, width=st.integers(8, 90))
def test_labels_share_no_room(points: list[tuple[int, int]], width: int) -> None:
    obstacle = Area(0, 0, 80, 20)
    placed = place_labels(points, [(width, 14)] * len(points), FIELD, obstacles=[obstacle])
    areas = [one.area for one in placed if one]
    assert not any(a.meets(b) for a, b in combinations(areas, 2))
    assert all(FIELD.holds(area) and not area.meets(obstacle) for area in areas)
    assert not any(
        area.meets(Area(x - 6, y - 6, x + 6, y + 6)) for area in areas for x, y in points
    )
    assert place_labels(points, [(width, 14)] * len(points), FIELD, obstacles=[obstacle]) == placed


def test_a_single_label_stands_right_of_its_point() -> None:
    (placed,) = place_labels([(50, 50)], [(20, 10)], FIELD)
    assert placed is not None
    assert (placed.area.left, placed.leader) == (59.0, None)


def test_labels_of_one_place_are_led_to_it() -> None:
    placed = place_labels([(200, 150)] * 9, [(9, 14)] * 9, FIELD)
    assert all(placed)
    leaders = [one.leader for one in placed if one and one.leader]
    assert leaders
    assert all(abs(x - 200) < 12 and abs(y - 150) < 12 for (x, y), _ in leaders)


def test_without_room_there_is_no_place() -> None:
    assert place_labels([(10, 10)], [(500, 14)], FIELD) == [None]
