"""A presentation as bytes that depend on nothing but what it says: no clock, no machine."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from journeymap.picture.lettering import clean_line

STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can name
_MADE = datetime.datetime(*STAMP)


def to_bytes(file: Any, *, title: str) -> bytes:
    """The presentation as a file; the same slides give the same bytes.

    Args:
        file: The library's presentation.
        title: What it is called in its properties.
    """
    about = file.core_properties
    about.title = clean_line(title)[:255]  # the format has no room for more
    about.author = about.last_modified_by = "journeymap"
    about.created = about.modified = _MADE
    about.revision = 1
    written = io.BytesIO()
    file.save(written)
    return _seal(written)


def _seal(written: io.BytesIO) -> bytes:
    """The same archive without the time at which it was written."""
    sealed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(sealed, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, STAMP)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            info.create_system = 3
            new.writestr(info, old.read(entry))
    return sealed.getvalue()
