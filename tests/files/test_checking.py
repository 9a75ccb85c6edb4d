from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.files.checking import check_journey, check_journey_file, to_written
from journeymap.files.spelling import to_yaml_text
from tests.strategies import TRICKY, journeys

IS_TABLE = "it is a table: give it to measure, after the journey"
SHOP = """\
name: Shop
stages:
  - name: Buy
    touchpoints: [Cart, Pay]
"""


def told(text: str) -> list[str]:
    return [str(problem) for problem in check_journey(text.encode(), file="f").problems]


def told_of_cart(line: str) -> list[str]:
    """What is said about one line of a touchpoint, without file and path."""
    above = "name: Shop\nstages:\n  - name: Buy\n    touchpoints:\n      - name: Cart\n"
    return [sentence.removeprefix("f:") for sentence in told(f"{above}        {line}\n")]


def test_a_right_file() -> None:
    checked = check_journey(SHOP.encode(), file="f")
    assert checked.ok
    assert checked.problems == ()
    assert checked.journey is not None
    assert [touchpoint.id for touchpoint in checked.journey.touchpoints] == ["cart", "pay"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", ["f:1:1: the file is empty"]),
        ("hello", ["f:1:1: there is no journey in this file; it starts with name: and stages:"]),
        ("- a", ["f:1:1: there is no journey in this file; it starts with name: and stages:"]),
        ('a: "b', ["f:1:4: a quote that is never closed; close it"]),
        ("name: Shop", ["f:1:1: stages is missing; such as {name: Shop, stages: [Look, Buy]}"]),
        (
            "name: Shop\nstages:",
            ["f:2:8: stages: no value; write one, or take the key out"],
        ),
        ("name: Shop\nstages: []", ["f:2:9: stages: a journey needs at least one stage '[]'"]),
        (
            "name: Shop\nphases:\n  - {name: Buy, steps: [Cart]}",
            ["f:2:1: unknown key 'phases'; did you mean 'stages'?"],
        ),
        (
            "title: Shop\nstages: [Buy]",
            ["f:1:1: unknown key 'title'; did you mean 'name'?"],
        ),
        (
            "name: Shop\nstages:\n  - touchpoints: [Cart]",
            ["f:3:5: stages[0]: name is missing; such as {name: Buy, touchpoints: [Cart, Pay]}"],
        ),
        (
            "name: Shop\nstages:\n  buy: {touchpoints: [Cart]}",
            [
                "f:3:3: stages: not a list; "
                "write each one on a line of its own that starts with a dash"
            ],
        ),
        (
            "name: Shop\nstages:\n  - [Buy, Cart]",
            ["f:3:5: stages[0]: not a mapping; write {name: Buy, touchpoints: [Cart, Pay]}"],
        ),
        (
            "name: Shop\nstages:\n\t- name: Buy",
            ["f:3:1: a tab where only blanks can stand; write blanks for it"],
        ),
        (
            SHOP + "persona: [Ann, [Bob]]",
            ["f:5:16: persona[1]: not a mapping; write {name: Work traveller}"],
        ),
        (
            SHOP + "personas: [Ann, {name: Bob, goals: rest}]",
            ["f:5:29: personas[1]: unknown key 'goals'; did you mean 'goal'?"],
        ),
        (
            SHOP + "persona: Ann\npersonas: [Bob]",
            ["f:6:1: unknown key 'personas'; did you mean 'persona'?"],
        ),
        (
            SHOP + "channels: [{name: Web, icon: wbe}]",
            ["f:5:30: channels[0].icon: unknown word 'wbe'; did you mean 'web'?"],
        ),
        (SHOP + "goals: csat >= 4", ["f:5:1: unknown key 'goals'; did you mean 'goal'?"]),
        (
            SHOP + "goal: csat > 4",
            ["f:5:7: goal: a goal is at least or at most, not > 'csat > 4'; write csat >= 4"],
        ),
        (
            SHOP + "goal: [csat >= 4, {csat: 4}]",
            ["f:5:20: goal[1]: unknown key 'csat'; write csat >= 4"],
        ),
        (
            SHOP + "goal: csat >= 40",
            ["f:5:7: goal: the target lies outside the scale '40'; csat runs from 1 to 5"],
        ),
        (
            SHOP + "transitions:\n  - {form: cart, too: pay}",
            [
                "f:6:6: transitions[0]: unknown key 'form'; did you mean 'from'?",
                "f:6:18: transitions[0]: unknown key 'too'; did you mean 'to'?",
            ],
        ),
        (
            SHOP + "transitions:\n  - cart -> pay\n  - {from: cart, to: pya}",
            [
                "f:6:5: transitions[0]: not a mapping 'cart -> pay'; write {from: cart, to: pay}",
                "f:7:22: transitions[1].to: unknown touchpoint 'pya'; did you mean 'pay'?",
            ],
        ),
        (
            SHOP + "transitions:\n  - {from: cart, to: pay}\n  - {from: cart, to: pay}",
            [
                "f:7:5: transitions[1]: the same transition twice 'cart -> pay'; "
                "the first is in line 6"
            ],
        ),
        (
            SHOP + "readings: {metric: csat, value: 4}",
            [
                "f:5:11: readings: not a list; "
                "write each one on a line of its own that starts with a dash"
            ],
        ),
    ],
)
def test_what_people_get_wrong_first(text: str, sentences: list[str]) -> None:
    assert told(text) == sentences


CART = "stages[0].touchpoints[0]"
FIRST = f"{CART}.readings[0]"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("chanel: web", f"6:9: {CART}: unknown key 'chanel'; did you mean 'channel'?"),
        (
            "channel: [web, app]",
            f"6:18: {CART}.channel: not text; write one value here, no list and no mapping",
        ),
        (
            "moment_of_truth: yes",
            f"6:26: {CART}.moment_of_truth: not true or false 'yes'; write true",
        ),
        (
            "url: example.org",
            f"6:14: {CART}.url: a link starts with https://, http:// or mailto: 'example.org'; "
            "write https://example.org",
        ),
        ("pains: [slow, '']", f"6:23: {CART}.pains[1]: an empty text ''; leave it out"),
        ("pains: ''", f"6:16: {CART}.pains: an empty text ''; leave it out"),
        (
            "readings: {metric: csat, value: 4}",
            f"6:19: {CART}.readings: not a list; "
            "write each one on a line of its own that starts with a dash",
        ),
        ("readings: csat", f"6:19: {CART}.readings: not a list 'csat'; "
                           "write each one on a line of its own that starts with a dash"),
        ("readings:", f"6:18: {CART}.readings: no value; write one, or take the key out"),
        ("readings: [csat]", f"6:20: {FIRST}: not a mapping 'csat'; "
                             "write {metric: csat, value: 4.1, n: 120}"),
        (
            "readings: [{metric: csat, value: 4, n: many}]",
            f"6:48: {FIRST}.n: not a number 'many'; write a number",
        ),
        (
            "readings: [{metric: csat, value: 4, n: '12'}]",
            f"6:48: {FIRST}.n: not a number but text in quotes '12'; write 12 without the quotes",
        ),
        (
            "readings: [{metric: csat, value: 3,5}]",
            f"6:44: {FIRST}: unknown key '5'; "
            "a decimal point is meant, or quotes around a text with a comma?",
        ),
        (
            "readings: [{metric: csat, value: 80%, n: 5}]",
            f"6:42: {FIRST}.value: the value is a percentage, but csat is not a share '80%'; "
            "csat runs from 1 to 5",
        ),
        (
            "readings: [{metric: ces, value: 3}]",
            f"6:29: {FIRST}.metric: unknown metric 'ces'; "
            "write ces_effort (1-5, low is good) or ces_ease (1-7, high is good)",
        ),
        (
            "readings: [{metric: csat, counts: {4: 1, 6: 3}}]",
            f"6:53: {FIRST}.counts.6: an answer outside the scale '6'; csat is answered 1 to 5",
        ),
        (
            "readings: [{metric: csat, value: 4, touchpoint: pay}]",
            f"6:57: {FIRST}.touchpoint: a reading under the touchpoint 'cart' can't be about "
            "another 'pay'; take touchpoint out, or move the reading",
        ),
        (
            "readings: [{metric: csat, value: 4}, {metric: csat, value: 5}]",
            f"6:55: {CART}.readings[1].metric: the same reading twice 'csat'; "
            "the first is in line 6; a wave or a segment tells readings apart",
        ),
    ],
)  # fmt: skip
def test_what_people_get_wrong_in_a_touchpoint(line: str, sentence: str) -> None:
    assert told_of_cart(line) == [sentence]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("pains: [{says: Slow, and dear, count: 3}]", "and dear"),
        ("quotes: {says: Well, well, by: Ann}", "well"),
        ("emotion: {name: Cross, tired}", "tired"),
    ],
)
def test_a_text_with_a_comma_wants_quotes(line: str, key: str) -> None:
    (sentence,) = told_of_cart(line)
    assert sentence.endswith(f"unknown key '{key}'; put a text with a comma in quotes")


@pytest.mark.parametrize("line", ["pains: {says: Slow, dear: }", "says:", "pains: {dear: 1}"])
def test_a_key_with_a_colon_is_no_text(line: str) -> None:
    assert all("comma" not in sentence for sentence in told_of_cart(line))


def test_a_reading_may_repeat_where_it_stands() -> None:
    assert told_of_cart("readings: [{metric: csat, value: 4, touchpoint: cart}]") == []


@pytest.mark.parametrize(
    ("touchpoints", "sentences"),
    [
        ("[Cart, Cart]", ["f:4:25: stages[0].touchpoints[1]: doubled touchpoint id 'cart'; "
                          "the first is in line 4; give it another id"]),
        ("[{id: a}, {id: b}, {id: a}]",
         ["f:4:42: stages[0].touchpoints[2].id: doubled touchpoint id 'a'; "
          "the first is in line 4; give it another id"]),
        ("[Cart, ]", []),
        ("['!!!']", ["f:4:19: stages[0].touchpoints[0]: no id can be made from the name '!!!'; "
                     "write id: with a letter or a digit"]),
        ("[{Cart: {channel: web}}, Pay]",
         ["f:4:20: stages[0].touchpoints[0]: unknown key 'Cart'; write name: Cart"]),
        ("[null]", ["f:4:19: stages[0].touchpoints[0]: no value; write one, or take the key out"]),
        ("[{id: a, name: A}, {name: B}]",
         ["f:4:37: stages[0].touchpoints[1]: no id; "
          "it becomes 'b', and changes with the name; write id: b"]),
    ],
)  # fmt: skip
def test_touchpoints(touchpoints: str, sentences: list[str]) -> None:
    assert told(f"name: Shop\nstages:\n  - name: Buy\n    touchpoints: {touchpoints}") == sentences


def test_everything_at_once_in_the_order_of_the_file() -> None:
    text = """\
name: Shop
metrics:
  - {id: own, kind: rating, worst: 1, best: 5}
stages:
  - name: Buy
    goal: cast >= 4
    touchpoints:
      - {name: Cart, readings: [{metric: own, value: 3}, {metric: csat, value: 9}]}
      - {nam: Pay, readings: [{metric: csat, value: 4}]}
      - {nam: Box, readings: [{metric: csat, value: 4}]}
transitions:
  - {from: cart, to: crat}
"""
    assert told(text) == [
        "f:3:21: metrics[0].kind: unknown word 'rating'; did you mean 'rating_mean'?",
        "f:6:11: stages[0].goal: unknown metric 'cast'; did you mean 'csat'?",
        "f:8:80: stages[0].touchpoints[0].readings[1].value: "
        "the value lies outside the scale '9'; csat runs from 1 to 5",
        "f:9:10: stages[0].touchpoints[1]: unknown key 'nam'; did you mean 'name'?",
        "f:10:10: stages[0].touchpoints[2]: unknown key 'nam'; did you mean 'name'?",
        "f:12:22: transitions[0].to: unknown touchpoint 'crat'; did you mean 'cart'?",
    ]


def test_doubts_are_warnings_and_the_journey_can_be_used() -> None:
    checked = check_journey((SHOP + "goal: csat <= 4").encode(), file="f")
    assert checked.ok
    assert [(problem.severity, str(problem)) for problem in checked.problems] == [
        ("warning", "f:5:7: goal: the goal points the wrong way 'csat <= 4'; "
                    "for csat high is good"),
    ]  # fmt: skip


def test_a_file_with_faults_of_form_is_still_checked_but_not_used() -> None:
    checked = check_journey((SHOP + "name: Shop\ngoal: csat >= 40").encode(), file="f")
    assert not checked.ok
    assert [str(problem) for problem in checked.problems] == [
        "f:5:1: a second key 'name'; the first is in line 1; keep one of them",
        "f:6:7: goal: the target lies outside the scale '40'; csat runs from 1 to 5",
    ]


def test_a_file_on_disk(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(SHOP + "x: 1", encoding="utf-8")
    problem = check_journey_file(file).problems[0]
    assert (problem.file, problem.line, problem.column) == (str(file), 5, 1)
    with pytest.raises(OSError, match="No such file"):
        check_journey_file(tmp_path / "none.yaml")
    with pytest.raises(OSError, match="is not a file"):
        check_journey_file(tmp_path)


@pytest.mark.parametrize(
    ("place", "value", "written"),
    [
        (("goal", 0, "target"), {"goal": "csat >= 7"}, ("goal",)),
        (("goal", 0, "target"), {"goal": ["csat >= 7"]}, ("goal", 0)),
        (("goal", 1, "target"), {"goal": [{}, {"target": 7}]}, ("goal", 1, "target")),
        (("pains", 0, "says"), {"pains": {"says": ""}}, ("pains", "says")),
        (("counts", 6), {"counts": {"6": 1}}, ("counts", "6")),
        (("stages",), {}, ("stages",)),
        (("stages", 3, "id"), {"stages": []}, ("stages", 3)),
    ],
)
def test_the_path_as_written(
    place: tuple[str | int, ...], value: object, written: tuple[str | int, ...]
) -> None:
    assert to_written(place, value) == written


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    checked = check_journey(data, file="f")
    assert checked.ok or checked.problems


WORDS = (
    *TRICKY, "name", "stages", "touchpoints", "readings", "goal", "id", "csat", "- ", ": ", "{",
    "}", "[", "]", "\n", "  ", "\t", "value", "counts", "1", "transitions", "from", "to", "&a",
    "*a", "<<",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_no_text_raises(text: str) -> None:
    told("name: Shop\nstages:\n" + text)
    told(text)


JUNK = st.sampled_from(
    ["x", "", "[]", "{}", "null", "-1", "1e999", "'9'", "[[a]]", "{a: b}", "9" * 99]
)


@settings(max_examples=25, deadline=None)
@given(journeys(), st.data())
def test_a_journey_with_a_slip_is_right_or_told(journey: object, data: st.DataObject) -> None:
    lines = to_yaml_text(journey).splitlines(keepends=True)  # type: ignore[arg-type]
    i = data.draw(st.integers(0, len(lines) - 1))
    key, colon, _ = lines[i].partition(": ")
    lines[i] = f"{key}{colon}{data.draw(JUNK)}\n"
    checked = check_journey("".join(lines).encode(), file="f")
    errors = [problem for problem in checked.problems if problem.severity == "error"]
    assert checked.ok != bool(errors)
    assert all(problem.line and problem.column for problem in errors)


def test_ten_times_the_touchpoints_take_about_ten_times_as_long() -> None:
    def seconds(n: int) -> float:
        reading = "{metric: csat, counts: {1: 3, 5: 9}}"
        lines = "".join(f"      - {{id: t{i}, readings: [{reading}]}}\n" for i in range(n))
        text = f"name: Shop\nstages:\n  - name: Buy\n    touchpoints:\n{lines}".encode()
        start = time.process_time()
        assert check_journey(text, file="f").ok
        return time.process_time() - start

    gc.disable()  # what it costs hangs on all that other tests have left in memory
    try:
        seconds(10)
        small = min(seconds(100) for _ in range(3))
        assert min(seconds(1000) for _ in range(3)) < 25 * small
    finally:
        gc.enable()


def test_a_nul_of_the_files_own_is_not_taken_for_filler() -> None:
    data = '{"name": "S😀\\u0000 \\ud83d\\ude00", "stages": ["Buy"]}'.encode()
    assert [p.message for p in check_journey(data, file="f").problems] == [
        "an escape that stands for no character"
    ]


@pytest.mark.parametrize(
    ("name", "data", "hint"),
    [
        ("a.csv.gz", b"\x1f\x8b\x08", IS_TABLE),
        ("A.CSV", b"touchpoint,score\npay,4\n", IS_TABLE),
        ("a", b"PAR1\x00", IS_TABLE),
        ("shop.yaml.gz", b"\x1f\x8b\x08", "it is packed; unpack it first"),
        ("shop.zip", b"PK\x03\x04", "it is packed; unpack it first"),
    ],
)
def test_a_table_or_an_archive_is_told_as_one(name: str, data: bytes, hint: str) -> None:
    (problem,) = check_journey(data, file=name).problems
    assert str(problem) == f"{name}:1:1: there is no journey in this file; {hint}"
