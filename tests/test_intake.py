from __future__ import annotations

import pickle

import pytest

from journeymap.intake import Intake, MeasuredReadings, is_tolerated
from journeymap.model.readings import Reading


def test_an_intake_is_told_in_plain_lines() -> None:
    intake = Intake(3087, 61740, 41210, {"no answer": 20000, "repeat": 530}, ("a note",))
    assert str(intake) == (
        "61,740 answers in 3,087 rows: 41,210 used, "
        "20,530 set aside (no answer 20,000, repeat 530)\n"
        "a note"
    )
    assert str(Intake(1, 1, 1)) == "1 answer in 1 row: 1 used"
    assert hash(intake) == hash(
        Intake(3087, 61740, 41210, {"repeat": 530, "no answer": 20000}, ("a note",))
    )


def test_nothing_is_lost() -> None:
    with pytest.raises(ValueError, match="3 answers are not 1 used"):
        Intake(3, 3, 1, {"repeat": 1})


@pytest.mark.parametrize("total", [1, 7, 100, 1_000, 999_983])
@pytest.mark.parametrize("percent", [0, 1, 7, 29, 33, 50])
def test_a_share_is_tolerated_up_to_its_very_edge(total: int, percent: int) -> None:
    most = total * percent // 100
    assert is_tolerated(most, total, percent / 100)
    assert not is_tolerated(most + 1, total, percent / 100)


def test_readings_are_a_tuple_with_an_intake() -> None:
    reading = Reading(metric="nps", value=3, n=4)
    readings = MeasuredReadings([reading], Intake(1, 1, 1))
    assert list(readings) == [reading]
    assert str(readings) == "1 reading from 1 answer in 1 row: 1 used"
    assert repr(readings) == "<MeasuredReadings: 1 reading from 1 answer in 1 row: 1 used>"
    copied = pickle.loads(pickle.dumps(readings))
    assert copied.intake == readings.intake
