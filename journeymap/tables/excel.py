"""Workbooks of Excel as tables: python-calamine reads a sheet, and its rows are spooled as text."""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import AnswersError, MissingLibraryError, Problem, quote, suggest
from journeymap.model.formats import TableFormat
from journeymap.tables.cells import to_cell
from journeymap.tables.csvfile import CsvFile
from journeymap.tables.csvtable import open_csv
from journeymap.tables.refusing import check_names, check_path, refuse
from journeymap.tables.sheet import find_errors
from journeymap.tables.spool import spool_rows
from journeymap.tables.table import Table
from journeymap.tables.vendors import MOST_ROWS, find_layout
from journeymap.tables.workbook import damaged, open_safely
from journeymap.text import to_nfc

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Row = tuple[int, list[str]]
_LARGEST_WHOLE = 10.0**15


def open_workbook(path: Path, name: str, needed: Collection[str], form: TableFormat) -> Table:
    """Opens a sheet of a workbook, whose first row that is not blank names the columns.

    The sheet is held in memory while it is read, so at most 50 million cells are taken.

    Args:
        path: The .xlsx or .xlsm file.
        name: Its name for messages.
        needed: Columns that it should have; a workbook need not ask for them.
        form: Which sheet it is, and whose export.

    Raises:
        AnswersError: if it is no workbook that is safe to read, has no such sheet, or formulas in
            it have no stored value.
        MissingLibraryError: if python-calamine is not installed.
        OSError: if there is no such file.
    """
    del needed
    check_path(path, name)
    with open_safely(path, name) as archive, _open(path, name) as workbook:
        title, part = _choose(workbook, name, form.sheet)
        errors = find_errors(archive, title, name)
        sheet = workbook.get_sheet_by_name(title)
        rows = _to_rows(sheet.iter_rows(), (sheet.start or (0, 0))[1], errors)
        table = _to_table(rows, name, form)
        told = (part,) if form.sheet is None and ";" in part else ()
        return replace(table, notes=(*told, *table.notes), part=part)


def _to_table(rows: Iterator[Row], name: str, form: TableFormat) -> Table:
    head = list(islice(rows, MOST_ROWS))
    if not head:
        hint = "another one is chosen by format: {sheet: NAME} in a source file"
        told = f"{hint} or --sheet NAME"
        raise refuse(name, None, "the sheet is empty", told, source_hint=hint)
    layout = find_layout([cells for _, cells in head], form.vendor, name, form.keep)
    heads = layout.rows if layout else 1
    columns = layout.columns if layout else tuple(to_nfc(cell.strip()) for cell in head[0][1])
    check_names(columns, name, head[0][0])
    places = array("L", [head[0][0]])
    spool = spool_rows(chain([columns], _note(chain(head[heads:], rows), places)))
    file = CsvFile(spool.path, name, ",", 0, columns, spool=spool, layout=layout)
    return replace(open_csv(file), places=places)


def _note(rows: Iterable[Row], places: array[int]) -> Iterator[Sequence[str]]:
    """The rows, whose places are written down as they pass."""
    for place, cells in rows:
        places.append(place)
        yield cells


@contextmanager
def _open(path: Path, name: str) -> Iterator[CalamineWorkbook]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - an extra
    except ImportError:
        hint = "a workbook needs python-calamine; pip install 'journeymap[excel]'"
        raise MissingLibraryError(hint) from None
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            yield workbook
    except CalamineError:
        raise damaged(name) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of Rust; it is no Exception
            raise damaged(name) from None
        raise


def _choose(workbook: CalamineWorkbook, name: str, wanted: str | None) -> tuple[str, str]:
    """The sheet to read, and a clause that tells it and the others."""
    sheets = [s for s in workbook.sheets_metadata if str(s.typ).endswith("WorkSheet")]
    names = [sheet.name for sheet in sheets]
    if wanted is not None:
        found = next((n for n in names if to_nfc(n) == to_nfc(wanted)), None)
        if found is None:
            hint = suggest(wanted, names)
            problem = Problem("no sheet", path="format.sheet", value=wanted, hint=hint, file=name)
            raise AnswersError([problem])
        return found, _tell_sheets(found, names)
    seen = [sheet.name for sheet in sheets if str(sheet.visible).endswith(".Visible")]
    if not seen:
        raise damaged(name)
    return seen[0], _tell_sheets(seen[0], seen)


def _tell_sheets(read: str, sheets: Sequence[str]) -> str:
    others = [sheet for sheet in sheets if sheet != read]
    listed = ", ".join(map(quote, others[:3])) + (" ..." if len(others) > 3 else "")
    told = f"the sheet {quote(read)} is read"
    return f"{told}; the workbook also has {listed}" if others else told


def _to_rows(
    rows: Iterable[Sequence[object]], left: int, errors: Mapping[tuple[int, int], str]
) -> Iterator[Row]:
    """The rows of a sheet that are not blank, each with its number."""
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, {})[column - left - 1] = text
    for number, cells in enumerate(rows, 1):
        texts = [_to_text(cell) for cell in cells]
        for place, text in by_row.get(number, {}).items():
            texts[place] = text
        if any(text and not text.isspace() for text in texts):
            yield number, texts


def _to_text(cell: object) -> str:
    r"""A cell as people read it.

    Example:
        >>> _to_text(4.0), _to_text(True), _to_text("a\r\nb")
        ('4', 'true', 'a\nb')
    """
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
    if isinstance(cell, float) and abs(cell) < _LARGEST_WHOLE and cell.is_integer():
        return str(int(cell))  # as to_cell has it, which takes its time
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime.timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return to_cell(cell) or ""
