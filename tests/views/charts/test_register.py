from __future__ import annotations

import pytest

from journeymap.analysis.changes.waves import compare_waves
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.analysis.readings import measure_readings
from journeymap.demo import load_demo
from journeymap.views.charts import register
from journeymap.views.charts.comparison import describe_comparison
from journeymap.views.charts.ranking import describe_ranking
from journeymap.wording.words import Words

WORDS = Words()


@pytest.mark.parametrize("question", register.CHARTS)
def test_every_chart_loads(question: str) -> None:
    assert callable(register.CHARTS[question]())


def test_a_result_is_described_by_its_chart() -> None:
    airport = load_demo()
    ranking, changes = find_weakest(airport), compare_waves(airport)
    described = register.describe_result(ranking, WORDS, airport)
    assert described == describe_ranking(ranking, WORDS, airport)
    assert register.describe_result(changes, WORDS, None) == describe_comparison(changes, WORDS)


def test_tables_have_no_chart() -> None:
    assert measure_readings(load_demo()).question not in register.CHARTS
