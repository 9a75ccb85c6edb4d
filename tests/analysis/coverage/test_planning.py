from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from journeymap.analysis.coverage.planning import Plan, plan_answers
from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.metrics import STANDARD_METRICS
from journeymap.model.readings import Reading

FILE = Path(__file__).parents[2] / "vectors" / "vectors.json"
VECTORS = {v["id"]: v for v in json.loads(FILE.read_text("utf-8"))["vectors"]}


def known(metric: str, **reading: Any) -> Estimate:
    return estimate(Reading(metric=metric, **reading), STANDARD_METRICS[metric])


def plan(metric: str, *estimates: Estimate, level: float = 0.95) -> Plan | None:
    return plan_answers(STANDARD_METRICS[metric], estimates, level=level)


def test_vector_sample_size() -> None:
    expected = VECTORS["sample_size"]["expected"]
    share, nps = plan("churn"), plan("nps")
    assert share is not None
    assert nps is not None
    assert share.n - 1 < expected["n_proportion"] <= share.n == 385
    assert nps.n - 1 < expected["n_nps"] <= nps.n == 231


def test_ratings_vary_as_they_do_elsewhere() -> None:
    one, two = known("csat", value=4, sd=1, n=101), known("csat", value=3, sd=2, n=51)
    # z² · (100 · 1 + 50 · 4)/150 / 0.2²
    assert plan("csat", one, two) == Plan(193, "± 0.2")
    assert plan("csat", one) == Plan(97, "± 0.2")
    assert plan("csat", known("csat", value=4, n=50)) == plan("csat") == Plan(129, "± 0.2")
    assert plan("csat", known("csat", value=5, sd=0, n=40)) == Plan(129, "± 0.2")
    assert plan("csat", known("csat", value=5, n=1)) == Plan(129, "± 0.2")


def test_times_are_planned_to_a_tenth() -> None:
    times = known("art", value=30, log_mean=3.0, log_sd=0.5, n=40)
    # z² · 0.25 / ln(1.1)²
    assert plan("art", times) == Plan(106, "± 10 %")
    assert plan("art") is None
    assert plan("art", known("art", value=30, n=40)) is None


@pytest.mark.parametrize(("level", "n"), [(0.9, 271), (0.99, 664)])
def test_the_level_counts(level: float, n: int) -> None:
    found = plan("churn", level=level)
    assert found is not None
    assert found.n == n


def test_what_a_plan_gives() -> None:
    assert plan("churn") == Plan(385, "± 5 points")
    assert plan("nps") == Plan(231, "± 10 points")


def test_two_answers_tell_a_spread_and_one_tells_none() -> None:
    two, one = known("csat", value=4, sd=1, n=2), known("csat", value=4, sd=3, n=1)
    assert plan("csat", two) == plan("csat", two, one) == Plan(97, "± 0.2")
