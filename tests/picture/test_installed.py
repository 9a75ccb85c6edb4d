"""Letters that no font of the machine has are found without loading a library."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeymap.picture import installed
from journeymap.picture.drawing import Drawing
from journeymap.picture.installed import find_missing
from journeymap.picture.marks import Picture, Text

ODD = "\U000102a0"  # a letter of Carian


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    installed._list_ranges.cache_clear()
    yield
    installed._list_ranges.cache_clear()


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, told: str) -> None:
    """A fontconfig that tells this."""
    program = folder / "fc-list"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{told}\nEND\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script")
def test_what_no_font_has_is_told_once_each(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend(monkeypatch, tmp_path, "20-7e 3041-3096\n65e5 nonsense")
    assert find_missing("あ日本日 " + ODD) == "本" + ODD
    page = Picture(99, 30, "Shop", "", (Text(0, 9, "あ日本"),))
    notes = Drawing(page, further=(page,)).save(tmp_path / "map.svg").notes
    said = (
        "No font here has 本; whoever looks at the picture needs one, such as Noto Sans CJK for "
        "Chinese, Japanese and Korean or Noto Emoji."
    )
    assert notes[-1] == said
    assert [note for note in notes if "font" in note] == [said]


def test_usual_letters_and_signs_are_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise AssertionError

    monkeypatch.setattr(installed, "_list_ranges", fail)
    assert find_missing("Zażółć Ελλάδα Щука ✓▼→ 5 € \ufe0f\u200d") == ""


@pytest.mark.parametrize("program", [None, "/nowhere/fc-list"])
def test_nothing_is_said_without_fontconfig(
    program: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: program)
    assert find_missing("日本" + ODD) == ""


def test_no_heavy_library_is_loaded(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom journeymap.picture.drawing import Drawing\n"
        "from journeymap.picture.marks import Picture, Text\n"
        "page = Picture(9, 9, '', '', (Text(0, 9, '日本'),))\n"
        f"Drawing(page).save({str(tmp_path / 'x.svg')!r})\nprint('matplotlib' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
