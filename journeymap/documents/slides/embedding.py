"""The workbook behind a native chart: what opens on "Edit data"."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from journeymap.picture.lettering import clean_line

SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MADE = datetime.datetime(1980, 1, 1)  # the earliest there is: no clock is asked


def embed(
    chart: Any, categories: Sequence[str], series: Sequence[tuple[str, Sequence[float | None]]]
) -> None:
    """Puts a workbook in which a name is never a formula into the place of the library's own.

    Args:
        chart: The library's chart.
        categories: The names below the first cell.
        series: A name and its values per column.
    """
    xlsxwriter: Any = import_module("xlsxwriter")  # python-pptx brings it along

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, SAFE)
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet("Sheet1")  # the chart's references name it so
    for row, name in enumerate(categories, 1):
        sheet.write_string(row, 0, clean_line(name))
    for column, (name, values) in enumerate(series, 1):
        sheet.write_string(0, column, clean_line(name))
        for row, value in enumerate(values, 1):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    chart.part.chart_workbook.update_from_xlsx_blob(file.getvalue())
