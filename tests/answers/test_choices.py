from __future__ import annotations

import pytest

from journeymap.answers.choices import Choice, Seen
from journeymap.answers.scores import MARKED, PAIR_MARK
from journeymap.tables.cells import Missing

NONE = Missing.of(["99"])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("App", 1),
        ("Web; app ", 1),
        ("3;1", 1),
        ("Web;", 0),
        ("App store", 0),
        ("Web, App", 0),
        (";", None),
        ("99", None),
        ("99; App", 1),
        ("NA", None),
        ("", None),
        (None, None),
    ],
)
def test_one_cell_with_several_options(cell: str | None, value: float | None) -> None:
    assert Choice("App", "; ", codes={"app": 1}).read(cell, NONE) == value


def test_a_code_is_compared_as_a_number() -> None:
    choice = Choice("1", ",")
    assert [choice.read(cell, NONE) for cell in ("1,3", "1.0", "11,3", "0")] == [1, 1, 0, 0]


def test_an_option_may_hold_the_separator() -> None:
    choice = Choice("Yes, always", ",")
    assert choice.read("No, Yes, always, App", NONE) == 1
    assert choice.read("Yes, No, always", NONE) == 0


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (("App", ""), 1),
        (("1", "0"), 1),
        (("x", "Web"), 1),
        (("", "Web"), 0),
        (("0", "0"), 0),
        (("0.0", ""), 0),
        (("No", "Yes"), 0),
        (("false", "true"), 0),
        (("", ""), None),
        (("nan", "<NA>"), None),
        (("99", " "), None),
    ],
)
def test_a_column_for_each_option(cells: tuple[str, str], value: float | None) -> None:
    assert Choice("App", columns=2).read(PAIR_MARK.join(cells), NONE) == value


def test_a_mark_of_ours_in_a_cell() -> None:
    assert Choice("App", columns=2).read(PAIR_MARK * 2, NONE) == MARKED


def note(choice: Choice, *cells: str) -> str | None:
    seen = Seen("Q5", choice)
    for cell in cells:
        value = choice.read(cell, NONE)
        assert isinstance(value, float)
        seen.look(cell, value)
    return seen.note()


def test_an_option_that_nobody_chose_is_told_with_the_nearest() -> None:
    choice = Choice("Ap", ";")
    assert note(choice, "App;Web", "Phone") == "'Ap' is never seen in 'Q5'; did you mean 'App'?"
    told = note(Choice("Fax", ";"), "App;Web", "Phone")
    assert told == "'Fax' is never seen in 'Q5'; there are 'App', 'Web', 'Phone'"
    assert note(choice, "App", "Ap;Web") is None


def test_a_column_with_another_option_is_told() -> None:
    choice, mark = Choice("App", columns=2), PAIR_MARK
    assert note(choice, f"Web{mark}", f"{mark}App") == (
        "'App' is never seen in 'Q5'; there are 'Web'"
    )
    assert note(choice, f"0{mark}1", f"0{mark}0") == "nobody chose 'App' in 'Q5'"
    assert note(choice, f"1{mark}0") is None
    assert note(choice, f"App{mark}") is None


def test_options_that_stand_together_without_a_separator_are_told() -> None:
    assert note(Choice("App"), "App", "Web; App", "App;Fax") == (
        "'Q5' holds 'App' beside others, as in 'Web; App'; "
        "if they are several options, declare what stands between them: separator"
    )
