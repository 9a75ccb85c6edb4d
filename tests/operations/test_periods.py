from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.answers import dates
from journeymap.model.waves import Waves
from journeymap.operations.periods import (
    cut_period,
    find_next,
    find_start,
    find_waves,
    to_day,
    to_label,
    to_moment,
)

days = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))
EVERY = ("day", "week", "month", "quarter", "year")


@given(days, st.sampled_from(EVERY))
def test_waves_are_cut_and_called_as_those_of_answers(day: datetime.date, every: str) -> None:
    start = find_start(day, every)
    assert start == dates.find_start(day, every)
    assert find_next(start, every) == dates.find_next(start, every)
    assert to_label(start, every) == dates.to_label(start, every)
    assert start <= day < find_next(start, every)


@given(days)
def test_days_and_moments(day: datetime.date) -> None:
    assert to_day(to_moment(day)) == to_day(to_moment(day) + 86_399_999_999) == day


def test_a_period_is_cut_at_both_ends() -> None:
    parts = list(cut_period(datetime.date(2025, 2, 15), datetime.date(2025, 8, 1), "quarter"))
    assert parts == [
        (datetime.date(2025, 2, 15), "2025-Q1"),
        (datetime.date(2025, 4, 1), "2025-Q2"),
        (datetime.date(2025, 7, 1), "2025-Q3"),
    ]


@pytest.mark.parametrize(
    ("window", "labels"),
    [(None, ["2026-01"]), ("30 days", ["2026-01"]), ("60 days", ["2026-01", "2026-02"])],
)
def test_the_waves_of_a_day(window: str | None, labels: list[str]) -> None:
    waves = Waves(every="month", window=window)
    found = find_waves(datetime.date(2026, 1, 15), waves, datetime.date(2026, 12, 31))
    assert [label for _, label in found] == labels
    found = find_waves(datetime.date(2026, 1, 15), waves, datetime.date(2026, 1, 20))
    assert [label for _, label in found] == ["2026-01"]
