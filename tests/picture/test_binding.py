from __future__ import annotations

import re

from journeymap.picture.binding import bind_pages
from journeymap.picture.marks import Picture, Text


def make(number: int, width: float = 96) -> Picture:
    return Picture(width, 48, f"Page {number}", "", (Text(9, 20, f"Page {number}"),))


def test_each_page_has_its_own_size() -> None:
    data = bind_pages([make(1), make(2, 192)])
    sizes = re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", data)
    assert sorted((float(w), float(h)) for w, h in sizes) == [(72.0, 36.0), (144.0, 36.0)]


def test_the_same_pages_give_the_same_bytes() -> None:
    pages = [make(1), make(2)]
    assert bind_pages(pages) == bind_pages(pages)
