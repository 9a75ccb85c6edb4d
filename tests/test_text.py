from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.text import (
    LONGEST_ID,
    Percent,
    find_mixed_scripts,
    find_unseen,
    to_id,
    to_nfc,
    to_number,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4.20", 4.2),
        (" 3 ", 3.0),
        ("-1.5e3", -1500.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("+7", 7.0),
        ("60%", 0.6),
        ("12.5 %", 0.125),
        ("-3%", -0.03),
        ("4,2", None),
        ("1_000", None),
        ("٣", None),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        ("0x1F", None),
        ("", None),
        ("%", None),
        ("1 2", None),
        ("5\n%", 0.05),
    ],
)
def test_number(text: str, number: float | None) -> None:
    assert to_number(text) == number


def test_percent_keeps_its_sign() -> None:
    percent = to_number("60%")
    assert isinstance(percent, Percent)
    assert str(percent) == "60%"
    assert str(Percent(0.125)) == "12.5%"
    assert not isinstance(to_number("0.6"), Percent)


@given(st.integers(-(10**6), 10**6))
def test_percent_is_the_nearest_share(thousandths: int) -> None:
    assert to_number(f"{thousandths / 10}%") == thousandths / 1000


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_read_as_python_writes_it(number: float) -> None:
    assert to_number(repr(number)) == number


@pytest.mark.parametrize(
    ("code", "named"),
    [
        (0x00, "U+0000"),
        (0x0D, "U+000D"),
        (0x1B, "U+001B"),
        (0x7F, "U+007F"),
        (0x85, "U+0085"),
        (0x2028, "U+2028"),
        (0x202E, "U+202E"),
        (0x2066, "U+2066"),
        (0xD800, "U+D800"),
        (0xFFFF, "U+FFFF"),
        (0x09, None),
        (0x0A, None),
        (0x200D, None),
        (0x2065, None),
        (0x1F600, None),
    ],
)
def test_unseen(code: int, named: str | None) -> None:
    assert find_unseen(f"a{chr(code)}b") == named


def test_the_first_of_two_unseen_is_named() -> None:
    assert find_unseen("a\tb\x07c\x1b") == "U+0007"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Long-term shuttle", "long-term-shuttle"),
        ("  Pay!!  (card)  ", "pay-card"),
        ("Zażółć gęślą", "zażółć-gęślą"),
        ("Straße", "strasse"),
        ("支付 页面", "支付-页面"),
        ("हिन्दी", "हिन्दी"),
        ("ﬁnd", "find"),
        ("e\u0301tape", "\u00e9tape"),
        ("4.20", "4-20"),
        ("!!!", ""),
        ("\U0001f600", ""),
    ],
)
def test_id_of_a_name(name: str, id_: str) -> None:
    assert to_id(name) == id_


def test_a_long_name_gives_an_id_that_is_allowed() -> None:
    assert to_id("ab " * 100) == ("ab-" * 67)[:LONGEST_ID].rstrip("-")


@given(st.text())
def test_id_is_stable(name: str) -> None:
    id_ = to_id(name)
    assert len(id_) <= LONGEST_ID
    assert to_id(id_) == id_
    assert unicodedata.is_normalized("NFC", id_)
    assert not id_.startswith("-")
    assert not id_.endswith("-")
    assert to_id(unicodedata.normalize("NFD", name)) == id_


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("c\u0430rt", ("CYRILLIC", "LATIN")),
        ("\u03bfrder", ("GREEK", "LATIN")),
        ("3D-печать", ()),
        ("cart корзина", ()),
        ("cart-支付", ()),
        ("", ()),
    ],
)
def test_mixed_scripts(text: str, scripts: tuple[str, ...]) -> None:
    assert find_mixed_scripts(text) == scripts


@given(st.text())
def test_the_composed_form_is_found_once(text: str) -> None:
    assert to_nfc(text) == to_nfc(to_nfc(text)) == to_nfc(unicodedata.normalize("NFD", text))
