from __future__ import annotations

from journeymap.files.checking import check_journey
from journeymap.files.spelling import to_document, to_json_text, to_yaml_text
from journeymap.model.journey import Journey
from journeymap.text import Percent

FULL = Journey(
    id="sfo",
    name="Departing",
    persona={"name": "Work traveller", "goal": "Reach the gate calm and on time"},
    metrics={"id": "satisfied", "kind": "top_box", "worst": 1, "best": 5, "top": [4, 5]},
    goal={"metric": "satisfied", "operator": ">=", "target": Percent(0.8)},
    channels=["Bus"],
    stages=[
        {
            "id": "arrive",
            "name": "Get to the airport",
            "goal": ["satisfied >= 75%", {"metric": "csat", "operator": ">=", "target": 4,
                                          "primary": False}],
            "touchpoints": [
                {
                    "id": "shuttle",
                    "name": "Long-term shuttle",
                    "channel": "bus",
                    "backstage": ["Dispatch", "Fleet"],
                    "moment_of_truth": True,
                    "pains": [{"says": "Shuttle took 25 minutes", "count": 41}],
                    "opportunities": [{"do": "A shuttle every ten minutes", "effort": "medium"}],
                },
                "Signs",
            ],
        },
    ],
    transitions=[{"from": "shuttle", "to": "signs", "count": 820}],
    readings=[
        {"touchpoint": "shuttle", "metric": "satisfied", "wave": 2016, "counts": {5: 240, 1: 12}},
        {"touchpoint": "shuttle", "metric": "csat", "value": 3.84, "n": 820,
         "segment": {"area": "C"}},
        {"touchpoint": "signs", "metric": "satisfied", "guess": 0.6},
        {"stage": "arrive", "metric": "csat", "value": 4.0},
        {"metric": "nps", "value": 12},
    ],
)  # fmt: skip

YAML = """\
id: sfo
name: Departing
persona: {name: Work traveller, goal: Reach the gate calm and on time}
goal: satisfied >= 80%
metrics:
  - {id: satisfied, kind: top_box, worst: 1, best: 5, top: [4, 5]}
channels:
  - id: bus
    name: Bus
stages:
  - id: arrive
    name: Get to the airport
    goal:
      - satisfied >= 75%
      - {metric: csat, operator: '>=', target: 4, primary: false}
    readings:
      - {metric: csat, value: 4.0}
    touchpoints:
      - id: shuttle
        name: Long-term shuttle
        channel: bus
        backstage:
          - Dispatch
          - Fleet
        moment_of_truth: true
        pains:
          - {says: Shuttle took 25 minutes, count: 41}
        opportunities:
          - {do: A shuttle every ten minutes, effort: medium}
        readings:
          - {metric: satisfied, wave: '2016', counts: {1: 12, 5: 240}}
          - {metric: csat, segment: {area: C}, value: 3.84, n: 820}
      - id: signs
        name: Signs
        readings:
          - {metric: satisfied, guess: 0.6}
transitions:
  - {from: shuttle, to: signs, count: 820}
readings:
  - {metric: nps, value: 12}
"""


def test_a_full_journey_as_people_would_write_it() -> None:
    assert to_yaml_text(FULL) == YAML
    assert check_journey(YAML.encode(), file="f").journey == FULL


def test_json_has_the_same_words() -> None:
    journey = Journey(
        name="Shop",
        stages=["Buy"],
        readings=[{"metric": "csat", "counts": {4: 1.5, 5: 2.5}, "n": 4, "n_effective": 3.5}],
    )
    assert to_json_text(journey) == (
        '{\n  "id": "shop",\n  "name": "Shop",\n  "stages": [\n    {\n      "id": "buy",\n'
        '      "name": "Buy"\n    }\n  ],\n  "readings": [\n    {\n      "metric": "csat",\n'
        '      "counts": {\n        "4": 1.5,\n        "5": 2.5\n      },\n'
        '      "n_effective": 3.5\n    }\n  ]\n}\n'
    )


def test_n_is_written_where_counts_do_not_give_it() -> None:
    journey = Journey(
        name="Shop",
        stages=["Buy"],
        readings=[{"metric": "csat", "counts": {4: 1.4999999, 5: 2.5}, "n": 4}],
    )
    assert to_document(journey)["readings"] == [
        {"metric": "csat", "counts": {4: 1.4999999, 5: 2.5}, "n": 4}
    ]
