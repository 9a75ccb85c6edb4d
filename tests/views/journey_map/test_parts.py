from __future__ import annotations

import pytest

from journeymap.model.elements import Stage, Touchpoint
from journeymap.views.journey_map.parts import Part, cut_bands


def part(name: str, *columns: float, least: float = 0.0) -> Part:
    touchpoints = tuple(Touchpoint(name=f"{name} {i}") for i in range(len(columns)))
    return Part(Stage(name=name, touchpoints=touchpoints), touchpoints, columns, least=least)


def read(groups: list[list[Part]]) -> list[list[tuple[str, int, bool]]]:
    return [[(p.stage.name, len(p.columns), p.continued) for p in group] for group in groups]


def test_bands_are_cut_between_stages_where_that_makes_no_more_of_them() -> None:
    parts = [part("A", 90, 90), part("B", 90, 90, 90), part("C", 90)]
    assert read(cut_bands(parts, 400, None)) == [
        [("A", 2, False)],
        [("B", 3, False), ("C", 1, False)],
    ]


def test_a_stage_is_divided_where_that_saves_a_band() -> None:
    parts = [part("A", 90), part("B", 90, 90, 90, 90), part("C", 90)]
    found = cut_bands(parts, 1000, 3)
    assert [sum(len(p.columns) for p in group) for group in found] == [3, 3]
    assert read(found)[1] == [("B", 2, True), ("C", 1, False)]


@pytest.mark.parametrize(("most", "bands"), [(1, 3), (2, 2), (None, 1)])
def test_no_band_has_more_columns_than_asked_for(most: int | None, bands: int) -> None:
    assert len(cut_bands([part("A", 90, 90, 90)], 1000, most)) == bands


def test_a_part_is_as_wide_as_its_stage_needs() -> None:
    assert part("A", 50, 50, 50, least=120).take(1, 2).columns == (120,)


def test_a_column_that_is_too_wide_stands_alone() -> None:
    assert len(cut_bands([part("A", 500, 500)], 400, None)) == 2
