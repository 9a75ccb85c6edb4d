from __future__ import annotations

import pytest

from journeymap.picture.marks import Box
from journeymap.picture.signs import hatch


@pytest.mark.parametrize("box", [Box(0, 5, 3, 14), Box(10, 5, 1.2, 14), Box(0, 5, 200, 5)])
def test_hatching_stays_in_its_box(box: Box) -> None:
    strokes = list(hatch(box, "ink", 6.0))
    assert strokes
    for x, y in (point for stroke in strokes for point in stroke.points):
        assert box.x <= x <= box.x + box.width
        assert box.y <= y <= box.y + box.height
