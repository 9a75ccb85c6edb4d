from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeymap.errors import AnswersError
from journeymap.events.log import EventLog
from journeymap.events.opening import open_events
from journeymap.model.event_sources import EventSource

Rows = Callable[[EventLog], list[tuple[Any, ...]]]

SHOP = """<?xml version="1.0" encoding="UTF-8"?>
<log>
<object-types><object-type name="customer"><attributes/></object-type></object-types>
<event-types><event-type name="pay"><attributes/></event-type></event-types>
<events>
<event id="e1" type="order" time="2026-03-01T09:00:00Z">
<attributes><attribute name="channel">web &amp; app</attribute><attribute name="n" value="7"/>
</attributes>
<objects><relationship object-id="c1" qualifier="by"/><relationship object-id="c1" qualifier="of"/>
<relationship object-id="o1" qualifier="of"/></objects></event>
<event id="e2" type="ping" time=""/>
</events>
<objects><object id="c1" type="customer">
<attributes><attribute name="age">4</attribute></attributes><objects>
<relationship object-id="o1" qualifier="owns"/></objects></object>
<object id="o1" type="order"/></objects>
</log>
"""


def write(folder: Path, content: str, name: str = "shop.xmlocel") -> str:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return str(path)


def refuse(file: str, source: EventSource | None = None) -> str:
    with pytest.raises(AnswersError) as caught:
        open_events(file, source or EventSource(case="customer"))
    return str(caught.value).replace(file, "shop")


@pytest.mark.parametrize("name", ["shop.xmlocel", "shop.xml"])
def test_a_log(tmp_path: Path, rows: Rows, name: str) -> None:
    source = EventSource(case="customer", channel="channel", order="n")
    log = open_events(write(tmp_path, SHOP, name), source)
    assert rows(log) == [("6", "c1", "order", "2026-03-01T09:00:00Z", "7", "web & app")]
    assert (log.case, log.order, log.line) == ("ocel:oid", "n", "journeymap:line")
    assert log.set_aside == {"concerns no customer": 1}
    assert log.notes == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('id="e1" ', "", "shop:6: an event without id; read is OCEL 2.0"),
        (' type="customer">', ">", "shop:13: an object without type; read is OCEL 2.0"),
        ('object-id="c1" ', "", "shop:9: a relationship without object-id; read is OCEL 2.0"),
        ('attribute name="n"', "attribute", "shop:7: an attribute without name; read is OCEL 2.0"),
        ("web", "w" * 10_001, "shop:7: a value of 10,002 characters; at most 10,000"),
        ('"e2"', '"e1"', "shop:11: doubled event 'e1'; it is on line 6 too; each needs an id of"),
        ("</log>", "", "shop:18: the file ends early; export the log again"),
        ("<log>", "<!DOCTYPE log>\n<log>", "shop:2: a DOCTYPE is not read"),
    ],
)
def test_what_is_refused(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert refuse(write(tmp_path, SHOP.replace(old, new, 1))).startswith(sentence)


def test_an_older_version_is_told(tmp_path: Path) -> None:
    old = '<log><events><event><string key="id" value="e1"/></event></events></log>'
    assert refuse(write(tmp_path, old)) == "shop:1: an event without id; read is OCEL 2.0"


def test_without_times_the_order_of_the_file_counts(tmp_path: Path, rows: Rows) -> None:
    untimed = SHOP.replace(' time="2026-03-01T09:00:00Z"', "")
    log = open_events(write(tmp_path, untimed), EventSource(case="order"))
    assert log.time is None
    assert [row[:3] for row in rows(log)] == [("6", "o1", "order")]
    assert log.notes == ("no event has a time: the order of the file counts",)
