"""Mermaid: lines that its parser reads as they are meant, whatever the names hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model.journey import Journey
from journeymap.views.mermaid import escape, to_mermaid
from tests.documents.reports import NAMES, make_hostile
from tests.views.conftest import JOURNEYS

TASK = re.compile(
    r"    [^:;#\n]*(?:#\d+;[^:;#\n]*)*: \d(?:\.\d)?(?:: [^:;,\n]*(?:#\d+;[^:;,\n]*)*)?"
)


def decode(text: str) -> str:
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)


def test_the_demo_as_a_journey_diagram() -> None:
    lines = to_mermaid(JOURNEYS["demo"]()).splitlines()
    assert lines[:5] == [
        "journey",
        "  title Departing from San Francisco International Airport",
        "  section Get to the airport",
        "    Road signs: 3.9: Departing passenger",
        "    Parking: 3.7: Departing passenger",
    ]
    assert "    Security screening: 4.1: Departing passenger" in lines


def test_what_is_not_measured_says_so() -> None:
    journey = Journey.model_validate(
        {"name": "Shop", "stages": [{"name": "Buy", "touchpoints": ["Pay"]}]}
    )
    assert to_mermaid(journey).splitlines()[-1] == "    Pay (not measured): 3"


def test_the_demo_as_a_flowchart() -> None:
    lines = to_mermaid(JOURNEYS["demo"](), view="graph").splitlines()
    assert lines[:3] == [
        "flowchart LR",
        '  subgraph s1["Get to the airport"]',
        '    t1["Road signs<br>73.2 #37;"]',
    ]
    assert '  t1 -->|"1#44;686"| t6' in lines


def test_another_view_is_refused() -> None:
    with pytest.raises(ValueError, match="a Mermaid view is journey or graph, not 'pie'"):
        to_mermaid(JOURNEYS["three"](), view="pie")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [*NAMES, "title of it", "section x", "1. one", "- one", "%% no"])
def test_a_name_stays_one_name(name: str) -> None:
    shown = escape(name)
    assert decode(shown) == " ".join(name.split())
    bare = re.sub(r"#\d+;", "", shown)
    assert not set(bare) & set(':;#"<>{}[]|`%,_*&@\\^~$\n')


@given(st.text())
def test_every_name_is_one_line_without_signs(name: str) -> None:
    bare = re.sub(r"#\d+;", "", escape(name))
    assert not set(bare) & set(':;#"<>{}[]|`%,_*&@\\^~$\n\r\x00')


def test_a_hostile_journey_has_a_task_to_a_line() -> None:
    lines = to_mermaid(make_hostile()).splitlines()
    tasks = [line for line in lines if line.startswith("    ")]
    assert len(tasks) == len(NAMES)
    assert [task for task in tasks if not TASK.fullmatch(task)] == []
