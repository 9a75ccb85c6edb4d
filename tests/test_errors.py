from __future__ import annotations

import copy
import pickle
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import (
    AnswersError,
    DrawingError,
    InputError,
    JourneyError,
    JourneymapError,
    MissingLibraryError,
    Problem,
    SourceError,
    UnknownNameError,
    find_nearest,
    quote,
    suggest,
)


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (Problem("no stages"), "no stages"),
        (Problem("unknown channel", value="eamil"), "unknown channel 'eamil'"),
        (Problem("unknown key", value="", hint="take it out"), "unknown key ''; take it out"),
        (Problem("bad", path="stages[0]", hint="mend it"), "stages[0]: bad; mend it"),
        (Problem("bad", file="a.yaml", line=3), "a.yaml:3: bad"),
        (Problem("bad", file="a.yaml", line=3, column=9), "a.yaml:3:9: bad"),
        (Problem("bad", line=3, column=9), "3:9: bad"),
    ],
)
def test_problem_is_one_sentence(problem: Problem, sentence: str) -> None:
    assert str(problem) == sentence


def test_problem_moves_to_its_place() -> None:
    placed = Problem("bad", path="id").at(file="a.yaml", line=2, column=5)
    assert placed == Problem("bad", path="id", file="a.yaml", line=2, column=5)


def test_input_error_tells_all_problems() -> None:
    problems = [Problem("first", line=1), Problem("second", line=2)]
    error = JourneyError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error) == "1: first\n2: second"


@pytest.mark.parametrize(
    ("error", "also"),
    [
        (JourneyError, (InputError, ValueError)),
        (SourceError, (InputError, ValueError)),
        (AnswersError, (InputError, ValueError)),
        (UnknownNameError, (JourneymapError, LookupError)),
        (DrawingError, (JourneymapError, RuntimeError)),
        (MissingLibraryError, (JourneymapError, ImportError)),
    ],
)
def test_every_error_is_a_standard_one_too(
    error: type[Exception], also: tuple[type[Exception], ...]
) -> None:
    assert issubclass(error, also[0])
    assert issubclass(error, also[1])
    assert issubclass(error, JourneymapError)


def test_unknown_name_suggests() -> None:
    error = UnknownNameError("touchpoint", "pya", ["cart", "pay"])
    assert (error.kind, error.name, error.known) == ("touchpoint", "pya", ("cart", "pay"))
    assert str(error) == "no touchpoint 'pya'; did you mean 'pay'?"


def test_unknown_name_with_a_hint() -> None:
    error = UnknownNameError("metric", "ces", ["csat"], hint="write ces_ease")
    assert str(error) == "no metric 'ces'; write ces_ease"


def test_quote_is_one_printable_line() -> None:
    assert quote("a\nb\x1b\u202e") == "'a\\nb\\x1b\\u202e'"
    assert quote("x" * 61) == "'" + "x" * 59 + "…'"
    assert quote("x" * 60) == "'" + "x" * 60 + "'"


@given(st.text())
def test_quote_is_always_printable(text: str) -> None:
    assert quote(text).isprintable()


@pytest.mark.parametrize(
    ("name", "known", "sentence"),
    [
        ("pya", ["cart", "pay"], "did you mean 'pay'?"),
        ("PAY", ["cart", "pay"], "did you mean 'pay'?"),
        ("rating", ["duration", "rating_mean"], "did you mean 'rating_mean'?"),
        ("keep", ["keep_last", "keep_all", "no"], "did you mean 'keep_last' or 'keep_all'?"),
        ("keep", ["keep_last", "Keep"], "did you mean 'Keep'?"),
        ("zebra", ["cart", "pay"], "expected one of 'cart', 'pay'"),
        ("x", [], "there are none"),
        (
            "zebra",
            list("abcdefghij"),
            "expected one of 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h' and 2 more",
        ),
    ],
)
def test_suggestion(name: str, known: list[str], sentence: str) -> None:
    assert suggest(name, known) == sentence


def test_nearest_of_two_beginnings_is_the_likelier() -> None:
    assert find_nearest("ces_eas", ["ces_effort", "ces_ease"]) == "ces_ease"


def test_nearest_among_very_many_is_quick() -> None:
    known = [f"touchpoint-{i}" for i in range(20_000)]
    start = time.perf_counter()
    assert find_nearest("tuochpoint-77", known) is not None
    assert find_nearest("x" * 5000, known) is None
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("kind", [InputError, JourneyError, SourceError, AnswersError])
@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))]
)
def test_input_errors_survive_copies(kind: type[InputError], again: Callable[[Any], Any]) -> None:
    error = kind([Problem("no stages", line=3), Problem("unknown key", value="x", at_key=True)])
    error.add_note("told twice")
    same = again(error)
    assert type(same) is kind
    assert (same.problems, str(same)) == (error.problems, "3: no stages\nunknown key 'x'")
    assert same.problems[1].at_key
    assert same.__notes__ == ["told twice"]


@pytest.mark.parametrize("hint", ["", "write ces_effort"])
@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))]
)
def test_unknown_names_survive_copies(hint: str, again: Callable[[Any], Any]) -> None:
    error = UnknownNameError("metric", "ces", ["ces_effort", "nps"], hint=hint)
    same = again(error)
    assert (type(same), str(same), vars(same)) == (UnknownNameError, str(error), vars(error))


def test_an_unknown_name_as_a_problem() -> None:
    error = UnknownNameError("touchpoint", 3, ["cart", "pay"])
    assert error.to_problem("questions.Q7") == Problem(
        "no touchpoint", path="questions.Q7", value="3", hint="expected one of 'cart', 'pay'"
    )
    assert str(error) == "no touchpoint '3'; expected one of 'cart', 'pay'"


def test_anything_can_be_quoted() -> None:
    assert (quote(3), quote(None), quote(["a\n"])) == ("'3'", "'None'", "'['a\\n']'")
