"""Writing a report as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from journeymap.documents.cells import say_cell
from journeymap.documents.report import Report, Section
from journeymap.documents.spreadsheets import open_spreadsheet
from journeymap.documents.workbook.charts import add_chart
from journeymap.documents.workbook.forms import to_text
from journeymap.documents.workbook.sheets import WRAPPED, Book, write_table
from journeymap.files.writing import write_whole
from journeymap.wording.told import Figure, Told


def write_workbook(report: Report, out: str | Path) -> Path:
    """Writes a report as an Excel workbook: a summary, a tidy sheet per section, and the notes.

    Numbers are numbers and shares are percentages; a name that begins like a formula is text. The
    columns are those of ``--format csv``. The same report gives the same bytes.

    Args:
        report: What it says.
        out: The file to write, such as "report.xlsx".

    Returns:
        The path as given.

    Raises:
        MissingLibraryError: if XlsxWriter is not installed.
        OSError: if the file can't be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from journeymap import Journey, plan_report
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> with TemporaryDirectory() as folder:
        ...     write_workbook(plan_report(journey), f"{folder}/shop.xlsx").name
        'shop.xlsx'
    """
    return write_whole(out, make_workbook(report))


def make_workbook(report: Report) -> bytes:
    """The workbook of a report.

    Raises:
        MissingLibraryError: if XlsxWriter is not installed.
    """
    title = to_text(report.journey.name)[:255]
    sheets = open_spreadsheet({"title": title, "author": "journeymap"})
    book = Book(sheets.file)
    _add_summary(book, report)
    for section in report.sections:
        _add_section(book, report, section)
    _add_notes(book, report)
    return sheets.to_bytes()


def _add_summary(book: Book, report: Report) -> None:
    """What the report says first, and then what each section says."""
    words = report.words
    question, answer, section = words("question"), words("answer"), words("sheet")
    titles = {one.id: one.title for one in report.sections}
    rows = [
        {question: one.question, answer: f"{one.sign} {one.answer}".strip(),
         section: titles.get(one.section, "")}
        for one in report.summary
    ]  # fmt: skip
    rows += [{question: s.title, answer: s.message, section: s.title} for s in report.sections]
    headings = (question, answer, section)
    sheet = write_table(book, words("Summary"), headings, rows, report.journey, wraps=True)
    sheet.set_column(1, 1, WRAPPED)


def _add_section(book: Book, report: Report, section: Section) -> None:
    if section.result is None:
        return
    keys, cells = section.result.to_csv_rows()
    rows = [dict(zip(keys, row, strict=True)) for row in cells]
    for row, own in zip(rows, section.result.rows, strict=True):
        told = {key: getattr(own, key) for key in keys}
        row |= {
            key: say_cell(key, value, report.words)
            for key, value in told.items()
            if isinstance(value, Told | Figure)
            or (isinstance(value, str) and key.startswith("shown"))
        }
    headings = [*(key for key in keys if key == "name"), *(key for key in keys if key != "name")]
    sheet = write_table(book, section.title, headings, rows, report.journey)
    if rows:
        add_chart(book, sheet, headings, report, section)


def _add_notes(book: Book, report: Report) -> None:
    """How each section was worked out, and what to know before believing it."""
    words = report.words
    about, kind, text = words("sheet"), words("kind"), words("text")
    rows: list[dict[str, Any]] = []
    for section in report.sections:
        if section.method:
            rows.append({about: section.title, kind: words("method"), text: section.method})
        rows += [{about: section.title, kind: words("note"), text: n} for n in section.notes]
    sheet = write_table(book, words("Notes"), (about, kind, text), rows, report.journey, wraps=True)
    sheet.set_column(2, 2, WRAPPED)
