"""Real text: task names of journey diagrams in public repositories, a section as a touchpoint."""

from __future__ import annotations

import json
import os
from pathlib import Path

import polars as pl
import pytest

from journeymap.analysis.words.finding import find_words
from journeymap.model.journey import Journey

DATA = Path(os.environ.get("JOURNEYMAP_TEST_DATA", ""), "maps", "mermaid_journeys.jsonl")


@pytest.mark.skipif(not DATA.is_file(), reason="JOURNEYMAP_TEST_DATA has no maps")
def test_task_names_by_section() -> None:
    lines = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    read = [line["mermaid_11_17_2"] for line in lines if line["mermaid_11_17_2"]["ok"]]
    tasks = [task for one in read for task in one.get("tasks", ()) if task["section"]]
    sections = list(dict.fromkeys(task["section"] for task in tasks))
    names = {section: f"s{i}" for i, section in enumerate(sections)}
    stage = {"name": "All", "touchpoints": [{"id": i, "name": s} for s, i in names.items()]}
    table = pl.DataFrame(
        {
            "touchpoint": [names[task["section"]] for task in tasks],
            "metric": "csat",
            "score": [str(task["score"]) for task in tasks],
            "comment": [task["task"] for task in tasks],
        }
    )
    result = find_words(Journey(name="Maps", stages=[stage]), table)
    assert sum(result.languages.values()) == len([t for t in tasks if t["task"].strip()])
    assert {row.kind for row in result.rows} <= {"typical", "frequent"}
    json.dumps(result.to_dict(), allow_nan=False)
