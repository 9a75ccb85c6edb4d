from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture.lettering import (
    clean_line,
    find_clusters,
    fit_size,
    shorten,
    text_width,
    wrap_text,
)

TABLE = Path(__file__).parents[2] / "journeymap" / "picture" / "advances.json"
FAMILY = "👩\u200d👩\u200d👧\u200d👦"

# words of many scripts next to anything at all
texts = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            "zażółć",
            "онлайн-оплата",
            "支払い。",
            "תשלום",
            "결제",
            FAMILY,
            "🇩🇪",
            "e\u0301\u0327",
            "-",
            " ",
            "\n",
            "1/2",
        ]
    ),
    max_size=12,
).map("".join)
sizes = st.floats(6, 40)


# --- the table


def test_the_table_is_the_one_made_from_the_fonts() -> None:
    made = runpy.run_path(str(Path(__file__).with_name("make_advances.py")))

    assert made["to_json"](made["make_advances"]()) == TABLE.read_text(encoding="utf-8")


def test_the_table_holds_the_widths_of_dejavu() -> None:
    regular = json.loads(TABLE.read_text(encoding="utf-8"))["regular"]

    assert regular["0040"][:4] == [1000, 684, 686, 698]  # @ A B C
    assert regular["2010"][3:5] == [500, 1000]  # – and —
    assert regular["0590"][:3] == [1000, 0, 0]  # not in the font, then two Hebrew accents
    assert "25B0" not in regular  # ▲ is narrower in DejaVu but a full em in Arial, as unknown ones
    assert "4E00" not in regular


def test_measuring_loads_nothing_heavy() -> None:
    code = (
        "import sys; from journeymap.picture.lettering import text_width; text_width('a', 12);"
        "print({'numpy', 'matplotlib', 'pydantic', 'networkx'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"


# --- widths


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("", 0),
        ("A", 0.684),
        ("支付", 2),
        ("ｗ", 1),  # full width
        ("e\u0301", 0.615),  # a combining accent adds nothing
        ("שּׁ", 0.708),
        ("\u1112\u1161\u11ab", 1),  # one Korean syllable in three parts
        ("✓▲→", 3),
        ("😀", 1.3),
        ("✅", 1.3),
        ("👍🏽", 1.3),
        ("❤\ufe0f", 1.3),
        (FAMILY, 2.48),  # drawn as four boxes where no font has it
        ("😴", 1.604),
        ("Ἢ", 1.086),
        ("𝐖", 1.42),
        ("🇩🇪🇵🇱", 2.6),
        ("ก", 1),  # not in the table
        ("\u200b\u200f", 0),
    ],
)
def test_width(text: str, ems: float) -> None:
    assert text_width(text, 100) == pytest.approx(ems * 102, abs=0.01)


def test_bold_is_wider() -> None:
    assert text_width("Weakest", 10, bold=True) > 1.08 * text_width("Weakest", 10)


@given(texts, sizes)
def test_width_grows_with_size_and_is_never_negative(text: str, size: float) -> None:
    assert text_width(text, 2 * size) == pytest.approx(2 * text_width(text, size))
    assert text_width(text, size) >= 0


@given(texts)
def test_clusters_put_together_are_the_text(text: str) -> None:
    assert "".join(find_clusters(text)) == text


def test_many_marks_on_one_letter_take_no_time() -> None:
    zalgo = "e" + "\u0301" * 100_000

    assert list(find_clusters(zalgo)) == [zalgo]
    assert text_width(zalgo, 10) == text_width("e", 10)


# --- one line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  a \t\r\n b  ", "a b"),
        ("bell\x07 null\x00", "bell null"),
        ("\u202eevil\u202c", "evil"),
        ("lone \ud800 half", "lone half"),
        ("no\u00a0break", "no\u00a0break"),
        ("\ufffe\uffff", ""),
    ],
)
def test_clean_line(text: str, line: str) -> None:
    assert clean_line(text) == line


@pytest.mark.parametrize(
    ("width", "shown"),
    [(90, "Baggage claim"), (60, "Baggage…"), (28, "Ba…"), (11, "…"), (0, "…")],
)
def test_shorten(width: float, shown: str) -> None:
    assert shorten("Baggage claim", 10, width) == shown


def test_shorten_does_not_cut_an_emoji_or_an_accent() -> None:
    assert shorten(FAMILY + FAMILY + FAMILY, 10, 62) == FAMILY + FAMILY + "…"
    assert shorten("e\u0301" * 9, 10, 25) == "e\u0301" * 2 + "…"


@given(texts, sizes, st.floats(1.1, 20), st.booleans())
def test_what_is_shortened_fits(text: str, size: float, ems: float, bold: bool) -> None:
    width = ems * size
    shown = shorten(text, size, width, bold=bold)

    assert text_width(shown, size, bold=bold) <= width
    assert shown == clean_line(text) or clean_line(text).startswith(shown[:-1])


# --- several lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        (" \n ", ()),
        ("Pay", ("Pay",)),
        ("Waits for the bus", ("Waits for", "the bus")),
        ("Pay\nnow", ("Pay", "now")),
        ("Check-in desk", ("Check-in", "desk")),
        ("Kitchensink-in", ("Kitchen-", "sink-in")),
        ("Potwierdzenie", ("Potwier-", "dzenie")),
        ("Strzstrzstrzsk", ("Strzstrzstrz", "sk")),  # without a syllable that could begin a line
        ("Order-payment", ("Order-", "payment")),
        ("Order/payment", ("Order/", "payment")),
        ("Open from -5 to 5", ("Open from", "-5 to 5")),
        ("Always open 24/7", ("Always", "open 24/7")),
        ("支払い手続き。する", ("支払い手続", "き。する")),
        ("結果を見る、", ("結果を見", "る、")),  # no comma at the start of a line
        ("「結果」を見る", ("「結果」を", "見る")),
        ("結果を見「る」", ("結果を見", "「る」")),  # no bracket at the end of one
        ("결제 페이지 이동", ("결제 페이지", "이동")),
        ("Waits for the shuttle bus", ("Waits for", "the shutt…")),
        (FAMILY * 4, (FAMILY * 2, FAMILY * 2)),
    ],
)
def test_wrap(text: str, lines: tuple[str, ...]) -> None:
    assert wrap_text(text, 10, 58) == lines


def test_breaks_of_the_text_beyond_the_last_line_become_blanks() -> None:
    assert wrap_text("a\nb\nc", 10, 60) == ("a", "b c")


def test_one_line_is_as_good_as_shorten() -> None:
    assert wrap_text("Baggage claim", 10, 60, lines=1) == (shorten("Baggage claim", 10, 60),)


def test_a_very_long_text_is_not_read_to_its_end() -> None:
    assert wrap_text("x" * 1_000_000, 10, 60, lines=3)[2].endswith("…")


@given(texts, sizes, st.floats(2.9, 30), st.booleans(), st.integers(1, 4))
def test_every_line_fits_and_nothing_is_lost(
    text: str, size: float, ems: float, bold: bool, lines: int
) -> None:
    width = ems * size
    found = wrap_text(text, size, width, bold=bold, lines=lines)
    whole = "".join(clean_line(line) for line in text.splitlines()).replace(" ", "")
    shown = "".join(found).replace(" ", "")

    assert len(found) <= lines
    assert all(line and text_width(line, size, bold=bold) <= width for line in found)
    shown, whole = shown.replace("-", ""), whole.replace("-", "")  # a broken word has a hyphen
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


# --- sizes


@pytest.mark.parametrize(("width", "size"), [(200, 14), (40, 9.0), (10, 8)])
def test_fit_size(width: float, size: float) -> None:
    assert fit_size("Weakest", width, largest=14, smallest=8) == size


def test_any_size_fits_an_empty_text() -> None:
    assert fit_size("", 0, largest=14, smallest=8) == 14


@given(texts, st.floats(1, 500), st.booleans())
def test_the_size_given_fits_unless_it_is_the_smallest(text: str, width: float, bold: bool) -> None:
    size = fit_size(text, width, largest=40, smallest=6, bold=bold)

    assert 6 <= size <= 40
    assert size == 6 or text_width(clean_line(text), size, bold=bold) <= width * (1 + 1e-9)
