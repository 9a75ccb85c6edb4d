from __future__ import annotations

import pytest

from journeymap.picture.direction import (
    find_direction,
    has_right_to_left,
    keep_direction,
    mostly_right_to_left,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("שלום Pay", "right to left"),
        ("مرحبا", "right to left"),
        ("12 % Pay", "left to right"),
        ("支付", "left to right"),
        ("(12 %)", None),
        ("", None),
    ],
)
def test_the_first_letter_that_has_a_way_decides(text: str, expected: str | None) -> None:
    assert find_direction(text) == expected


def test_most_letters_decide_on_a_whole() -> None:
    assert mostly_right_to_left(["Wi-Fi חינם בטרמינל"])
    assert not mostly_right_to_left(["The weakest is חנויות"])
    assert not mostly_right_to_left(["12 %", ""])


def test_lines_keep_the_way_of_their_paragraph() -> None:
    hebrew = "Wi-Fi נופל כל 5 דקות"
    assert keep_direction(hebrew, ["Wi-Fi", "נופל כל", "5 דקות"]) == (
        "\u200fWi-Fi",
        "נופל כל",
        "5 דקות",
    )
    english = "It is likely that חנויות is the weakest"
    assert keep_direction(english, ["It is likely that", "חנויות is"]) == (
        "It is likely that",
        "\u200eחנויות is",
    )


def test_other_scripts_are_left_alone() -> None:
    assert keep_direction("Pay (12 %)", ["Pay", "(12 %)"]) == ("Pay", "(12 %)")


@pytest.mark.parametrize("text", ["Pay שלום", "مرحبا", "\u200fPay", "ﷺ"])
def test_letters_from_right_to_left_are_found(text: str) -> None:
    assert has_right_to_left(text)


@pytest.mark.parametrize("text", ["", "Pay", "Zażółć", "支付", "Оплата", "🛒", "\u200ePay"])
def test_others_are_not(text: str) -> None:
    assert not has_right_to_left(text)
