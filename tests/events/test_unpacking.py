from __future__ import annotations

import gzip
from pathlib import Path

from journeymap.events.unpacking import PIECE, read_pieces
from journeymap.progress import Work, listening


class Heard:
    """Remembers what was under way."""

    def __init__(self) -> None:
        self.told: list[tuple[str, float | None]] = []

    def begin(self, work: Work) -> None:
        self.work = work

    def end(self, work: Work) -> None:
        self.told.append((work.name, work.fraction()))


def test_pieces_and_how_far_they_are(tmp_path: Path) -> None:
    content = bytes(range(256)) * 1_000
    plain, packed, heard = tmp_path / "a.xes", tmp_path / "a.xes.gz", Heard()
    plain.write_bytes(content)
    packed.write_bytes(gzip.compress(content))
    with listening(heard):
        for path in (plain, packed):
            pieces = list(read_pieces(path, path.name))
            assert b"".join(pieces) == content
            assert max(map(len, pieces)) <= PIECE
    assert heard.told == [("reading a.xes", 1.0), ("reading a.xes.gz", None)]


def test_who_stops_reading_ends_the_work(tmp_path: Path) -> None:
    path, heard = tmp_path / "a.xes", Heard()
    path.write_bytes(bytes(4 * PIECE))
    with listening(heard):
        pieces = read_pieces(path, "a.xes")
        next(pieces)
        del pieces
    assert heard.told == [("reading a.xes", 0.25)]
