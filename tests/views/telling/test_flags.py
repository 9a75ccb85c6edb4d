"""What makes a touchpoint stand out says how sure that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.demo import load_demo
from journeymap.views.telling.flags import say_flag, say_moment
from journeymap.wording.words import Words


@pytest.mark.parametrize(
    ("kind", "said"),
    [("clear", "▼ weakest"), ("likely", "▼ weakest?"), ("undecided", "▼ weakest?")],
)
def test_only_a_clear_verdict_has_no_question_mark(kind: str, said: str) -> None:
    found = find_weakest(load_demo())
    verdict = replace(found.verdict, kind=kind, touchpoints=("shops",))  # type: ignore[arg-type]
    named = replace(found, verdict=verdict)
    assert say_flag(named, "shops", Words()) == said
    assert say_flag(named, "parking", Words()) == ""


def test_a_moment_of_truth_is_marked() -> None:
    journey = load_demo()
    marked = [t.name for t in journey.touchpoints if say_moment(t, Words()) == "★ moment of truth"]
    assert marked == [t.name for t in journey.touchpoints if t.moment_of_truth] != []
