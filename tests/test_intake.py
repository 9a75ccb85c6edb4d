from __future__ import annotations

import pickle

import pytest

from journeymap.intake import Intake, MeasuredReadings
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


def test_readings_are_a_tuple_with_an_intake() -> None:
    reading = Reading(metric="nps", value=3, n=4)
    readings = MeasuredReadings([reading], Intake(1, 1, 1))
    assert list(readings) == [reading]
    assert str(readings) == "1 reading from 1 answer in 1 row: 1 used"
    assert repr(readings) == "<MeasuredReadings: 1 reading from 1 answer in 1 row: 1 used>"
    copied = pickle.loads(pickle.dumps(readings))
    assert copied.intake == readings.intake
