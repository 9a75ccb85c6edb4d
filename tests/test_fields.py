from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import JourneyError
from journeymap.fields import (
    Count,
    Flag,
    FrozenMap,
    Id,
    Number,
    OneOrMore,
    Text,
    Words,
    check_number,
)
from journeymap.record import Record
from journeymap.text import Percent, Plain


class Everything(Record, init=False):
    text: Text = "x"
    id: Id = "x"
    number: Number = 0
    count: Count = 1
    flag: Flag = False
    words: Words = FrozenMap()


def told(**data: Any) -> str:
    with pytest.raises(JourneyError) as caught:
        Everything(**data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("field", "given_", "kept"),
    [
        ("text", " Two\nlines ", " Two\nlines "),
        ("text", 2016, "2016"),
        ("text", Plain("1.10"), "1.10"),
        ("text", Plain("no"), "no"),
        ("id", "e\u0301tape", "\u00e9tape"),
        ("id", 7, "7"),
        ("number", 4, 4),
        ("number", 4.5, 4.5),
        ("number", Plain("4"), 4),
        ("number", Plain("+4.50"), 4.5),
        ("number", Plain("60%"), 0.6),
        ("number", np.float64(2.5), 2.5),
        ("number", np.int64(3), 3),
        ("count", 5, 5),
        ("count", 5.0, 5),
        ("count", Plain("1e3"), 1000),
        ("count", np.int64(3), 3),
        ("flag", True, True),
        ("flag", Plain("true"), True),
        ("flag", Plain("False"), False),
        ("words", {"area": 3}, {"area": "3"}),
    ],
)
def test_kept(field: str, given_: object, kept: object) -> None:
    found = getattr(Everything(**{field: given_}), field)
    assert found == kept
    assert type(found) in (str, int, float, bool, Percent, FrozenMap)


@pytest.mark.parametrize(
    ("field", "given_", "sentence"),
    [
        ("text", None, "text: no value; write one, or take the key out"),
        ("text", [], "text: not text; write one value here, no list and no mapping"),
        ("text", True, "text: not text 'True'; write one value here, no list and no mapping"),
        ("text", 1.5, "text: not text '1.5'; write one value here, no list and no mapping"),
        ("text", "  ", "text: an empty text '  '; leave it out"),
        (
            "text",
            "x" * 10_001,
            f"text: text of 10,001 characters '{'x' * 59}…'; at most 10,000 are kept in a journey",
        ),
        (
            "text",
            "a\x1b",
            "text: the text holds the invisible character U+001B 'a\\x1b'; take it out",
        ),
        ("id", " x", "id: an id is one line without blanks around it ' x'"),
        ("id", "x\ny", "id: an id is one line without blanks around it 'x\\ny'"),
        ("id", "x" * 201, f"id: an id of 201 characters '{'x' * 59}…'; at most 200"),
        ("number", None, "number: no value; write a number, or take the key out"),
        ("number", True, "number: not a number 'True'"),
        ("number", {}, "number: not a number"),
        ("number", Plain("many"), "number: not a number 'many'; write a number"),
        ("number", Plain("4,2"), "number: not a number '4,2'; write 4.2"),
        ("number", Plain("nan"), "number: not a number 'nan'; write a number"),
        (
            "number",
            "4.2",
            "number: not a number but text in quotes '4.2'; write 4.2 without the quotes",
        ),
        ("number", float("nan"), "number: not a finite number 'nan'"),
        ("number", float("-inf"), "number: not a finite number '-inf'"),
        ("count", 2.5, "count: not a whole number '2.5'"),
        ("count", Plain("300%"), "count: not a whole number '300%'"),
        (
            "count",
            0,
            "count: not a whole number of at least 1 '0'; leave it out where nobody answered",
        ),
        (
            "count",
            10**16,
            "count: a count above 10^15 '10000000000000000'; "
            "larger ones can't be told apart from one another",
        ),
        ("flag", Plain("yes"), "flag: not true or false 'yes'; write true"),
        ("flag", Plain("NO"), "flag: not true or false 'NO'; write false"),
        ("flag", "true", "flag: not true or false 'true'; write true or false"),
        ("flag", 1, "flag: not true or false '1'; write true or false"),
        ("words", ["x"], "words: not a mapping; write key: value"),
        ("words", {"a": ""}, "words.a: an empty text ''; leave it out"),
    ],
)
def test_refused(field: str, given_: object, sentence: str) -> None:
    assert told(**{field: given_}) == sentence


def test_a_number_beyond_all_floats_is_refused() -> None:
    assert told(number=10**400).startswith("number: not a finite number '1000")


@given(st.dictionaries(st.text(), st.integers()))
def test_frozen_map_is_the_mapping_and_never_changes(items: dict[str, int]) -> None:
    frozen, before = FrozenMap(items), dict(items)
    assert frozen == items
    assert list(frozen) == list(items)
    assert hash(frozen) == hash(FrozenMap(dict(reversed(items.items()))))
    assert pickle.loads(pickle.dumps(frozen)) == copy.deepcopy(frozen) == frozen
    assert repr(frozen) == repr(items)
    items[""] = -1
    assert dict(frozen) == before


def test_one_needs_no_list() -> None:
    assert OneOrMore.func("x") == ["x"]  # type: ignore[call-arg]
    assert OneOrMore.func({"a": 1}) == [{"a": 1}]  # type: ignore[call-arg]
    assert OneOrMore.func(["x", "y"]) == ["x", "y"]  # type: ignore[call-arg]
    assert OneOrMore.func(None) is None  # type: ignore[call-arg]


def test_keys_that_become_equal_are_refused() -> None:
    wrong = "words: the same key twice, written in two ways '\u00e9'; keep one of them"
    assert told(words={"e\u0301": "a", "\u00e9": "b"}) == wrong
    assert told(words={3: "a", "3": "b"}) == wrong.replace("\u00e9", "3")
    assert Everything(words={"e\u0301": "a"}).words == {"\u00e9": "a"}


def test_minus_nought_is_nought() -> None:
    assert str(check_number(-0.0)) == "0"
    assert str(check_number(Plain("-0.0"))) == "0"
    assert str(check_number(Plain("-0"))) == "0"


def test_a_frozen_map_equals_mappings_and_nothing_else() -> None:
    one = FrozenMap({"area": "C"})
    assert one == FrozenMap({"area": "C"}) == {"area": "C"}
    assert one != FrozenMap({"area": "D"})
    assert one != "area"
    assert FrozenMap() != []
