"""What is wrong with options alone is wrong use: a problem's fields say so, not its words."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from journeymap.cli.refusing import (
    refused_columns,
    refused_option,
    refused_values,
    sent_to_a_source_file,
)
from journeymap.errors import AnswersError, InputError, JourneymapError, Kind, Problem, SourceError
from tests.cli.conftest import Run

OPTIONS = dict.fromkeys(("case", "activity", "time", "order", "stage", "channel"))
ASKED = {**OPTIONS, "case": "client", "only": {"area": ["A"]}}


def absent(column: str, message: str = "not there", kind: Kind = "no_column") -> Problem:
    return Problem(message, value=column, kind=kind)


@pytest.mark.parametrize("column", ["client", "area"])
def test_a_column_that_options_name_is_wrong_use(column: str) -> None:
    with pytest.raises(click.UsageError, match=f"^not there '{column}'$"), refused_columns(ASKED):
        raise AnswersError([absent(column)])


@pytest.mark.parametrize(
    "problems",
    [
        [absent("other")],
        [absent("client"), absent("other")],
        [absent("client", "no column", kind="")],
    ],
)
def test_what_else_a_log_lacks_is_its_own_fault(problems: list[Problem]) -> None:
    with pytest.raises(AnswersError) as caught, refused_columns(ASKED):
        raise AnswersError(problems)
    assert caught.value.problems == tuple(problems)


def test_a_hint_for_a_source_file_takes_the_place_of_one_that_names_options() -> None:
    problems = [
        Problem("no case", hint="give --case", source_hint="write case: COLUMN"),
        Problem("no rows", hint="this one or --that"),
    ]
    with pytest.raises(SourceError) as caught, sent_to_a_source_file("--events"):
        raise SourceError(problems)
    assert [problem.hint for problem in caught.value.problems] == [
        "write case: COLUMN, and give that to --events", "this one or --that",
    ]  # fmt: skip


def test_problems_of_an_option_are_told_by_its_name() -> None:
    with pytest.raises(click.UsageError) as caught, refused_option("what_if"):
        raise InputError([Problem("no way", path="what_if[0]", value="a>b")])
    assert caught.value.message == "--what-if: no way 'a>b'"
    with pytest.raises(InputError), refused_option("what_if"):
        raise InputError([Problem("no way", path="what_if[0]"), Problem("no way", path="start")])


def test_values_are_refused_and_our_own_errors_go_on() -> None:
    with pytest.raises(click.UsageError, match="too few"), refused_values():
        raise ValueError("too few")
    with pytest.raises(JourneymapError), refused_values():
        raise InputError([Problem("no rows")])


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        (
            "sep=^\ncase^activity\n",
            "declare it, as format: {delimiter: ...} in a source file, and give that to --events",
        ),
        ("a,b\n1,2\n", "write case: COLUMN into a source file, and give that to --events"),
    ],
)
def test_flow_names_no_option_that_it_lacks(
    run: Run, shop: Path, tmp_path: Path, written: str, hint: str
) -> None:
    log = tmp_path / "log.csv"
    log.write_text(written)
    ended = run("flow", shop, "--events", log)
    assert ended.code == 1
    assert ended.err.splitlines()[0].endswith(hint)
