"""LibreOffice opens the files and prints them: pages are counted and texts found."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from journeymap.documents.report import Report
from journeymap.documents.slides.writing import write_slides
from journeymap.documents.workbook.writing import write_workbook
from tests.documents.reports import plan

pptx: Any = import_module("pptx") if find_spec("pptx") else None
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not (pptx), reason="python-pptx is not installed"),
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="LibreOffice or pdftotext is not installed",
    ),
]
Write = Callable[[Report, Path], Path]


def print_pages(file: Path, folder: Path) -> list[str]:
    """The text of each page that LibreOffice prints of a file."""
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", folder, file]
    subprocess.run([*map(str, command)], capture_output=True, timeout=180, check=True)
    printed = folder / f"{file.stem}.pdf"
    shown = subprocess.run(
        ["pdftotext", "-layout", str(printed), "-"], capture_output=True, timeout=60, check=True
    )
    return shown.stdout.decode().split("\f")[:-1]


def test_slides_are_printed(tmp_path: Path) -> None:
    file = write_slides(plan("demo"), tmp_path / "deck.pptx")
    pages = print_pages(file, tmp_path)
    assert len(pages) == len(pptx.Presentation(str(file)).slides)
    whole = "\n".join(pages)
    assert "Undecided between Shops" in pages[1]
    for touchpoint in plan("demo").journey.touchpoints:
        assert touchpoint.name.split()[0] in whole


@pytest.mark.parametrize("name", ["demo", "hostile"])
def test_the_workbook_is_printed(name: str, tmp_path: Path) -> None:
    pages = print_pages(write_workbook(plan(name), tmp_path / "book.xlsx"), tmp_path)
    assert len(pages) >= len(plan(name).sections)
    whole = "\n".join(pages)
    assert "What is weakest?" in whole
    assert "Err:" not in whole
    if name == "demo":
        assert "56.7%" in whole
