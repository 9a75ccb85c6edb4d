from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import pytest
from pydantic import Field

from journeymap.errors import JourneyError
from journeymap.fields import Id, Number, Text
from journeymap.model.elements import Stage, Touchpoint, Transition
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey
from journeymap.model.named import Named
from journeymap.model.readings import Reading
from journeymap.problems import keys_of, record_at, to_path
from journeymap.record import Record


def told(record: type[Record], data: Mapping[str, Any]) -> list[str]:
    with pytest.raises(JourneyError) as caught:
        record(**data)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("record", "data", "sentences"),
    [
        (Transition, {}, ["from and to are missing; such as {from: cart, to: pay}"]),
        (Transition, {"from": "a"}, ["to is missing; such as {from: cart, to: pay}"]),
        (
            Transition,
            {"form": "a", "too": "b"},
            ["unknown key 'form'; did you mean 'from'?", "unknown key 'too'; did you mean 'to'?"],
        ),
        (
            Transition,
            {"from": "a", "to": "b", "zzz": 1},
            ["unknown key 'zzz'; expected one of from, to, count, share, time"],
        ),
        (Touchpoint, {"Cart": None}, ["unknown key 'Cart'; write name: Cart"]),
        (Touchpoint, {"titel": "Cart"}, ["unknown key 'titel'; write name: titel"]),
        (Touchpoint, {"title": "Cart"}, ["unknown key 'title'; did you mean 'name'?"]),
        (Touchpoint, {"label": "a", "channel": "b"}, ["unknown key 'label'; did you mean 'name'?"]),
        (Touchpoint, {"channel": "b"}, ["name is missing; such as {name: Cart, channel: web}"]),
        (
            Touchpoint,
            {"name": "a", "reading": []},
            ["unknown key 'reading'; did you mean 'readings'?"],
        ),
        (
            Touchpoint,
            {"name": "a", "zzz": 1},
            [
                "unknown key 'zzz'; expected one of id, name, channel, owner, description and 13"
                " more"
            ],
        ),
        (
            Touchpoint,
            {"name": "!!!"},
            ["name: no id can be made from the name '!!!'; write id: with a letter or a digit"],
        ),
        (Touchpoint, {"name": []}, [
            "name: not text; write one value here, no list and no mapping",
        ]),
        (Touchpoint, {"name": None}, ["name: no value; write one, or take the key out"]),
        (Journey, {"name": "a", "phases": []}, ["unknown key 'phases'; did you mean 'stages'?"]),
        (Stage, {"name": "a", "steps": []}, ["unknown key 'steps'; did you mean 'touchpoints'?"]),
        (
            Reading,
            {"metric": "csat", "score": 4},
            ["unknown key 'score'; did you mean 'value'?"],
        ),
        (
            Reading,
            {"metric": "csat", "value": 4, "5": None},
            ["unknown key '5'; a decimal point is meant, or quotes around a text with a comma?"],
        ),
        (Stage, {"name": "a", "touchpoints": {}}, [
            "touchpoints: not a list; write each one on a line of its own that starts with a dash",
        ]),
        (Stage, {"name": "a", "touchpoints": None}, [
            "touchpoints: no value; write one, or take the key out",
        ]),
        (Stage, {"name": "a", "touchpoints": [["b"]]}, [
            "touchpoints[0]: not a mapping; write {name: Cart, channel: web}",
        ]),
        (Stage, {"name": "a", "goal": {"csat": 4}}, [
            "goal[0]: unknown key 'csat'; write csat >= 4",
        ]),
        (
            Touchpoint,
            {"name": "a", "opportunities": [{"do": "x", "effort": e} for e in ("hgih", 3)]},
            [
                "opportunities[0].effort: unknown word 'hgih'; did you mean 'high'?",
                "opportunities[1].effort: unknown word '3'; "
                "expected one of 'low', 'medium', 'high'",
            ],
        ),
    ],
)  # fmt: skip
def test_sentences(record: type[Record], data: dict[str, Any], sentences: list[str]) -> None:
    assert told(record, data) == sentences


def test_faults_of_several_places_are_told_at_once() -> None:
    stages = [{"name": "Buy", "touchpoints": [{"nam": "Cart"}, "Pay"]}, {"goal": "csat > 4"}]
    assert told(Journey, {"title": "Shop", "stages": stages}) == [
        "stages[0].touchpoints[0]: unknown key 'nam'; did you mean 'name'?",
        "stages[1]: name is missing; such as {name: Buy, touchpoints: [Cart, Pay]}",
        "stages[1].goal[0]: a goal is at least or at most, not > 'csat > 4'; write csat >= 4",
        "unknown key 'title'; did you mean 'name'?",
    ]


def test_of_very_many_faults_a_thousand_are_told() -> None:
    stages = [{"name": f"s{i}", "x": 1} for i in range(2000)]
    assert len(told(Journey, {"name": "Shop", "stages": stages})) == 1000


class Inner(Record, init=False):
    a: Number
    ours: Text = Field("x", validation_alias="theirs")


class Outer(Named, init=False):
    more_keys: ClassVar[tuple[str, ...]] = ("extra",)
    inner: Inner | None = None
    many: tuple[Inner, ...] = ()
    mapped: Mapping[Id, tuple[Inner, ...]] = {}
    named: tuple[Text, ...] = ()


def test_keys_are_those_of_a_file() -> None:
    assert keys_of(Outer) == ["id", "name", "inner", "many", "mapped", "named", "extra"]
    assert keys_of(Inner) == ["a", "theirs"]
    assert keys_of(Goal) == ["metric", "operator", "target", "wave", "primary"]


@pytest.mark.parametrize(
    ("place", "record"),
    [
        ((), Outer),
        (("inner",), Inner),
        (("many", 3), Inner),
        (("mapped", "key", 0), Inner),
        (("named", 0), Outer),
        (("nowhere",), Outer),
    ],
)
def test_record_at_a_place(place: tuple[str | int, ...], record: type[Record]) -> None:
    assert record_at(Outer, place) is record


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ((), ""),
        (("name",), "name"),
        (("stages", 0, "touchpoints", 2, "channel"), "stages[0].touchpoints[2].channel"),
        ((0, "a"), "[0].a"),
    ],
)
def test_path(place: tuple[str | int, ...], path: str) -> None:
    assert to_path(place) == path


class Lamp(Record, init=False):
    colour: Literal["red or white", "blue, dark", "green's"] | None = Field(
        default=None, validation_alias="color"
    )


@pytest.mark.parametrize("key", ["color", "colour"])
def test_words_of_a_field_are_its_own(key: str) -> None:
    known = "expected one of 'red or white', 'blue, dark', 'green's'"
    assert told(Lamp, {key: "x"}) == [f"{key}: unknown word 'x'; {known}"]
    assert told(Lamp, {key: "blue dark"}) == [
        f"{key}: unknown word 'blue dark'; did you mean 'blue, dark'?"
    ]


def test_only_an_unknown_key_stands_at_a_key() -> None:
    with pytest.raises(JourneyError) as caught:
        Touchpoint(name="Cart", chanel="web", url="x y")
    assert {p.path: p.at_key for p in caught.value.problems} == {"url": False, "": True}
