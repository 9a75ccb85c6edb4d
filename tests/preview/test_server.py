from __future__ import annotations

import errno
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from journeymap.errors import JourneymapError
from journeymap.preview import opening
from journeymap.preview.opening import open_preview
from journeymap.preview.server import MOST_READERS, PreviewServer
from tests.preview.conftest import SHOP

if TYPE_CHECKING:
    from tests.preview.conftest import Ask, Save

TYPES = {
    "/": "text/html; charset=utf-8",
    "/state": "application/json; charset=utf-8",
    "/events": "text/event-stream",
}


def send(server: PreviewServer, data: bytes) -> bytes:
    """What is answered to bytes that no decent client sends."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        got = b""
        while part := connection.recv(65536):
            got += part
    return got


@pytest.mark.parametrize("path", TYPES)
def test_three_addresses_are_answered(path: str, ask: Ask) -> None:
    answer = ask(path)
    assert answer.status == 200
    assert answer.getheader("Content-Type") == TYPES[path]
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Cache-Control") == "no-store"
    assert answer.getheader("Access-Control-Allow-Origin") is None
    assert answer.getheader("Server") == "journeymap"


@pytest.mark.parametrize(
    "path",
    ["/shop.yaml", "/../shop.yaml", "/%2e%2e/shop.yaml", "//etc/passwd", "/page.js", "/state/",
     "/favicon.ico", "file:///etc/passwd", "*", "/events/../state"],
)  # fmt: skip
def test_nothing_else_is_there(path: str, ask: Ask) -> None:
    answer = ask(path)
    assert (answer.status, answer.read()) == (404, b"404 Not Found\n")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", "", "[::1]:{port}",
             "127.0.0.1:{port}.evil.example", "user@127.0.0.1:{port}"],
)  # fmt: skip
@pytest.mark.parametrize("path", [*TYPES, "/nothing"])
def test_who_asks_under_another_name_is_refused(
    path: str, host: str, ask: Ask, server: PreviewServer
) -> None:
    answer = ask(path, Host=host.format(port=server.port))
    assert answer.status == 403
    assert answer.read() == f"403 Forbidden: open {server.address} instead\n".encode()


def test_localhost_is_this_machine_too(ask: Ask, server: PreviewServer) -> None:
    assert ask("/", Host=f"localhost:{server.port}").status == 200


def test_a_request_without_or_with_two_names_is_refused(server: PreviewServer) -> None:
    name = f"Host: 127.0.0.1:{server.port}\r\n".encode()
    assert send(server, b"GET / HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.0 403 ")
    assert send(server, b"GET / HTTP/1.1\r\n" + 2 * name + b"\r\n").startswith(b"HTTP/1.0 403 ")
    whole = b"GET http://127.0.0.1/ HTTP/1.1\r\n" + name + b"\r\n"
    assert send(server, whole).startswith(b"HTTP/1.0 404 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "X<b>"])
def test_nothing_can_be_sent(method: str, ask: Ask) -> None:
    answer = ask("/state", method)
    assert (answer.status, answer.getheader("Allow")) == (405, "GET, HEAD")
    assert answer.read() == b"405 Method Not Allowed\n"


@pytest.mark.parametrize("path", TYPES)
def test_head_has_no_body(path: str, ask: Ask) -> None:
    answer = ask(path, "HEAD")
    assert (answer.status, answer.read()) == (200, b"")


@pytest.mark.parametrize(
    "data", [b"", b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
             b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", b"\r\n\r\n",
             b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n", b"GET /state HTTP/1.1\r\nHo"],
    ids=["nothing", "tls", "short", "version", "long", "empty", "headers", "half"],
)  # fmt: skip
def test_noise_is_answered_quietly(
    data: bytes, server: PreviewServer, ask: Ask, capfd: pytest.CaptureFixture[str]
) -> None:
    assert b"Traceback" not in send(server, data)
    assert ask("/").status == 200
    assert capfd.readouterr() == ("", "")


def test_the_page_may_do_nothing_but_show(ask: Ask) -> None:
    policy = ask("/").getheader("Content-Security-Policy") or ""
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'self'"
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_holds_nothing_of_the_journey(ask: Ask) -> None:
    assert b"Shop" not in ask("/").read()


def test_the_page_is_in_the_language_asked_for_or_the_journey_s(shop: Path, ask: Ask) -> None:
    assert b'<html lang="en">' in ask("/").read()
    with open_preview(str(shop), port=0, language="pl") as server:
        page = send(server, f"GET / HTTP/1.0\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
    assert b'<html lang="pl">' in page


def test_news_come_at_once_and_with_each_change(ask: Ask, save: Save) -> None:
    events = ask("/events")
    assert events.readline() == b"data: 1\n"
    assert events.readline() == b"\n"
    begin = time.monotonic()
    save(SHOP.replace("Shop", "Store"))
    assert events.readline() == b"data: 2\n"
    assert time.monotonic() - begin < 2


def test_a_change_is_seen_and_a_fault_and_its_mending(
    state: Callable[..., Any], save: Save, ask: Ask
) -> None:
    events = ask("/events")
    events.readline()
    first = state()
    assert (first["name"], first["errors"], first["problems"]) == ("Shop", 0, [])
    save(SHOP.replace("touchpoints: [{name: Cart", "touchponts: [{name: Cart"))
    events.readline(), events.readline()
    wrong = state()
    assert wrong["errors"] > 0
    assert wrong["map"] == first["map"]
    problem = wrong["problems"][0]
    assert (problem["line"], problem["column"]) == (7, 5)
    assert problem["message"] == "unknown key"
    assert problem["hint"] == "did you mean 'touchpoints'?"
    assert problem["text"][problem["place"] :].startswith("touchponts: [")
    save(SHOP.replace("Shop", "Store"))
    events.readline(), events.readline()
    mended = state()
    assert (mended["name"], mended["errors"], mended["version"]) == ("Store", 0, 3)
    assert mended["map"] != first["map"]


def test_the_same_file_gives_the_same_answer(ask: Ask) -> None:
    assert ask("/state").read() == ask("/state").read()


def test_many_readers_come_and_go(ask: Ask, save: Save) -> None:
    streams = [ask("/events") for _ in range(30)]
    for stream in streams[:15]:
        stream.close()
    save(SHOP.replace("Shop", "Store"))
    for stream in streams[15:]:
        assert [stream.readline() for _ in range(3)] == [b"data: 1\n", b"\n", b"data: 2\n"]
    assert ask("/state").status == 200


def test_there_are_never_more_readers_than_allowed(server: PreviewServer, ask: Ask) -> None:
    silent = [
        socket.create_connection(("127.0.0.1", server.port)) for _ in range(MOST_READERS + 20)
    ]
    time.sleep(0.5)
    serving = [t for t in threading.enumerate() if "process_request" in t.name]
    assert len(serving) <= MOST_READERS
    assert silent[-1].recv(4096).startswith(b"HTTP/1.0 503 Service Unavailable\r\n")
    turned_away = ask("/")
    assert (turned_away.status, turned_away.getheader("Retry-After")) == (503, "10")
    assert turned_away.read().startswith(b"503 Service Unavailable: too many are connected")
    for one in silent:
        one.close()
    time.sleep(0.3)
    assert ask("/").status == 200


def test_a_silent_reader_does_not_hold_up_the_end(shop: Path) -> None:
    with open_preview(str(shop), port=0) as server:
        silent = socket.create_connection(("127.0.0.1", server.port))
        stuck = socket.create_connection(("127.0.0.1", server.port))
        stuck.sendall(f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        time.sleep(0.2)
        begin = time.monotonic()
    assert time.monotonic() - begin < 2
    silent.close()
    stuck.close()


def test_a_port_that_is_taken_gives_the_next(shop: Path) -> None:
    with (
        open_preview(str(shop), port=0) as first,
        open_preview(str(shop), port=first.port) as second,
    ):
        assert first.port < second.port <= first.port + 20


@pytest.mark.parametrize(
    ("error", "told"),
    [(errno.EADDRINUSE, "taken"), (errno.EACCES, "kept for the system")],
)
def test_why_no_port_is_free_is_told(
    error: int, told: str, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(error, "no")

    monkeypatch.setattr(opening, "PreviewServer", refuse)
    with (
        pytest.raises(JourneymapError, match=f"the ports 80 to 99 are {told}; choose another"),
        open_preview(str(shop), port=80),
    ):
        pass
