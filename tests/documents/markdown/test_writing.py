"""Markdown: what GitHub shows is what was written."""

from __future__ import annotations

import re
from html import unescape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.documents.markdown.escaping import escape
from journeymap.documents.markdown.writing import (
    journey_to_markdown,
    make_markdown,
    to_table,
    write_markdown,
)
from journeymap.picture.lettering import clean_line
from tests.documents.reports import NAMES, make_hostile, plan

markdown_it: Any = import_module("markdown_it") if find_spec("markdown_it") else None
pytestmark = pytest.mark.skipif(not (markdown_it), reason="markdown-it-py is not installed")


def show(text: str) -> str:
    """What a reader sees of Markdown, without tags; links and images would leave some."""
    html = markdown_it.MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert not re.search(r"<(?!/?(p|h1|h2|strong|table|thead|tbody|tr|th|td)\b)", html), html
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


def test_the_demo_as_markdown(tmp_path: Path) -> None:
    text = write_markdown(plan("demo"), tmp_path / "demo.md").read_text(encoding="utf-8")
    assert text.startswith("# Departing from San Francisco International Airport\n")
    assert "**What is weakest?** ▼ Undecided between Shops (P 57 %)" in text
    assert "```mermaid\njourney\n  title Departing" in text
    assert "| Shops | Satisfied | 56.7 % (54.8 to 58.6) | 57 | 57 % |" in text
    assert text.count("<details>") == text.count("</details>") > 3


def test_tables_have_as_many_cells_in_every_row() -> None:
    for name in ("demo", "hostile", "long"):
        rows = [
            re.sub(r"\\.", "", line).count("|")
            for line in make_markdown(plan(name)).splitlines()
            if line.startswith("|")
        ]
        assert rows
        assert min(rows) > 2


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_as_written(name: str) -> None:
    wanted = clean_line(name)
    assert show(escape(name)) == wanted
    assert show(f"# {escape(name)}") == wanted
    cells = show(to_table((["name", "n"], [[name, "1"]], [1]))).split("\n")
    assert [cell.strip() for cell in cells if cell.strip()] == ["name", "n", wanted, "1"]


@given(st.text(alphabet="<>&|`*_[]()#!-+=~$^@\\:./1a \n\"'", max_size=20))
def test_no_signs_mean_anything(text: str) -> None:
    assert show(f"x {escape(text)}") == clean_line(f"x {text}")


def test_foreign_names_do_not_end_the_diagram() -> None:
    text = make_markdown(plan("hostile"))
    fences = [line for line in text.splitlines() if line.lstrip().startswith("```")]
    assert fences == ["```mermaid", "```"]


def test_a_journey_has_its_diagrams_and_its_readings() -> None:
    text = journey_to_markdown(make_hostile())
    assert text.count("```mermaid\n") == 2
    assert "flowchart LR" in text


def test_the_same_report_gives_the_same_text() -> None:
    assert make_markdown(plan("hostile")) == make_markdown(plan("hostile"))
