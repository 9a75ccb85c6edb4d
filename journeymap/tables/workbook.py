"""Whether a workbook is safe to read, looked at before its reader is: zip, XML, size of sheets.

A workbook is a zip of XML. No real one has a document type (entities come with it), and a far cell
or a well-packed part makes a small file fill the machine, because the reader holds all in memory.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from errno import EINVAL
from pathlib import Path
from string import ascii_letters, digits
from typing import NoReturn
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from journeymap.errors import AnswersError
from journeymap.tables.refusing import refuse

_BLOCK, _OVERLAP = 1 << 20, 64
_LARGEST_RATIO, _LARGE, _LARGEST = 200, 100_000_000, 2_000_000_000
_MOST_MEMBERS, _MOST_CELLS = 10_000, 50_000_000
_OLE = b"\xd0\xcf\x11\xe0"
# most cells need no look at their row, and this is quicker
_COLUMN = re.compile(rb"""r\s*=\s*["']\s*([A-Za-z]*[0-9]{7,}|[A-Za-z]+)""")
_PLACE = re.compile(rb"""r\s*=\s*["']\s*([A-Za-z]*[0-9]+)""")
_DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError)
_AS_TEXT = "save the sheet as CSV UTF-8"
_AS_XLSX = "save it again as .xlsx"


@contextmanager
def open_safely(path: Path, name: str) -> Iterator[ZipFile]:
    """A workbook that has been looked at: nothing in it reaches out or blows up.

    Args:
        path: Where it is.
        name: Its name for messages.

    Raises:
        AnswersError: if it is no workbook, or none that is safe to read.
        OSError: if there is no such file.
    """
    with path.open("rb") as file:
        magic = file.read(4)
    if magic == _OLE:
        message = "the file is in an encrypted or old Excel format"
        raise refuse(name, None, message, "save it as .xlsx, without a password")
    try:
        with ZipFile(path) as archive:
            _check_members(archive, path, name)
            yield archive
    except AnswersError:
        raise
    except (*_DAMAGED, expat.ExpatError):
        raise damaged(name) from None
    except OSError as error:
        if error.errno == EINVAL:  # the zip points before its beginning
            raise damaged(name) from None
        raise


def damaged(name: str) -> AnswersError:
    """The error for a file that is no workbook that can be read."""
    return refuse(name, None, "the file can't be read as a workbook", _AS_XLSX)


def read_blocks(archive: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    """The content of a member, piece by piece, as far as its packed bytes go.

    What the zip tells of the unpacked size is left aside: others may not believe it.
    """
    whole = copy(member)
    whole.file_size = 1 << 62
    with archive.open(whole) as content:
        while block := content.read(_BLOCK):
            yield block


def make_parser(name: str) -> expat.XMLParserType:
    """A parser of XML that stops at any document type.

    Args:
        name: The workbook's name for messages.
    """

    def refuse_type(*_: object) -> NoReturn:
        raise refuse(name, None, "an XML document type (DTD) inside the workbook", _AS_XLSX)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_type
    return parser


def to_local(tag: str) -> str:
    """A tag without its prefix."""
    return tag.rpartition(":")[2]


def to_column(letters: str) -> int:
    """The number of a column, from 1.

    Example:
        >>> to_column("A"), to_column("AA")
        (1, 27)
    """
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _check_members(archive: ZipFile, path: Path, name: str) -> None:
    members = archive.infolist()
    names = [member.filename.casefold().replace("\\", "/").lstrip("/") for member in members]
    if len(members) > _MOST_MEMBERS or len(set(names)) < len(names):
        raise damaged(name)
    if any(member.flag_bits & 1 for member in members):
        raise refuse(name, None, "the file is encrypted", "save it as .xlsx, without a password")
    limit = min(_LARGEST, max(_LARGE, _LARGEST_RATIO * path.stat().st_size))
    total = 0
    for member, known in zip(members, names, strict=True):
        if known.endswith((".xml", ".rels")):
            if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise damaged(name)
            total = _check_part(archive, member, name, total, limit)


def _check_part(archive: ZipFile, member: ZipInfo, name: str, total: int, limit: int) -> int:
    """Reads one part to its end; gives back how much all parts so far unpack to."""
    prolog, area = _Prolog(name), _Area(_COLUMN)
    for block in read_blocks(archive, member):
        total += len(block)
        if total > limit:
            message = f"the workbook unpacks to over {limit:,} bytes, too much for memory"
            raise refuse(name, None, message, _AS_TEXT)
        prolog.take(block)
        if prolog.root == "worksheet":
            area.take(block)
    if area.cells > _MOST_CELLS:
        area = _Area(_PLACE)
        for block in read_blocks(archive, member):
            area.take(block)
    if area.cells > _MOST_CELLS:
        hint = f"a workbook is read into memory, and at most {_MOST_CELLS:,} cells are; {_AS_TEXT}"
        raise refuse(name, None, f"a sheet spans {area.cells:,} cells", hint)
    return total


class _Prolog:
    """What stands before the root of a part: only there can a document type be."""

    def __init__(self, name: str) -> None:
        self.root, self._name = "", name
        self._parser = make_parser(name)
        self._parser.StartElementHandler = self._begin

    def take(self, block: bytes) -> None:
        """Reads on, until the root has begun."""
        if b"\0" in block[:4] or block[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise damaged(self._name)  # UTF-16, in which nobody writes workbooks
        if not self.root:
            self._parser.Parse(block, False)

    def _begin(self, tag: str, _: object) -> None:
        self.root = to_local(tag)
        self._parser.StartElementHandler = None


class _Area:
    """How far the cells of a sheet reach, from its first one."""

    def __init__(self, place: re.Pattern[bytes]) -> None:
        self._place, self._found, self._tail = place, {b"A1"}, b""

    def take(self, block: bytes) -> None:
        """Looks at the places that are told in a piece of the sheet."""
        self._found.update(self._place.findall(self._tail + block))
        self._tail = block[-_OVERLAP:]

    @property
    def cells(self) -> int:
        """Rows times columns; a place without its row may be in any below a million."""
        places = [place[:20].decode("ascii") for place in self._found]
        letters = [place.rstrip(digits) for place in places]
        rows = [int(p.lstrip(ascii_letters) or 999_999) for p in places]
        return max(rows) * max(map(to_column, letters))
