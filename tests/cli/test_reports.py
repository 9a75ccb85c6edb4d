from __future__ import annotations

import json
from xml.etree import ElementTree

from journeymap.cli.reports import REPORTS, to_github, to_json_report, to_junit, to_text
from journeymap.errors import Problem
from journeymap.files.checking import CheckedFile
from journeymap.model.journey import Journey

SHOP = Journey(
    name="Shop",
    stages=[
        {"name": "Look", "touchpoints": ["Ad", "Page"]},
        {"name": "Buy\nnow", "touchpoints": ["Cart"]},
    ],
    transitions=[{"from": "ad", "to": "cart"}],
    readings=[{"metric": "csat", "value": 4}, {"metric": "nps", "value": 4}],
)
DOUBT = Problem("no id", "stages[0]", None, "write id: a", "a.yaml", 3, 5, "warning")
FAULT = Problem("bad <value>", "stages[0].id", "x,\n%", "mend: it", "a:b.yaml", 7, 2)
FINE = CheckedFile("a.yaml", SHOP, (DOUBT,))
WRONG = CheckedFile("a:b.yaml", None, (FAULT, DOUBT))
GATED = CheckedFile("a.yaml", SHOP, (Problem("goal missed: Buy", file="a.yaml"),))


def test_text_tells_what_a_right_journey_holds() -> None:
    assert to_text([FINE]) == (
        "a.yaml: ok: Shop: 2 stages, 3 touchpoints, 1 transition, 2 readings\n"
        "  Look: Ad > Page\n"
        "  Buy now: Cart\n"
    )


def test_text_counts_the_problems_of_a_wrong_one() -> None:
    assert to_text([WRONG, GATED]) == "a:b.yaml: 1 problem\na.yaml: 1 problem\n"
    two = CheckedFile("c.yaml", None, (FAULT, FAULT))
    assert to_text([two]) == "c.yaml: 2 problems\n"


def test_text_of_a_large_journey_is_short() -> None:
    stages = [{"name": f"S{s}", "touchpoints": [f"T{s}-{t}" for t in range(25)]} for s in range(25)]
    lines = to_text([CheckedFile("a", Journey(name="Big", stages=stages), ())]).splitlines()
    assert lines[0] == "a: ok: Big: 25 stages, 625 touchpoints"
    assert lines[1].endswith(" > T0-19 ... and 5 more")
    assert lines[21:] == ["  ... and 5 more stages"]


def test_a_stage_without_touchpoints() -> None:
    journey = Journey(name="Shop", stages=["Buy"])
    assert to_text([CheckedFile("a", journey, ())]) == "a: ok: Shop: 1 stage\n  Buy\n"


def test_json() -> None:
    assert json.loads(to_json_report([WRONG, FINE])) == {
        "files": [
            {
                "file": "a:b.yaml",
                "ok": False,
                "problems": [
                    {
                        "line": 7,
                        "column": 2,
                        "path": "stages[0].id",
                        "value": "x,\n%",
                        "message": "bad <value>",
                        "hint": "mend: it",
                        "severity": "error",
                    },
                    {
                        "line": 3,
                        "column": 5,
                        "path": "stages[0]",
                        "value": None,
                        "message": "no id",
                        "hint": "write id: a",
                        "severity": "warning",
                    },
                ],
            },
            {
                "file": "a.yaml",
                "ok": True,
                "problems": [
                    {
                        "line": 3,
                        "column": 5,
                        "path": "stages[0]",
                        "value": None,
                        "message": "no id",
                        "hint": "write id: a",
                        "severity": "warning",
                    }
                ],
            },
        ]
    }


def test_a_missed_gate_is_not_ok() -> None:
    assert json.loads(to_json_report([GATED]))["files"][0]["ok"] is False


def test_github_annotates_and_nothing_breaks_out() -> None:
    assert to_github([WRONG, GATED]) == (
        "::error file=a%3Ab.yaml,line=7,col=2::stages[0].id: bad <value> 'x,\\n%25'; mend: it\n"
        "::warning file=a.yaml,line=3,col=5::stages[0]: no id; write id: a\n"
        "::error file=a.yaml::goal missed: Buy\n"
    )


def test_junit_has_a_case_per_file() -> None:
    suite = ElementTree.fromstring(to_junit([WRONG, FINE]))
    assert suite.attrib == {
        "name": "journeymap check",
        "tests": "2",
        "failures": "1",
        "skipped": "0",
    }
    first, second = suite
    assert first.attrib == {"name": "a:b.yaml", "classname": "journeymap"}
    failure = first[0]
    assert failure.attrib == {"message": "1 problem"}
    assert failure.text == "a:b.yaml:7:2: stages[0].id: bad <value> 'x,\\n%'; mend: it"
    assert [part.tag for part in second] == ["system-out"]
    assert second[0].text == "a.yaml:3:5: stages[0]: no id; write id: a"


def test_formats() -> None:
    assert list(REPORTS) == ["text", "json", "github", "junit"]
    assert all(report([], None) is not None for report in REPORTS.values())
