"""Journey diagrams of Mermaid as journeys: real maps, to see how pictures of them come out.

Sections become stages, tasks touchpoints, scores readings on a scale from 1 to 5, actors the
description. What says nothing about the journey (comments, settings, accessibility) is left out.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from journeymap.model.journey import Journey

METRIC = {"id": "score", "name": "Score", "kind": "rating_mean", "worst": 1, "best": 5}
_TASK = re.compile(r"(?P<name>[^:#;]+):\s*(?P<score>[^:\s]+)\s*(?::(?P<actors>.*))?")
_BLOCKS = re.compile(r"^\s*---\n.*?\n\s*---$|accDescr\s*\{.*?\}|%%\{.*?\}%%|%%.*?$", re.S | re.M)


def find_maps() -> list[Path]:
    """The file of maps under the folder of test data; none where it isn't at hand."""
    file = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "no-data"), "maps/mermaid_journeys.jsonl")
    return [file] if file.exists() else []


def load_maps() -> dict[str, Journey]:
    """Every map at hand by its id, doubles once."""
    maps: dict[str, Journey] = {}
    for file in find_maps():
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["duplicate_of"] is None:
                maps[row["id"]] = to_journey(row["text"])
    return maps


def to_journey(text: str) -> Journey:
    """The journey that a Mermaid journey diagram describes."""
    title = "Journey"
    stages: list[dict[str, Any]] = []
    readings: list[dict[str, Any]] = []
    for line in map(str.strip, _BLOCKS.sub("", text).splitlines()):
        word, _, rest = line.partition(" ")
        task = _TASK.fullmatch(line)
        if word == "title" and rest:
            title = rest.strip()
        elif word == "section" and rest:
            stages.append(_stage(rest.strip(), len(stages)))
        elif task and not line.startswith("acc"):
            stages = stages or [_stage("Journey", 0)]
            touchpoint, found = _touchpoint(task, len(readings))
            stages[-1]["touchpoints"].append(touchpoint)
            readings.append(found)
    data = {"name": title, "metrics": [METRIC], "stages": stages or [_stage("Journey", 0)]}
    known = [reading for reading in readings if reading["value"] is not None]
    return Journey.model_validate({**data, "id": "map", "readings": known})


def _stage(name: str, number: int) -> dict[str, Any]:
    return {"id": f"s{number}", "name": name, "touchpoints": []}


def _touchpoint(task: re.Match[str], number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    id_, actors = f"t{number}", (task["actors"] or "").strip()
    touchpoint = {"id": id_, "name": task["name"].strip()}
    if actors:
        touchpoint["description"] = actors
    score = float(task["score"]) if re.fullmatch(r"[1-5]", task["score"]) else None
    return touchpoint, {"touchpoint": id_, "metric": "score", "value": score}
