"""Workbooks in which nothing foreign is a formula, and that know no clock."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from journeymap.errors import MissingLibraryError

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_MADE = datetime.datetime(1980, 1, 1)  # the earliest there is: no clock is asked


@dataclass(frozen=True)
class Spreadsheet:
    """A workbook that is being written.

    Args:
        file: The library's workbook.
        held: Where its bytes go.
    """

    file: Any
    held: io.BytesIO

    def to_bytes(self) -> bytes:
        """The whole file; nothing can be added any more."""
        self.file.close()
        return self.held.getvalue()


def open_spreadsheet(about: Mapping[str, str] | None = None) -> Spreadsheet:
    """An empty workbook.

    Args:
        about: Its properties, such as its title.

    Raises:
        MissingLibraryError: if XlsxWriter is not installed.

    Example:
        >>> open_spreadsheet({"title": "Shop"}).to_bytes()[:2]
        b'PK'
    """
    try:
        xlsxwriter: Any = import_module("xlsxwriter")  # heavy, and an extra
    except ImportError:
        hint = "a workbook needs XlsxWriter; pip install 'journeymap[excel]'"
        raise MissingLibraryError(hint) from None
    held = io.BytesIO()
    file = xlsxwriter.Workbook(held, _SAFE)
    file.set_properties({**(about or {}), "created": _MADE})
    return Spreadsheet(file, held)
