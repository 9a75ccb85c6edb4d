"""The form that all results share: rows, settings and notes; a table, dicts and a dataframe."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from html import escape
from importlib.util import find_spec
from typing import Any, ClassVar, Generic, TypeVar

from journeymap.errors import MissingLibraryError
from journeymap.printed import to_html_table, to_line, to_table

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column of a printed table: its heading and what it shows of a row."""

    heading: str
    show: Callable[[Row], str]
    right: bool = False


@dataclass(frozen=True)
class Result(Generic[Row]):
    """An answer to one question about a journey.

    Args:
        journey: The journey's id.
        settings: What was asked: metric, wave, segment, level ...
        rows: The answer, a flat record per row.
        notes: What to know before believing it, in whole sentences.
    """

    question: ClassVar[str]

    journey: str
    settings: Mapping[str, Any]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    def columns(self) -> Sequence[Column[Row]]:
        """The columns of the printed table."""
        raise NotImplementedError

    def headline(self) -> str:
        """The answer in a sentence; empty where the table is the answer."""
        return ""

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts of plain values; what is absent is None."""
        return [to_plain(row) for row in self.rows]

    def to_dict(self) -> dict[str, Any]:
        """The whole result as plain values, with the keys of ``--format json``."""
        own = {f.name: to_plain(getattr(self, f.name)) for f in fields(self)}
        return {"question": self.question, **own}

    def to_frame(self, backend: str | None = None) -> Any:
        """The rows as a dataframe, for pandas, polars or any tool that narwhals understands.

        Args:
            backend: "pandas", "polars" or "pyarrow"; the first that is installed where None.

        Returns:
            A native dataframe of that library.

        Raises:
            MissingLibraryError: if none of them is installed.
        """
        import narwhals  # noqa: PLC0415 - heavy, and needed only here

        chosen = backend or next(
            (name for name in ("pandas", "polars", "pyarrow") if find_spec(name)), None
        )
        if chosen is None:
            raise MissingLibraryError(
                "a dataframe needs pandas, polars or pyarrow; pip install pandas"
            )
        rows = self.to_dicts()
        names = (
            list(rows[0]) if rows else [f.name for f in fields(self.rows[0])] if self.rows else []
        )
        return narwhals.from_dict(
            {n: [row[n] for row in rows] for n in names}, backend=chosen
        ).to_native()

    def to_csv_rows(self) -> tuple[list[str], list[list[Any]]]:
        """Headings and cells for a CSV file, one flat value per cell."""
        rows = self.to_dicts()
        names = list(rows[0]) if rows else []
        return names, [[row[name] for name in names] for row in rows]

    def __str__(self) -> str:
        parts = [
            to_line(self.headline()),
            self._table(),
            *(f"note: {to_line(note)}" for note in self.notes),
        ]
        return "\n".join(part for part in parts if part)

    def _table(self) -> str:
        columns = self.columns()
        right = [i for i, column in enumerate(columns) if column.right]
        return to_table(
            [c.heading for c in columns],
            [[c.show(row) for c in columns] for row in self.rows],
            right,
        )

    def _repr_html_(self) -> str:
        columns = self.columns()
        right = [i for i, column in enumerate(columns) if column.right]
        table = to_html_table(
            [c.heading for c in columns],
            [[c.show(row) for c in columns] for row in self.rows],
            right,
        )
        notes = "".join(f"<p><small>{escape(note)}</small></p>" for note in self.notes)
        return f"<p><strong>{escape(self.headline())}</strong></p>{table}{notes}"


def to_plain(value: Any) -> Any:
    """A record as dicts, lists and plain values; not-a-number becomes None."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, float):
        return float(value) if abs(value) < float("inf") else None
    return value


def show_percent(share: float | None) -> str:
    """A chance as people read it, never as a certainty: "< 1 %" and "> 99 %" at the ends.

    Example:
        >>> show_percent(0.003), show_percent(0.62), show_percent(1.0)
        ('< 1 %', '62 %', '> 99 %')
    """
    if share is None:
        return "–"
    if share < 0.01:
        return "< 1 %"
    return "> 99 %" if share > 0.99 else f"{100 * share:.0f} %"
