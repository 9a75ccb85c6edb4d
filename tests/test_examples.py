"""Every example runs from beginning to end, in a folder of its own."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))
SAYS = {
    "airport.py": "Undecided between Shops",
    "own_metric_in_python.py": "Clear: Repair is the weakest touchpoint",
    "dataframe.py": "Payment",
    "gate.py": "1 of 1 goals missed",
}


def test_every_example_is_here() -> None:
    assert [path.name for path in SCRIPTS] == sorted(SAYS)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_example_runs(
    script: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(script))["main"]()
    assert SAYS[script.name] in capsys.readouterr().out


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_example_is_short(script: Path) -> None:
    assert len(script.read_text(encoding="utf-8").splitlines()) < 40


def test_gate_fails_the_pipeline() -> None:
    assert runpy.run_path(str(EXAMPLES / "gate.py"))["main"]() == 1
