from __future__ import annotations

import json
import math
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeymap.files.document import read_document
from journeymap.files.yamltext import Flow, to_json, to_yaml
from journeymap.text import Percent, Plain, find_unseen


def back(text: str) -> Any:
    document = read_document(text.encode(), file="f")
    assert document.problems == ()
    return document.value


def test_a_journey_looks_as_people_write_it() -> None:
    journey = {
        "id": "shop",
        "name": "Zażółć 支付 😀",
        "owner": None,
        "open": True,
        "stages": [
            {
                "id": "buy",
                "touchpoints": [
                    {
                        "id": "cart",
                        "note": "two\nlines",
                        "readings": [Flow(metric="csat", value=4.1, n=20), Flow(n=["1", 2])],
                    },
                    {"id": "pay", "readings": [], "links": {}},
                ],
            },
        ],
    }
    assert (
        to_yaml(journey)
        == """\
id: shop
name: Zażółć 支付 😀
owner: null
open: true
stages:
  - id: buy
    touchpoints:
      - id: cart
        note: |-
          two
          lines
        readings:
          - {metric: csat, value: 4.1, n: 20}
          - {n: ['1', 2]}
      - id: pay
        readings: []
        links: {}
"""
    )


@pytest.mark.parametrize(
    "text",
    [
        *("no", "true", "null", "~", "1.10", ".5", "1e3", "+1", "60%", "0x1F", "0o7", "0b1"),
        *(".nan", ".inf", "1:20", "2016-01-01", "<<", "="),
    ],
)
def test_texts_that_look_like_something_else_are_quoted(text: str) -> None:
    assert to_yaml({"a": text}) == f"a: '{text}'\n"
    assert type(back(to_yaml({"a": text}))["a"]) is str


def test_what_was_read_without_quotes_goes_back_without() -> None:
    text = "a: 1.10\nb: no\nc: '1.10'\nd: 60%\n"
    assert to_yaml(back(text)) == text


def test_numbers_of_other_kinds() -> None:
    class Count(int):
        pass

    assert to_yaml([Percent(0.6), Count(3), 4.0, False, (1,)]) == (
        "- 0.6\n- 3\n- 4.0\n- false\n- - 1\n"
    )


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_none_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match=r"^(nan|inf|-inf) can't be written to a file$"):
        to_yaml({"a": number})
    with pytest.raises(ValueError, match="Out of range float"):
        to_json({"a": number})


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(yaml.representer.RepresenterError, match="cannot represent"):
        to_yaml({"a": object()})


def test_a_flow_mapping_is_one_line_however_long() -> None:
    reading = Flow(metric="csat", comment="word " * 40 + "end", note="a\n b", n=3)
    text = to_yaml([reading, "word " * 40 + "end"])
    assert text.count("\n") == 4
    assert text.startswith("- {metric: csat, comment: word word")
    assert back(text) == [{**reading, "n": "3"}, "word " * 40 + "end"]


def test_the_same_value_twice_is_written_out_twice() -> None:
    shared = {"id": "a"}
    assert to_yaml([shared, shared]) == "- id: a\n- id: a\n"


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.text(
    "ab \n\t#-:?,[]{}&*!|>'\"%@`~.0\\", max_size=120
)
texts = texts.filter(lambda text: find_unseen(text) is None)
trees = st.recursive(
    texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(texts, inner, max_size=3)
        | st.dictionaries(texts, inner, max_size=3).map(Flow)
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(trees)
@example("--- a")
@example(["a\n"] * 2)
@example({"a": "\n b", "b": " a\nb", "c": "a\n\n\nb\n\n", "d": "- a\n\n  b # c: d"})
@example({"a": "long " * 30 + "--- - # ? x " + "y" * 300})
@example({"key " * 60: {"a\nb": "c"}})
def test_every_text_comes_back_the_same(tree: Any) -> None:
    text = to_yaml(tree)
    assert back(text) == tree
    assert to_yaml(tree) == text
    assert yaml.load(text, yaml.SafeLoader) == tree


@settings(max_examples=50, deadline=None)
@given(trees)
def test_json_comes_back_the_same(tree: Any) -> None:
    text = to_json({"a": tree})
    assert json.loads(text) == {"a": tree}
    assert back(text) == {"a": tree}


def test_json_is_readable() -> None:
    assert to_json({"name": "Zażółć", "n": [1, None]}) == (
        '{\n  "name": "Zażółć",\n  "n": [\n    1,\n    null\n  ]\n}\n'
    )


def test_plain_that_can_not_stand_bare_is_quoted() -> None:
    assert to_yaml({"a": Plain("a: b")}) == "a: 'a: b'\n"
