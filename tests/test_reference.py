"""The reference names everything there is: commands, options, names, keys, metrics, packages."""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
from collections.abc import Iterator
from copy import copy
from pathlib import Path

import click
import pytest

import journeymap as jm
from journeymap.analysis.changes.mixes import Mix, Reversal
from journeymap.analysis.changes.records import Changed, Moved, Renamed, RewordedGoal
from journeymap.analysis.changes.rows import ChangeRow
from journeymap.analysis.coverage.gaps import CoverageRow
from journeymap.analysis.curve.curve import CurveRow
from journeymap.analysis.curve.points import CurvePoint
from journeymap.analysis.flow.records import (
    Completion,
    FlowLoop,
    FlowRow,
    FlowSteps,
    FlowTime,
    OpenTouchpoint,
    OrderFinding,
    WhatIf,
)
from journeymap.analysis.goals.stages import StageVerdict
from journeymap.analysis.goals.table import GoalRow
from journeymap.analysis.priorities.advice import AdviceRow
from journeymap.analysis.priorities.quadrant_rows import QuadrantRow
from journeymap.analysis.priorities.rows import PriorityRow
from journeymap.analysis.ranking.place_rows import PlaceVerdict, WeakestPlaceRow
from journeymap.analysis.ranking.touchpoints import WeakestRow
from journeymap.analysis.ranking.verdict import Verdict
from journeymap.analysis.readings import ReadingRow
from journeymap.analysis.trends.benchmarks import BenchmarkRow
from journeymap.analysis.trends.interventions import InterventionRow
from journeymap.analysis.trends.records import TrendRow, TrendSeries
from journeymap.cli.entry import commands
from journeymap.files.schema import to_schema

ROOT = Path(__file__).parent.parent
CLI_PAGE = ROOT / "docs" / "reference" / "cli.md"


def read_reference(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")


def to_command_help(name: str) -> str:
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    command = copy(command)
    vars(command)["_help_option"] = None  # click keeps the option of whoever asked first
    root = click.Context(commands, info_name="journeymap", **commands.context_settings)
    with click.Context(command, info_name=name, parent=root, terminal_width=100) as context:
        return command.get_help(context)


def to_cli_page() -> str:
    parts = [read_reference("cli.md").partition("\n## ")[0]]
    for name in commands.list_commands(click.Context(commands)):
        parts.append(f"\n## {name}\n\n```text\n{to_command_help(name)}\n```\n")
    return "".join(parts)


def test_cli_page_is_what_help_says() -> None:
    assert CLI_PAGE.read_text(encoding="utf-8") == to_cli_page()


@pytest.mark.parametrize("name", commands.list_commands(click.Context(commands)))
def test_help_ends_with_an_example(name: str) -> None:
    last = re.sub(r"\s+", " ", to_command_help(name).rpartition("\n\n")[2])
    assert last.strip().startswith(f"Example: journeymap {name}")


def test_every_public_name_is_in_the_reference() -> None:
    page = read_reference("python.md")
    assert [name for name in jm.__all__ if not re.search(rf"`{name}\b", page)] == []


def find_keys(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from find_keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from find_keys(part)


def test_every_key_of_a_journey_file_is_in_the_reference() -> None:
    keys = set(find_keys(json.loads(json.dumps(to_schema()))))
    page = read_reference("journey-file.md")
    assert {"stages", "moment_of_truth", "n_effective"} <= keys
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_every_key_of_a_source_file_is_in_the_reference() -> None:
    page = read_reference("source-file.md")
    fields = {**jm.Source.model_fields, **jm.Question.model_fields}
    keys = {field.validation_alias or name for name, field in fields.items()}
    assert [key for key in sorted(map(str, keys)) if f"`{key}`" not in page] == []


@pytest.mark.parametrize(
    "record",
    [
        *(ReadingRow, WeakestRow, GoalRow, StageVerdict, Verdict, CoverageRow),
        *(WeakestPlaceRow, PlaceVerdict),
        *(ChangeRow, Mix, Reversal, Changed, Moved, Renamed, RewordedGoal),
        *(PriorityRow, QuadrantRow, AdviceRow),
        *(jm.SegmentRow, jm.SegmentSpread),
        *(jm.PlanRow, jm.PlanTouchpoint),
        *(jm.DriverRow, jm.DriverVerdict),
        *(jm.WordRow, jm.PlaceWords, jm.Quote, jm.Sentiment),
        *(FlowRow, Completion, FlowSteps, FlowTime, FlowLoop, OpenTouchpoint, OrderFinding, WhatIf),
        *(TrendRow, TrendSeries, InterventionRow, BenchmarkRow, CurveRow, CurvePoint),
    ],
)
def test_every_key_of_a_result_is_in_the_reference(record: type) -> None:
    page = read_reference("results.md")
    names = [field.name for field in dataclasses.fields(record)]
    assert [name for name in names if f"`{name}`" not in page] == []


def to_scale_cells(metric: jm.Metric) -> str:
    if metric.kind == "duration":
        scale = f"0 or more {metric.unit}"
    elif metric.is_share:
        scale = "0 to 1, shown in percent"
    else:
        scale = "{:g} to {:g}".format(*metric.ends)
    return f"| `{metric.id}` | {metric.label} | `{metric.kind}` | {scale} | {metric.better} |"


@pytest.mark.parametrize("metric", list(jm.STANDARD_METRICS.values()), ids=lambda metric: metric.id)
def test_every_standard_metric_is_in_the_reference(metric: jm.Metric) -> None:
    assert to_scale_cells(metric) in read_reference("metrics.md")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=]", needed)[0] for needed in project["dependencies"]]
    page = (ROOT / "docs" / "background" / "dependencies.md").read_text(encoding="utf-8")
    assert [name for name in names if f"| {name} |" not in page] == []


def read_floors() -> list[set[str]]:
    """The rooms by floor, the lowest first, as import-linter holds them."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    contracts = tool["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    floors = [set(layer.split(" | ")) - {"__main__"} for layer in reversed(layers)]
    return [floor for floor in floors if floor]


def test_architecture_tells_the_floors() -> None:
    page = (ROOT / "docs" / "background" / "architecture.md").read_text(encoding="utf-8")
    told: dict[int, set[str]] = {}
    for floor, room in re.findall(r"^\| (\d+) \| `(\w+)`", page, re.M):
        told.setdefault(int(floor), set()).add(room)
    assert [told[floor] - {"example"} for floor in sorted(told)] == read_floors()


if __name__ == "__main__":
    CLI_PAGE.write_text(to_cli_page(), encoding="utf-8")
