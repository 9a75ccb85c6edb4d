from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeymap.text import to_folded
from journeymap.views.blueprint.systems import Run, find_runs


def test_neighbours_share_a_box_and_others_do_not() -> None:
    assert find_runs([["CRM"], ["crm "], [], ["CRM"]]) == [[Run("CRM", 0, 1), Run("CRM", 3, 3)]]


def test_a_system_named_twice_at_a_touchpoint_is_there_once() -> None:
    assert find_runs([["CRM", "CRM"]]) == [[Run("CRM", 0, 0)]]
    assert find_runs([[], []]) == []


@given(st.lists(st.lists(st.sampled_from(["CRM", "Mail", "Till", "mail"]), max_size=3), max_size=8))
def test_every_system_stands_below_its_touchpoints_and_none_on_another(
    columns: list[list[str]],
) -> None:
    lines = find_runs(columns)
    covered = {
        (to_folded(r.name), i) for ln in lines for r in ln for i in range(r.first, r.last + 1)
    }
    assert covered == {(to_folded(s), i) for i, systems in enumerate(columns) for s in systems}
    for line in lines:
        places = [i for run in line for i in range(run.first, run.last + 1)]
        assert len(places) == len(set(places))
