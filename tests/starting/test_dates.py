from __future__ import annotations

import pytest

from journeymap.starting.dates import guess_times
from journeymap.starting.looking import Look


def look(*values: str, blank: int = 0) -> Look:
    n = len(values)
    return Look("when", None, dict.fromkeys(values, 1), n + blank, n, n)


@pytest.mark.parametrize(
    ("values", "times", "says"),
    [
        (("2016-05-11", "2016-05-12 10:00:00", "2016-05-12T10:00:00Z"), None, "dates"),
        (("05/11/2016 12:00:00 AM", "05/31/2016 01:00:00 PM"), "%m/%d/%Y %I:%M:%S %p",
         "dates, written %m/%d/%Y %I:%M:%S %p"),
        (("31.12.2025", "01.02.2026"), "%d.%m.%Y", "dates, written %d.%m.%Y"),
    ],
)  # fmt: skip
def test_dates_and_how_they_are_written(
    values: tuple[str, ...], times: str | None, says: str
) -> None:
    found = guess_times(look(*values))
    assert found is not None
    assert (found.kind, found.times, found.says, found.is_usable) == ("date", times, says, True)


def test_day_and_month_that_can_be_swapped_are_told() -> None:
    found = guess_times(look("05/11/2016", "06/07/2016"))
    assert found is not None
    assert not found.is_usable
    assert found.says == "dates, written %d/%m/%Y or %m/%d/%Y: which one can't be told"


def test_gaps_make_dates_unusable() -> None:
    found = guess_times(look("2016-05-11", blank=2))
    assert found is not None
    assert (found.is_usable, found.says) == (False, "dates, but blank in some rows")


@pytest.mark.parametrize("value", ["9:00:00", "1", "2016", "May", "20160511", "2016-13-01"])
def test_other_values_are_no_dates(value: str) -> None:
    assert guess_times(look(value)) is None
