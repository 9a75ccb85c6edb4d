"""Small groups are hidden, and whatever would tell them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.evidence.hiding import BETRAYS, FEW, find_hidden_places, note_hidden
from journeymap.analysis.segments.measuring import measure_segments
from journeymap.model.journey import Journey

CART = (("touchpoint", "cart"), "csat")


def make(*readings: dict[str, Any]) -> Journey:
    found = [{"touchpoint": "cart", "metric": "csat", "value": 4.0, **r} for r in readings]
    stages = [{"name": "Buy", "touchpoints": ["Cart"]}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": found})


def part(n: int, **segment: str) -> dict[str, Any]:
    return {"n": n, "segment": segment}


@given(st.lists(st.integers(1, 60), min_size=2, max_size=5), st.integers(0, 15))
def test_the_same_as_in_a_table_of_segments(sizes: list[int], unnamed: int) -> None:
    parts = [part(n, plan=f"p{i}") for i, n in enumerate(sizes)]
    journey = make({"n": sum(sizes) + unnamed}, *parts)
    table = {row.group: row.reason for row in measure_segments(journey, "plan").rows}
    for i in range(len(sizes)):
        found = find_hidden_places(journey, wave=None, segment={"plan": f"p{i}"})
        assert found.get(CART, "") == table[f"p{i}"]


def test_by_any_key_of_the_segment() -> None:
    whole = part(40, area="A"), part(40, plan="free")
    both = part(35, area="A", plan="free"), part(5, area="A", plan="team")
    journey = make(*whole, *both)
    free, team = ({"area": "A", "plan": plan} for plan in ("free", "team"))
    assert find_hidden_places(journey, wave=None, segment=free) == {CART: BETRAYS}
    assert find_hidden_places(journey, wave=None, segment=team) == {CART: FEW}
    assert find_hidden_places(journey, wave=None, segment={}) == {}


def test_guesses_hide_nothing() -> None:
    guess = {"segment": {"plan": "team"}, "value": None, "guess": 3.0}
    journey = make({"n": 40}, part(35, plan="free"), guess)
    for plan in ("free", "team"):
        assert find_hidden_places(journey, wave=None, segment={"plan": plan}) == {}


def test_it_is_counted() -> None:
    assert list(note_hidden(["", ""])) == []
    assert list(note_hidden([FEW, FEW, ""])) == ["2 values of fewer than ten answers are hidden."]
    assert list(note_hidden([BETRAYS, BETRAYS])) == [
        "2 values are hidden: by subtraction they would tell one of fewer than ten answers."
    ]
