from __future__ import annotations

import pytest

from journeymap.starting.answers_in_words import guess_words
from journeymap.starting.guesses import Guess
from journeymap.starting.looking import Look


def guess(name: str, *values: str, each: int = 10, wording: str | None = None) -> Guess:
    rows = each * len(values)
    return guess_words(Look(name, wording, dict.fromkeys(values, each), rows, rows, len(values)))


@pytest.mark.parametrize(
    ("values", "labels", "missing"),
    [
        (("Yes", "No"), {"Yes": 1, "No": 0}, ()),
        (("TAK", "nie", "nie wiem"), {"TAK": 1, "nie": 0}, ("nie wiem",)),
        (("да", "нет"), {"да": 1, "нет": 0}, ()),
        (("True", "False"), {"True": 1, "False": 0}, ()),
    ],
)
def test_yes_and_no(
    values: tuple[str, ...], labels: dict[str, int], missing: tuple[str, ...]
) -> None:
    found = guess("open", *values)
    assert (found.kind, found.labels, found.missing) == ("yes_no", labels, missing)


@pytest.mark.parametrize(
    ("values", "scale", "codes"),
    [
        (("Very satisfied", "Satisfied", "Dissatisfied"), (1, 5), [5, 4, 2]),
        (("Never", "Sometimes", "Usually", "Always"), (1, 4), [1, 2, 3, 4]),
        (("Never", "Rarely", "Sometimes", "Often", "Always"), (1, 5), [1, 2, 3, 4, 5]),
        (("bardzo niezadowolony", "zadowolony", "bardzo zadowolona"), (1, 5), [1, 4, 5]),
        (("очень плохо", "нормально", "хорошо"), (1, 5), [1, 3, 4]),
        (("1 - bad", "2", "3", "5 - good"), (1, 5), [1, 2, 3, 5]),
        (("0 = never", "7", "10 = always"), (0, 10), [0, 7, 10]),
    ],
)
def test_ordered_answers(values: tuple[str, ...], scale: tuple[int, int], codes: list[int]) -> None:
    found = guess("service", *values)
    assert (found.kind, found.scale) == ("rating", scale)
    labels = {value: code for value, code in zip(values, codes, strict=True) if value != str(code)}
    assert found.labels == labels


def test_zero_to_ten_in_words_is_about_recommending_where_it_says_so() -> None:
    values = ("0 - Not at all likely", "5", "10 - Extremely likely")
    asked = guess("Q1", *values, wording="How likely are you to recommend us?")
    assert (asked.kind, guess("Q1", *values).kind) == ("likely", "rating")


@pytest.mark.parametrize(
    ("values", "kind", "says"),
    [
        (("Eco", "Business"), "choice", "a choice of 2 in words"),
        (("Month-to-month", "One year", "Two year"), "choice", "a choice of 3 in words"),
        (tuple(f"Airline {i}" for i in range(30)), "other", "30 different words or names"),
        (("Airline",), "choice", "1 word"),
        (("The queue at the desk was far too long for me", "OK"), "choice", None),
    ],
)
def test_other_words(values: tuple[str, ...], kind: str, says: str | None) -> None:
    found = guess("class", *values)
    assert found.kind == kind
    assert says is None or found.says == says


def test_open_text_is_long_or_never_the_same() -> None:
    long = [f"I waited {i} minutes at the counter and nobody came to help me" for i in range(5)]
    assert guess("why", *long, each=1).kind == "text"
    short = [f"queue too long {i}" for i in range(9)]
    assert guess("why", *short, each=1).kind == "text"


def test_options_of_one_question() -> None:
    assert guess("Which? [Web]", "Web").kind == "option"
