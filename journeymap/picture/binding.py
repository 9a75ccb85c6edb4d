"""Several pages in one PDF. Loads matplotlib, so import this where a file is asked for."""

from __future__ import annotations

import io
from collections.abc import Sequence

from matplotlib.backends.backend_pdf import PdfPages

from journeymap.picture.figure import UNSAID, settled, to_figure
from journeymap.picture.marks import Picture

_POINTS = 0.75  # to a pixel


def bind_pages(pages: Sequence[Picture], *, note: str = "") -> bytes:
    """One PDF of all pages, each of its own size; the same pages give the same bytes.

    Args:
        pages: What is painted.
        note: A note on the last page, which readers of the file open by its sign.

    Example:
        >>> page = Picture(90, 30, "Shop", "", ())
        >>> bind_pages([page, page]).count(b"/Type /Page ")
        2
    """
    buffer = io.BytesIO()
    with settled(pages), PdfPages(buffer, metadata=dict.fromkeys(UNSAID["pdf"])) as book:
        for number, page in enumerate(pages, 1):
            if note and number == len(pages):
                left, top = page.width * _POINTS - 40, page.height * _POINTS - 40
                book.attach_note(note, positionRect=[left, top, left + 20, top + 20])
            book.savefig(to_figure(page))
    return buffer.getvalue()
