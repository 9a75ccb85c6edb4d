from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from journeymap.analysis.priorities.advice_ideas import advise_on
from journeymap.analysis.priorities.advice_rules import AdviceEvidence, Judged
from journeymap.model.elements import Opportunity
from tests.analysis.priorities.test_advice_rules import FINE

NEEDS = Judged("start", "", needs_work=True)
GOING = Judged("continue", "", needs_work=True)
MET = Judged("continue", "", is_met=True)
TOO_MUCH = Judged("stop", "", is_met=True)
UNSURE = Judged("cannot_tell", "")


def told(
    touchpoint: Judged, evidence: AdviceEvidence = FINE, state: Any = "idea"
) -> tuple[str, str]:
    return advise_on(Opportunity(do="Hurry", state=state), touchpoint, evidence)


@pytest.mark.parametrize("state", ["idea", None])
@pytest.mark.parametrize(
    ("touchpoint", "wanted"),
    [
        (NEEDS, ("start", "the touchpoint needs it")),
        (GOING, ("start", "the touchpoint needs it")),
        (MET, ("continue", "not now: keep the touchpoint as it is")),
        (TOO_MUCH, ("stop", "not to be started: the touchpoint gets more than it needs")),
        (UNSURE, ("cannot_tell", "nothing says whether the touchpoint needs it")),
    ],
)
def test_ideas(touchpoint: Judged, wanted: tuple[str, str], state: str | None) -> None:
    assert told(touchpoint, state=state) == wanted


@pytest.mark.parametrize(
    ("touchpoint", "wanted"),
    [
        (NEEDS, ("continue", "the touchpoint needs it")),
        (GOING, ("continue", "the touchpoint needs it")),
        (MET, ("stop", "the touchpoint has reached its target")),
        (TOO_MUCH, ("stop", "the touchpoint gets more than it needs")),
        (UNSURE, ("continue", "the touchpoint has not surely reached its target")),
    ],
)
def test_running(touchpoint: Judged, wanted: tuple[str, str]) -> None:
    assert told(touchpoint, state="running") == wanted


def test_running_without_a_target() -> None:
    bare = replace(FINE, target=None)
    assert told(UNSURE, bare, "running") == (
        "continue", "no target is set that it could have reached",
    )  # fmt: skip


def test_done() -> None:
    assert told(NEEDS, state="done") == (
        "cannot_tell", "done, but not enough yet; compare the waves before and after",
    )  # fmt: skip
    for touchpoint in (MET, TOO_MUCH, UNSURE):
        assert told(touchpoint, state="done") == ("continue", "done, keep it")


@pytest.mark.parametrize("state", ["idea", "running", "done", None])
def test_without_a_measurement_nothing_is_told(state: str | None) -> None:
    unmeasured = AdviceEvidence(None, why_not="not measured")
    assert told(UNSURE, unmeasured, state) == ("cannot_tell", "measure the touchpoint first")
    assert told(NEEDS, unmeasured, "idea")[0] == "start"
