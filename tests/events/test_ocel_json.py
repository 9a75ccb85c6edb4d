from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeymap.errors import AnswersError
from journeymap.events.log import EventLog
from journeymap.events.opening import open_events
from journeymap.model.event_sources import EventSource

Rows = Callable[[EventLog], list[tuple[Any, ...]]]


def related(*ids: str) -> list[dict[str, str]]:
    return [{"objectId": id_, "qualifier": "of"} for id_ in ids]


SHOP: dict[str, Any] = {
    "objectTypes": [{"name": "customer", "attributes": []}],
    "eventTypes": [{"name": "pay", "attributes": [{"name": "csat", "type": "integer"}]}],
    "events": [
        {"id": "e1", "type": "order", "time": "2026-03-01T09:00:00Z"}
        | {"attributes": [{"name": "channel", "value": "web"}]}
        | {"relationships": related("c1", "o2", "o1", "o1")},
        {"id": "e2", "type": "pay", "time": "2026-03-01T10:00:00Z"}
        | {"attributes": [{"name": "csat", "value": 4.50}], "relationships": related("o1")},
        {"id": "e3", "type": "ping", "time": "2026-03-01T11:00:00Z"}
        | {"relationships": related("gone")},
    ],
    "objects": [
        {"id": "c1", "type": "customer"},
        {"id": "o1", "type": "order", "attributes": [], "relationships": related("c1")},
        {"id": "o2", "type": "order"},
    ],
}


def write(folder: Path, content: Any, name: str = "shop.jsonocel") -> str:
    path = folder / name
    text = content if isinstance(content, str | bytes) else json.dumps(content, indent=1)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def refuse(file: str, source: EventSource | None = None) -> str:
    with pytest.raises(AnswersError) as caught:
        open_events(file, source or EventSource(case="order"))
    return str(caught.value).replace(file, "shop")


def test_an_event_stands_in_the_trace_of_every_object(tmp_path: Path, rows: Rows) -> None:
    source = EventSource(case="order", channel="channel")
    log = open_events(write(tmp_path, SHOP), source)
    assert (log.case, log.activity, log.time) == ("ocel:oid", "ocel:activity", "ocel:timestamp")
    assert [row[1:] for row in rows(log)] == [
        ("o1", "order", "2026-03-01T09:00:00Z", "web"),
        ("o2", "order", "2026-03-01T09:00:00Z", "web"),
        ("o1", "pay", "2026-03-01T10:00:00Z", None),
    ]
    assert log.set_aside == {"concerns no order": 1}
    assert log.notes == (
        "an event stands in the trace of every order that it concerns: 2 events make 3 rows",
        "objects that the log does not have are named 1 times",
    )


def test_events_have_the_line_on_which_they_begin(tmp_path: Path, rows: Rows) -> None:
    file = write(tmp_path, SHOP)
    lines = Path(file).read_text().split("\n")
    for source in (EventSource(case="order"), EventSource(case="customer")):
        for line, _, activity, _ in rows(open_events(file, source)):
            assert lines[int(line) - 1].strip() == "{"
            assert f'"type": "{activity}"' in lines[int(line) + 1]


def test_objects_may_come_first_and_all_on_one_line(tmp_path: Path, rows: Rows) -> None:
    turned = json.dumps(dict(reversed(SHOP.items())))
    found = rows(open_events(write(tmp_path, turned), EventSource(case="order")))
    assert [row[:3] for row in found] == [
        ("1", "o1", "order"),
        ("1", "o2", "order"),
        ("1", "o1", "pay"),
    ]


def test_numbers_stay_as_they_are_written(tmp_path: Path, rows: Rows) -> None:
    text = json.dumps(SHOP).replace("4.5", "4.50")
    source = EventSource(case="order", only={"csat": "4.50"})
    assert rows(open_events(write(tmp_path, text), source))[-1][-1] == "4.50"


def test_the_only_type_needs_no_name(tmp_path: Path, rows: Rows) -> None:
    one = SHOP | {"objects": SHOP["objects"][:1]}
    log = open_events(write(tmp_path, one, "shop.json"))
    assert [row[1] for row in rows(log)] == ["c1"]
    assert log.set_aside == {"concerns no customer": 2}


def test_the_type_is_asked_for(tmp_path: Path) -> None:
    file = write(tmp_path, SHOP)
    assert refuse(file, EventSource()) == (
        "shop: events concern objects of several types; 'customer' (1 objects, 1 events), "
        "'order' (2 objects, 2 events): write case: TYPE or --case TYPE"
    )
    assert refuse(file, EventSource(case="ordr")) == (
        "shop: no type of objects 'ordr'; did you mean 'order'?"
    )
    assert refuse(file, EventSource(case="order", channel="chanel")) == (
        "shop: no column 'chanel'; did you mean 'channel'?"
    )


def test_doubled_ids_are_told_with_their_lines(tmp_path: Path) -> None:
    text = (
        '{"events": [\n{"id": "e1", "type": "a"},\n{"id": "e1", "type": "a"}],\n'
        '"objects": [{"id": "o", "type": "x"},\n{"id": "o", "type": "y"}]}'
    )
    assert refuse(write(tmp_path, text)) == (
        "shop:3: doubled event 'e1'; it is on line 2 too; each needs an id of its own\n"
        "shop:5: an object of two types 'o'; it is on line 4 too; each needs an id of its own"
    )


VERSION = "read is OCEL 2.0, which holds objects and events; save a plain table as CSV"
FORBIDDEN = "JSON is UTF-8 and knows no NaN, no Infinity, no comments and no comma at an end"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"ocel:events": {"e1": {\n"ocel:ac', "shop:2: the file ends early; export the log again"),
        (
            '{"ocel:events": {"e1": {}}}',
            f"shop:1: not an OCEL log: it holds 'ocel:events'; {VERSION}",
        ),
        ('[{"events": [],\n "objects": []}]', "shop:2: not an OCEL log: it holds no lists by name"),
        ('{"events": [\n{"id": "e", "value": NaN}]}', f"shop:2: not JSON; {FORBIDDEN}"),
        ('{"events": [\n{"id": "e", "value": Infinity}]}', f"shop:2: not JSON; {FORBIDDEN}"),
        ('{"events": [\n{"id": "e"},]}', f"shop:2: not JSON; {FORBIDDEN}"),
        ('{"events": []}\n{"objects": []}', f"shop:2: not JSON; {FORBIDDEN}"),
        (b'{"events":\n"\xff"}', f"shop:2: not JSON; {FORBIDDEN}"),
        ('{"events": [{"id": ' + "1" * 5_000 + "}]}", f"shop:1: not JSON; {FORBIDDEN}"),
        (
            '{"__proto__": {"polluted": 1}, "events": [\n{"case": "c1"}]}',
            f"shop:2: an entry of events without id; {VERSION}",
        ),
        ('{"events": [],\n"objects": [{"id": "o"}]}', "shop:2: an entry of objects without type"),
        ('{"events": null}', "shop:1: events is no list of entries in braces"),
        ('{"events": {"e1": {}}}', "shop:1: events is no list of entries in braces"),
        ('{"events": ["e1"]}', "shop:1: events is no list of entries in braces"),
        ('{"events": [["e1"]]}', "shop:1: events is no list of entries in braces"),
        (
            '{"events": [{"id": "e", "relationships": {}}]}',
            "shop:1: relationships is no list of entries in braces",
        ),
        (
            '{"events": [{"id": "e", "relationships": "c1"}]}',
            "shop:1: relationships is no list of entries in braces",
        ),
        (
            '{"events": [{"id": "e", "relationships": ["c1"]}]}',
            "shop:1: relationships is no list of entries in braces",
        ),
        (
            '{"events": [{"id": "e", "attributes": [[]]}]}',
            "shop:1: attributes is no list of entries in braces",
        ),
        (
            '{"events": [{"id": "e", "relationships": [{"qualifier": "c"}]}]}',
            "shop:1: an entry of relationships without objectId",
        ),
        ('{"events": [{"id": "e\\u0000"}]}', "shop:1: a value with a NUL in it, or too long"),
        ('{"events": [{"id": "' + "e" * 10_001 + '"}]}', "shop:1: a value with a NUL in it"),
        ("[" * 200, "shop:1: an entry too large or too deep to be an event; no log needs one"),
        ('{"events": [], "objects": []}', "shop: the log has no events"),
        ("", "shop:1: the file is empty"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    assert refuse(write(tmp_path, text)).startswith(sentence)


def test_what_no_log_holds_is_passed_over(tmp_path: Path, rows: Rows) -> None:
    more = {"note": [[1, {"events": 2}]], "x": {"y": [{"z": {"id": 1}}]}}
    events = [event | {"more": {"attributes": [1]}, "tags": ["a", {"b": []}]}
              for event in SHOP["events"]]  # fmt: skip
    log = more | SHOP | {"events": events} | {"end": None}
    found = rows(open_events(write(tmp_path, log), EventSource(case="order")))
    assert [row[1:3] for row in found] == [("o1", "order"), ("o2", "order"), ("o1", "pay")]


def test_no_event_concerns_anything(tmp_path: Path) -> None:
    text = '{"events": [{"id": "e1", "type": "a"}], "objects": []}'
    assert refuse(write(tmp_path, text), EventSource()) == (
        "shop: no event concerns any object; a case is an object of one type"
    )


@pytest.mark.parametrize(
    ("events", "key"),
    [
        ('{"id": "e1", "type": "a",\n"type": "b"}', "type"),
        ('{"id": "e1",\n"attributes": [],\n"attributes": []}', "attributes"),
        ('{"id": "e1", "relationships": [{"objectId": "o1",\n"objectId": "o2"}]}', "objectId"),
    ],
)
def test_a_key_stands_once(tmp_path: Path, events: str, key: str) -> None:
    line = 2 if key != "attributes" else 3
    file = write(tmp_path, f'{{"objects": [], "events": [{events}]}}')
    assert refuse(file) == f"shop:{line}: '{key}' is given twice in an entry; write it once"
