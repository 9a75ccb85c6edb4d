from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture.blocks import Block
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Line, Text
from journeymap.picture.mirroring import mirror
from journeymap.picture.plotting import (
    LEAST_WIDTH,
    TICK_GAP,
    Key,
    Sheet,
    compose,
    lay_axis,
    plan_ruler,
    raise_axis,
    take_core,
    tick_room,
)
from journeymap.picture.theme import MARGIN, SMALL
from tests.views.fitting_checks import check_fit

NUMBERS = st.floats(-1e9, 1e9).map(lambda x: round(x, 4))


@given(values=st.lists(NUMBERS, min_size=1, max_size=8), width=st.floats(60, 900))
def test_numbers_of_an_axis_never_touch(values: list[float], width: float) -> None:
    ruler = plan_ruler(values, 0.0, width)
    ticks = [(ruler.at(t), text_width(ruler.write(t), SMALL) / 2) for t in ruler.scale.ticks]
    for (a, half), (b, other) in pairwise(ticks):
        assert b - a >= half + other + TICK_GAP


@given(values=st.lists(NUMBERS, min_size=2, max_size=8))
def test_a_higher_value_is_never_further_left(values: list[float]) -> None:
    ruler = plan_ruler(values, 10.0, 500.0)
    places = [ruler.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(10.0 <= place <= 500.0 for place in places)


def test_an_upright_axis_rises() -> None:
    ruler = plan_ruler([0.0, 100.0], 300.0, 100.0)
    assert (ruler.at(0.0), ruler.at(50.0), ruler.at(100.0)) == (300.0, 200.0, 100.0)
    texts = [mark for mark in raise_axis(ruler, 60.0, 400.0) if isinstance(mark, Text)]
    assert next((t.text, t.x, t.anchor) for t in texts) == ("0", 52.0, "end")
    assert tick_room(ruler) == pytest.approx(8 + text_width("100", SMALL))


def test_gridlines_stand_at_their_numbers() -> None:
    marks = lay_axis(plan_ruler([0.0, 10.0], 0.0, 400.0), 50.0, 90.0)
    lines = [mark.points[0][0] for mark in marks if isinstance(mark, Line)]
    assert lines == [mark.x for mark in marks if isinstance(mark, Text)]


def test_numbers_are_written_in_the_language_of_the_picture() -> None:
    ruler = plan_ruler([0.0, 1.0], 0.0, 400.0, ticks=2, show=lambda n: n.replace(".", ","))
    assert [ruler.write(t) for t in ruler.scale.ticks] == ["0,0", "0,5", "1,0"]


@pytest.mark.parametrize(
    "name", ["ш" * 200, "オンライン" * 40, "a b " * 50, "שלום " * 40, "🎉" * 60]
)
def test_what_surrounds_a_chart_wraps_and_is_whole(name: str) -> None:
    def draw(y: float) -> Block:
        return Block((Box(MARGIN, y, 200, 50, fill="panel"),), 50)

    keys = [Key(lambda x, y: (Box(x - 9, y - 6, 18, 12),), name)] * 3
    picture = compose(Sheet("Name", name, "words", name, [name, name], keys), draw)
    check_fit(picture)
    shown = "".join(t.text for t in picture.marks if isinstance(t, Text))
    letters = {letter for letter in name if not letter.isspace()}
    assert all(shown.count(c) >= 6 * name.count(c) for c in letters)


def test_without_anything_to_draw_it_is_a_sentence() -> None:
    picture = compose(Sheet("Name", "No touchpoint is measured.", "told"))
    assert [t.text for t in picture.marks if isinstance(t, Text)] == ["No touchpoint is measured."]
    assert picture.width == LEAST_WIDTH + 2 * MARGIN
    assert (picture.title, picture.description) == ("Name", "told")


def test_a_chart_without_its_sentences_keeps_its_drawing() -> None:
    sheet = Sheet("Chart", "The answer.", "All in words.", "what is shown", ["A note.", "Another."])
    whole = compose(sheet, lambda y: Block((Box(40, y, 300, 200, fill="ink"),), 200))
    for picture in (whole, mirror(whole)):
        bare = take_core(picture)
        assert [mark.text for mark in bare.marks if isinstance(mark, Text)] == ["what is shown"]
        (box,) = [mark for mark in bare.marks if isinstance(mark, Box)]
        assert 0 < box.y < box.y + box.height <= bare.height < whole.height
        assert bare.description == "All in words."
        assert take_core(bare) == bare
        check_fit(bare)


@pytest.mark.parametrize("notes", [[], ["שלום " * 60]])
def test_a_long_message_is_taken_off_whole(notes: list[str]) -> None:
    sheet = Sheet("Chart", "The answer. " * 40, "", "shown", notes)
    bare = take_core(compose(sheet, lambda y: Block((Box(40, y, 300, 200, fill="ink"),), 200)))
    assert [mark.text for mark in bare.marks if isinstance(mark, Text)] == ["shown"]
    check_fit(bare)
