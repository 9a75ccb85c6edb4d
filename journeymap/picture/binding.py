"""Several pages in one PDF. Loads matplotlib, so import this where a file is asked for."""

from __future__ import annotations

import io
from collections.abc import Sequence

from matplotlib.backends.backend_pdf import PdfPages

from journeymap.picture.figure import UNSAID, settled, to_figure
from journeymap.picture.marks import Picture


def bind_pages(pages: Sequence[Picture]) -> bytes:
    """One PDF of all pages, each of its own size; the same pages give the same bytes.

    Example:
        >>> page = Picture(90, 30, "Shop", "", ())
        >>> bind_pages([page, page]).count(b"/Type /Page ")
        2
    """
    buffer = io.BytesIO()
    with settled(pages), PdfPages(buffer, metadata=dict.fromkeys(UNSAID["pdf"])) as book:
        for page in pages:
            book.savefig(to_figure(page))
    return buffer.getvalue()
