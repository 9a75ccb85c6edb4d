"""A CSV file as a table that DuckDB reads."""

from __future__ import annotations

from dataclasses import replace

import narwhals.stable.v2 as nw

from journeymap.tables.connection import connect
from journeymap.tables.csvfile import CsvFile
from journeymap.tables.csvheader import even_ends
from journeymap.tables.selecting import set_aside
from journeymap.tables.sql import as_itself
from journeymap.tables.table import Table


def open_csv(file: CsvFile) -> Table:
    """A CSV file as a table, all cells as text.

    Args:
        file: Its outside. The table holds it, and with it a file of our own that stands for it.

    Raises:
        InputError: if the user's budget of memory is none, or a vendor's export is broken.
    """
    file = even_ends(file)
    # columns go by their number, so no name from a file reaches SQL, and none is changed by it
    internal = [f"c{i}" for i in range(len(file.columns))]
    connection = connect()
    relation = connection.read_csv(
        as_itself(file.path),
        columns=dict.fromkeys(internal, "VARCHAR"),
        auto_detect=False,
        strict_mode=True,
        header=True,
        sep=file.delimiter,
        quotechar='"',
        escapechar='"',
        skiprows=file.skipped + file.heads - 1,  # it counts rows, not the lines of their cells
        compression="gzip" if file.is_zipped else "none",
    )
    columns = {name: column for name, column in zip(file.columns, internal, strict=True) if name}
    frame = nw.from_native(relation)
    table = Table(file.name, frame, columns, file=file, is_path=True, connection=connection)
    if file.layout is None:
        return table
    told = f"read as an export of {file.layout.vendor}, with {file.layout.rows} rows of header"
    if file.layout.kept:
        told += f"; not set aside: {', '.join(file.layout.kept)}"
    return set_aside(replace(table, layout=file.layout, notes=(told,)), file.layout.aside)
