"""Imports only go down: the contracts in pyproject.toml hold."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_contracts_hold() -> None:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or shutil.which(
        "lint-imports"
    )
    if program is None:
        pytest.skip("import-linter is not installed")
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_files_are_small() -> None:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "journeymap").rglob("*.py")
    }
    assert {str(path): n for path, n in lengths.items() if n > 300} == {}
    assert sorted(lengths.values())[len(lengths) // 2] <= 140
