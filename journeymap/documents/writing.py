"""A report as a file: the suffix says which kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.documents.planning import plan_report
from journeymap.documents.report import Report
from journeymap.errors import DrawingError, quote, suggest
from journeymap.model.journey import Journey
from journeymap.picture.theme import ThemeOrFile

if TYPE_CHECKING:
    from journeymap.analysis.changes.comparison import Comparison
    from journeymap.analysis.drivers.result import Drivers
    from journeymap.analysis.words.table import Words

# suffix: where its writer lives, since each loads a library that the others do without
_WRITERS: Mapping[str, tuple[str, str]] = {
    ".html": ("journeymap.documents.html.writer", "write_html"),
    ".pptx": ("journeymap.documents.slides.writing", "write_slides"),
    ".xlsx": ("journeymap.documents.workbook.writing", "write_workbook"),
    ".md": ("journeymap.documents.markdown.writing", "write_markdown"),
    ".pdf": ("journeymap.documents.pdf.writing", "write_pdf"),
}
SUFFIXES = tuple(_WRITERS)


def write_report(
    journey: Journey,
    *,
    out: str | Path,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    seed: int = 0,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
    drivers: Drivers | None = None,
    comparison: Comparison | None = None,
    comments: Words | None = None,
) -> Path:
    """Writes a report about a journey: every question that it can answer, asked and told.

    Args:
        journey: The journey, with or without readings.
        out: File to write: .html (a page), .pptx (slides), .xlsx (a workbook), .md or .pdf.
        metric: The metric or metrics to compare by; chosen where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals, between 0 and 1.
        seed: Seed of the draws, a whole number from 0 up.
        language: Of the fixed words: "en", "pl" or "ru"; the journey's own where None.
        theme: Its colours and font, or their file; the light one where None.
        drivers: What moves an overall outcome, from ``find_drivers``, to be in the report too.
        comparison: What differs, from a ``compare_`` question; the last two waves where None.
        comments: What customers say at one touchpoint more than elsewhere, from ``find_words``.

    Returns:
        The path of the file; the same journey gives the same bytes.

    Raises:
        DrawingError: if the suffix of ``out`` is none of these.
        UnknownNameError: if a metric, the wave or the segment isn't there.
        ValueError: if ``level`` or ``seed`` is none that can be meant, or a language is unknown.
        MissingLibraryError: if the suffix needs a library that isn't installed.
        OSError: if the file can't be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> with TemporaryDirectory() as folder:
        ...     write_report(journey, out=f"{folder}/shop.html").name
        'shop.html'
    """
    find_writer(out)  # before anything is asked
    report = plan_report(
        journey,
        metric=metric,
        wave=wave,
        segment=segment,
        level=level,
        seed=seed,
        language=language,
        theme=theme,
        drivers=drivers,
        comparison=comparison,
        comments=comments,
    )
    return save_report(report, out)


def save_report(report: Report, out: str | Path) -> Path:
    """Writes a planned report; one plan can be written as several files.

    Args:
        report: What it says, from ``plan_report``.
        out: File to write: .html (a page), .pptx (slides), .xlsx (a workbook), .md or .pdf.

    Returns:
        The path of the file; the same report gives the same bytes.

    Raises:
        DrawingError: if the suffix of ``out`` is none of these.
        MissingLibraryError: if the suffix needs a library that isn't installed.
        OSError: if the file can't be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> with TemporaryDirectory() as folder:
        ...     save_report(plan_report(journey), f"{folder}/shop.md").name
        'shop.md'
    """
    return find_writer(out)(report, out)


def find_writer(out: str | Path) -> Callable[[Report, str | Path], Path]:
    """What writes a file with this suffix.

    Raises:
        DrawingError: if the suffix is none that a report is written as.
    """
    home, name = _WRITERS[check_suffix(out)]
    writer: Callable[[Report, str | Path], Path] = getattr(import_module(home), name)
    return writer


def check_suffix(out: str | Path) -> str:
    """The suffix of a report's file, in small letters.

    Raises:
        DrawingError: if it is none that a report is written as, with the nearest.

    Example:
        >>> check_suffix("Shop.HTML")
        '.html'
    """
    suffix = Path(out).suffix.lower()
    if suffix in _WRITERS:
        return suffix
    kinds = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
    if not suffix:
        name = Path(out).name
        if name.startswith("."):
            better = f"report{name if name.lower() in SUFFIXES else '.html'}"
            raise DrawingError(f"{out}: a suffix without a name before it; write {better}")
        raise DrawingError(f"{out}: the suffix says what is written, {kinds}; write {name}.html")
    if suffix in (".svg", ".png"):
        raise DrawingError(f"{out}: a report is written as {kinds}; a picture by journeymap draw")
    raise DrawingError(
        f"{out}: a report is written as {kinds}, not as {quote(suffix)}; "
        f"{suggest(suffix, SUFFIXES)}"
    )
