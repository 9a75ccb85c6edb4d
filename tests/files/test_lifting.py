from __future__ import annotations

from typing import Any

import pytest

from journeymap.files.lifting import lift_readings

CSAT = {"metric": "csat", "value": "4"}


def test_readings_of_all_levels_in_one_list() -> None:
    data = {
        "readings": [{**CSAT, "touchpoint": "pay"}],
        "stages": [
            {
                "name": "Buy",
                "readings": [CSAT],
                "touchpoints": ["Cart", {"id": "pay", "readings": [CSAT, {**CSAT, "wave": "2"}]}],
            },
            "Leave",
        ],
    }
    lifted = lift_readings(data)
    assert lifted.data == {
        "stages": [{"name": "Buy", "touchpoints": ["Cart", {"id": "pay"}]}, "Leave"],
        "readings": [
            {**CSAT, "touchpoint": "pay"},
            {**CSAT, "stage": "buy"},
            {**CSAT, "touchpoint": "pay"},
            {**CSAT, "touchpoint": "pay", "wave": "2"},
        ],
    }
    assert lifted.origins == [
        ("readings", 0),
        ("stages", 0, "readings", 0),
        ("stages", 0, "touchpoints", 1, "readings", 0),
        ("stages", 0, "touchpoints", 1, "readings", 1),
    ]
    assert lifted.complaints == []
    assert "readings" in data


def test_places_go_back_to_the_file() -> None:
    data = {"stages": [{"name": "Buy", "touchpoints": [{"id": "pay", "readings": [CSAT]}]}]}
    lifted = lift_readings(data)
    back = ("stages", 0, "touchpoints", 0, "readings", 0, "value")
    assert lifted.to_origin(("readings", 0, "value")) == back
    assert lifted.to_origin(("stages", 0)) == ("stages", 0)
    assert lifted.to_origin(("readings",)) == ("readings",)


def test_readings_under_something_without_an_id_have_no_owner() -> None:
    data = {"stages": [{"touchpoints": [{"readings": [CSAT]}, {"id": "a", "readings": [CSAT]}]}]}
    lifted = lift_readings(data)
    assert not lifted.knows_owner(("readings", 0))
    assert lifted.knows_owner(("readings", 1))


@pytest.mark.parametrize(
    ("readings", "sentence"),
    [
        (None, "no value; write one, or take the key out"),
        (CSAT, "not a list; write each one on a line of its own that starts with a dash"),
        ("csat", "not a list 'csat'; write each one on a line of its own that starts with a dash"),
    ],
)
def test_what_is_no_list_is_told_and_not_passed_on(readings: Any, sentence: str) -> None:
    lifted = lift_readings({"stages": [{"name": "Buy", "readings": readings}]})
    assert lifted.data["stages"] == [{"name": "Buy"}]
    told = [str(complaint.problem) for complaint in lifted.complaints]
    assert told == [f"stages[0].readings: {sentence}"]


@pytest.mark.parametrize(
    ("word", "other", "fine"),
    [
        ("touchpoint", "cart", True),
        ("touchpoint", None, True),
        ("touchpoint", "pay", False),
    ],
)
def test_a_reading_that_names_another_place(word: str, other: str | None, *, fine: bool) -> None:
    data = {"stages": [{"touchpoints": [{"id": "cart", "readings": [{**CSAT, word: other}]}]}]}
    told = [str(complaint.problem) for complaint in lift_readings(data).complaints]
    path = "stages[0].touchpoints[0].readings[0].touchpoint"
    sentence = (
        f"{path}: a reading under the touchpoint 'cart' can't be about another 'pay'; "
        "take touchpoint out, or move the reading"
    )
    assert told == ([] if fine else [sentence])


@pytest.mark.parametrize(
    "data",
    [{"stages": None}, {"stages": "x"}, {"stages": {"a": 1}}, {"stages": [None, 1, []]},
     {"stages": [{"touchpoints": 3}]}, {"readings": 3}, {"readings": ["x", None]}],
)  # fmt: skip
def test_what_is_of_another_shape_is_left_to_the_record(data: dict[str, Any]) -> None:
    lifted = lift_readings(data)
    assert {**lifted.data, "readings": None} == {**data, "readings": None}
    assert lifted.complaints == []
