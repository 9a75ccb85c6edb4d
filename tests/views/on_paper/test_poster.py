from __future__ import annotations

import pytest

from journeymap.picture.marks import Picture, Text
from journeymap.picture.papers import PAPERS
from journeymap.views.on_paper.poster import MOST, describe_poster, fill_page


def describe(width: float) -> Picture:
    """Twenty columns of 100 pixels in as many rows as they need, 200 high each."""
    columns = max(1, min(20, int(width / 100)))
    rows = -(-20 // columns)
    return Picture(100 * columns, 200 * rows, "Shop", "", (Text(10, 20, "Cart", 10),))


def test_as_many_rows_as_make_it_largest() -> None:
    (page,), notes = describe_poster(describe, PAPERS["poster"])
    assert notes == ()
    assert page.on_paper
    (text,) = page.marks
    assert isinstance(text, Text)
    assert text.size > 10 * PAPERS["poster"].size[0] / 2000  # than in one row


def test_one_page_is_filled_in_its_width_and_letters_do_not_grow_without_end() -> None:
    widths: list[float] = []

    def show(width: float) -> Picture:
        widths.append(width)
        return Picture(max(400, width + 80), 300, "", "", (Text(1, 9, "a", 10),))

    page = fill_page(show, PAPERS["a4"])
    (text,) = page.marks
    assert isinstance(text, Text)
    assert text.size == pytest.approx(10 * MOST)
    assert (widths[-1] + 80) * MOST == pytest.approx(page.width)
