"""The whole preview: a file that is watched, a board that knows it, a server that shows it."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from journeymap.errors import JourneymapError
from journeymap.files.journeys import SUFFIXES
from journeymap.files.sources import find_kind, load_source
from journeymap.picture.given_theme import choose_theme
from journeymap.picture.theme import LIGHT, ThemeOrFile
from journeymap.preview.board import Board, View
from journeymap.preview.server import PreviewServer
from journeymap.preview.watching import Watched, Watcher

PORTS_TRIED = 20
_NO_PORT = {errno.EADDRINUSE: "taken", errno.EACCES: "kept for the system"}


@contextmanager
def open_preview(
    journey: str,
    sources: Sequence[str] = (),
    *,
    port: int = 8000,
    language: str | None = None,
    view: View = "map",
    theme: ThemeOrFile | None = None,
) -> Iterator[PreviewServer]:
    """Serves a journey file until the context ends; its readers and threads end with it.

    Args:
        journey: The journey file; it need not be right yet.
        sources: Source files or tables that are measured for it; they are watched too.
        port: Where to listen; the next free one where it is taken, any free one where 0.
        language: Of the fixed words: "en", "pl" or "ru"; the journey's own where None.
        view: Which picture is shown: "map", "graph" or "blueprint".
        theme: Its colours and font, or their file, read once; the light one where None.

    Raises:
        InputError: if the theme's file is at fault.
        JourneymapError: if none of the ports tried is free, or none may be listened at.
        OSError: if the machine doesn't let us listen.
    """
    look = choose_theme(theme) or LIGHT
    board = Board(journey, sources, language=language, view=view, theme=look)
    file = Watched(Path(journey))
    watcher = Watcher((file, *_watch_sources(sources)), lambda: board.update(file.data))
    server = _listen(board, port)
    try:
        watcher.start()
        server.start()
        yield server
    finally:
        watcher.stop()
        server.close()


def _listen(board: Board, port: int) -> PreviewServer:
    ports = [port + more for more in range(PORTS_TRIED if port else 1) if port + more < 65536]
    met = set()
    for tried in ports:
        try:
            return PreviewServer(board, tried)
        except OSError as error:
            if error.errno not in _NO_PORT:
                raise
            met.add(_NO_PORT[error.errno])
    raise JourneymapError(
        f"the ports {ports[0]} to {ports[-1]} are {' or '.join(sorted(met, reverse=True))}; "
        "choose another with --port, 0 for any"
    )


def _watch_sources(sources: Sequence[str]) -> Iterator[Watched]:
    """The source files, and the tables that they name now."""
    for source in sources:
        is_file = Path(source).suffix.lower() in SUFFIXES
        yield Watched(Path(source), whole=is_file)
        if is_file:
            with suppress(JourneymapError, OSError):
                loaded = load_source(source)
                table = getattr(loaded, find_kind(loaded))
                yield from [Watched(Path(table), whole=False)] if table else []
