"""The example notebooks are executed, and show what is stored in them.

``python tests/test_notebooks.py`` executes them and stores what they show now.
"""

from __future__ import annotations

import json
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
LARGEST = 400_000  # bytes


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_the_notebook_shows_what_is_stored(notebook: Path) -> None:
    pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    stored = notebook.read_text(encoding="utf-8")
    shown, wanted = json.loads(execute(stored)), json.loads(stored)
    for now, before in zip(shown["cells"], wanted["cells"], strict=True):
        assert now == before, f"\n{''.join(before['source'])}"
    assert shown == wanted


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_the_notebook_is_small_and_says_nothing_of_a_machine(notebook: Path) -> None:
    stored = notebook.read_text(encoding="utf-8")
    assert len(stored.encode()) < LARGEST
    assert not re.search(r"/(?:tmp|home|root|Users)/|<[\w.]+ object at 0x", stored)
    assert "Traceback" not in stored
    cells = [cell for cell in json.loads(stored)["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] for cell in cells[1:])


def test_there_are_notebooks() -> None:
    assert [path.name for path in NOTEBOOKS] == ["airport.ipynb"]


def execute(text: str) -> str:
    """The notebook with what its cells show now: without counts, times and the kernel's version."""
    nbclient: Any = import_module("nbclient")
    nbformat: Any = import_module("nbformat")
    notebook = nbformat.reads(text, as_version=4)
    with TemporaryDirectory() as folder:
        # the kernel finds the package where we do
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        with mock.patch.dict(os.environ, {"PYTHONPATH": path, "IPYTHONDIR": folder}):
            client = nbclient.NotebookClient(
                notebook,
                kernel_name="python3",
                timeout=120,
                record_timing=False,
                resources={"metadata": {"path": folder}},
            )
            client.execute()
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
        cell["metadata"] = {}
        if cell.cell_type == "code":
            cell["execution_count"] = None
            cell["outputs"] = [tidy(output) for output in cell.outputs]
    notebook["metadata"] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    written: str = nbformat.writes(notebook, version=4)
    return f"{written.rstrip()}\n"


def tidy(output: Any) -> Any:
    """An output without how many were before it."""
    if "execution_count" in output:
        output["execution_count"] = None
    return output


if __name__ == "__main__":
    for path in NOTEBOOKS:
        path.write_text(execute(path.read_text(encoding="utf-8")), encoding="utf-8")
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")
