"""Tables on servers: what is asked of their libraries, and what is told when they fail."""

from __future__ import annotations

import gc
import sys
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from journeymap.errors import AnswersError, MissingLibraryError
from journeymap.model.formats import TableFormat
from journeymap.tables.opening import open_table

FRAME = pl.DataFrame({"touchpoint": ["pay"], "score": [4]})
URL = "postgres://me:s3cret@host:5432/shop?sslmode=require"


class Server:
    """A database that holds one table, or does not answer."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.asked: list[str] = []
        self.con: object = None

    def connect(self, url: str) -> Server:
        self.asked.append(url)
        if self.fault is not None:
            raise self.fault
        return self

    def list_tables(self) -> list[str]:
        return ["answers", "events"]

    def table(self, name: str) -> pl.DataFrame:
        self.asked.append(name)
        return FRAME


def open_url(url: str, table: str | None = "answers") -> Any:
    return open_table(url, (), TableFormat(table=table))


def refusal(url: str, table: str | None = "answers") -> str:
    with pytest.raises(AnswersError) as caught:
        open_url(url, table)
    return str(caught.value)


def test_a_table_of_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server()
    monkeypatch.setitem(sys.modules, "ibis", server)
    table = open_url(URL)
    assert (table.name, list(table.columns)) == ("postgres://host:5432/shop", [*FRAME.columns])
    assert server.asked == [URL, "answers"]
    wrong = "postgres://host:5432/shop: no table 'event'; did you mean 'events'?"
    assert refusal(URL, "event") == wrong


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError("no route to me:s3cret@host\nmore"), "no route to me:***@host"),
        (ValueError(f"Don't know {URL!r}"), "Don't know 'postgres://host:5432/shop'"),
    ],
)
def test_a_password_is_never_told(
    fault: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ibis", Server(fault))
    assert refusal(URL) == f"postgres://host:5432/shop: the database can't be read: {said}"


@pytest.mark.parametrize("scheme", ["duckdb", "sqlite"])
def test_a_file_has_no_password(scheme: str) -> None:
    told = f"the URL of a file holds a user or a password; such as {scheme}:///path"
    assert refusal(f"{scheme}://user:pw@/x.duckdb") == f"{scheme}:/x.duckdb: {told}"


def test_a_missing_driver_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ibis", Server(ImportError("No module named 'psycopg'")))
    with pytest.raises(MissingLibraryError) as caught:
        open_url(URL)
    told = "postgres needs its driver: pip install 'ibis-framework[postgres]'"
    assert str(caught.value) == told


def test_what_is_no_database_by_url() -> None:
    for url in ("https://host/a.csv", "s3://bucket/a.parquet"):
        said = f"{url}: the URL is not one of a database; download the table first"
        assert refusal(url, None) == said
    wrong = "the URL: it can't be read; such as postgres://host/database"
    assert refusal("postgres://[host") == wrong


class Session:
    """Spark's builder, session and catalog in one."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.builder = self.catalog = self.read = self

    def master(self, url: str) -> Session:
        self.asked.append(("master", url))
        return self

    def remote(self, url: str) -> Session:
        self.asked.append(("remote", url))
        return self

    def getOrCreate(self) -> Session:  # noqa: N802 - Spark's word
        return self

    def tableExists(self, name: str) -> bool:  # noqa: N802 - Spark's word
        return name in ("answers", "shop.answers")

    def listTables(self) -> list[Any]:  # noqa: N802 - Spark's word
        return [SimpleNamespace(name="answers")]

    def table(self, name: str) -> pl.DataFrame:
        self.asked.append(("table", name))
        return FRAME


def test_a_table_of_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session()
    monkeypatch.setitem(sys.modules, "pyspark.sql", SimpleNamespace(SparkSession=session))
    assert open_url("spark://host:7077", "shop.answers").name == "spark://host:7077"
    open_url("sc://host", None)
    assert session.asked == [
        ("master", "spark://host:7077"),
        ("table", "shop.answers"),
        ("remote", "sc://host"),
        ("table", "answers"),
    ]
    assert refusal("sc://host", "anwers") == "sc://host: no table 'anwers'; did you mean 'answers'?"
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(MissingLibraryError, match=r"Spark needs PySpark: pip install 'journeymap"):
        open_url("sc://host")


class Held:
    """A connection that tells when it is closed."""

    def __init__(self) -> None:
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize("table", ["event", "events"])
def test_a_connection_is_closed_with_its_table(monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    server, connection = Server(), Held()
    server.con = connection
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "ibis", server)
        if table == "event":
            refusal(URL, table)
        else:
            open_url(URL, table)
    assert connection.is_closed == (table == "event")
    del server
    gc.collect()
    assert connection.is_closed
