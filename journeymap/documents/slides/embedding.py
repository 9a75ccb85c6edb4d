"""The workbook behind a native chart: what opens on "Edit data"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from journeymap.documents.spreadsheets import open_spreadsheet
from journeymap.picture.lettering import clean_line


def embed(
    chart: Any, categories: Sequence[str], series: Sequence[tuple[str, Sequence[float | None]]]
) -> None:
    """Puts a workbook in which a name is never a formula into the place of the library's own.

    Args:
        chart: The library's chart.
        categories: The names below the first cell.
        series: A name and its values per column.
    """
    book = open_spreadsheet()  # python-pptx brings its library along
    sheet = book.file.add_worksheet("Sheet1")  # the chart's references name it so
    for row, name in enumerate(categories, 1):
        sheet.write_string(row, 0, clean_line(name))
    for column, (name, values) in enumerate(series, 1):
        sheet.write_string(0, column, clean_line(name))
        for row, value in enumerate(values, 1):
            if value is not None:
                sheet.write_number(row, column, value)
    chart.part.chart_workbook.update_from_xlsx_blob(book.to_bytes())
