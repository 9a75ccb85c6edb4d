from __future__ import annotations

import pytest

from journeymap.errors import Problem
from journeymap.preview.finding import Found
from journeymap.preview.saying import count_problems, list_texts, name_lanes, say_status
from journeymap.views.journey_map.registry import LANES
from journeymap.wording.words import Words


def make(errors: int, warnings: int) -> Found:
    wrong = [Problem("no")] * errors + [Problem("hm", severity="warning")] * warnings
    return Found(1, None, tuple(wrong))


@pytest.mark.parametrize(
    ("errors", "warnings", "fault", "has_map", "told"),
    [
        (0, 0, False, True, ("fine", "Up to date")),
        (0, 1, False, True, ("doubt", "Up to date, with 1 warning")),
        (0, 2, False, True, ("doubt", "Up to date, with 2 warnings")),
        (1, 5, False, False, ("wrong", "1 error")),
        (2, 0, False, True, ("wrong", "2 errors; the map is from when the file was last right")),
        (0, 0, True, False, ("wrong", "1 error")),
    ],
)
def test_the_status_is_a_sentence(
    errors: int, warnings: int, fault: bool, has_map: bool, told: tuple[str, str]
) -> None:
    found = make(errors, warnings)
    assert say_status(found, Words(), has_fault=fault, has_map=has_map) == told


def test_all_problems_are_counted() -> None:
    assert count_problems(make(1, 0), Words(), has_fault=False) == "1 problem"
    hidden = Found(1, None, make(200, 0).problems, hidden=50)
    assert count_problems(hidden, Words(), has_fault=True) == "251 problems"


def test_every_lane_has_a_name() -> None:
    assert list(name_lanes(Words())) == list(LANES)


def test_texts_of_the_script_have_values_for_what_stands_in_braces() -> None:
    texts = list_texts(Words())
    assert [name for name, text in texts.items() if "{" in text] == ["zoom"]
    assert "{percent}" in texts["zoom"]
