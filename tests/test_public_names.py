"""The public names: one list, loaded late, each documented with an example that runs."""

from __future__ import annotations

import ast
import doctest
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import journeymap

PACKAGE = Path(journeymap.__file__).parent
HEAVY = (
    "duckdb",
    "graphviz",
    "matplotlib",
    "narwhals",
    "networkx",
    "numpy",
    "pydantic",
    "scipy",
    "yaml",
)

# results, errors and parts that the examples of other names make
MADE_BY_OTHERS = {
    "Answered", "Report", "Section",
    "AdviceRow", "AdviceTable", "BenchmarkRow", "ChangeRow", "Changed", "CheckedFile", "Comment",
    "Comparison", "CurvePoint", "CurveRow", "Demo", "Drawing", "Experience", "ExperienceCurve",
    "ExperiencePoint", "GoalRow", "GoalTable", "Hidden", "InputError", "InterventionRow",
    "MeasuredJourney", "MeasuredReadings", "Mix", "Moved", "ObservedFlow", "ObservedTouchpoint",
    "ObservedTransition", "PlaceVerdict", "PlanComparison", "PlanRow", "PlanTouchpoint",
    "Priorities", "PriorityRow", "QuadrantRow",
    "QuadrantTable", "Question", "ReadingRow", "ReadingTable", "Renamed", "ResponseRates",
    "ResponseRow", "Reversal", "RewordedGoal", "StageVerdict", "Start", "Trend", "TrendRow",
    "TrendSeries", "UnknownNameError", "Variant", "Verdict", "WeakestPlaceRow", "WeakestPlaces",
    "WeakestRow", "WeakestTouchpoints", "CoverageGaps", "CoverageRow", "Completion", "FlowLoop",
    "FlowRow", "FlowSteps", "FlowTime", "JourneyFlow", "OpenTouchpoint", "OrderFinding", "WhatIf",
    "DriverRow", "DriverVerdict", "Drivers",
    "SegmentRow", "SegmentSpread", "SegmentTable",
    "Comments", "GivenComment", "PlaceWords", "Quote", "Sentiment", "WordRow", "Words",
}  # fmt: skip


def find_modules() -> Iterator[str]:
    for module in pkgutil.walk_packages([str(PACKAGE)], "journeymap."):
        if not module.name.endswith("__main__"):
            yield module.name


def test_stub_names_the_same() -> None:
    tree = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    homes = {
        alias.asname: node.module
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    listed = next(node.value for node in tree.body if isinstance(node, ast.Assign))
    assert ast.literal_eval(listed) == journeymap.__all__
    assert homes == {name: vars(journeymap)["_HOME_OF"][name] for name in journeymap.__all__}


def test_dir_tells_the_names() -> None:
    assert dir(journeymap) == journeymap.__all__


@pytest.mark.parametrize("name", ["weakest", "_hidden"])
def test_unknown_name_is_no_attribute(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'journeymap' has no attribute '{name}'"):
        getattr(journeymap, name)


@pytest.mark.parametrize("name", journeymap.__all__)
def test_name_is_documented(name: str) -> None:
    found = getattr(journeymap, name)
    if name == "STANDARD_METRICS":
        assert found["nps"].label == "NPS"
        return
    told = inspect.getdoc(found) or ""
    first = told.partition("\n\n")[0].replace("\n", " ")
    assert first.rstrip().endswith((".", "...")), f"{name}: {first}"
    if inspect.isfunction(found) or ("Args:" in told and name not in MADE_BY_OTHERS):
        assert "Example:" in told, name
        assert ">>>" in told, name


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_import_is_light() -> None:
    code = f"import sys, journeymap; print([m for m in {HEAVY} if m in sys.modules])"
    assert run_python(code) == "[]\n"


def test_help_imports_only_click() -> None:
    code = (
        "import sys; sys.argv = ['journeymap', '--help']\n"
        "from journeymap.cli.entry import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('loaded', sorted(m for m in sys.modules if m.startswith('journeymap')"
        f" or m in {HEAVY}))"
    )
    loaded = run_python(code).rpartition("loaded ")[2]
    assert ast.literal_eval(loaded) == ["journeymap", "journeymap.cli", "journeymap.cli.entry"]


@pytest.mark.parametrize("name", list(find_modules()))
def test_examples_in_docstrings(name: str) -> None:
    result = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


SHARED = {
    "metric": None, "wave": None, "segment": None, "level": 0.95, "top": None, "q": 0.05, "seed": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    "name", [n for n in journeymap.__all__ if n.startswith(("find_", "measure_", "compare_"))]
)
def test_settings_mean_the_same_everywhere(name: str) -> None:
    parameters = inspect.signature(getattr(journeymap, name)).parameters
    shared = {word: parameters[word] for word in SHARED if word in parameters}
    own = {("find_words", "top"): 10}  # that many words of each touchpoint
    for word, parameter in shared.items():
        assert parameter.kind is inspect.Parameter.KEYWORD_ONLY, word
        assert parameter.default == own.get((name, word), SHARED[word]), word
