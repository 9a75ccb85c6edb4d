from __future__ import annotations

import pytest

from journeymap.analysis.changes.hindrances import are_disjoint
from journeymap.analysis.changes.segments import compare_segments
from journeymap.analysis.changes.waves import compare_waves
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.statistics.comparing.several_groups import chi_squared_shares
from tests.analysis.changes.shops import shop


def segmented(wave: str | None = None, **shares: dict[str, int]) -> Journey:
    """``area={"A": 30}``: in area A 30 of 60 were solved at once."""
    readings = [
        {"metric": "fcr_net", "segment": {key: value}, "wave": wave, "count": count, "of": 60}
        for key, values in shares.items()
        for value, count in values.items()
    ]
    return shop(*readings)


def test_second_is_told_against_first() -> None:
    journey = segmented(area={"A": 50, "C": 30})
    found = compare_segments(journey, {"area": "A"}, {"area": "C"})
    (row,) = found.rows
    assert (row.change, row.before, row.after) == ("worse", 50 / 60, 0.5)
    assert found.headline() == "area A | area C: area A better in 1 (Cart)."
    assert found.settings["of"] == "segments"
    assert row.p_any is None
    assert not [note for note in found.notes if "waves" in note]
    back = compare_segments(journey, {"area": "C"}, {"area": "A"}).rows[0]
    assert back.change == "better"
    assert back.difference == pytest.approx(1 / 3)


def test_a_value_without_a_wave_stands_in_for_it_among_all_values() -> None:
    dated = segmented("2026", area={"A": 50, "B": 40})
    undated = segmented(area={"A": 10, "C": 30})
    journey = shop(*(r.model_dump(exclude_none=True) for j in (dated, undated) for r in j.readings))
    (row,) = compare_segments(journey, {"area": "A"}, {"area": "B"}).rows
    expected = chi_squared_shares([50, 40, 30], [60, 60, 60]).p
    assert row.p_any == pytest.approx(expected)


def test_three_values_are_tested_together_first() -> None:
    journey = segmented(area={"A": 50, "B": 40, "C": 30}, time={"noon": 40, "night": 38})
    (row,) = compare_segments(journey, {"area": "A"}, {"area": "B"}).rows
    assert row.p is not None
    assert row.p_any is not None
    assert row.p_any < 0.001 < row.p
    found = compare_segments(journey, {"time": "noon"}, {"time": "night"})
    assert found.rows[0].p_any is None


def test_what_a_table_of_segments_hides_is_hidden_here_too() -> None:
    def rate(n: int, **segment: str) -> dict[str, object]:
        return {"metric": "csat", "value": 3.0, "n": n, "segment": segment}

    ages = {"age": "under 60"}, {"age": "60 and over"}
    parts = rate(21, age="under 60"), rate(7, age="60 and over")
    found = compare_segments(shop(rate(28), *parts), *ages)
    (row,) = found.rows
    assert (row.before, row.after, row.shown) == (None, None, "– | –")
    assert (row.n_before, row.n_after, row.difference) == (21, 7, None)
    assert row.change == "not comparable"
    assert row.reason == (
        "hidden: fewer than ten answers in age 60 and over, which age under 60 would tell by "
        "subtraction"
    )
    assert "3.0" not in str(found)
    (alone,) = compare_segments(shop(*parts), *ages).rows  # nothing can be subtracted
    assert (alone.before, alone.after) == (3.0, None)
    assert alone.reason == "hidden: fewer than ten answers in age 60 and over"


def test_a_hidden_value_stays_hidden_between_waves() -> None:
    def rate(wave: str, n: int, value: float = 3.0, **segment: str) -> dict[str, object]:
        return {"metric": "csat", "value": value, "n": n, "wave": wave, "segment": segment}

    journey = shop(
        rate("1", 28), rate("1", 21, age="under 60"), rate("1", 7, age="60 and over"),
        rate("2", 80), rate("2", 40, age="under 60"), rate("2", 40, age="60 and over"),
    )  # fmt: skip
    (row,) = compare_waves(journey, "1", "2", segment={"age": "under 60"}).rows
    assert (row.before, row.after, row.difference) == (None, 3.0, None)
    assert row.reason == (
        "hidden: 1 would tell another value of fewer than ten answers by subtraction"
    )


def test_segments_that_may_share_customers_are_not_comparable() -> None:
    journey = segmented(area={"A": 50}, time={"noon": 30})
    (row,) = compare_segments(journey, {"area": "A"}, {"time": "noon"}).rows
    assert (row.change, row.reason) == ("not comparable", "area A and time noon share customers")
    everybody = journey.replace(
        readings=[
            *journey.readings,
            journey.readings[0].replace(segment={}, counts={0: 9, 1: 100}, n=None),
        ]
    )
    (row,) = compare_segments(everybody, {}, {"area": "A"}).rows
    assert row.reason == "everybody and area A share customers"
    assert are_disjoint({"a": "1", "b": "2"}, {"a": "1", "b": "3"})


def test_wave_is_the_latest_that_both_have() -> None:
    readings = [
        {"metric": "fcr_net", "segment": {"area": area}, "wave": wave, "count": count, "of": 60}
        for area, wave, count in (("A", "1", 30), ("C", "1", 31), ("A", "2", 50))
    ]
    found = compare_segments(shop(*readings), {"area": "A"}, {"area": "C"})
    assert (found.settings["wave"], found.rows[0].before) == ("1", 0.5)
    apart = compare_segments(shop(*readings[1:]), {"area": "A"}, {"area": "C"})
    assert [row.reason for row in apart.rows] == ["no reading of area C"]
    with pytest.raises(UnknownNameError, match=r"^no wave '3'; expected one of '1', '2'$"):
        compare_segments(shop(*readings), {"area": "A"}, {"area": "C"}, wave="3")


def test_wrong_questions_are_refused() -> None:
    journey = segmented(area={"A": 50, "C": 30})
    with pytest.raises(
        UnknownNameError, match=r"^no segment 'area=D'; area: expected one of 'A', 'C'$"
    ):
        compare_segments(journey, {"area": "A"}, {"area": "D"})
    said = "^two different segments are compared, not area=A with itself$"
    with pytest.raises(ValueError, match=said):
        compare_segments(journey, {"area": "A"}, {"area": "A"})
    with pytest.raises(ValueError, match=r"^two different segments are compared, not everybody"):
        compare_segments(journey, {}, {})


def test_groups_are_not_told_as_before_and_after() -> None:
    journey = segmented(area={"A": 50, "B": 49, "C": 30})
    found = compare_segments(journey, {"area": "A"}, {"area": "C"})
    assert [column.heading for column in found.columns()][2:] == [
        "area A | area C", "difference (95 %)", "p adj.", "verdict",
    ]  # fmt: skip
    (row,) = found.rows
    assert (row.shown, found.columns()[-1].show(row)) == ("83.3 | 50.0 %", "area A better")
    assert not any(word in str(found) for word in ("→", "before", "change", "worse"))
    assert found.notes[0].startswith(
        "Over all 3 values of area there are differences in 1 of 1 rows (p_any up to 0.05): Cart "
        "(fcr_net); "
    )
    alike = compare_segments(journey, {"area": "A"}, {"area": "B"})
    assert alike.columns()[-1].show(alike.rows[0]) == "no clear difference"
    assert alike.notes[0] == "No clear difference does not mean alike."
