"""The form that all results share: rows, settings and notes; a table, dicts and a dataframe."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from html import escape
from importlib.util import find_spec
from math import floor, isfinite, isnan
from typing import Any, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel

from journeymap.errors import MissingLibraryError
from journeymap.fields import FrozenMap
from journeymap.printed import to_html_table, to_line, to_table
from journeymap.statistics.base_sizes import Base
from journeymap.wording.told import Figure, Told, tell

Row = TypeVar("Row")
Backend = Literal["pandas", "polars", "pyarrow"]
BACKENDS: tuple[Backend, ...] = ("pandas", "polars", "pyarrow")
Cells = tuple[Sequence[str], Sequence[Sequence[str]], Sequence[int]]
MOST_COLUMNS = 100  # of a terminal
BASE_WORDS: Mapping[Base, str] = {
    "not_measured": tell("not measured"), "suppressed": tell("too few"),
    "low": tell("low::of a base"), "indicative": tell("indicative"), "ok": tell("ok"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column of a printed table: its heading and what it shows of a row."""

    heading: str
    show: Callable[[Row], str]
    right: bool = False


@dataclass(frozen=True)
class Result(Generic[Row]):
    """An answer to one question about a journey.

    ``question`` is its word in JSON, ``row_type`` the record that its rows are.

    Args:
        journey: The journey's id.
        settings: What was asked: metric, wave, segment, level ...; lists are tuples here.
        rows: The answer, a flat record per row.
        notes: What to know before believing it, in whole sentences.
    """

    question: ClassVar[str]
    row_type: ClassVar[type[Any]]

    journey: str
    settings: Mapping[str, Any]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "settings", freeze_deeply(self.settings))

    def columns(self) -> Sequence[Column[Row]]:
        """The columns of the printed table."""
        raise NotImplementedError

    def headline(self) -> str:
        """The answer in a sentence; empty where the table is the answer."""
        return ""

    def base_range(self) -> tuple[int, int] | None:
        """The fewest and the most answers that a row rests on; None where none is known."""
        counts = [n for row in self.rows if isinstance(n := getattr(row, "n", None), int)]
        return (min(counts), max(counts)) if counts else None

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts of plain values; what is absent is None."""
        return [to_plain(row) for row in self.rows]

    def to_dict(self) -> dict[str, Any]:
        """The whole result as plain values, with the keys of ``--format json``."""
        own = {f.name: to_plain(getattr(self, f.name)) for f in fields(self)}
        return {"question": self.question, **own}

    def to_frame(self, backend: Backend | None = None) -> Any:
        """The rows as a dataframe of a library that is installed; a mapping becomes a text.

        Args:
            backend: "pandas", "polars" or "pyarrow"; the first that is installed where None.

        Returns:
            A native dataframe of that library.

        Raises:
            MissingLibraryError: if none of them is installed.
        """
        import narwhals  # noqa: PLC0415 - heavy, and needed only here

        chosen = backend or next((name for name in BACKENDS if find_spec(name)), None)
        if chosen is None:
            hint = "a dataframe needs pandas, polars or pyarrow; pip install pandas"
            raise MissingLibraryError(hint)
        names, rows = self.to_csv_rows()
        columns = {name: [_flatten(row[i]) for row in rows] for i, name in enumerate(names)}
        return narwhals.from_dict(columns, backend=chosen).to_native()

    def to_csv_rows(self) -> tuple[list[str], list[list[Any]]]:
        """Headings and cells for a CSV file; the headings are there even without rows."""
        names = [f.name for f in fields(self.row_type)]
        return names, [[row[name] for name in names] for row in self.to_dicts()]

    def __str__(self) -> str:
        notes = (f"note: {to_line(note)}" for note in self.notes)
        tables = [to_table(*cells, most=MOST_COLUMNS) for cells in self.tables()]
        above, below = (map(to_line, lines) for lines in (self.lines_above(), self.lines_below()))
        parts = (to_line(self.headline()), *above, *tables, *below, *notes)
        return "\n".join(part for part in parts if part)

    def _repr_html_(self) -> str:
        headline = to_line(self.headline())
        start = f"<p><strong>{escape(headline)}</strong></p>" if headline else ""
        tables = "".join(to_html_table(*cells) for cells in self.tables())
        notes = "".join(f"<p><small>{escape(to_line(note))}</small></p>" for note in self.notes)
        above, below = _to_html(self.lines_above()), _to_html(self.lines_below())
        return f"{start}{above}{tables}{below}{notes}"

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(str(self))  # IPython would print the record

    def lines_above(self) -> Sequence[str]:
        """What is printed between the headline and the table of rows, a line each."""
        return ()

    def more_tables(self) -> Sequence[Cells]:
        """What is printed below the table of rows: headings, cells, and columns aligned right."""
        return ()

    def lines_below(self) -> Sequence[str]:
        """What is printed between the tables and the notes, a line each."""
        return ()

    def tables(self) -> Sequence[Cells]:
        """All that is printed as tables, the table of rows first: headings, cells, right ones."""
        return (*((self._cells(),) if self.rows else ()), *self.more_tables())

    def _cells(self) -> Cells:
        """Headings, cells, and which columns are aligned right."""
        columns = self.columns()
        cells = [[column.show(row) for column in columns] for row in self.rows]
        right = [i for i, column in enumerate(columns) if column.right]
        return [column.heading for column in columns], cells, right


def take_first(
    rows: Sequence[Row], top: int | None, *, what: str = "", order: str = ""
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The first rows, and a note where others are left out.

    Args:
        rows: All rows.
        top: How many to keep; all where None.
        what: What they are, such as " series"; with a blank before it.
        order: By what they are first, such as ", clear changes first".

    Example:
        >>> take_first("abcd", 2, what=" letters")
        (('a', 'b'), ('The first 2 of 4 letters are shown.',))
    """
    if top is None or top >= len(rows):
        return tuple(rows), ()
    told: dict[str, Any] = {"all": len(rows), "what": what, "order": order}
    note = tell("The first {top:,} of {all:,}{what} are shown{order}.", top=top, **told)
    if top == 1:
        note = tell("The first of {all:,}{what} is shown{order}.", **told)
    return tuple(rows[:top]), (note,)


def _to_html(lines: Sequence[str]) -> str:
    shown = "<br>".join(escape(to_line(line)) for line in lines)
    return f"<p>{shown}</p>" if shown else ""


def freeze_deeply(value: Any) -> Any:
    """Mappings and lists as ones that can't change, so that what holds them can be hashed.

    Example:
        >>> freeze_deeply({"metric": ["csat"], "level": 0.95})
        {'metric': ('csat',), 'level': 0.95}
    """
    if isinstance(value, Mapping):
        return FrozenMap({key: freeze_deeply(item) for key, item in value.items()})
    return tuple(map(freeze_deeply, value)) if isinstance(value, list | tuple) else value


def to_plain(value: Any) -> Any:
    """A record as dicts, lists and plain values; not-a-number and infinity become None.

    Example:
        >>> to_plain({5: (1.5, float("nan"))})
        {'5': [1.5, None]}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, BaseModel):
        return to_plain(value.model_dump())
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Told | Figure):
        return str(value)
    if isinstance(value, float):
        return float(value) if isfinite(value) else None
    return value


def _flatten(cell: Any) -> Any:
    # dataframes disagree on what a column of mappings is, and none can group by it
    if isinstance(cell, Mapping):
        return "; ".join(f"{key}={value}" for key, value in cell.items())
    return ", ".join(map(str, cell)) if isinstance(cell, list) else cell


def show_percent(share: float | None) -> str:
    """A chance as people read it, never as a certainty: "< 1 %" and "> 99 %" at the ends.

    Example:
        >>> show_percent(0.003), show_percent(0.62), show_percent(1.0), show_percent(None)
        ('< 1 %', '62 %', '> 99 %', '–')
    """
    if share is None or isnan(share):
        return "–"
    if share < 0.01:
        return Figure("< 1 %")
    return Figure("> 99 %" if share > 0.99 else f"{100 * share:.0f} %")


def show_rounded(value: float, low: float | None, high: float | None, digits: int = 0) -> str:
    """A value with its interval, rounded.

    Example:
        >>> show_rounded(72.4, 69.7, 75.2), show_rounded(1.25, None, None, 1)
        ('72 (70 to 75)', '1.2')
    """
    shown = Figure(f"{value:,.{digits}f}")
    if low is None or high is None:
        return shown
    ends = {"low": Figure(f"{low:,.{digits}f}"), "high": Figure(f"{high:,.{digits}f}")}
    return tell("{value} ({low} to {high})", value=shown, **ends)


def show_p(p: float | None) -> str:
    """A p-value as people read it.

    Example:
        >>> show_p(0.0004), show_p(0.0312), show_p(0.9996), show_p(None)
        ('< .001', '.031', '1.000', '–')
    """
    if p is None:
        return "–"
    return Figure("< .001" if p < 0.001 else f"{p:.3f}".removeprefix("0"))


def show_answers(n: int | None, n_effective: float | None = None) -> str:
    """How many answers, and what weighted ones are worth; rounded down, so that 9.7 is not ten.

    Example:
        >>> show_answers(1204), show_answers(50, 9.7), show_answers(None)
        ('1,204', '50 (worth 9)', '–')
    """
    if n is None:
        return "–"
    if n_effective is not None and floor(n_effective) < n:
        return tell("{n:,} (worth {worth:,})", n=n, worth=floor(n_effective))
    return Figure(f"{n:,}")
