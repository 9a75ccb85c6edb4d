from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from journeymap.cli import serve as command
from journeymap.preview.opening import open_preview

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ONLY_POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no signals for one process")


@contextmanager
def serving(*arguments: object) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The command in a process of its own, and the port that it told."""
    program = [sys.executable, "-m", "journeymap", "serve", "--no-open", *map(str, arguments)]
    with subprocess.Popen(program, stdout=-1, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process, read_port(process.stderr)
        finally:
            process.kill()


def read_port(said: IO[str] | None) -> int:
    assert said is not None
    line = said.readline()
    found = re.search(r"is shown at http://127\.0\.0\.1:(\d+)/ until Ctrl-C\n", line)
    assert found, line
    return int(found[1])


@ONLY_POSIX
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_it_serves_until_it_is_stopped(shop: Path, sign: int, code: int) -> None:
    with serving(shop, "--port", 0) as (process, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/events")
        assert connection.getresponse().readline() == b"data: 1\n"
        process.send_signal(sign)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (code, "", "")


@ONLY_POSIX
def test_it_speaks_the_language_asked_for(shop: Path) -> None:
    with serving(shop, "--port", 0, "--language", "ru") as (process, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/")
        assert b'<html lang="ru">' in connection.getresponse().read()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


@ONLY_POSIX
def test_a_broken_file_is_served_too(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("phases: []\n")
    with serving(broken, "--port", 0) as (process, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/state")
        assert b"did you mean 'stages'?" in connection.getresponse().read()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def test_a_port_that_is_taken_is_told(
    run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_at_once(monkeypatch)
    with open_preview(str(shop), port=0) as other:
        said = run("serve", shop, "--no-open", "--port", other.port).err.splitlines()
    assert re.fullmatch(rf"port {other.port} is taken, so this is \d+", said[0])
    assert len(said) == 2


def test_no_free_port_is_a_sentence(run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeymap.preview.opening.PORTS_TRIED", 1)
    with open_preview(str(shop), port=0) as other:
        ended = run("serve", shop, "--no-open", "--port", other.port)
    wanted = f"the ports {other.port} to {other.port} are taken; choose another with --port"
    assert (ended.code, ended.err) == (2, f"journeymap: {wanted}, 0 for any\n")


@pytest.mark.parametrize(("options", "opened"), [((), 1), (("--no-open",), 0)])
def test_the_browser_is_opened(
    options: tuple[str, ...],
    opened: int,
    run: Run,
    shop: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", asked.append)
    monkeypatch.setenv("DISPLAY", ":0")
    stop_at_once(monkeypatch)
    assert run("serve", shop, "--port", "0", "--quiet", *options).code == 0
    assert len(asked) == opened
    assert all(re.fullmatch(r"http://127\.0\.0\.1:\d+/", address) for address in asked)


def test_without_windows_no_browser_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", asked.append)
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    command._open_browser("http://127.0.0.1:8000/")
    assert asked == []


def stop_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C comes as soon as it is waited for."""

    class Stopped(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002
            signal.raise_signal(signal.SIGINT)
            return self.is_set()

    monkeypatch.setattr(command, "Event", Stopped)
