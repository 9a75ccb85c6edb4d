from __future__ import annotations

import gc
import tempfile
from pathlib import Path

import pytest

from journeymap.errors import AnswersError, InputError
from journeymap.tables.connection import DEFAULT_MEMORY, connect, limit_memory, memory_budget
from journeymap.tables.frames import open_relation
from journeymap.tables.spool import remove_all

LARGE = "select i, hash(i)::varchar as h from range(600000) t(i) order by h"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_budget_is_the_users_or_else_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JOURNEYMAP_MEMORY", raising=False)
    assert (DEFAULT_MEMORY, memory_budget()) == ("256MB", 256_000_000)
    assert memory_budget("1.5 GiB") == 3 << 29
    monkeypatch.setenv("JOURNEYMAP_MEMORY", "700mb")
    assert memory_budget("2GB") == 700_000_000
    with limit_memory("1TB"):
        assert memory_budget() == 10**12
        asked = connect().sql("select current_setting('memory_limit')").fetchall()
        assert asked == [("931.3 GiB",)]
    assert memory_budget() == 700_000_000


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ("much", "not a size of memory 'much'; such as 500MB or 2GB"),
        ("2", "not a size of memory '2'; such as 500MB or 2GB"),
        ("-2GB", "not a size of memory '-2GB'; such as 500MB or 2GB"),
        ("10MB", "too little memory '10MB'; at least 50MB"),
    ],
)
def test_a_size_that_is_none_is_told(size: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError) as caught, limit_memory(size):
        pass
    assert str(caught.value) == f"limit_memory: {said}"
    monkeypatch.setenv("JOURNEYMAP_MEMORY", size)
    with pytest.raises(InputError) as caught:
        connect()
    assert str(caught.value) == f"JOURNEYMAP_MEMORY: {said}"


def test_what_does_not_fit_is_spilled_and_gone_with_the_connection(temporary: Path) -> None:
    with limit_memory("50MB"):
        connection = connect()
    result = connection.sql(LARGE)
    assert len(result.fetchmany(10)) == 10
    assert len(list(temporary.iterdir())) == 1
    del result, connection
    gc.collect()
    assert list(temporary.iterdir()) == []


def test_what_is_spilled_is_removed_at_the_end_of_the_process(temporary: Path) -> None:
    with limit_memory("50MB"):
        connection = connect()
    result = connection.sql(LARGE)
    result.fetchmany(10)
    remove_all()
    assert list(temporary.iterdir()) == []


def test_too_little_memory_is_told() -> None:
    with limit_memory("50MB"):
        connection = connect()
    query = "select list(i) as l from range(8000000) t(i)"
    table = open_relation(connection.sql(query), "big.csv", connection=connection)
    with pytest.raises(AnswersError) as caught:
        list(table.fetch(table.frame))
    hint = "set JOURNEYMAP_MEMORY to more, such as 2GB"
    assert str(caught.value) == f"big.csv: the table needs more memory than it was given; {hint}"
