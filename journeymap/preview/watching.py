"""Sees that files have changed, by looking at them again and again.

That works on every system and every disk, a network's too, and for editors that write a new file
and move it over the old one. A file that is missing or empty for a moment is being saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from time import monotonic, time

from journeymap.files.decoding import MOST_BYTES

PAUSE = 0.05  # seconds between two looks, which cost next to nothing
PATIENCE = 0.5  # seconds that a file may be missing or empty before that is told
_YOUNG = 3.0  # seconds within which a disk may give two changes the same time
_Mark = tuple[float, int, int]


@dataclass
class Watched:
    """A file that is looked at: ``look`` says whether it holds something else than before.

    Args:
        path: The file.
        whole: Whether its content counts; of a large table the time and size have to do.
    """

    path: Path
    whole: bool = True
    data: bytes | None = None
    _mark: _Mark | None = None
    _digest: bytes | None = None
    _gone_since: float | None = None

    def look(self) -> bool:
        """Whether it has changed since the last look."""
        mark = self._find_mark()
        if mark == self._mark and mark is not None and time() - mark[0] > _YOUNG:
            return False
        data = self._read() if self.whole and mark else b"" if mark else None
        if not data and self.whole and not self._is_over():
            return False
        if data:
            self._gone_since = None
        content = data if self.whole else repr(mark).encode()
        digest = None if content is None else sha256(content).digest()
        is_same = digest == self._digest and self._mark is not None
        self._mark, self._digest, self.data = mark or (0.0, 0, 0), digest, data
        return not is_same

    def _is_over(self) -> bool:
        """Whether the file has been missing or empty for so long that nobody is saving it."""
        now = monotonic()
        if self._gone_since is None:
            self._gone_since = now
        return self._mark is None or now - self._gone_since >= PATIENCE

    def _find_mark(self) -> _Mark | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime, found.st_size, found.st_ino

    def _read(self) -> bytes | None:
        """Its bytes; of a huge file only so many that the loader sees that it is too large."""
        if not self.path.is_file():  # a pipe could block for ever
            return None
        try:
            with self.path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
        except OSError:
            return None


@dataclass
class Watcher:
    """Looks at files in a thread of its own, and calls where one of them has changed.

    Args:
        files: The files; the first call comes at once.
        changed: What to call.
    """

    files: Sequence[Watched]
    changed: Callable[[], None]
    _over: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def start(self) -> None:
        """Looks for the first time, and goes on looking."""
        self._look()
        self._thread = Thread(target=self._run, name="journeymap-watching", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends looking and waits for the thread."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(PAUSE):
            self._look()

    def _look(self) -> None:
        changes = [watched.look() for watched in self.files]  # every file, also after a change
        if any(changes):
            self.changed()
