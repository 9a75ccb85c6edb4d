from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from journeymap.periods import (
    cut_period,
    find_next,
    find_start,
    find_whole_windows,
    to_day,
    to_label,
    to_moment,
)

PERIODS = ("day", "week", "month", "quarter", "year")
EVERY = st.sampled_from(PERIODS)
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))
Day = datetime.date


def test_names_of_periods() -> None:
    named = {every: to_label(find_start(Day(2026, 1, 1), every), every) for every in PERIODS}
    assert named == {
        "day": "2026-01-01",
        "week": "2026-W01",
        "month": "2026-01",
        "quarter": "2026-Q1",
        "year": "2026",
    }
    assert to_label(find_start(Day(2027, 1, 3), "week"), "week") == "2026-W53"


@given(DAYS, EVERY)
def test_a_day_lies_in_its_period(day: Day, every: str) -> None:
    start = find_start(day, every)
    assert start <= day < find_next(start, every)
    assert find_start(find_next(start, every), every) == find_next(start, every)


@given(DAYS, DAYS, EVERY)
def test_names_sort_as_days_do(one: Day, other: Day, every: str) -> None:
    starts = sorted(find_start(day, every) for day in (one, other))
    labels = [to_label(start, every) for start in starts]
    assert sorted(labels) == labels


@given(DAYS)
def test_days_and_moments(day: Day) -> None:
    assert to_day(to_moment(day)) == to_day(to_moment(day) + 86_399_999_999) == day


def test_a_period_is_cut_at_both_ends() -> None:
    assert list(cut_period(Day(2025, 2, 15), Day(2025, 8, 1), "quarter")) == [
        (Day(2025, 2, 15), "2025-Q1"),
        (Day(2025, 4, 1), "2025-Q2"),
        (Day(2025, 7, 1), "2025-Q3"),
    ]


WINDOWS = st.integers(1, 120)


@given(DAYS, st.integers(0, 200), EVERY, WINDOWS, st.integers(0, 200))
def test_a_whole_window_lies_between_the_first_day_and_the_last(
    first: Day, more: int, every: str, days: int, at: int
) -> None:
    last, length = first + datetime.timedelta(more), datetime.timedelta(days)
    windows = find_whole_windows(first, last, every, days)
    assert sorted((*windows.whole, *windows.cut))[0] == find_start(first, every)
    day = first + datetime.timedelta(min(at, more))
    for start in windows.whole:
        end = find_next(start, every)
        assert first <= end - length
        assert end <= last + datetime.timedelta(1)
        assert (start in windows.holding(day)) == (end - length <= day < end)
    for start in windows.cut:
        end = find_next(start, every)
        assert end - length < first or end > last + datetime.timedelta(1)


def test_windows_tell_what_is_shared_and_what_is_cut() -> None:
    windows = find_whole_windows(Day(2026, 1, 1), Day(2026, 12, 30), "month", 150)
    assert list(windows.notes("ticket")) == [
        "each month tells about the 150 days up to its end: where these overlap, waves share "
        "tickets, so a difference between them is no test",
        "no wave for 5 of 12 months (2026-01, 2026-02 ... 2026-12): their 150 days are not all "
        "between the first ticket, 2026-01-01, and the last, 2026-12-30",
    ]
    assert list(find_whole_windows(Day(2026, 1, 1), Day(2026, 1, 31), "month", 31).notes("x")) == []
