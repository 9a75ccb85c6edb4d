from __future__ import annotations

import pytest

from journeymap.errors import JourneyError
from journeymap.files.spelling import to_document
from journeymap.model.journey import Journey
from journeymap.model.people import Emotion, Persona, Quotation
from journeymap.text import Plain

BUY = [{"name": "Buy", "touchpoints": ["Cart"]}]


@pytest.mark.parametrize("valence", [-2, -1, 0, 1, 2, Plain("-2"), 1.0])
def test_valence_is_a_whole_number_from_minus_2_to_2(valence: object) -> None:
    kept = Emotion(name="Calm", valence=valence).valence
    assert kept == int(valence)  # type: ignore[call-overload]
    assert type(kept) is int


@pytest.mark.parametrize(("valence", "shown"), [(3, "3"), (-3, "-3"), (0.5, "0.5")])
def test_valence_that_is_refused(valence: float, shown: str) -> None:
    with pytest.raises(JourneyError) as caught:
        Emotion(name="Calm", valence=valence)
    assert str(caught.value) == (
        f"valence: not a whole number from -2 to 2 '{shown}'; "
        "-2 is very bad, 0 neither, 2 very good"
    )


def test_one_persona_or_several_under_either_word() -> None:
    ann, bob = Persona(name="Ann"), Persona(name="Bob", goal="Rest")
    one = Journey(name="Shop", persona="Ann", stages=BUY)
    assert one.personas == (ann,)
    assert one.persona == ann
    for word in ("persona", "personas"):
        journey = Journey(**{"name": "Shop", word: ["Ann", {"name": "Bob", "goal": "Rest"}]},
                          stages=BUY)  # fmt: skip
        assert journey.personas == (ann, bob)
        assert journey.persona == ann


@pytest.mark.parametrize("none", [{}, {"persona": None}, {"personas": []}])
def test_no_persona(none: dict[str, object]) -> None:
    journey = Journey(name="Shop", stages=BUY, **none)
    assert journey.personas == ()
    assert journey.persona is None


def test_personas_are_replaced_and_saved() -> None:
    journey = Journey(name="Shop", persona="Ann", stages=BUY)
    assert to_document(journey)["persona"] == {"name": "Ann"}
    both = journey.replace(personas=["Ann", "Bob"])
    assert to_document(both)["persona"] == [{"name": "Ann"}, {"name": "Bob"}]
    assert both != journey
    assert both.replace(personas=()).persona is None


def test_quotation_keeps_who_said_it_where() -> None:
    quote = Quotation(says="Never again", by="Commuter, 34", source="Interview 7")
    assert quote.model_dump() == {
        "says": "Never again", "by": "Commuter, 34", "source": "Interview 7",
    }  # fmt: skip
