from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.answers.gathering import Key
from journeymap.answers.making import Making
from journeymap.answers.measuring import measure_answers
from journeymap.answers.tallies import Tally
from journeymap.errors import SourceError
from journeymap.metrics import STANDARD_METRICS
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.model.sources import Source

COUNTS = st.dictionaries(st.integers(1, 5), st.integers(1, 99), min_size=1)
JOURNEY = Journey.model_validate(
    {"name": "Shop", "stages": [{"name": "Buy", "touchpoints": ["Pay", "Cart"]}]}
)


def make_source(**parts: Any) -> Source:
    return Source(**parts)


def key_of(wave: str | None = None, segment: tuple[str, str] | None = None) -> Key:
    return Key("pay", None, "csat", wave, segment)


@given(st.lists(COUNTS, min_size=2, max_size=4), st.booleans())
def test_readings_are_what_checked_ones_would_be(
    several: list[dict[int, int]], weighted: bool
) -> None:
    making = Making("table", weighted=weighted, population=10_000)
    for i, counts in enumerate(several):
        tally = Tally(STANDARD_METRICS["csat"])
        tally.add_all([(n, n / 3, n / 9, code, None) for code, n in counts.items()])
        for segment in (None, ("area", f"{i}")):
            made = making.make(key_of(f"2026-0{i + 1}", segment), tally)
            fields = {name: getattr(made, name) for name in made.model_fields_set}
            assert made == Reading(**fields)
            assert made.model_fields_set == Reading(**fields).model_fields_set
            assert hash(made) == hash(Reading(**fields))
            assert dict(made.counts or {}) == pytest.approx(counts)


def tidy(*places: str) -> pl.DataFrame:
    return pl.DataFrame({"touchpoint": places, "metric": "csat", "score": 4, "area": "x"})


def test_population_and_invited_are_told_of_everybody_only() -> None:
    source = make_source(population=900, invited=20, segments={"area": "area"})
    found = measure_answers(JOURNEY, tidy("pay", "pay"), source)
    told = [(dict(r.segment), r.population, r.invited) for r in found]
    assert told == [({}, 900, 20), ({"area": "x"}, None, None)]


def test_a_question_has_its_own_number_of_invited() -> None:
    questions = {
        "q1": {"touchpoint": "pay", "metric": "csat", "invited": 5},
        "q2": {"touchpoint": "cart", "metric": "csat"},
    }
    table = pl.DataFrame({"q1": [1, 2], "q2": [3, 4]})
    found = measure_answers(JOURNEY, table, make_source(invited=50, questions=questions))
    assert [(r.touchpoint, r.invited) for r in found] == [("pay", 5), ("cart", 50)]


def test_fewer_than_have_answered_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        measure_answers(JOURNEY, tidy("pay", "pay", "cart"), make_source(population=1, invited=1))
    told = "fewer than have answered '1'; 2 have answered csat at pay"
    assert str(caught.value) == f"population: {told}\ninvited: {told}"


def test_invited_is_not_told_of_several_waves() -> None:
    table = tidy("pay", "pay").with_columns(wave=pl.Series(["1", "2"]))
    found = measure_answers(JOURNEY, table, make_source(invited=50))
    assert [r.invited for r in found] == [None, None]
    assert found.intake.notes == (
        "invited is told for all waves of the table together, so no reading tells it; "
        "write a source for each wave",
    )
