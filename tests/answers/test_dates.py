from __future__ import annotations

import datetime
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.answers.dates import Dates, Span
from journeymap.answers.measuring import measure_answers
from journeymap.answers.periods import cut_times
from journeymap.answers.scores import Refusal
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.model.waves import Waves
from journeymap.periods import find_next, find_start

PERIODS = ("day", "week", "month", "quarter", "year")
EVERY = st.sampled_from(PERIODS)
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))
ISO = "write it as 2026-01-31 or 2026-01-31T14:30:00Z, or declare format: {times: ...}"


def make_waves(**parts: Any) -> Waves:
    return Waves(**parts)


def make_source(**parts: Any) -> Source:
    return Source(**parts)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2026-01-31", (2026, 1, 31)),
        (" 2026-01-31T14:30:00Z ", (2026, 1, 31, 14, 30)),
        ("2026-02-01 00:30 +0100", (2026, 1, 31, 23, 30)),
        ("2026-01-31T23:30-01", (2026, 2, 1, 0, 30)),
        (datetime.date(2026, 1, 31), (2026, 1, 31)),
        (datetime.datetime(2026, 2, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=2))), ()),
    ],
)
def test_cells_are_moments_in_utc(raw: object, moment: tuple[int, ...]) -> None:
    expected = moment or (2026, 1, 31, 22)
    assert Dates().read(raw) == datetime.datetime(*expected)  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", [None, "", " NA ", float("nan")])
def test_blank_cells_are_no_moment(raw: object) -> None:
    assert Dates().read(raw) is None


@pytest.mark.parametrize("raw", ["31.1.2026", "2026-02-30", 20260131, "0000-01-01", "2026-1-5"])
def test_other_cells_are_refused(raw: object) -> None:
    assert Dates().read(raw) == Refusal("not a time", ISO)


def test_declared_ways_to_write_a_date() -> None:
    clock = Dates(times="%m/%d/%Y %I:%M:%S %p")
    assert clock.read("05/11/2016 12:00:00 AM") == datetime.datetime(2016, 5, 11)
    assert clock.read("2016-05-11") == Refusal(
        "not a time", "it is declared as %m/%d/%Y %I:%M:%S %p"
    )
    assert clock.read(datetime.date(2016, 5, 11)) == datetime.datetime(2016, 5, 11)
    assert Dates(times="unix seconds").read("1767225600") == datetime.datetime(2026, 1, 1)


@pytest.mark.parametrize(
    ("cell", "times"),
    [
        ("0999-12-31", None),
        ("0999-12-31T23:00:00-05:00", None),
        ("31.12.0999", "%d.%m.%Y"),
        ("-30610224000.5", "unix seconds"),
        (datetime.date(999, 12, 31), None),
    ],
)
def test_years_below_1000_are_no_dates(cell: object, times: str | None) -> None:
    assert isinstance(Dates(times=times).read(cell), Refusal)
    dates = Dates(make_waves(every="week"), times)
    assert isinstance(dates.find_span(None, None, None, cell), Refusal)
    assert isinstance(dates.find_span(datetime.date(999, 12, 1), None, None, None), Refusal)


@given(DAYS, EVERY, st.integers(1, 400))
def test_a_day_lies_in_the_windows_that_reach_over_it(
    day: datetime.date, every: str, window: int
) -> None:
    span = Dates(make_waves(every=every, window=window)).find_span(None, None, None, str(day))
    assert isinstance(span, Span)
    length = datetime.timedelta(days=window)
    start = find_start(day, every)
    for _ in range(30):
        end = find_next(start, every)
        assert (span.first <= start < span.until) == (day >= end - length)
        start = end


ZONES = ("", "Z", "+00:00", "+02:00", " -0930", "-01", "+14:00", "+00:30")
TIMES = st.builds(
    lambda day, hour, minute, zone: f"{day}T{hour:02}:{minute:02}:09{zone}",
    DAYS,
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(ZONES),
)


def engines(table: pl.DataFrame) -> dict[str, Any]:
    return {
        "polars": table.lazy(),
        "pandas": table.to_pandas(),
        "pyarrow": table.to_arrow(),
        "duckdb": duckdb.from_arrow(table.to_arrow()),
    }


def cut(native: Any, dates: Dates) -> list[object]:
    frame = cut_times(nw.from_native(native).lazy(), dates)
    names = [n for n in ("when", "shift", "until", "bad_time") if n in frame.collect_schema()]
    chosen = nw.to_native(frame.select(*names))
    if isinstance(chosen, duckdb.DuckDBPyRelation):
        rows = chosen.fetchall()
    else:
        rows = list(nw.from_native(chosen).lazy().collect("polars").iter_rows())
    keys = ("when", "shift", "until", "bad_time")
    return [
        dates.find_span(*(dict(zip(names, row, strict=True)).get(k) for k in keys)) for row in rows
    ]


@settings(max_examples=6)
@given(st.lists(TIMES, min_size=9, max_size=9), EVERY, st.sampled_from([None, 1, 90]))
def test_every_engine_cuts_text_like_python(
    times: list[str], every: str, window: int | None
) -> None:
    dates = Dates(make_waves(every=every, window=window) if window else make_waves(every=every))
    expected = [dates.find_span(None, None, None, time) for time in times]
    table = pl.DataFrame({"answered_at": [*times, None, "soon"]})
    for name, native in engines(table).items():
        assert cut(native, dates) == [*expected, None, Refusal("not a time", ISO)], name


@settings(max_examples=6)
@given(st.lists(TIMES, min_size=9, max_size=9), EVERY, st.sampled_from([None, 1, 90]))
def test_every_engine_cuts_times_like_python(
    times: list[str], every: str, window: int | None
) -> None:
    dates = Dates(make_waves(every=every, window=window) if window else make_waves(every=every))
    expected = [dates.find_span(None, None, None, time[:19]) for time in times]
    typed = [*(datetime.datetime.fromisoformat(time[:19]) for time in times), None]
    for name, native in engines(pl.DataFrame({"answered_at": typed})).items():
        assert cut(native, dates) == [*expected, None], name


def test_a_zone_of_the_type_is_cut_in_utc() -> None:
    zone = pl.Datetime("us", "Asia/Tokyo")
    moments = pl.Series("answered_at", ["2026-01-01T08:59:00+09:00", "2026-01-01T09:00:00+09:00"])
    table = pl.DataFrame({"answered_at": moments.str.to_datetime().cast(zone)})
    dates = Dates(make_waves(every="year"))
    for native in (table.lazy(), table.to_pandas(), table.to_arrow()):
        waves = [dates.name_wave(span) for span in cut(native, dates) if isinstance(span, Span)]
        assert waves == ["2025", "2026"]


@pytest.mark.parametrize("name", ["polars", "pandas", "pyarrow", "duckdb"])
def test_every_engine_cuts_a_declared_way(name: str) -> None:
    table = pl.DataFrame({"answered_at": ["31.1.2026", "1.2.2026", None, "2026-01-31"]})
    dates = Dates(make_waves(every="month"), "%d.%m.%Y")
    found = cut(engines(table)[name], dates)
    refused = Refusal("not a time", "it is declared as %d.%m.%Y")
    assert [s if not isinstance(s, Span) else str(s.first) for s in found] == [
        "2026-01-01",
        "2026-02-01",
        None,
        refused,
    ]


def test_pandas_counts_months_with_gaps_in_floats() -> None:
    table = pd.DataFrame({"answered_at": pd.to_datetime(["2026-03-05", None])})
    dates = Dates(make_waves(every="month"))
    march = datetime.date(2026, 3, 1)
    assert cut(table, dates) == [Span(march, march), None]


def test_duckdb_cuts_a_zone_of_the_type_in_utc() -> None:
    stages = [{"name": "Buy", "touchpoints": ["Pay"]}]
    journey = Journey.model_validate({"name": "Shop", "stages": stages})
    rows = """
        select 'pay' touchpoint, 'csat' metric, 4 score, 'r' respondent_id,
               unnest(['2026-01-01 01:00:00+02', '2026-01-01 01:00:00+00'])::timestamptz answered_at
    """
    for times in (None, "%d.%m.%Y"):
        source = make_source(waves="year", format={"times": times} if times else {})
        found = measure_answers(journey, duckdb.sql(rows), source)
        assert [(r.wave, r.n) for r in found] == [("2025", 1), ("2026", 1)]
