from __future__ import annotations

import datetime
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.analysis.evidence.estimates import estimate
from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError, SourceError
from journeymap.intake import MeasuredReadings
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.model.sources import Source
from journeymap.model.tickets import TicketSource
from journeymap.operations.tickets import measure_tickets
from journeymap.statistics.durations import arithmetic_mean_interval, geometric_mean_interval

JOURNEY = Journey(
    name="Shop",
    metrics=[
        Metric(id="wait", kind="duration", unit="hours", average="geometric"),
        Metric(id="moons", kind="duration", unit="moons"),
    ],
    stages=[{"name": "Buy", "touchpoints": ["Pay"]}, {"name": "Use", "touchpoints": ["Help"]}],
)
PUBLISHED = (12, 35, 48, 20, 95, 15, 60, 28, 240, 33)
NOON = datetime.datetime(2026, 1, 1, 12)
HINT = "write it as 2026-01-31, or say how under format: {times: ...}"


def measure(table: object, **parts: Any) -> MeasuredReadings:
    return measure_tickets(JOURNEY, table, TicketSource(**parts))


def find(readings: MeasuredReadings, metric: str, **key: Any) -> Reading:
    (found,) = (
        r
        for r in readings
        if r.metric == metric and not r.segment and all(getattr(r, k) == v for k, v in key.items())
    )
    return found


def make_log(minutes: tuple[float | None, ...]) -> pl.DataFrame:
    resolved = [None if m is None else NOON + datetime.timedelta(minutes=m) for m in minutes]
    return pl.DataFrame({"opened": [NOON] * len(minutes), "resolved": resolved})


def refused(table: object, **parts: Any) -> list[str]:
    with pytest.raises(AnswersError) as caught:
        measure(table, **parts)
    return [str(problem) for problem in caught.value.problems]


def test_published_resolution_times() -> None:
    readings = measure(make_log(PUBLISHED), touchpoint="help")
    (art,) = readings
    assert (art.touchpoint, art.n, art.source) == ("help", 10, "table")
    assert art.value == pytest.approx(58.6)
    assert art.log_mean is not None
    geometric = geometric_mean_interval(art.log_mean, art.log_sd, 10)
    assert astuple(geometric) == pytest.approx((38.7558, 20.4206, 73.5540), abs=5e-5)
    cox = arithmetic_mean_interval(art.log_mean, art.log_sd, 10)
    assert astuple(cox) == pytest.approx((57.8823, 26.7894, 125.0633), abs=5e-5)
    assert str(readings.intake) == "10 tickets: 10 used"


def test_published_first_contact_resolution() -> None:
    log = pl.DataFrame(
        {
            "solved_first": ["yes"] * 140 + ["no"] * 60,
            "solvable": ["yes"] * 160 + ["no"] * 40,
        }
    )
    readings = measure(log, stage="use")
    gross, net = (estimate(r, JOURNEY.metric(r.metric)) for r in readings)
    assert [r.metric for r in readings] == ["fcr_gross", "fcr_net"]
    assert (gross.value, net.value) == (0.7, 0.875)
    assert (gross.low, gross.high) == pytest.approx((0.6332, 0.7593), abs=5e-5)
    assert (net.low, net.high) == pytest.approx((0.8148, 0.9176), abs=5e-5)


def test_a_log_as_it_comes(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "Created,Closed,Queue,Contacts,Reopens,Country\n"
        "2026-01-31T23:00:00Z,2026-01-31T23:30:00Z,Hotline,1,0,PL\n"
        "2026-02-01T00:30:00+01:00,2026-02-01 00:30:00,Hotline,1,1,PL\n"
        "2026-02-01 10:00:00,,pay,1,0,DE\n"
        "2026-02-02 10:00:00,2026-02-02 10:00:00,Pay,3,,\n"
        ",2026-02-02 10:00:00,Pay,1,,PL\n"
    )
    readings = measure(
        log,
        columns={
            "opened": "Created", "resolved": "Closed", "touchpoint": "Queue",
            "contacts": "Contacts", "reopened": "Reopens",
        },
        touchpoints={"Hotline": "help"},
        segments={"country": "Country"},
        waves="month",
    )  # fmt: skip
    january = find(readings, "art", touchpoint="help", wave="2026-01")
    assert (january.value, january.n) == (45, 2)
    assert find(readings, "fcr_gross", touchpoint="help", wave="2026-01").counts == {0: 1, 1: 1}
    february = find(readings, "art", touchpoint="pay", wave="2026-02")
    assert (february.value, february.n, february.sd) == (0.5, 1, None)
    assert find(readings, "fcr_gross", touchpoint="pay", wave="2026-02").counts == {0: 2, 1: 0}
    segments = {(r.metric, *r.segment.values()): r.n for r in readings if r.segment}
    assert segments == {("art", "PL"): 2, ("fcr_gross", "PL"): 2, ("fcr_gross", "DE"): 1}
    assert str(readings.intake) == (
        "5 tickets: 4 used, 1 set aside (no date of opening 1)\n"
        "times of 0 are counted as 0.5 minutes: 1\n"
        "still open: 1 of 4 tickets (25.0 %), in no mean time\n"
        "pay in 2026-02: 50.0 % of 2 tickets are still open; "
        "the median time of all, these too, is 0 minutes (Kaplan-Meier)"
    )


def test_open_tickets_are_set_aside_where_only_time_is_asked() -> None:
    readings = measure(make_log((10, 20, None)), scope="journey")
    assert find(readings, "art").n == 2
    assert str(readings.intake) == (
        "3 tickets: 2 used, 1 set aside (still open 1)\n"
        "still open: 1 of 3 tickets (33.3 %), in no mean time\n"
        "all: 33.3 % of 3 tickets are still open; "
        "the median time of all, these too, is 20 minutes (Kaplan-Meier)"
    )


def test_few_open_tickets_need_no_median() -> None:
    readings = measure(make_log((*[10.0] * 29, None)), scope="journey")
    assert readings.intake.notes == ("still open: 1 of 30 tickets (3.3 %), in no mean time",)


def test_too_many_open_tickets_have_no_median() -> None:
    readings = measure(make_log((10, None, None)), scope="journey")
    assert readings.intake.notes[1] == (
        "all: 66.7 % of 3 tickets are still open; "
        "fewer than half of them would be resolved within the time of this log"
    )


def opened_on(days: Sequence[datetime.date], took: float | None = 60) -> pl.DataFrame:
    opened = [datetime.datetime.combine(day, datetime.time(9)) for day in days]
    span = None if took is None else datetime.timedelta(minutes=took)
    resolved = [None if span is None else at + span for at in opened]
    schema = {"opened": pl.Datetime, "resolved": pl.Datetime}
    return pl.DataFrame({"opened": opened, "resolved": resolved}, schema=schema)


def test_windows_are_those_of_answers() -> None:
    first = datetime.date(2025, 1, 1)
    days = [first + datetime.timedelta(days=i) for i in range(0, 150)]
    waves = {"every": "month", "window": "60 days"}
    readings = measure(opened_on(days), touchpoint="help", waves=waves)
    answers = pl.DataFrame({"answered_at": days}).with_columns(
        touchpoint=pl.lit("help"), metric=pl.lit("art"), score=pl.lit(60)
    )
    same = measure_answers(JOURNEY, answers, Source.model_validate({"waves": waves}))
    assert {r.wave: r.n for r in readings} == {"2025-03": 60, "2025-04": 60}
    assert {r.wave: r.n for r in same} == {r.wave: r.n for r in readings}
    assert same.intake.set_aside == readings.intake.set_aside == {"no whole window": 60}
    told = [note.replace("answer", "ticket") for note in same.intake.notes]
    assert list(readings.intake.notes) == told
    assert told[1].startswith("no wave for 3 of 5 months (2025-01, 2025-02, 2025-05): ")


def test_open_tickets_tell_how_far_a_log_reaches() -> None:
    days = [datetime.date(2026, 1, 1), datetime.date(2026, 2, 15), datetime.date(2026, 3, 20)]
    log = pl.concat([opened_on(days), opened_on([datetime.date(2026, 3, 31)], took=None)])
    waves = {"every": "month", "window": 31}
    readings = measure(log, touchpoint="help", waves=waves)
    assert {r.wave: r.n for r in readings} == {"2026-01": 1, "2026-02": 1, "2026-03": 1}
    assert readings.intake.set_aside == {"still open": 1}
    log = pl.concat([opened_on(days), opened_on([*days, datetime.date(2026, 3, 31)], took=None)])
    overlapping = measure(log, touchpoint="help", waves={"every": "month", "window": 59})
    assert {r.wave: r.n for r in overlapping} == {"2026-02": 2, "2026-03": 2}
    assert overlapping.intake.notes[2] == (
        "still open: 4 of 7 tickets (57.1 %), in no mean time"  # each once, in how many waves ever
    )
    only_open = measure(opened_on(days, took=None), touchpoint="help", waves=waves)
    assert only_open.intake.set_aside == {"still open": 3}
    assert not only_open


def test_own_durations() -> None:
    readings = measure(make_log((30, 120)), touchpoint="help", metric="wait")
    (wait,) = readings
    assert wait.value == pytest.approx(1)
    assert wait.log_mean == pytest.approx(0)
    with pytest.raises(
        SourceError, match=r"^metric: unknown unit 'moons'; a clock tells seconds, "
    ):
        measure(make_log((30,)), touchpoint="help", metric="moons")
    with pytest.raises(SourceError, match=r"^metric: not a duration 'csat'; "):
        measure(make_log((30,)), touchpoint="help", metric="csat")


def test_everything_wrong_at_once(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "opened,resolved,touchpoint,solved_first\n"
        "2026-01-02,2026-01-01,help,yes\n"
        "02.01.2026,,help,yes\n"
        "2026-01-02,later,hlep,yes\n"
        "2026-01-02,,,2\n"
        "2026-01-02,,help,no\n"
    )
    assert refused(log) == [
        f"{log}:2: resolved: it ends before it begins '2026-01-01'",
        f"{log}:3: opened: not a date '02.01.2026'; {HINT}",
        f"{log}:4: resolved: not a date 'later'; {HINT}",
        f"{log}:4: touchpoint: unknown touchpoint 'hlep'; did you mean 'help'?",
        f"{log}:5: solved_first: neither yes nor no '2'; write labels: {{2: 1}} if it means yes",
        f"{log}:5: touchpoint: the touchpoint is blank",
    ]
    assert refused(pl.read_csv(log)) == [
        problem.replace(f"{log}:{line}: ", f"table: row {line - 1}: ")
        for problem, line in zip(refused(log), (2, 3, 4, 4, 5, 5), strict=True)
    ]


def test_faults_that_are_tolerated_are_set_aside(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("opened,resolved\n2026-01-01,2026-01-02\n2026-01-01,later\nsoon,\n")
    readings = measure(log, scope="journey", tolerate=0.5, missing=["soon"])
    assert find(readings, "art").value == 1440
    assert (
        str(readings.intake)
        == "3 tickets: 1 used, 2 set aside (no date of opening 1, not a date 1)"
    )


def test_missing_columns() -> None:
    assert refused(pl.DataFrame({"Opened": ["2026-01-01"]}), waves="month") == [
        "table: no column 'opened'; did you mean 'Opened'?",
        "table: no column 'resolved'; the table has 'Opened'; name it in the source file",
        "table: no column 'touchpoint'; the table has 'Opened'; name it in the source file",
    ]


def test_a_segment_of_ids_is_refused() -> None:
    log = pl.DataFrame({"solved_first": [1] * 5_001, "id": [str(i) for i in range(5_001)]})
    assert refused(log, scope="journey", segments={"who": "id"}) == [
        "table: more than 5,000 values of one segment 'who'; "
        "a segment is a group of customers; is this an id?"
    ]


times = st.lists(st.none() | st.integers(0, 600), min_size=1, max_size=30)


@settings(max_examples=8)
@given(times, st.randoms())
def test_moments_are_those_of_the_times_in_any_order(
    minutes: list[int | None], chance: random.Random
) -> None:
    readings = measure(make_log(tuple(minutes)), scope="journey")
    known = [m or 0.5 for m in minutes if m is not None]
    if not known:
        assert readings == ()
        return
    (art,) = readings
    assert art.n == len(known)
    assert art.value == pytest.approx(math.fsum(known) / len(known))
    assert art.log_mean == pytest.approx(math.fsum(map(math.log, known)) / len(known))
    chance.shuffle(minutes)
    (again,) = measure(make_log(tuple(minutes)), scope="journey")
    assert (again.n, again.value, again.log_sd) == pytest.approx((art.n, art.value, art.log_sd))


@settings(max_examples=3)
@given(times)
def test_libraries_agree(minutes: list[int | None]) -> None:
    log = make_log(tuple(minutes))
    readings = measure(log, scope="journey", waves="week")
    for other in (log.lazy(), log.to_arrow(), log.to_pandas(), duckdb.table("log")):
        again = measure(other, scope="journey", waves="week")
        assert again.intake == readings.intake
        assert [(r.wave, r.n) for r in again] == [(r.wave, r.n) for r in readings]
        assert [r.value for r in again] == pytest.approx([r.value for r in readings])


def test_open_tickets_wait_until_the_last_moment_of_the_whole_log() -> None:
    log = (
        "touchpoint,opened,resolved\n"
        "help,2026-03-01 09:00,2026-03-01 09:20\n"
        "help,2026-03-01 09:00,2026-03-01 10:30\n"
        "help,2026-03-01 14:00,\n"
        "pay,2026-03-02 08:00,2026-03-02 09:00\n"
    )
    # help's own last moment is 14:00: its open ticket would have waited for no time at all
    readings = measure(pl.read_csv(log.encode()))
    assert readings.intake.notes[-1].endswith(
        "the median time of all, these too, is 90 minutes (Kaplan-Meier)"
    )


@pytest.mark.parametrize("make", [pl.DataFrame, pl.LazyFrame, pd.DataFrame])
def test_a_column_may_be_called_like_ours(make: Callable[[dict[str, list[str]]], object]) -> None:
    days = {"opened": ["2026-01-01", "soon"], "resolved": ["2026-01-02"] * 2}
    table = make({**days, "touchpoint": ["Pay"] * 2, "Journeymap Row": ["a", "b"]})
    assert refused(table) == [f"table: row 2: opened: not a date 'soon'; {HINT}"]


@pytest.mark.parametrize(
    ("columns", "counts", "note"),
    [
        (("contacts", "reopened"), {1: 2, 0: 2}, "contacts"),
        (("contacts",), {1: 3, 0: 1}, "contacts"),
        (("reopened",), {1: 4, 0: 1}, "reopened"),
    ],
)
def test_blanks_are_not_solved_at_the_first_contact(
    columns: Sequence[str], counts: dict[int, int], note: str
) -> None:
    log = make_log((10, 10, 10, 10, 10, 10, 10)).with_columns(
        contacts=pl.Series(["1", None, None, "2", "1", None, "1"]),
        reopened=pl.Series(["no", "no", "no", "no", None, None, "yes"]),
    )
    readings = measure(log.select("opened", "resolved", *columns), touchpoint="help")
    assert find(readings, "fcr_gross").counts == counts
    assert find(readings, "art").n == 7
    untold = 7 - sum(counts.values())
    assert readings.intake.notes == (
        f"{note} not known, so in no first contact resolution: {untold}",
    )
