from __future__ import annotations

import json
import warnings
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft7Validator

from journeymap.files.checking import check_journey
from journeymap.files.schema import to_schema
from journeymap.files.spelling import to_document
from journeymap.model.journey import Journey
from tests.strategies import journeys

SKETCH = """\
# yaml-language-server: $schema=journeymap.schema.json
id: sfo-departure
name: Departing from San Francisco International Airport
persona: {name: Work traveller, goal: Reach the gate calm and on time}
metrics:
  - {id: satisfied, kind: top_box, worst: 1, best: 5, top: [4, 5]}
goal: satisfied >= 80%
stages:
  - id: arrive
    name: Get to the airport
    question: Did passengers arrive without stress?
    goal: satisfied >= 75%
    touchpoints:
      - id: shuttle
        name: Long-term shuttle
        channel: bus
        owner: Ground transport
        description: Waits for the shuttle with luggage
        expects: A bus within ten minutes
        backstage: [Dispatch, Fleet]
        moment_of_truth: true
        url: https://example.org/shuttle
        pains: [{says: Shuttle took 25 minutes, count: 41}]
        opportunities: [{do: A shuttle every ten minutes, effort: medium}]
        readings:
          - {metric: satisfied, wave: 2016, counts: {1: 12, 2: 53, 3: 227, 4: 288, 5: 240}}
          - {metric: csat, value: 3.84, n: 820, sd: 0.97}
          - {metric: satisfied, guess: 60%}
      - {id: signs, name: Signs}
transitions:
  - {from: shuttle, to: signs, count: 820}
"""
VALIDATOR = Draft7Validator(to_schema())


def plain(text: str) -> Any:
    """The file as editors and validators see it: plain data with text keys."""
    return json.loads(json.dumps(yaml.safe_load(text)))


def complaints(text: str) -> list[str]:
    return sorted(error.json_path for error in VALIDATOR.iter_errors(plain(text)))


def test_the_schema_is_one_and_made_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        schema = to_schema()
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["title"] == "journeymap journey"
    assert "prefixItems" not in json.dumps(schema)
    assert to_schema() == schema


def test_the_sketch_of_a_full_journey() -> None:
    assert complaints(SKETCH) == []
    assert check_journey(SKETCH.encode(), file="f").problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "name: Shop\nstages: [Buy, Leave]",
        "name: Shop\nstages: [{id: buy}]",
        "id: shop\nstages: [{name: Buy, touchpoints: [Cart, 2, {id: pay}]}]",
        "name: 2016\nstages: [{name: no}]",
        "name: Shop\nstages: [Buy]\npersona: Ann\ngoal: csat >= 4",
        "name: Shop\nstages: [Buy]\ngoal: [csat >= 4, {metric: nps, operator: '>=', target: 10}]",
        "name: Shop\nstages: [Buy]\nchannels: [Web, {id: app, name: App}]",
        "name: Shop\nstages: [Buy]\nchannels: Web",
        "name: Shop\nstages: [Buy]\nmetrics: {id: own, kind: share, target: 80%}",
        "name: Shop\nstages: [{name: Buy, touchpoints: [{name: Cart, pains: slow}]}]",
        "name: Shop\nstages: [{name: Buy, touchpoints: [{name: Cart, pains: [slow, {says: x}]}]}]",
        "name: Shop\nstages: [{name: Buy, touchpoints: [{name: Cart, backstage: Fleet}]}]",
        "name: Shop\nstages: [{name: Buy, touchpoints: [{name: Cart, opportunities: hurry}]}]",
        "name: Shop\nstages: [Buy]\nreadings: [{metric: fcr_gross, count: 20, of: 200}]",
        "name: Shop\nstages: [Buy]\nreadings: [{metric: csat, value: 4, segment: {area: 3}}]",
        "name: Shop\ndescription:\nstages: [{name: Buy, owner: null}]",
        "name: Shop\nstages: [{name: Buy, readings: [{metric: nps, value: 12, n: 40}]}]",
    ],
)
def test_what_the_reader_accepts_the_schema_accepts(text: str) -> None:
    assert check_journey(text.encode(), file="f").ok
    assert complaints(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("name: Shop", ["$"]),
        ("stages: [Buy]", ["$"]),
        ("name: Shop\nstages: [Buy]\nphases: []", ["$"]),
        ("name: Shop\nstages: Buy", ["$.stages"]),
        ("name: Shop\nstages: []", ["$.stages"]),
        ("name: [Shop]\nstages: [Buy]", ["$.name"]),
        ("name: Shop\nstages: [{touchpoints: [Cart]}]", ["$.stages[0]"]),
        ("name: Shop\nstages: [{name: Buy, touchpoint: Cart}]", ["$.stages[0]"]),
        ("name: Shop\nstages: [Buy]\ntransitions: [{from: a}]", ["$.transitions[0]"]),
        ("name: Shop\nstages: [Buy]\ngoals: csat >= 4", ["$"]),
        ("name: Shop\nstages: [Buy]\nreadings: [{metric: csat, valeu: 4}]", ["$.readings[0]"]),
        ("name: Shop\nstages: [Buy]\nmetrics: [{id: a, kind: rating}]", ["$.metrics"]),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(text: str, places: list[str]) -> None:
    assert not check_journey(text.encode(), file="f").ok
    assert complaints(text) == places


@settings(max_examples=15, deadline=None)
@given(journeys())
def test_every_journey_that_is_saved_is_accepted(journey: Journey) -> None:
    assert [
        e.message for e in VALIDATOR.iter_errors(json.loads(json.dumps(to_document(journey))))
    ] == []


def test_keys_are_described_for_people_who_type() -> None:
    definitions = to_schema()["$defs"]
    touchpoint = definitions["Touchpoint"]["anyOf"][1]
    assert touchpoint["description"] == (
        "One meeting of a customer with the organisation. A file may write it as its bare name."
    )
    assert touchpoint["properties"]["expects"]["description"] == "What the customer expects."
    assert definitions["Transition"]["properties"]["from"]["description"] == (
        "Id of the touchpoint they leave (from in a file)."
    )
    assert ">>>" not in json.dumps(definitions)
