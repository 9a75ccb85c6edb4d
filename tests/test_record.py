from __future__ import annotations

import copy
import pickle
from typing import ClassVar

import pytest
from pydantic import ValidationError

from journeymap.errors import JourneyError
from journeymap.fields import Number, Text
from journeymap.model.elements import Pain, Stage, Touchpoint, Transition
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.record import Record


class Note(Record, init=False):
    text_field: ClassVar[str] = "says"

    says: Text
    weight: Number = 1


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Note(says="x").weight = 2


def test_equal_by_value_and_usable_as_a_key() -> None:
    assert Note(says="x") == Note(says="x", weight=1.0)
    assert Note(says="x") != Note(says="y")
    assert {Note(says="x"): 1}[Note(says="x")] == 1


def test_a_bare_text_stands_for_its_field() -> None:
    assert Note.model_validate("x") == Note(says="x")
    assert Touchpoint(name="Cart", pains="slow").pains == (Pain(says="slow"),)


def test_the_constructor_raises_our_error_and_validation_pydantics() -> None:
    with pytest.raises(JourneyError) as ours:
        Note(says="", weight="x")
    assert [problem.path for problem in ours.value.problems] == ["says", "weight"]
    assert ours.value.__cause__ is None
    with pytest.raises(ValidationError):
        Note.model_validate({"says": ""})


def test_nested_faults_keep_their_places() -> None:
    stages = [{"name": "Buy", "touchpoints": ["Cart", {"name": "Pay", "pains": [{"says": ""}]}]}]
    with pytest.raises(JourneyError) as caught:
        Journey(name="Shop", stages=stages)
    assert str(caught.value) == (
        "stages[0].touchpoints[1].pains[0].says: an empty text ''; leave it out"
    )


def test_faults_of_nested_constructors_are_their_own() -> None:
    with pytest.raises(JourneyError) as caught:
        Journey(name="Shop", stages=[Stage(name="Buy", touchpoints=[Touchpoint(name="")])])
    assert str(caught.value) == "name: an empty text ''; leave it out"


def test_replace_is_checked() -> None:
    note = Note(says="x")
    assert note.replace(weight=2) == Note(says="x", weight=2)
    assert note == Note(says="x")
    with pytest.raises(JourneyError, match="weight: not a number 'y'"):
        note.replace(weight="y")
    with pytest.raises(JourneyError, match="unknown key 'wait'; did you mean 'weight'"):
        note.replace(wait=3)


def test_replace_knows_both_names_of_a_field() -> None:
    transition = Transition(source="a", target="b", count=3)
    assert transition.replace(target="c") == Transition(source="a", target="c", count=3)
    assert transition.replace(to="c") == Transition(source="a", target="c", count=3)
    stage = Stage(name="Buy", goal="csat >= 4")
    assert stage.replace(goal="nps >= 10").goals == (Goal.from_text("nps >= 10"),)


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))]
)
def test_copies_are_equal(again: type) -> None:
    reading = Reading(metric="csat", counts={4: 2, 5: 1}, segment={"area": "C"})
    journey = Journey(name="Shop", stages=["Buy"], readings=[reading])
    assert journey.waves == ()  # what was worked out meanwhile is no part of its value
    assert again(journey) == journey
    assert again(reading) == reading
    assert hash(again(reading)) == hash(reading)


def test_a_copy_with_changes_is_checked() -> None:
    journey = Journey(name="Shop", stages=[Stage(name="Buy", touchpoints=["Cart"])])
    assert [touchpoint.id for touchpoint in journey.touchpoints] == ["cart"]
    with pytest.raises(JourneyError, match=r"stages: a journey needs at least one stage '\[\]'"):
        journey.model_copy(update={"stages": ()})
    changed = journey.model_copy(update={"stages": ["Pay"]}, deep=True)
    assert ([stage.id for stage in changed.stages], changed.touchpoints) == (["pay"], ())
    with pytest.raises(JourneyError, match="unknown key 'stagse'"):
        journey.model_copy(update={"stagse": ()})
    for deep in (False, True):
        same = journey.model_copy(deep=deep)
        assert same == journey
        assert hash(same) == hash(journey)
