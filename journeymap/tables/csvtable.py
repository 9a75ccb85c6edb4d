"""A CSV file as a table that DuckDB reads."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from journeymap.tables.connection import connect
from journeymap.tables.csvfile import CsvFile
from journeymap.tables.sql import as_itself
from journeymap.tables.table import Table


def open_csv(file: CsvFile) -> Table:
    """A CSV file as a table, all cells as text.

    Args:
        file: Its outside. The table holds it, and with it a file of our own that stands for it.

    Raises:
        InputError: if the user's budget of memory is none.
    """
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
        skiprows=file.skipped,
        compression="gzip" if file.is_zipped else "none",
    )
    columns = {name: column for name, column in zip(file.columns, internal, strict=True) if name}
    frame = nw.from_native(relation)
    return Table(file.name, frame, columns, file=file, is_path=True, connection=connection)
