from __future__ import annotations

from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.answers.measuring import measure_answers
from journeymap.answers.raking import fit_margins
from journeymap.errors import AnswersError, SourceError
from journeymap.model.journey import Journey
from journeymap.model.sources import Source


def make_source(**parts: Any) -> Source:
    questions = {"q": {"touchpoint": "pay", "metric": "referral"}}
    return Source(**{"questions": questions, **parts})


def make_journey(**parts: Any) -> Journey:
    return Journey(**parts)


JOURNEY = make_journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}])
# cell to respondents and those of them who say yes; as R's survey::rake weights them
CELLS = {("f", "a"): (40, 30), ("f", "b"): (20, 8), ("m", "a"): (10, 5), ("m", "b"): (30, 19)}
MARGINS = {"sex": {"f": 0.48, "m": 0.52}, "age": {"a": 0.35, "b": 0.65}}
SHARES = st.floats(0.1, 0.9).map(lambda share: [share, 1 - share])


def respondents() -> pl.DataFrame:
    rows = [(sex, age, int(i < yes)) for (sex, age), (n, yes) in CELLS.items() for i in range(n)]
    return pl.DataFrame(rows, schema=["sex", "age", "q"], orient="row")


def test_the_weights_of_a_2x2_table() -> None:
    weights = {cell: n for cell, (n, _) in CELLS.items()}
    found = fit_margins(weights, list(MARGINS.values()))
    assert found is not None
    assert list(found.values()) == pytest.approx([0.65690, 1.08620, 0.87240, 1.44253], abs=1e-5)


def test_readings_are_weighted_to_the_margins() -> None:
    table = respondents()
    for answers in (table, table.lazy(), table.to_pandas(), duckdb.from_arrow(table.to_arrow())):
        found = measure_answers(JOURNEY, answers, make_source(rake=MARGINS))
        reading = found[0]
        assert reading.n == 100
        assert (reading.counts or {})[1] / 100 == pytest.approx(0.60167, abs=1e-5)
        assert reading.n_effective == pytest.approx(90.1752, abs=1e-4)
        assert found.intake.notes == (
            "weighted to the margins of 'sex', 'age': 100 respondents are worth 90.2 "
            "(design effect 1.11)",
        )


@given(st.lists(st.integers(1, 50), min_size=4, max_size=4), SHARES, SHARES)
def test_margins_are_met_and_nothing_is_gained(
    counts: list[int], first: list[float], second: list[float]
) -> None:
    cells = [("f", "a"), ("f", "b"), ("m", "a"), ("m", "b")]
    weights: dict[Any, float] = dict(zip(cells, counts, strict=True))
    margins = [dict(zip("fm", first, strict=True)), dict(zip("ab", second, strict=True))]
    found = fit_margins(weights, margins)
    assert found is not None
    fitted = {cell: weights[cell] * found[cell] for cell in cells}
    total = sum(fitted.values())
    assert total == pytest.approx(sum(counts))
    for i, shares in enumerate(margins):
        for value, share in shares.items():
            held = sum(w for cell, w in fitted.items() if cell[i] == value)
            assert held / total == pytest.approx(share, abs=1e-7)
    squares = sum(weights[cell] * found[cell] ** 2 for cell in cells)
    assert total**2 / squares <= sum(counts) * (1 + 1e-9)


def test_percentages_are_shares_too() -> None:
    percent = {
        column: {v: 100 * s for v, s in shares.items()} for column, shares in MARGINS.items()
    }
    found = measure_answers(JOURNEY, respondents(), make_source(rake=percent))
    assert found[0].n_effective == pytest.approx(90.1752, abs=1e-4)


def test_weights_that_are_there_are_multiplied() -> None:
    table = respondents().with_columns(
        weight=pl.when(pl.col("sex") == "f").then(pl.lit("1.5")).otherwise(pl.lit("1"))
    )
    found = measure_answers(JOURNEY, table, make_source(rake=MARGINS, weight="weight"))
    assert (found[0].counts or {})[1] / 100 == pytest.approx(0.60167, abs=1e-5)
    assert found[0].n_effective == pytest.approx(90.1752, abs=1e-4)


def test_weights_are_cut_and_told() -> None:
    sexes = ["f"] * 98 + ["m", "m"]
    table = pl.DataFrame({"sex": sexes, "q": [1] * 98 + [0, 0]})
    found = measure_answers(JOURNEY, table, make_source(rake={"sex": {"f": 0.5, "m": 0.5}}))
    assert found.intake.notes == (
        "weighted to the margins of 'sex': 100 respondents are worth 72.1 (design effect 1.39)",
        "weights below 0.3 or above 3 are cut, those of 2 respondents; "
        "the margins then miss by up to 39.3 points",
    )


def test_a_blank_margin_is_set_aside_and_told() -> None:
    untold = pl.DataFrame({"sex": [None, "f"], "age": ["a", ""], "q": [1, 1]})
    table = pl.concat([respondents(), untold])
    found = measure_answers(JOURNEY, table, make_source(rake=MARGINS))
    assert found.intake.set_aside == {"no margin": 2}
    assert found.intake.notes[-1] == (
        "respondents who don't tell all of 'sex', 'age', in no reading: 2"
    )


def test_a_value_without_a_margin_is_a_fault() -> None:
    table = pl.concat([respondents(), pl.DataFrame({"sex": ["x"], "age": ["a"], "q": [1]})])
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, table, make_source(rake=MARGINS))
    assert str(caught.value) == (
        "table: row 101: sex: a value without a margin 'x'; margins are declared for 'f', 'm'"
    )


COLLAPSE = "collapse values: join those with few respondents to one and give its share"


@pytest.mark.parametrize(
    ("rake", "told"),
    [
        ({"sex": {"f": 0.5, "m": 0.6}}, "rake.sex: the shares sum to 110 %, not to 100 %"),
        (
            {"sex": {"f": 1, "m": 0}},
            "rake.sex: a share of 0 or less; leave out values that nobody has",
        ),
        (
            {"sex": {"f": 0.4, "m": 0.5, "x": 0.1}},
            "rake.sex: no respondent has this value, so nobody can stand for its share 'x'; "
            + COLLAPSE,
        ),
    ],
)
def test_margins_that_cannot_be_met(rake: dict[str, dict[str, float]], told: str) -> None:
    with pytest.raises(SourceError) as caught:
        measure_answers(JOURNEY, respondents(), make_source(rake=rake))
    assert str(caught.value) == told


def test_margins_that_contradict_the_empty_cells() -> None:
    table = pl.DataFrame({"sex": ["f", "m"], "age": ["a", "b"], "q": [1, 0]})
    with pytest.raises(SourceError) as caught:
        measure_answers(JOURNEY, table, make_source(rake=MARGINS))
    assert str(caught.value) == (
        f"rake: no weights meet the margins of 'sex', 'age' together; {COLLAPSE}"
    )


def test_a_tidy_table_cannot_be_raked() -> None:
    table = pl.DataFrame({"touchpoint": "pay", "metric": "csat", "score": [4], "sex": "f"})
    with pytest.raises(SourceError) as caught:
        measure_answers(JOURNEY, table, Source.model_validate({"rake": {"sex": {"f": 1}}}))
    assert str(caught.value) == (
        "rake: margins are about respondents; rake a wide table, with questions: "
        "a tidy one has a row per answer"
    )
