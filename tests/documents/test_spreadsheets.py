"""Workbooks that run nothing and know no clock."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from journeymap.documents.spreadsheets import open_spreadsheet
from journeymap.errors import MissingLibraryError


def write() -> bytes:
    book = open_spreadsheet({"title": "Shop"})
    book.file.add_worksheet("a").write_row(0, 0, ["=1+1", "http://x.example", "12"])
    return book.to_bytes()


def test_texts_stay_texts_and_bytes_stay_the_same() -> None:
    pytest.importorskip("xlsxwriter")
    assert write() == write()
    with zipfile.ZipFile(io.BytesIO(write())) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "hyperlink" not in sheet
        assert "<f>" not in sheet
        assert sheet.count('t="s"') == 3


def test_without_the_library_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingLibraryError, match="pip install 'journeymap\\[excel\\]'"):
        open_spreadsheet()
