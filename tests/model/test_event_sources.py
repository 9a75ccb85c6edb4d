from __future__ import annotations

from typing import Any

import pytest

from journeymap.errors import JourneyError, SourceError
from journeymap.files.sources import load_source
from journeymap.model.event_sources import EventSource


def told(**data: Any) -> str:
    with pytest.raises(JourneyError) as caught:
        EventSource(**data)
    return str(caught.value)


def test_a_source_of_events() -> None:
    source = EventSource(
        events="log.csv",
        case="customer",
        activity="event",
        time="at",
        only={"lifecycle": "complete"},
        touchpoints={"pay_click": "pay"},
        channel="device",
        stages={"Buy": ["cart", "pay_click"], "Use": "open"},
    )
    assert source.columns == ("customer", "event", "at", "device", "lifecycle")
    assert source.only == {"lifecycle": ("complete",)}
    found = source.stage_by_activity
    assert [found.get(a) for a in ("cart", "open", "rest")] == ["Buy", "Use", None]
    assert hash(source) == hash(source.replace(tolerate=0))


def test_a_source_of_paths() -> None:
    source = EventSource(path="path", count=["bought", "left"])
    assert source.columns == ("path", "bought", "left")
    assert source.separator == ">"


def test_names_are_compared_in_the_composed_form() -> None:
    source = EventSource(case="cafe\u0301", stages={"Eat": "cafe\u0301"})
    assert source.columns == ("caf\u00e9",)
    assert source.stage_by_activity["caf\u00e9"] == "Eat"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            {"path": "path", "case": "user"},
            "case: case is for events, path for whole paths; take one of them out",
        ),
        (
            {"path": "path", "stage": "page"},
            "stage: stage is for events, path for whole paths; take one of them out",
        ),
        ({"count": "n"}, "count: count is for tables of whole paths 'n'; write path: COLUMN"),
        (
            {"case": "user", "activity": "user"},
            "activity: case and activity are the same column 'user'",
        ),
        (
            {"stage": "page", "stages": {"Buy": "cart"}},
            "stage: stages are given twice 'page'; write stage or stages",
        ),
        (
            {"stages": {"Buy": "cart", "Use": "cart"}},
            "stages.Use: an activity in two stages 'cart'; Buy and Use",
        ),
        (
            {"stages": {"Buy": "cart"}, "ignore": "cart"},
            "ignore: an activity that is ignored has a place 'cart'; "
            "take it out of ignore, or of touchpoints and stages",
        ),
        (
            {"touchpoints": {"cart": "basket"}, "ignore": ["ping", "cart"]},
            "ignore: an activity that is ignored has a place 'cart'; "
            "take it out of ignore, or of touchpoints and stages",
        ),
        ({"tolerate": 0.6}, "tolerate: not a share that can be tolerated '0.6'; from 0 to 50%"),
    ],
)
def test_contradictions(data: dict[str, Any], sentence: str) -> None:
    assert told(**data) == sentence


def test_a_file_that_names_events(tmp_path: Any) -> None:
    file = tmp_path / "may.yaml"
    file.write_text("events: log.xes\ncase: customer\nignore: [ping]\n")
    source = load_source(file)
    assert isinstance(source, EventSource)
    assert (source.events, source.ignore) == (str(tmp_path / "log.xes"), ("ping",))


def test_a_wrong_key_of_a_file(tmp_path: Any) -> None:
    file = tmp_path / "may.yaml"
    file.write_text("events: log.xes\nactivty: event\n")
    with pytest.raises(SourceError) as caught:
        load_source(file)
    assert str(caught.value) == f"{file}:2:1: unknown key 'activty'; did you mean 'activity'?"
