from __future__ import annotations

from math import log, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.population import find_error_factor, note_population, to_worth
from journeymap.analysis.goals.evidence import find_chance, find_error
from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.analysis.readings import measure_readings
from journeymap.metrics import STANDARD_METRICS, Metric
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.statistics.intervals import critical_t, critical_z, share_interval

GEOMETRIC = Metric(id="art", kind="duration", unit="minutes", average="geometric", target=45)


def of(metric: str | Metric, **reading: Any) -> Estimate:
    known = STANDARD_METRICS[metric] if isinstance(metric, str) else metric
    return estimate(Reading(metric=known.id, **reading), known)


def half(found: Estimate) -> float:
    assert found.low is not None
    assert found.high is not None
    return (found.high - found.low) / 2


def chance(found: Estimate, goal: str) -> float:
    p = find_chance(found, Goal.model_validate(f"{found.metric.id} {goal}"))
    assert p is not None
    return p


@pytest.mark.parametrize(
    ("population", "factor"),
    [(None, 1.0), (2000, 1.0), (1999, sqrt(1899 / 1998)), (200, sqrt(100 / 199)), (100, 0.0)],
)
def test_factor_counts_from_five_percent(population: int | None, factor: float) -> None:
    reading = Reading(metric="csat", value=4, n=100, population=population)
    assert find_error_factor(reading) == pytest.approx(factor)


def test_part_is_of_people_and_worth_of_weights() -> None:
    found = of("csat_top_box", value=0.4, n=100, n_effective=50, population=200)
    assert found.error_factor == pytest.approx(sqrt(100 / 199))
    assert found.worth == pytest.approx(99.5)
    assert (found.n_effective, found.base) == (50, "indicative")


def test_mean_multiplies_the_error_and_keeps_its_degrees_of_freedom() -> None:
    found = of("csat", value=3.5, sd=1.2, n=100, population=400)
    assert half(found) == pytest.approx(critical_t(0.95, 99) * 0.12 * sqrt(300 / 399))
    assert find_error(found, 100) == pytest.approx(half(found) / critical_z())


def test_share_and_nps_take_the_answers_that_leave_the_same_error() -> None:
    share = of("churn", count=20, of=200, population=1000)
    worth = 200 * 999 / 800
    wilson = share_interval(0.1 * worth, worth)
    assert [share.low, share.high] == pytest.approx([wilson.low, wilson.high])
    # Wilson's centre (p + z²/2n)/(1 + z²/n), written out
    assert (wilson.low + wilson.high) / 2 == pytest.approx(0.1061, abs=5e-5)
    nps = of("nps", counts={10: 40, 7: 35, 0: 25}, population=200)
    p, d, n = (79.6 + 0.75) / 202, (49.75 + 0.75) / 202, 202
    assert half(nps) == pytest.approx(1.959964 * 100 * sqrt((p + d - (p - d) ** 2) / n), rel=1e-6)


def test_times_multiply_the_error_of_their_logarithms() -> None:
    times: dict[str, Any] = {"value": 58.6, "n": 10, "log_mean": 3.657281065, "log_sd": 0.8956912}
    found, alone = of(GEOMETRIC, population=40, **times), of(GEOMETRIC, **times)
    assert found.high is not None
    assert alone.high is not None
    ratio = log(found.high / found.value) / log(alone.high / alone.value)
    assert ratio == pytest.approx(sqrt(30 / 39))
    # the mean of the answers stays inside, however narrow the interval around the model's
    cox = of("art", population=11, **{**times, "value": 75})
    assert cox.high == 75


CENSUS: list[tuple[str, dict[str, Any]]] = [
    ("csat", {"value": 3.5, "sd": 1.2}),
    ("csat", {"value": 3.5}),
    ("csat", {"counts": {5: 50}}),
    ("churn", {"value": 0.1}),
    ("churn", {"value": 0}),
    ("nps", {"counts": {10: 20, 8: 20, 0: 10}}),
    ("gap", {"value": -1, "sd": 2}),
    ("art", {"value": 50, "sd": 30}),
    ("art", {"value": 50}),
]


@pytest.mark.parametrize(("metric", "reading"), CENSUS)
def test_all_customers_leave_nothing_to_chance(metric: str, reading: dict[str, Any]) -> None:
    found = of(metric, n=50, population=50, **reading)
    assert (found.low, found.high) == (found.value, found.value)
    assert find_error(found, 50) == 0
    target = found.value if metric != "churn" else round(found.value, 2)
    assert chance(found, f">= {target}") == 1
    assert chance(found, f"<= {target}") == 1
    beyond = {"gap": 0, "nps": 90, "churn": 0.5, "art": 60}.get(metric, 5)
    assert chance(found, f">= {beyond}") == float(found.value >= beyond)


@given(
    st.sampled_from(["csat", "nps", "churn"]), st.integers(21, 10**15), st.floats(0, 1), st.data()
)
def test_more_of_the_customers_never_widen_the_interval(
    metric: str, population: int, part: float, data: st.DataObject
) -> None:
    codes = STANDARD_METRICS[metric].codes
    counts = {code: data.draw(st.integers(0, 5)) for code in codes}
    counts[codes[0]] += 20 - min(20, sum(counts.values()))
    n = sum(counts.values())
    fewer = n + int(part * max(0, population - n))
    small = of(metric, counts=counts, population=fewer)
    large = of(metric, counts=counts, population=max(population, n))
    none = of(metric, counts=counts)
    assert half(small) <= half(large) + 1e-9 <= half(none) + 2e-9
    for found in (small, large):
        assert found.low is not None
        assert found.high is not None
        assert found.low <= found.value <= found.high


def test_chances_go_with_the_intervals() -> None:
    for metric, reading, goal in (
        ("csat", {"value": 3.5, "sd": 1.2, "n": 100}, ">= 3.4"),
        ("csat", {"value": 3.5, "n": 100}, ">= 3.4"),
        ("fcr_net", {"value": 0.72, "n": 100}, ">= 0.7"),
        ("nps", {"counts": {10: 60, 8: 20, 0: 20}}, ">= 30"),
        ("art", {"value": 40, "sd": 30, "n": 100}, "<= 45"),
    ):
        plain = chance(of(metric, **reading), goal)
        chances = [chance(of(metric, population=p, **reading), goal) for p in (1900, 200, 101)]
        assert [plain, *chances] == sorted([plain, *chances])
        assert chances[-1] > 0.9


def test_worth_is_finite_for_any_population() -> None:
    assert to_worth(10, 0.0) == 1e15
    assert to_worth(10**15 - 1, 1e-9) == 1e15


def shop(population: int | None, *, per: int = 60) -> Journey:
    readings = [
        {"touchpoint": t, "metric": "csat", "counts": {2: bad, 5: per - bad},
         **({"population": population} if population else {})}
        for t, bad in (("find", 20), ("cart", 25), ("pay", 28))
    ]  # fmt: skip
    stages = [{"name": "Buy", "goal": "csat >= 4", "touchpoints": ["Find", "Cart", "Pay"]}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})


def test_ranking_is_surer_the_more_customers_answered() -> None:
    tops = [find_weakest(shop(p)).rows[0].p_weakest or 0.0 for p in (None, 200, 70)]
    assert tops == sorted(tops)
    assert tops[0] < 0.75 < tops[-1]


def test_ranking_of_everybody_is_certain_and_equals_share_it() -> None:
    found = find_weakest(shop(60))
    assert found.rows[0].p_weakest == 1
    assert (found.rows[0].pooled_sd or 0.0) < 1e-3
    readings = [
        {"touchpoint": t, "metric": "csat", "counts": {2: 20, 5: 40}, "population": 60}
        for t in ("find", "cart", "pay")
    ]
    stages = [{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}]
    same = Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})
    chances = [row.p_weakest for row in find_weakest(same).rows]
    assert chances == pytest.approx([1 / 3] * 3, abs=0.02)


def test_results_tell_it() -> None:
    said = (
        "At 3 readings more than 5 % of all customers answered, so errors are 0.84 times as large."
    )
    for result in (measure_readings(shop(200)), find_weakest(shop(200)), measure_goals(shop(200))):
        assert said in result.notes
        assert not any("customers answered" in note for note in measure_readings(shop(None)).notes)
    partly = [Reading(metric="csat", value=4, n=80, population=p) for p in (90, 95, 100)]
    everybody = [Reading(metric="csat", value=4, n=9, population=9)] * 2
    assert note_population([*partly, *everybody]) == (
        "At 3 readings more than 5 % of all customers answered, so errors are 0.34 to 0.45 times "
        "as large.",
        "At 2 readings all customers answered: nothing is left to chance, and the interval has no "
        "width.",
    )
    assert len(note_population(partly[:1])) == 1
    assert note_population([Reading(metric="csat", value=4, n=9, population=9)]) == (
        "At 1 reading all customers answered: nothing is left to chance, and the interval has no "
        "width.",
    )
