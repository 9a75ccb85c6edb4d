from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.metrics import STANDARD_METRICS
from journeymap.tables.cells import Missing
from journeymap.tables.codes import YES_NO, Codes, read_number, to_word

CSAT, CHURN, ART = (STANDARD_METRICS[id_] for id_ in ("csat", "churn", "art"))


@pytest.mark.parametrize(
    "cell", ["Zażółć gęślą", " zażółć  GĘŚLĄ ", "Zaz\u0307o\u0301łc\u0301 ge\u0328s\u0301la\u0328"]
)
def test_a_label_in_any_spelling(cell: str) -> None:
    assert Codes.of({"Zażółć gęślą": 4}, CSAT).read(cell) == 4


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Yes", 1), ("no", 0), ("True", 1), ("FALSE", 0), ("y", 1), ("N", 0), ("1", 1), ("0.0", 0)],
)
def test_yes_and_no_for_a_share(cell: str, code: float) -> None:
    assert Codes.of({}, CHURN).read(cell) == code


@pytest.mark.parametrize("cell", YES_NO)
def test_yes_and_no_mean_nothing_to_other_metrics(cell: str) -> None:
    assert Codes.of({}, CSAT).read(cell) is None


def test_who_declares_one_of_the_usual_words_declares_all() -> None:
    codes = Codes.of({"No": 1}, CHURN)
    assert (codes.read("no"), codes.read("Yes"), codes.read("1")) == (1, None, 1)
    assert Codes.of({"gone": 1}, CHURN).read("Yes") == 1


@pytest.mark.parametrize("labels", [{}, {"gone": 1}, {"No": 1}, {"None": 0}])
def test_yes_and_no_are_read_as_an_answer_to_a_share_is(labels: dict[str, float]) -> None:
    assert Codes.of_yes_no(labels, ",") == Codes.of(labels, CHURN, ",")


def test_a_code_may_be_declared_as_another() -> None:
    codes = Codes.of({"1": 5, "5": 1}, CSAT)
    assert [codes.read(cell) for cell in ("1", "1.0", " 5 ", "3")] == [5, 5, 1, 3]
    assert Codes.of({"1": 5, "soon": 2}, ART).words == {"soon": 2}


def test_a_label_is_never_blank() -> None:
    codes = Codes.of({"None": 1}, CSAT)
    assert not codes.is_blank("none ", Missing())
    assert all(codes.is_blank(cell, Missing()) for cell in (None, "", "  ", "NA"))
    assert Codes(decimal=",").is_blank("9,5", Missing.of(["9.5"]))


def test_gaps_the_other_way_round() -> None:
    codes = Codes.of({"as hoped": 0, "worse": 2}, None, sign=-1)
    assert [codes.read(cell) for cell in ("1.5", "worse", "as hoped")] == [-1.5, -2, 0]


def test_the_nearest_label_is_named() -> None:
    codes = Codes.of({"Very satisfied": 5, "Satisfied": 4}, CSAT)
    assert codes.suggest("Very satisfed", codes.labels) == "did you mean 'Very satisfied'?"
    every = "expected one of 'Very satisfied', 'Satisfied'"
    assert codes.suggest("x" * 90, codes.labels) == codes.suggest("meh", codes.labels) == every


@pytest.mark.parametrize("cell", ["4.5", "1.000,5", "1,0,0", ",", "4,5%", "nan"])
def test_what_is_no_number_with_a_comma(cell: str) -> None:
    assert read_number(cell, ",") is None


@given(st.floats(-1e12, 1e12).map(lambda x: f"{x:.6f}"))
def test_the_decimal_mark_says_nothing_about_the_number(text: str) -> None:
    assert read_number(text.replace(".", ","), ",") == read_number(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert to_word(to_word(text)) == to_word(text)
