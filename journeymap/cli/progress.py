"""One line on the terminal that tells what takes so long."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import TextIO

from journeymap.printed import to_line
from journeymap.progress import Work, listening

_PATIENCE, _PAUSE = 1.0, 0.2
_LONGEST = 60
_CLEAR = "\r\x1b[K"


@contextmanager
def shown_progress(*, quiet: bool = False) -> Iterator[None]:
    """Shows on stderr what is being worked on inside, once it takes longer than a second.

    Nothing is shown where stderr is no terminal, or one that can't redraw a line.
    """
    shows = not quiet and sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    with ProgressLine(sys.stderr).drawn() if shows else nullcontext():
        yield


class ProgressLine:
    """A line that is drawn again and again by a thread of its own.

    Args:
        stream: The terminal.
        patience: Seconds before it is first drawn.
    """

    def __init__(self, stream: TextIO, patience: float = _PATIENCE) -> None:
        self._stream, self._patience = stream, patience
        self._works: list[Work] = []
        self._over = threading.Event()
        self._drawn = False

    @contextmanager
    def drawn(self) -> Iterator[None]:
        """Draws the line while the work inside runs, and clears it at the end."""
        thread = threading.Thread(target=self._draw_often, daemon=True)
        thread.start()
        try:
            with listening(self):
                yield
        finally:
            self._over.set()
            thread.join()
            if self._drawn:
                self._write(_CLEAR)

    def begin(self, work: Work) -> None:
        """Shows this work from now on."""
        self._works.append(work)

    def end(self, work: Work) -> None:
        """Shows the work around this one again."""
        self._works.remove(work)

    def _draw_often(self) -> None:
        began = time.monotonic()
        pause = self._patience
        while not self._over.wait(pause):
            pause = _PAUSE
            for work in self._works[-1:]:
                self._drawn = True
                self._write(f"{_CLEAR}{to_progress_text(work, time.monotonic() - began)}")

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(text)
            self._stream.flush()


def to_progress_text(work: Work, seconds: float) -> str:
    """The line's text.

    Args:
        work: What is done.
        seconds: How long it has taken so far.

    Example:
        >>> to_progress_text(Work("counting answers.csv", lambda: 0.43), 3.2)
        'counting answers.csv … 43 %, 3 s'
    """
    fraction = None
    with suppress(Exception):  # a connection may be closed meanwhile
        fraction = work.fraction()
    name = to_line(work.name)
    shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    done = "" if fraction is None else f"{100 * min(max(fraction, 0.0), 1.0):.0f} %, "
    return f"{shown} … {done}{seconds:.0f} s"
