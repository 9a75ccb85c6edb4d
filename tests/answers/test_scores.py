from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.answers.scores import Refusal, describe_scale, read_score
from journeymap.metrics import STANDARD_METRICS
from journeymap.tables.cells import Missing, to_cell
from journeymap.tables.codes import Codes, advise_decimal


@pytest.mark.parametrize(
    "text", ["inf", "1e999", "1_0", "5 - Very satisfied", "60%", "٣", "nan", "4,000", "1 000"]
)
def test_what_is_no_number(text: str) -> None:
    csat = STANDARD_METRICS["csat"]
    assert read_score(text, csat) == Refusal("not a number", "csat is answered 1 to 5")


def test_a_decimal_comma_is_told() -> None:
    csat = STANDARD_METRICS["csat"]
    hint = 'write 4.5, or declare format: {decimal: ","} in a source file or --decimal ,'
    assert read_score(" 4,5 ", csat) == Refusal("not a number", hint)


@pytest.mark.parametrize("code", ["99", "-9", "98", "999", "77"])
def test_a_code_for_no_answer_is_guessed(code: str) -> None:
    hint = f"csat is answered 1 to 5; if it means no answer, write missing: {code}"
    found = read_score(code, STANDARD_METRICS["csat"])
    assert found == Refusal("an answer outside the scale", hint)


def test_a_label_outside_the_scale_is_told_with_its_code() -> None:
    csat = STANDARD_METRICS["csat"]
    found = read_score("satisfied", csat, Codes.of({"Satisfied": 6}, csat))
    hint = "csat is answered 1 to 5; the label stands for 6"
    assert found == Refusal("an answer outside the scale", hint)


@pytest.mark.parametrize(
    ("metric", "word", "hint"),
    [
        ("csat", "meh", "expected one of 'Bad', 'Good'"),
        ("csat", "goood", "did you mean 'Good'?"),
        ("nps", "meh", "nps is answered 0 to 10"),
        ("ces_ease", "meh", "expected one of 'Bad', 'Good'; ces_ease is answered 1 to 7"),
        ("art", "meh", "art is a time in minutes, 0 or more"),
    ],
)
def test_a_word_that_is_no_label_of_the_metric(metric: str, word: str, hint: str) -> None:
    asked = STANDARD_METRICS[metric]
    found = read_score(word, asked, Codes.of({"Bad": 1, "Good": 5}, asked))
    assert found == Refusal("neither a code nor a label", hint)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("1 - Very dissatisfied",
         "if 1 is its code, write labels: {'1 - Very dissatisfied': 1}, or recode it"),
        ("Very dissatisfied", "expected one of 'Very satisfied', 'Zadowolony'"),
        ("Very dissatisfed", "expected one of 'Very satisfied', 'Zadowolony'"),
        ("not very satisfied", "expected one of 'Very satisfied', 'Zadowolony'"),
        ("niezadowolony", "expected one of 'Very satisfied', 'Zadowolony'"),
        ("Very satisfed", "did you mean 'Very satisfied'?"),
        ("very s", "did you mean 'Very satisfied'?"),
    ],
)  # fmt: skip
def test_no_label_with_the_opposite_meaning_is_told(word: str, hint: str) -> None:
    csat = STANDARD_METRICS["csat"]
    labels = {"Very satisfied": 5, "Zadowolony": 4}
    for codes in (Codes.of(labels, csat), Codes.of({**labels, "Worst": 1}, csat)):
        found = read_score(word, csat, codes)
        assert isinstance(found, Refusal)
        assert found.message == "neither a code nor a label"
    whole = Codes.of(labels).suggest(word, tuple(labels))
    assert whole == hint


def test_times_have_a_largest_one() -> None:
    art = STANDARD_METRICS["art"]
    assert read_score("1e15", art) == 1e15
    assert read_score("1e16", art) == Refusal("a time too large", "at most 1e+15")


@pytest.mark.parametrize(
    ("metric", "text"),
    [("csat", "0"), ("csat", "4.5"), ("nps", "11"), ("churn", "2"), ("gap", "7")],
)
def test_what_lies_outside_the_scale(metric: str, text: str) -> None:
    found = STANDARD_METRICS[metric]
    assert read_score(text, found) == Refusal("an answer outside the scale", describe_scale(found))


@pytest.mark.parametrize(
    ("metric", "text", "value"),
    [("csat", " 4.0 ", 4), ("nps", "0", 0), ("gap", "-1.5", -1.5), ("art", "1e3", 1000)],
)
def test_what_is_an_answer(metric: str, text: str, value: float) -> None:
    assert read_score(text, STANDARD_METRICS[metric]) == value


@pytest.mark.parametrize(
    "text", [None, "", "  ", "NA", "N/A", "n/a", "NULL", "null", "None", "6", "6.0", " 06 ", "x"]
)
def test_what_is_missing(text: str | None) -> None:
    assert Missing.of(["6", "x"]).covers(text)


@pytest.mark.parametrize("text", ["nan", "0", "66", "6 x", "-"])
def test_what_is_not_missing(text: str) -> None:
    assert not Missing.of(["6", "x"]).covers(text)


def test_cells_of_any_type() -> None:
    raw = [None, float("nan"), Decimal("4.50"), Decimal(4), 4.0, 0.1, 10**20, True, float("inf")]
    assert [to_cell(cell) for cell in raw] == [
        None,
        None,
        "4.50",
        "4",
        "4",
        "0.1",
        "1" + "0" * 20,
        "True",
        "inf",
    ]


@given(st.text())
def test_any_text_is_an_answer_or_refused(text: str) -> None:
    for metric in STANDARD_METRICS.values():
        assert isinstance(read_score(text, metric), float | Refusal)


@pytest.mark.parametrize(
    ("text", "decimal", "advice"),
    [
        (
            "4,5",
            ".",
            'write 4.5, or declare format: {decimal: ","} in a source file or --decimal ,',
        ),
        (
            "0,125",
            ".",
            'write 0.125, or declare format: {decimal: ","} in a source file or --decimal ,',
        ),
        ("4,000", ".", ""),
        ("4;5", ".", ""),
        (" -4.5", ",", "the source has a declared decimal comma: write -4,5"),
        ("4,5", ",", ""),
    ],
)
def test_advice_about_the_decimal_mark(text: str, decimal: str, advice: str) -> None:
    assert advise_decimal(text, decimal) == advice
