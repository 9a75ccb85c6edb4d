from __future__ import annotations

import statistics
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.answers.measuring import measure_answers
from journeymap.errors import SourceError
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

ANSWERS = st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 10)), min_size=3, max_size=25)


def make_source(**parts: Any) -> Source:
    return Source(repeats="cluster", **parts)


def make_journey(**parts: Any) -> Journey:
    return Journey(**parts)


JOURNEY = make_journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}])


def answered(answers: list[tuple[Any, Any]], metric: str = "nps", **columns: Any) -> pl.DataFrame:
    rows = [(str(customer), str(score)) for customer, score in answers]
    table = pl.DataFrame(rows, schema=["respondent_id", "score"], orient="row")
    return table.with_columns(touchpoint=pl.lit("pay"), metric=pl.lit(metric), **columns)


def effective(answers: list[tuple[str, float]]) -> float:
    """s² over the variance of the mean by totals of customers, at most n."""
    n, customers = len(answers), {customer for customer, _ in answers}
    mean = statistics.fmean(score for _, score in answers)
    totals = [sum(s - mean for c, s in answers if c == customer) for customer in customers]
    k = len(customers)
    variance = statistics.variance(score for _, score in answers)
    if k < 2 or variance == 0:
        return k
    spread = k / (k - 1) * sum(total**2 for total in totals) / n**2
    return n if spread <= 1e-12 else min(n, variance / spread)


@settings(max_examples=40)
@given(ANSWERS)
def test_answers_of_a_customer_are_worth_what_their_totals_say(
    answers: list[tuple[str, int]],
) -> None:
    scored = [(c, 100.0 * ((code > 8) - (code < 7))) for c, code in answers]
    for table in (answered(answers), duckdb.from_arrow(answered(answers).to_arrow())):
        (reading,) = measure_answers(JOURNEY, table, make_source())
        assert reading.n == len(answers)
        several = len({customer for customer, _ in answers}) < len(answers)
        expected = effective(scored) if several else None
        assert reading.n_effective == (expected and pytest.approx(expected))


def test_times_and_unequal_customers() -> None:
    answers = [("a", 10.0), ("a", 12.0), ("a", 11.0), ("b", 30.0), ("c", 50.0)]
    found = measure_answers(JOURNEY, answered(answers, "art"), make_source())
    assert found[0].n_effective == pytest.approx(effective(answers))
    assert found[0].sd == pytest.approx(statistics.stdev(time for _, time in answers))
    assert str(found.intake) == (
        "5 answers in 5 rows: 5 used\n"
        "further answers of the same customers, all kept: 2; the effective n counts those of one "
        "customer as alike as they are"
    )


@pytest.mark.parametrize("repeats", ["cluster", "refuse"])
def test_repeats_that_nobody_can_tell_are_refused(repeats: str) -> None:
    table = answered([("a", 10)]).drop("respondent_id")
    with pytest.raises(SourceError) as caught:
        measure_answers(JOURNEY, table, make_source().replace(repeats=repeats))
    assert str(caught.value) == (
        f"repeats: no column tells whose answers they are '{repeats}'; "
        "write columns: {respondent_id: COLUMN}, or take repeats out"
    )


def test_equal_weights_change_nothing() -> None:
    answers = [("a", 10), ("a", 12), ("b", 30), ("c", 50)]
    table = answered(answers, "art", weight=pl.lit(2.5))
    (weighted,) = measure_answers(JOURNEY, table, make_source())
    (plain,) = measure_answers(JOURNEY, answered(answers, "art"), make_source())
    assert weighted.n_effective == pytest.approx(plain.n_effective)


def test_weights_and_customers_together() -> None:
    answers = [("a", 1), ("a", 5), ("b", 4), ("c", 2), ("d", 2)]
    weights = [1.0, 2.0, 3.0, 1.0, 0.5]
    table = answered(answers, "csat", weight=pl.Series(weights))
    (reading,) = measure_answers(JOURNEY, table, make_source())
    kish = sum(weights) ** 2 / sum(w * w for w in weights)
    mean = sum(w * s for w, (_, s) in zip(weights, answers, strict=True)) / sum(weights)
    parts = [w * (s - mean) for w, (_, s) in zip(weights, answers, strict=True)]
    apart = sum(part**2 for part in parts) * 5 / 4
    together = ((parts[0] + parts[1]) ** 2 + sum(part**2 for part in parts[2:])) * 4 / 3
    assert reading.n_effective == pytest.approx(kish / max(together / apart, 1))


def test_every_segment_and_window_has_its_own() -> None:
    answers = [("a", 10), ("a", 0), ("b", 9), ("b", 7), ("c", 0), ("d", 10)]
    area = pl.Series(["x", "y", "x", "x", "y", "x"])
    days = pl.Series([f"2026-01-{day:02}" for day in (1, 2, 3, 4, 5, 31)])
    table = answered(answers, area=area, answered_at=days)
    parts: dict[str, Any] = {
        "segments": {"area": "area"},
        "waves": {"every": "month", "window": 31},
    }
    found = {
        tuple(r.segment.items()): r.n_effective
        for r in measure_answers(JOURNEY, table, make_source(**parts))
    }
    scored = [(c, 100.0 * ((code > 8) - (code < 7))) for c, code in answers]
    assert found == {
        (): pytest.approx(effective(scored)),
        (("area", "x"),): pytest.approx(effective([scored[i] for i in (0, 2, 3, 5)])),
        (("area", "y"),): None,
    }
