from __future__ import annotations

from journeymap.analysis.plans.records import PlanKind, PlanRow
from journeymap.views.plan.moves import (
    FEWEST_DETOURS,
    MOST_SHOWN,
    choose_rows,
    name_kind,
    say_amount,
)
from journeymap.wording.words import Words


def row(number: int, kind: PlanKind, count: int | None, share: float | None) -> PlanRow:
    return PlanRow("a", f"t{number}", "A", f"T{number}", kind != "not planned", count, share, kind)


def test_all_that_is_planned_is_shown_and_some_detours() -> None:
    planned = [row(i, "as planned", 10, 0.01) for i in range(MOST_SHOWN + 5)]
    detours = [row(100 + i, "not planned", 5, 0.005) for i in range(40)]
    found = choose_rows([*planned, *detours])
    assert len(found) == len(planned) + FEWEST_DETOURS
    assert choose_rows(detours[:15]) == tuple(detours[:15])


def test_amounts_carry_signs_and_small_shares_are_left_to_the_table() -> None:
    words = Words()
    assert say_amount(row(1, "as planned", 1200, 0.5), words) == "1,200 · 50 %"
    assert say_amount(row(1, "not planned", 3, 0.002), words) == "! 3"
    assert say_amount(row(1, "not planned", None, None), words) == "!"
    assert say_amount(row(1, "not taken", 0, 0.0), words) == "not taken"
    assert name_kind("not taken", words) == "planned, not taken"
