from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture.marks import Mark, Polygon, Text
from journeymap.text import to_folded
from journeymap.views.blueprint.systems import Run, find_runs, system_row
from journeymap.views.facts import Facts
from journeymap.views.journey_map.plan import plan_bands
from journeymap.views.on_paper.pieces import Fit


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


def test_a_system_that_goes_on_has_a_tip_and_is_continued(
    build: Callable[..., Facts], flatten: Callable[[Sequence[Mark]], list[Mark]]
) -> None:
    touchpoints = [{"name": f"Place {i}", "systems": "Till"} for i in range(2)]
    facts = build([{"name": "Buy", "touchpoints": touchpoints}])
    bands = plan_bands(facts.journey, facts.experience, fit=Fit(most=1))
    first, last = (flatten(system_row(band, facts, 0.0).marks) for band in bands)
    assert [m.text for m in first if isinstance(m, Text)] == ["Systems", "Till"]
    assert [m.text for m in last if isinstance(m, Text)] == ["Systems", "Till (continued)"]
    assert [sum(isinstance(m, Polygon) for m in marks) for marks in (first, last)] == [1, 0]
