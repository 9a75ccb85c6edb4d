from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NoReturn

import pytest

from journeymap.files.writing import write_whole


def test_new_file_with_text_and_bytes(tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    assert write_whole(target, "naïve\n") == target
    assert target.read_bytes() == "naïve\n".encode()
    assert write_whole(str(target), b"\x00\r\n") == target
    assert target.read_bytes() == b"\x00\r\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["map.svg"]


@pytest.mark.skipif(os.name != "posix", reason="permissions")
def test_permissions(tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    before = os.umask(0o027)
    try:
        write_whole(target, "new")
        assert stat.S_IMODE(target.stat().st_mode) == 0o640
        target.chmod(0o604)
        write_whole(target, "newer")
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o604
    assert target.read_text() == "newer"


def test_a_file_that_may_not_be_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "map.svg"
    target.write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # noqa: ARG005
    with pytest.raises(PermissionError) as caught:
        write_whole(target, "new")
    assert caught.value.filename == str(target)
    assert target.read_text() == "old"


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link, dangling = (tmp_path / name for name in ("real/map.svg", "link.svg", "new.svg"))
    real.write_text("old")
    link.symlink_to("real/map.svg")
    dangling.symlink_to("real/new.svg")
    write_whole(link, "through the link")
    write_whole(dangling, "made")
    assert link.is_symlink()
    assert dangling.is_symlink()
    assert real.read_text() == "through the link"
    assert (tmp_path / "real/new.svg").read_text() == "made"
    assert {entry.name for entry in real.parent.iterdir()} == {"map.svg", "new.svg"}


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as caught:
        write_whole(tmp_path, "x")
    assert caught.value.filename == str(tmp_path)


def test_a_missing_folder_is_told_with_the_target(tmp_path: Path) -> None:
    target = tmp_path / "none" / "map.svg"
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(target, "x")
    assert str(caught.value) == (
        f"[Errno 2] there is no folder {target.parent}; make it first: '{target}'"
    )


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_the_old_file_survives_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    def fail(*_: object) -> NoReturn:
        raise error

    target = tmp_path / "map.svg"
    target.write_text("old")
    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(type(error)) as caught:
        write_whole(target, "new")
    assert target.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["map.svg"]
    if isinstance(caught.value, OSError):
        assert (caught.value.errno, caught.value.filename) == (errno.ENOSPC, str(target))
        said = "the disk is full; make room, or write to another place"
        assert str(caught.value) == f"[Errno 28] {said}: '{target}'"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_device() -> None:
    with pytest.raises(OSError, match=r"the disk is full; make room, or .*: '/dev/full'") as caught:
        write_whole("/dev/full", "x")
    assert caught.value.errno == errno.ENOSPC
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    write_whole("/dev/stdout", "to the terminal\n")
    assert capfd.readouterr().out == "to the terminal\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, "x")
        assert os.read(reader, 10) == b"x"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
