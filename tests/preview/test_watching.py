from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap.preview import watching
from journeymap.preview.watching import Watched, Watcher


def wait_until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 5
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop.yaml"
    path.write_text("one")
    return path


def test_a_change_is_seen_once(file: Path) -> None:
    watched = Watched(file)
    assert [watched.look(), watched.look()] == [True, False]
    file.write_text("two")
    assert [watched.look(), watched.look(), watched.data] == [True, False, b"two"]


def test_the_same_content_saved_again_is_no_change(file: Path) -> None:
    watched = Watched(file)
    watched.look()
    new = file.with_suffix(".new")
    new.write_text("one")
    os.replace(new, file)  # noqa: PTH105
    assert not watched.look()


def test_another_content_of_the_same_size_and_time_is_a_change(file: Path) -> None:
    watched = Watched(file)
    watched.look()
    before = file.stat()
    file.write_text("two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert watched.look()


def test_a_file_that_is_gone_or_empty_for_a_moment_is_being_saved(file: Path) -> None:
    watched = Watched(file)
    watched.look()
    file.unlink()
    assert not watched.look()
    file.write_text("")
    assert not watched.look()
    file.write_text("one")
    assert not watched.look()
    assert watched.data == b"one"


def test_a_file_that_stays_away_is_told_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PATIENCE", 0.05)
    watched = Watched(file)
    watched.look()
    file.unlink()
    assert not watched.look()
    time.sleep(0.06)
    assert [watched.look(), watched.look(), watched.data] == [True, False, None]
    file.write_text("one")
    assert [watched.look(), watched.data] == [True, b"one"]


def test_of_a_table_only_time_and_size_count(file: Path) -> None:
    watched = Watched(file, whole=False)
    assert [watched.look(), watched.look(), watched.data] == [True, False, b""]
    file.write_text("longer")
    assert watched.look()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    watched = Watched(tmp_path / "pipe")
    assert watched.look()
    assert watched.data is None


def test_the_watcher_calls_and_ends(file: Path) -> None:
    calls: list[bytes | None] = []
    watched = Watched(file)
    watcher = Watcher((watched,), lambda: calls.append(watched.data))
    watcher.start()
    assert calls == [b"one"]
    file.write_text("two")
    assert wait_until(lambda: calls == [b"one", b"two"])
    watcher.stop()
    assert "journeymap-watching" not in [thread.name for thread in threading.enumerate()]
