"""``discover``: what of a flow is shown, and which shares can be meant."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LOG = "case,activity,time\n" + "".join(
    f"{case},{activity},2026-01-0{day}\n"
    for case, path in enumerate(["abc", "abc", "ab", "ad"])
    for day, activity in enumerate(path, 1)
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "log.csv"
    file.write_text(LOG, encoding="utf-8")
    return file


def test_the_headline_counts_what_is_not_shown(log: Path, run: Callable[..., Any]) -> None:
    lines = run("discover", log, "--top", 1, "-q").out.splitlines()
    seen = (
        "4 cases with 10 events on 3 paths: 3 transitions between 4 touchpoints, "
        "2 of them not shown"
    )
    assert lines[0] == seen
    assert lines[2].split()[:3] == ["a", "b", "3"]
    assert "note: the 1 most frequent of 3 transitions are shown" in lines
    told = json.loads(run("discover", log, "--top", 1, "-q", "--format", "json").out)
    assert told["hidden"] == {"transitions": 2, "count": 3, "share": 0.5, "not_shown": 2}
    assert [row["count"] for row in told["rows"]] == [3]
    assert len(run("discover", log, "--top", 1, "-q", "--format", "csv").out.splitlines()) == 2
    assert "hidden" not in run("discover", log, "--top", 3, "-q").out


def test_what_filters_hide_is_in_it_too(log: Path, run: Callable[..., Any]) -> None:
    asked = ("--min-count", 2, "--top", 1, "-q", "--format", "json")
    assert json.loads(run("discover", log, *asked).out)["hidden"]["count"] == 3


@pytest.mark.parametrize("share", ["nan", "NaN", "-0.1", "1.5", "inf"])
def test_a_share_lies_between_0_and_1(log: Path, run: Callable[..., Any], share: str) -> None:
    ended = run("discover", log, f"--min-share={share}")
    assert (ended.code, ended.out) == (2, "")
    assert "--min-share" in ended.err


@pytest.mark.parametrize(
    ("option", "value"), [("--case", "client"), ("--only", "area=A"), ("--stage", "area")]
)
def test_a_column_asked_for_that_is_not_there_is_wrong_use(
    log: Path, run: Callable[..., Any], option: str, value: str
) -> None:
    ended = run("discover", log, option, value)
    assert (ended.code, ended.out) == (2, "")
    assert f"no column '{value.partition('=')[0]}'; " in ended.err
    assert ended.err.splitlines()[-1].endswith(" (see journeymap discover --help)")


def test_a_log_that_tells_no_columns_is_at_fault(tmp_path: Path, run: Callable[..., Any]) -> None:
    file = tmp_path / "bare.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert run("discover", file).code == 1
    source = tmp_path / "log.yaml"
    source.write_text("events: bare.csv\ncase: client\nactivity: b\ntime: a\n", encoding="utf-8")
    assert run("discover", source).code == 1
