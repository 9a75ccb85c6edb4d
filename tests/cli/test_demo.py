from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_the_demo_ranks_and_says_what_lies_where(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("demo", "airport")
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0] == "Departing from San Francisco International Airport, wave 2016"
    assert lines[2].startswith("Undecided between ")
    listed = [line.split()[0] for line in lines[lines.index("Written:") + 1 :] if "  " in line[:2]]
    named = [path for path in listed if path.startswith("airport/")]
    assert len(named) == 13
    assert all(Path(path).is_file() for path in named)
    assert ended.err.startswith("Measuring 6,045 passengers' answers")
    assert "sfo_2016.yaml: " in ended.err

    monkeypatch.chdir(tmp_path / "airport")
    for line in lines[-2:]:
        program, *arguments = shlex.split(line)
        assert program == "journeymap"
        assert run(*arguments).code == 0
    assert Path("mine.svg").read_text(encoding="utf-8").startswith("<svg")


def test_quiet_prints_only_the_result(run: Run, tmp_path: Path) -> None:
    ended = run("demo", tmp_path / "demo", "--quiet")
    assert (ended.code, ended.err) == (0, "")
    assert "Written:" in ended.out


def test_a_file_is_no_folder(run: Run, shop: Path) -> None:
    before = shop.read_bytes()
    ended = run("demo", shop)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(f"folder '{shop}' is a file (see journeymap demo --help)\n")
    assert shop.read_bytes() == before
