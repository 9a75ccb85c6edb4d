from __future__ import annotations

import pytest

from journeymap.demo import load_demo
from journeymap.documents.cells import read_tables
from journeymap.documents.headings import say_heading
from journeymap.documents.planning import plan_report
from journeymap.documents.said_cells import say_cell
from journeymap.wording.words import Words

ENGLISH, POLISH = Words("en"), Words("pl")


def test_english_tables_are_the_results_own() -> None:
    for section in plan_report(load_demo()).sections:
        if section.result is not None:
            said = [
                (list(heads), [list(row) for row in rows])
                for heads, rows, _ in read_tables(section.result, ENGLISH)
            ]
            own = [(list(h), [list(row) for row in r]) for h, r, _ in section.result.tables()]
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
        ("csat (95 % interval)", "csat (przedział 95 %)"),
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
        ("base", "low", "niska"),
        ("status", "at risk, leaning to met, low base (only guessed)",
         "zagrożony, raczej osiągnięty, niska podstawa (tylko przypuszczenie)"),
        ("goal", "NPS ≥ +30 by 2027", "NPS ≥ +30 do 2027"),
        ("place (%)", "whole journey", "cała podróż"),
        ("rank (90 %)", "1 to 2", "1 do 2"),
        ("difference (95 %)", "-5.4 (-7.5 to -3.2)", "-5,4 (-7,5 do -3,2)"),
        ("answers", "1,204 (worth 9)", "1\u00a0204 (warte 9)"),
        ("touchpoints", "3 of 4", "3 z 4"),
        ("bounds", "< 1 % to 20 %", "< 1 % do 20 %"),
    ],
)  # fmt: skip
def test_cells(heading: str, cell: str, polish: str) -> None:
    assert say_cell(heading, cell, POLISH) == polish
    assert say_cell(heading, cell, ENGLISH) == cell


@pytest.mark.parametrize("cell", ["low", "Pay (3 to 5)", "a to b", "11 am to 5 pm", "met"])
def test_names_are_no_words(cell: str) -> None:
    assert say_cell("touchpoint", cell, POLISH) is None
