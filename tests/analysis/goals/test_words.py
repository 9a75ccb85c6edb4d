from __future__ import annotations

import pytest

from journeymap.analysis.goals.words import show_status, show_target
from journeymap.metrics import STANDARD_METRICS
from journeymap.statistics.chances import Status


@pytest.mark.parametrize(
    ("id_", "target", "text"),
    [
        ("nps", 30, "+30"),
        ("nps", 0, "0"),
        ("nps", -0.0, "0"),
        ("nps", -10, "-10"),
        ("gap", 0.5, "+0.5"),
        ("gap", -0.5, "-0.5"),
        ("csat", 4.5, "4.5"),
        ("churn", 0.05, "5 %"),
        ("art", 45, "45 minutes"),
    ],
)
def test_targets_are_shown_as_written(id_: str, target: float, text: str) -> None:
    assert show_target(STANDARD_METRICS[id_], target) == text


@pytest.mark.parametrize(
    ("status", "p", "low_base", "reason", "text"),
    [
        ("met", 0.95, False, None, "met"),
        ("missed", 0.01, True, None, "missed, low base"),
        ("at_risk", 0.4, False, None, "at risk, leaning to missed"),
        ("at_risk", 0.5, False, None, "at risk, leaning to met"),
        ("not_measured", None, False, "only guessed", "not measured (only guessed)"),
    ],
)
def test_a_status_in_words(
    status: Status, p: float | None, low_base: bool, reason: str | None, text: str
) -> None:
    assert show_status(status, p, low_base=low_base, reason=reason) == text
