from __future__ import annotations

import re

import pytest

from journeymap.analysis.coverage.gaps import SEVERITY_WORDS
from journeymap.analysis.goals.words import show_status
from journeymap.demo import load_demo
from journeymap.documents.cells import read_tables, say_cell
from journeymap.documents.headings import say_heading
from journeymap.documents.planning import plan_report
from journeymap.result import BASE_WORDS, show_answers, show_rounded
from journeymap.wording.told import tell
from journeymap.wording.words import Words

ENGLISH, POLISH = Words("en"), Words("pl")


def to_said(cell: str) -> str:
    """A cell as English documents say it: without hints, a true minus, metrics by their names."""
    told = ENGLISH.say(cell).casefold()
    return re.sub(r"(?<![^\s(])-(?=\d)", "\u2212", told)


def test_english_tables_are_the_results_own() -> None:
    for section in plan_report(load_demo()).sections:
        if section.result is not None:
            said = [
                [[cell.casefold() for cell in row] for row in (heads, *rows)]
                for heads, rows, _ in read_tables(section.result, ENGLISH)
            ]
            own = [[[*map(to_said, row)] for row in (h, *r)] for h, r, _ in section.result.tables()]
            assert said == own


def test_polish_tables_have_no_english_heading() -> None:
    left = {"metric", "A", "B", "C", "D", "E", "F", "G", "status", "plan", "segment", "benchmark"}
    for section in plan_report(load_demo(), language="pl").sections:
        for (heads, *_), (own, *_) in zip(
            read_tables(section.result, POLISH) if section.result else (),
            section.result.tables() if section.result else (),
            strict=True,
        ):
            groups = set(own) if section.id.startswith("segments") else set()
            known = left | groups - {"everybody", "place (%)", "p adj."}
            same = [a for a, b in zip(heads, own, strict=True) if a == b and a]
            assert set(same) <= known, section.id


@pytest.mark.parametrize(
    ("heading", "polish"),
    [
        ("after (95 % interval)", "after (przedział 95 %)"),
        ("value (99.5 % interval)", "wartość (przedział 99,5 %)"),
        ("rank (90 %)", "miejsce (90 %)"),
        ("place (%)", "miejsce (%)"),
        ("health (0-100)", "kondycja (0-100)"),
        ("after 5 pm", "after 5 pm"),
        ("", ""),
    ],
)
def test_headings(heading: str, polish: str) -> None:
    assert say_heading(heading, POLISH) == polish
    assert say_heading(heading, ENGLISH) == heading


@pytest.mark.parametrize(
    ("heading", "cell", "polish"),
    [
        ("base", BASE_WORDS["low"], "niska"),
        ("matters", SEVERITY_WORDS["low"], "niska"),
        ("metric", "nps", "NPS"),
        ("status", show_status("at_risk", 0.7, low_base=True, reason=tell("only guessed")),
         "zagrożony, raczej osiągnięty, niska podstawa (tylko przypuszczenie)"),
        ("place (%)", tell("whole journey"), "cała podróż"),
        ("difference (95 %)", show_rounded(-5.4, -7.5, -3.2, 1),
         "\u22125,4 (\u22127,5 do \u22123,2)"),
        ("answers", show_answers(1204, 9.7), "1\u00a0204 (warte 9)"),
    ],
)  # fmt: skip
def test_cells(heading: str, cell: str, polish: str) -> None:
    assert say_cell(heading, cell, POLISH) == polish


@pytest.mark.parametrize("cell", ["low", "Pay (3 to 5)", "a to b", "11 am to 5 pm", "met"])
def test_names_are_no_words(cell: str) -> None:
    assert say_cell("touchpoint", cell, POLISH) == cell
