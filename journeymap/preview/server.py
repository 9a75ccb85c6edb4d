"""The server of the preview: for browsers on this machine only, with three addresses.

``/`` is the page, ``/state`` what it shows, ``/events`` says that there is news. No file is opened
for a reader, nothing can be sent to it, and a page from elsewhere can't read it: who asks under
another name than that of this machine is refused, since that name may have been made to lead here.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from threading import Lock, Thread
from typing import Any
from urllib.parse import urlsplit

from journeymap.preview.board import Board
from journeymap.preview.page import make_page

HERE = "127.0.0.1"
STILL_THERE = 5.0  # seconds after which a silent listener is asked whether it is still there
MOST_READERS = 100  # connections at once; a browser opens a few per tab
_SLOW = 10.0  # seconds that a reader may keep us waiting
_EVENT_STREAM = "text/event-stream"
_FULL = (
    b"HTTP/1.0 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Retry-After: 10\r\nConnection: close\r\n\r\n"
    b"503 Service Unavailable: too many are connected; close tabs, or wait ten seconds\n"
)


class PreviewServer(ThreadingHTTPServer):
    """Serves one board until it is closed; then no thread is left.

    Args:
        board: What is shown.
        port: Where to listen; 0 for any that is free.

    Raises:
        OSError: if the port is taken.
    """

    daemon_threads = False  # they are waited for
    allow_reuse_address = os.name != "nt"  # there it would let two listen at one port
    request_queue_size = 64

    def __init__(self, board: Board, port: int) -> None:
        self.board = board
        self._readers: set[socket] = set()
        self._lock = Lock()
        self._thread: Thread | None = None
        super().__init__((HERE, port), _Reader)

    @property
    def port(self) -> int:
        """The port it listens at."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{HERE}:{self.port}/"

    @property
    def names(self) -> tuple[str, ...]:
        """Under which names it may be asked."""
        return f"{HERE}:{self.port}", f"localhost:{self.port}"

    def start(self) -> None:
        """Begins to answer, in a thread of its own."""
        self._thread = Thread(
            target=self.serve_forever, args=(0.1,), name="journeymap-preview", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Ends all talks and waits for all threads."""
        self.board.close()
        if self._thread is not None:
            self.shutdown()
            self._thread.join()
        with self._lock:
            for reader in self._readers:
                with suppress(OSError):
                    reader.shutdown(SHUT_RDWR)
        self.server_close()

    def server_bind(self) -> None:
        """Binds without asking anybody for the name of this machine, which can take seconds."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HERE, self.server_address[1]

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002
        """Whether there is room for one more reader; who finds none is told so."""
        with self._lock:
            has_room = len(self._readers) < MOST_READERS
            if has_room:
                self._readers.add(request)
        if not has_room:
            with suppress(OSError):
                request.sendall(_FULL)
        return has_room

    def shutdown_request(self, request: Any) -> None:
        """Forgets a reader who is done."""
        with self._lock:
            self._readers.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: a reader who has gone is no fault, and ours are answered."""


class _Reader(BaseHTTPRequestHandler):
    """Answers one request."""

    server: PreviewServer
    timeout = _SLOW

    def do_GET(self) -> None:
        """Answers with one of the three, or says why not."""
        if self.headers.get_all("Host", []) not in [[name] for name in self.server.names]:
            self._refuse(HTTPStatus.FORBIDDEN, f"open {self.server.address} instead")
            return
        asked = urlsplit(self.path)
        if asked.scheme or asked.netloc:
            self._refuse(HTTPStatus.NOT_FOUND)
        elif asked.path == "/":
            page = make_page(self.server.board.words, self.server.board.theme)
            self._answer(page.text, "text/html", ("Content-Security-Policy", page.policy))
        elif asked.path == "/state":
            state = self.server.board.to_state(asked.query)
            self._answer(json.dumps(state, ensure_ascii=True), "application/json")
        elif asked.path == "/events":
            self._tell_news()
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answers a request that can't be understood; an unknown method is one not allowed."""
        unknown = code == HTTPStatus.NOT_IMPLEMENTED
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED if unknown else HTTPStatus(code))

    def _refuse(self, status: HTTPStatus, hint: str = "") -> None:
        said = f"{status.value} {status.phrase}{f': {hint}' if hint else ''}\n"
        allow = (("Allow", "GET, HEAD"),) if status == HTTPStatus.METHOD_NOT_ALLOWED else ()
        self._answer(said, "text/plain", *allow, status=status)

    def _answer(
        self, text: str, kind: str, *more: tuple[str, str], status: HTTPStatus = HTTPStatus.OK
    ) -> None:
        data = text.encode()
        self._begin(status, f"{kind}; charset=utf-8", *more, ("Content-Length", str(len(data))))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _begin(self, status: HTTPStatus, kind: str, *more: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            *more,
        ):
            self.send_header(name, value)
        self.end_headers()

    def _tell_news(self) -> None:
        """Says which version is the latest, at once and whenever there is another."""
        self._begin(HTTPStatus.OK, _EVENT_STREAM)
        told: int | None = -1
        while self.command != "HEAD" and told is not None:
            latest = self.server.board.wait_for_news(told, STILL_THERE)
            if latest is not None:
                said = ":\n\n" if latest == told else f"data: {latest}\n\n"
                self.wfile.write(said.encode())
            told = latest

    def version_string(self) -> str:
        """Who answers."""
        return "journeymap"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Says nothing: the terminal is for people."""
