from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import AnswersError
from journeymap.events.log import EventLog
from journeymap.events.opening import open_events
from journeymap.model.event_sources import EventSource

LOGS = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "eventlogs"
needs_logs = pytest.mark.skipif(not LOGS.is_dir(), reason="set JOURNEYMAP_TEST_DATA")

Rows = Callable[[EventLog], list[tuple[Any, ...]]]

SHOP = """\
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<global scope="event"><string key="concept:name" value="default"/></global>
<classifier name="Activity" keys="concept:name"/>
<float key="mean" value="1"><string key="concept:name" value="of the log"/></float>
<trace>
<string key="concept:name" value="c1"/><string key="channel" value="web"/>
<event><string key="concept:name" value="cart"/>
<date key="time:timestamp" value="2026-01-01T10:00:00.000+02:00"/>
<list key="concept:name"><values><string key="concept:name" value="nested"/></values></list>
</event>
</trace>
<trace><string key="concept:name" value="c2"/>
<event><string key="concept:name" value="pay, &quot;by card&quot;&#10;&lt;b&gt;">
<string key="concept:name" value="nested"/></string>
<string key="lifecycle:transition" value="complete"/></event>
</trace>
<trace><string key="concept:name" value="c3"/></trace>
</log>
"""


def write(folder: Path, content: str | bytes, name: str = "shop.xes") -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def refuse(file: str, source: EventSource | None = None) -> str:
    with pytest.raises(AnswersError) as caught:
        open_events(file, source or EventSource())
    return str(caught.value).replace(file, "shop.xes")


def log_of(*traces: str) -> str:
    return f"<log>{''.join(f'<trace>{trace}</trace>' for trace in traces)}</log>"


def text(key: str, value: str) -> str:
    return f'<string key="{key}" value="{value}"/>'


def test_a_list_beside_its_namesake_is_not_taken_for_a_value(tmp_path: Path) -> None:
    sentence = refuse(write(tmp_path, SHOP))
    assert sentence == "shop.xes:11: concept:name is given twice; keep one of them"


def test_a_log(tmp_path: Path, rows: Rows) -> None:
    content = SHOP.replace('<list key="concept:name">', '<list key="more">')
    log = open_events(write(tmp_path, content), EventSource(channel="case:channel"))
    assert (log.case, log.activity, log.time, log.order) == (
        "case:concept:name",
        "concept:name",
        "time:timestamp",
        None,
    )
    assert list(log.table.columns) == [
        "journeymap:line",
        "case:concept:name",
        "concept:name",
        "time:timestamp",
        "lifecycle:transition",
        "case:channel",
    ]
    assert rows(log) == [
        ("9", "c1", "cart", "2026-01-01T10:00:00.000+02:00", None, "web"),
        ("15", "c2", 'pay, "by card"\n<b>', None, "complete", None),
    ]
    assert log.notes == ("1 trace has no events: no case is made of them",)
    assert log.line == "journeymap:line"


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        (log_of(text("concept:name", "c") + f"<event>{text('concept:name', 'a')}</event>"), "ca"),
        (log_of(text("concept:name", "c") + "<event/>"), "c-"),
        (log_of(f"<event>{text('concept:name', 'a')}</event>"), "-a"),
        (f"<log><event>{text('concept:name', 'a')}</event></log>", "-a"),
        (
            "<x:log xmlns:x='u'><x:trace><x:id key='concept:name' value='c'/><x:event>"
            "<x:string key='concept:name' value='a'/></x:event></x:trace></x:log>",
            "ca",
        ),
    ],
    ids=["no version", "no activity", "no case", "no trace", "prefixes"],
)
def test_lenient_reading(tmp_path: Path, rows: Rows, content: str, cells: str) -> None:
    """What is blank stays blank: who counts the events tells of it, with the line."""
    log = open_events(write(tmp_path, content))
    (row,) = rows(log)
    assert row[:3] == ("1", *(None if cell == "-" else cell for cell in cells))
    assert log.time is None
    assert log.notes == ("no event has a time: the order of the file counts",)


def test_other_columns_may_play_the_parts(tmp_path: Path, rows: Rows) -> None:
    event = text("user", "u1") + text("page", "cart") + text("at", "2026-01-01") + text("n", "7")
    file = write(tmp_path, log_of(f"<event>{event}</event>"))
    log = open_events(file, EventSource(case="user", activity="page", time="at", order="n"))
    assert (log.case, log.activity, log.time, log.order) == ("user", "page", "at", "n")
    assert rows(log) == [("1", "u1", "cart", "2026-01-01", None, "7")]


def test_keys_are_compared_in_the_composed_form(tmp_path: Path, rows: Rows) -> None:
    attribute = text("cafe\u0301", "a")
    file = write(tmp_path, log_of(f"<event>{attribute}</event>"))
    log = open_events(file, EventSource(activity="caf\u00e9"))
    assert rows(log)[0][2] == "a"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            '<?xml version="1.0"?>\n<cjml/>',
            "shop.xes:2: not an XES log; it starts with <cjml>, not <log>",
        ),
        ("<log/>", "shop.xes: the log has no events"),
        (
            log_of(f"{text('concept:name', 'c')}<event/>")[:-9],
            "shop.xes:1: the file ends early; export the log again",
        ),
        (
            log_of(f"\n<event/>\n{text('concept:name', 'c')}"),
            "shop.xes:3: concept:name of a trace comes too late; "
            "attributes of a trace stand before its events",
        ),
        (
            log_of(f"<event>{text('concept:name', 'a' * 10_001)}</event>"),
            "shop.xes:1: a value of 10,001 characters; at most 10,000",
        ),
        (
            "<log>" + "<a>" * 200,
            "shop.xes:1: elements are nested over 100 deep; no log needs that",
        ),
        (
            "<log><event>" + "<a>" * 200,
            "shop.xes:1: elements are nested over 100 deep; no log needs that",
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, content: str, sentence: str) -> None:
    assert refuse(write(tmp_path, content)) == sentence


def test_a_column_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    file = write(tmp_path, SHOP.replace('<list key="concept:name">', '<list key="more">'))
    sentence = refuse(file, EventSource(activity="concpt:name", channel="channel"))
    assert sentence == (
        "shop.xes: no column 'concpt:name'; did you mean 'concept:name'?\n"
        "shop.xes: no column 'channel'; did you mean 'case:channel'?"
    )


def test_nothing_is_included_from_elsewhere(tmp_path: Path, rows: Rows) -> None:
    secret = write(tmp_path, "secret", "secret.txt")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}"/>'
    trace = text("concept:name", "c") + f"<event>{include}{text('concept:name', 'a')}</event>"
    assert rows(open_events(write(tmp_path, log_of(trace))))[0][1:3] == ("c", "a")


def test_no_file_of_ours_is_left(tmp_path: Path) -> None:
    log = open_events(write(tmp_path, log_of("<event/>")))
    assert log.spool is not None
    path = log.spool.path
    assert path.exists()
    del log
    assert not path.exists()


names = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="￾￿"),
    min_size=1,
    max_size=20,
)


@settings(max_examples=20)
@given(st.lists(st.tuples(names, names), min_size=1, max_size=8))
def test_every_name_comes_back_as_it_was_written(pairs: list[tuple[str, str]]) -> None:
    from tempfile import TemporaryDirectory
    from xml.sax.saxutils import quoteattr

    traces = [
        f'<string key="concept:name" value={quoteattr(case)}/>'
        f'<event><string key="concept:name" value={quoteattr(activity)}/></event>'
        for case, activity in pairs
    ]
    with TemporaryDirectory() as folder:
        log = open_events(write(Path(folder), log_of(*traces)))
        assert [row[1:3] for row in log.table.fetch(log.table.frame)] == pairs


@needs_logs
@pytest.mark.parametrize(
    ("xes", "csv", "events", "cases"),
    [
        ("running-example.xes", "running-example.csv.gz", 42, 6),
        ("receipt.xes.gz", "receipt.csv.gz", 8577, 1434),
    ],
)
def test_real_logs_have_the_events_of_their_tables(
    rows: Rows, xes: str, csv: str, events: int, cases: int
) -> None:
    log, table = open_events(LOGS / xes), open_events(LOGS / csv)
    mine = [row[1:3] for row in rows(log)]
    assert (len(mine), len({case for case, _ in mine})) == (events, cases)
    order = [list(table.table.columns).index(c) for c in (table.case, table.activity)]
    theirs = [tuple(row[i] for i in order) for row in rows(table)]
    assert sorted(mine) == sorted(theirs)


@needs_logs
def test_lines_are_those_of_the_file(rows: Rows) -> None:
    lines = gzip.decompress((LOGS / "receipt.xes.gz").read_bytes()).decode().split("\n")
    told = [int(row[0]) for row in rows(open_events(LOGS / "receipt.xes.gz"))]
    assert {lines[line - 1].strip() for line in told} == {"<event>"}
    assert told == sorted(set(told))


def test_traces_of_one_name_are_one_case_and_told(tmp_path: Path) -> None:
    event = f"<event>{text('concept:name', 'a')}</event>"
    named = [f"{text('concept:name', c)}{event}" for c in ("c1", "c2", "c1", "c1")]
    log = open_events(write(tmp_path, log_of(*named, text("concept:name", "c2"))), EventSource())
    assert log.notes == (
        "1 trace has no events: no case is made of them",
        "2 traces have the name of an earlier one: traces of one name make one case",
        "no event has a time: the order of the file counts",
    )
    by_channel = EventSource(case="case:channel")
    traces = [f"{text('concept:name', 'c')}{text('channel', c)}{event}" for c in ("web", "shop")]
    log = open_events(write(tmp_path, log_of(*traces)), by_channel)
    assert log.notes == ("no event has a time: the order of the file counts",)
