"""What the reader of workbooks leaves out without a word: errors, and formulas without a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, join, normpath
from zipfile import ZipFile, ZipInfo

from journeymap.errors import AnswersError, Problem
from journeymap.tables.workbook import (
    damaged,
    make_parser,
    read_blocks,
    to_column,
    to_local,
)

_MOST_PROBLEMS = 100
_OVERLAP = 64
# what a formula's tag or an error's type can't do without; text may hold it as well
_MARKS = (
    b"f>",
    b"<f/",
    b":f/",
    b"<f ",
    b":f ",
    b"<f\t",
    b":f\t",
    b"<f\n",
    b":f\n",
    b"<f\r",
    b":f\r",
)
_ERRORS = (b'"e"', b"'e'")
_USUAL = {"Type": "/officeDocument", "Target": "xl/workbook.xml"}
_PLACE = re.compile(r"\s*([A-Za-z]+)([0-9]+)\s*")


def find_errors(archive: ZipFile, sheet: str, name: str) -> Mapping[tuple[int, int], str]:
    """The cells of a sheet that hold an error such as #DIV/0!, by row and column from 1.

    Args:
        archive: The workbook.
        sheet: The sheet's name.
        name: The workbook's name for messages.

    Raises:
        AnswersError: if formulas have no stored value: they would be read as blank cells.
    """
    member = _find_member(archive, sheet, name)
    if not _may_hold_any(archive, member):
        return {}
    cells = _Cells()
    parser = make_parser(name)
    parser.StartElementHandler, parser.EndElementHandler = cells.begin, cells.end
    parser.CharacterDataHandler = cells.add
    for block in read_blocks(archive, member):
        parser.Parse(block, False)
    if cells.unstored:
        hint = "open the workbook in Excel or LibreOffice and save it"
        message = "a formula without a stored value"
        raise AnswersError(
            Problem(message, path=place, file=name, line=row, hint=hint)
            for place, row in cells.unstored[:_MOST_PROBLEMS]
        )
    return cells.errors


def _may_hold_any(archive: ZipFile, member: ZipInfo) -> bool:
    """Whether the sheet has formulas or errors at all: most have none, and this is quick."""
    tail = b""
    for block in read_blocks(archive, member):
        whole = tail + block
        if any(mark in whole for mark in (*_MARKS, *_ERRORS)):
            return True
        tail = block[-_OVERLAP:]
    return False


def _find_member(archive: ZipFile, sheet: str, name: str) -> ZipInfo:
    """The part of the workbook that holds a sheet; links lead from one part to the next."""
    book = next(
        _resolve("", link)
        for link in (*_read_tags(archive, "_rels/.rels", "Relationship", name), _USUAL)
        if link.get("Type", "").endswith("/officeDocument")
    )
    ids = [
        value
        for tag in _read_tags(archive, book, "sheet", name)
        for key, value in tag.items()
        if tag.get("name") == sheet and to_local(key) == "id"
    ]
    links = join(dirname(book), "_rels", f"{basename(book)}.rels")
    for link in _read_tags(archive, links, "Relationship", name):
        if link.get("Id") in ids:
            return _find_part(archive, _resolve(dirname(book), link), name)
    raise damaged(name)


def _resolve(folder: str, link: Mapping[str, str]) -> str:
    return normpath(join("/", folder, link.get("Target", "")))


def _find_part(archive: ZipFile, path: str, name: str) -> ZipInfo:
    """The part at a path; neither case nor a slash before it matters."""
    for member in archive.infolist():
        if _fold(member.filename) == _fold(path):
            return member
    raise damaged(name)


def _fold(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").casefold()


def _read_tags(archive: ZipFile, path: str, wanted: str, name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if to_local(tag) == wanted:
            found.append(attributes)

    parser = make_parser(name)
    parser.StartElementHandler = begin
    for block in read_blocks(archive, _find_part(archive, path, name)):
        parser.Parse(block, False)
    return found


@dataclass(slots=True)
class _Cells:
    """Goes through the cells of a sheet and keeps those that the reader would leave blank."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unstored: list[tuple[str, int]] = field(default_factory=list)
    row: int = 0
    column: int = 0
    kind: str = ""
    place: str = ""
    is_formula: bool = False
    value: list[str] | None = None
    inside: bool = False

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        tag = to_local(tag)
        if tag == "row":
            told = attributes.get("r", "").strip()
            self.row, self.column = int(told) if told.isdecimal() else self.row + 1, 0
        elif tag == "c":
            self._begin_cell(attributes)
        elif tag == "f":
            self.is_formula = True
        elif tag == "v":
            self.value, self.inside = [], True

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        match = _PLACE.fullmatch(attributes.get("r", ""))
        self.column = to_column(match[1]) if match else self.column + 1
        self.row = int(match[2]) if match else self.row
        self.place = match[0].strip() if match else f"cell {self.column}"
        self.kind, self.is_formula, self.value = attributes.get("t", ""), False, None

    def add(self, text: str) -> None:
        """Text inside a tag."""
        if self.inside and self.value is not None:
            self.value.append(text)

    def end(self, tag: str) -> None:
        """A tag closes."""
        tag = to_local(tag)
        if tag == "v":
            self.inside = False
        elif tag == "c":
            value = "".join(self.value or ())
            # a formula may well give a blank text, which is then stored as one
            is_stored = bool(value) or (self.kind == "str" and self.value is not None)
            if self.is_formula and not is_stored:
                self.unstored.append((self.place, self.row))
            elif self.kind == "e":
                self.errors[self.row, self.column] = value or "#N/A"
