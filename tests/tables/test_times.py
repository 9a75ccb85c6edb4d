"""Times of any type and in any writing become microseconds since 1970, in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.tables.sql import quote_text
from journeymap.tables.times import ISO_TIME, to_microseconds

_TEN = 1_704_103_200_000_000  # 2024-01-01 10:00 UTC
_DAY = 1_704_067_200_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _read(
    literal: str, kind: str = "VARCHAR", times: str | None = None, zone: str = "UTC"
) -> int | None:
    with duckdb.connect() as connection:
        connection.execute(f"set TimeZone = '{zone}'")
        sql = to_microseconds("x", kind, times)
        row = connection.sql(f"select {sql} from (select {literal} as x)").fetchone()
        assert row is not None
        return None if row[0] is None else int(row[0])


@pytest.mark.parametrize("zone", ["UTC", "Europe/Warsaw"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-01", _DAY),
        ("2024-01-01 10:00", _TEN),
        ("2024-01-01T10:00:00", _TEN),
        (" 2024-01-01T10:00:00Z ", _TEN),
        ("2024-01-01T11:30:00+01:30", _TEN),
        ("2024-01-01 05:00:00-0500", _TEN),
        ("2024-01-01 11:00:00 +01", _TEN),
        ("2024-01-01 10:00:00.123456789+00:00", _TEN + 123_456),
        *((f"2024-01-01T{short}", _TEN) for short in ("11:00+01:00", "10:00Z", "10:00 Z")),
        *((f"2024-01-01 {short}", _TEN) for short in ("05:00 -05", "11:30+0130", "10:00:00 Z")),
        ("1000-01-01", -30_610_224_000_000_000),
    ],
)
def test_iso_text_is_read_in_utc(text: str, expected: int, zone: str) -> None:
    assert _read(quote_text(text), zone=zone) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "timestamp", "infinity", "-infinity", "epoch", "NaN", "1704103200000"),
        *("2024-02-30", "2023-02-29", "2024-01-01T25:00", "2024-13-01", "05.06.2024", "05/06/2024"),
        *("0001-01-01", "0044-03-15 (BC)", "2044-03-15 (BC)", "10000-01-01", "2024/01/01"),
        *("2024-01-01 10:00:00 Europe/Warsaw", "2024-01-01T10:00:00+99:99", "2024-01-01x"),
        *("2024-01-01T10Z", "2024-01-01Z", "2024-01-01T25:00Z", "2024-01-01T10:00ZZ"),
        *("2024-01-01'; drop table x; --", "2024-01-01\n", "２０２４-01-01", "2024-01-01 +"),
    ],
)
def test_other_text_is_no_time(text: str) -> None:
    assert _read(quote_text(text)) is None


@pytest.mark.parametrize(
    ("literal", "kind", "expected"),
    [
        ("timestamp '2024-01-01 10:00'", "TIMESTAMP", _TEN),
        ("timestamptz '2024-01-01 11:00:00+01'", "TIMESTAMP WITH TIME ZONE", _TEN),
        ("timestamp_ns '2024-01-01 10:00'", "TIMESTAMP_NS", _TEN),
        ("timestamp_ms '2024-01-01 10:00'", "TIMESTAMP_MS", _TEN),
        ("timestamp_s '2024-01-01 10:00'", "TIMESTAMP_S", _TEN),
        ("date '2024-01-01'", "DATE", _DAY),
        ("timestamp 'infinity'", "TIMESTAMP", None),
        ("timestamptz '-infinity'", "TIMESTAMP WITH TIME ZONE", None),
        ("date 'infinity'", "DATE", None),
        ("date '290000-01-01'", "DATE", None),
        ("timestamp_s '200000-01-01'", "TIMESTAMP_S", None),
        ("null::timestamp", "TIMESTAMP", None),
        ("5", "INTEGER", None),
        ("true", "BOOLEAN", None),
        ("time '10:00'", "TIME", None),
    ],
)
def test_typed_columns(literal: str, kind: str, expected: int | None) -> None:
    assert _read(literal, kind) == expected


@pytest.mark.parametrize(
    ("literal", "kind", "times", "expected"),
    [
        ("'1.1.2024 10:00'", "VARCHAR", "%d.%m.%Y %H:%M", _TEN),
        ("'01/01/2024 10:00:00 AM'", "VARCHAR", "%m/%d/%Y %I:%M:%S %p", _TEN),
        ("'1.1.2024 11:00 +0100'", "VARCHAR", "%d.%m.%Y %H:%M %z", _TEN),
        ("'1.1.24'", "VARCHAR", "%d.%m.%y", _DAY),
        ("'1.1.24'", "VARCHAR", "%d.%m.%Y", None),
        ("'31.2.2024'", "VARCHAR", "%d.%m.%Y", None),
        ("'it''s'", "VARCHAR", "it's %Y", None),
        ("timestamp '2024-01-01 10:00'", "TIMESTAMP", "%d.%m.%Y", _TEN),
        ("1704103200", "BIGINT", "unix seconds", _TEN),
        ("'1704103200000'", "VARCHAR", "unix milliseconds", _TEN),
        ("1704103200000000::double", "DOUBLE", "unix microseconds", _TEN),
        ("1e300::double", "DOUBLE", "unix seconds", None),
        ("'inf'", "VARCHAR", "unix seconds", None),
    ],
)
def test_declared_writings(literal: str, kind: str, times: str, expected: int | None) -> None:
    assert _read(literal, kind, times) == expected


@given(
    st.lists(
        st.datetimes(
            min_value=datetime(1000, 1, 2),
            max_value=datetime(9999, 12, 30),
            timezones=st.sampled_from([UTC]),
        ),
        min_size=1,
    ),
    st.sampled_from([" ", "T"]),
)
def test_what_python_writes_is_read(moments: list[datetime], mark: str) -> None:
    rows = ", ".join(f"('{moment.isoformat(mark)}')" for moment in moments)
    found = duckdb.sql(f"select {to_microseconds('x', 'VARCHAR')} from (values {rows}) t(x)")
    expected = [(moment - _EPOCH) // timedelta(microseconds=1) for moment in moments]
    assert [us for (us,) in found.fetchall()] == expected


@given(st.text())
def test_no_text_stops_the_engine(text: str) -> None:
    cell = text.replace("\0", "").encode("utf-8", "ignore").decode()
    found = duckdb.execute(
        f"select {to_microseconds('x', 'VARCHAR')} from (select $1 as x)", [cell]
    )
    assert found.fetchone() is not None


@pytest.mark.parametrize(
    "text",
    [
        *("0900-01-01", "0999-12-31T23:00:00-05:00", "1000-01-01", "9999-12-31", "10000-01-01"),
        *("1900-02-29", "2000-02-29", "2024-04-31", "2024-01-01T10:00:00.5+14:00"),
        *("2024-01-01T10:00 Z", "2024-01-01T10:00+15:00", "2024-01-01T10", " 2024-01-01x"),
    ],
)
def test_one_pattern_tells_what_is_iso(text: str) -> None:
    assert (_read(quote_text(text)) is not None) == (re.search(ISO_TIME, text) is not None)
