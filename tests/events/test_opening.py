from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pytest

from journeymap.errors import AnswersError, SourceError
from journeymap.events.log import EventLog
from journeymap.events.opening import open_events, open_paths
from journeymap.model.event_sources import EventSource

LOGS = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "eventlogs"
needs_logs = pytest.mark.skipif(not LOGS.is_dir(), reason="set JOURNEYMAP_TEST_DATA")
Rows = Callable[[EventLog], list[tuple[Any, ...]]]


def parts(log: EventLog) -> tuple[str | None, ...]:
    return log.case, log.activity, log.time, log.order


def test_a_csv_file(tmp_path: Path, rows: Rows) -> None:
    path = tmp_path / "log.csv"
    path.write_text("user;what;when\nu1;cart;2026-01-01\n")
    log = open_events(path, EventSource(activity="what", time="when"))
    assert parts(log) == ("user", "what", "when", None)
    assert rows(log) == [("u1", "cart", "2026-01-01")]
    assert (log.line, log.spool) == (None, None)


@pytest.mark.parametrize("frame", [pl.DataFrame, pd.DataFrame])
def test_a_table(frame: Callable[..., object]) -> None:
    data = {"case:concept:name": ["c"], "concept:name": ["a"], "time:timestamp": ["2026"]}
    assert parts(open_events(frame(data))) == (
        "case:concept:name",
        "concept:name",
        "time:timestamp",
        None,
    )


def test_what_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        open_events(tmp_path / "gone.xes")
    (tmp_path / "folder.xes").mkdir()
    with pytest.raises(OSError, match="is not a file"):
        open_events(tmp_path / "folder.xes")
    path = tmp_path / "map.xml"
    path.write_text('<?xml version="1.0"?>\n<cjml><journey/></cjml>')
    with pytest.raises(AnswersError) as caught:
        open_events(path)
    told = f"{path}:2: not an XES log; it starts with <cjml>, not <log>"
    assert str(caught.value) == told


def test_a_database_named_csv(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b"SQLite format 3\0" + bytes(84))
    with pytest.raises(AnswersError, match="1: the file is an SQLite database"):
        open_events(path)


def test_paths(tmp_path: Path) -> None:
    path = tmp_path / "paths.csv"
    path.write_text("path,bought,left\na > b,1,2\n")
    source = EventSource(path="path", count=["bought", "left"], separator=" > ")
    log = open_paths(path, source)
    assert (log.path, log.counts, log.separator) == ("path", ("bought", "left"), " > ")
    with pytest.raises(AnswersError) as caught:
        open_paths(path, EventSource(path="path", count="lft"))
    assert str(caught.value) == f"{path}:1: no column 'lft'; did you mean 'left'?"
    with pytest.raises(SourceError, match="no column with paths is named; write path: COLUMN"):
        open_paths(path, EventSource())


@needs_logs
@pytest.mark.parametrize(
    ("file", "source", "found"),
    [
        ("teleclaims.csv.gz", {}, ("case_id", "activity", "timestamp", None)),
        ("repair.csv.gz", {}, ("case_id", "activity", "timestamp", None)),
        ("traffic_fines.csv.gz", {}, ("case_id", "activity", "timestamp", ".order")),
        (
            "patients.csv.gz",
            {"case": "patient", "activity": "handling"},
            ("patient", "handling", "time", ".order"),
        ),
    ],
)
def test_real_tables(file: str, source: dict[str, str], found: tuple[str | None, ...]) -> None:
    assert parts(open_events(LOGS / file, EventSource(**source))) == found
