"""The graph as DOT: every name escaped, and nothing worked out that it doesn't show."""

from __future__ import annotations

import pytest

from journeymap.demo import load_demo
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.views.dot import to_dot


def test_every_name_is_escaped(hostile: Journey) -> None:
    text = to_dot(hostile)
    assert text == to_dot(hostile)
    assert text.startswith("digraph")
    assert "label=<" not in text
    assert "ends with backslash \\\\" in text
    assert "\x1b" not in text


def test_it_takes_metric_wave_and_segment() -> None:
    journey = load_demo()
    assert to_dot(journey, wave="2015") != to_dot(journey, wave="2016") == to_dot(journey)
    with pytest.raises(UnknownNameError, match=r"^no metric 'satisfid'; did you mean 'satisfied'"):
        to_dot(journey, metric="satisfid")


def test_numbers_are_those_of_the_language() -> None:
    text = to_dot(load_demo(), language="pl")
    assert 'tooltip="73,2 % (71,2 do 75,0)"' in text
