from __future__ import annotations

from math import nan

import pytest

from journeymap.analysis.priorities.first import Rival, decide_first, tell_weakest


def rival(name: str, n: float, p: float, among: float = -1, weak: float = 0.1) -> Rival:
    return Rival(name.lower(), name, n, p, p if among == -1 else among, weak if n >= 10 else nan)


def test_clear_and_alone() -> None:
    found = decide_first([rival("Pay", 120, 0.995), rival("Find", 90, 0.005)])
    assert (found.kind, found.touchpoints) == ("clear", ("pay",))
    assert found.text == "Fix first: Pay (P > 99 %)."


@pytest.mark.parametrize(("p", "kind"), [(0.9, "clear"), (0.89, "likely"), (0.6, "likely")])
def test_kinds(p: float, kind: str) -> None:
    found = decide_first([rival("Find", 90, 1 - p), rival("Pay", 120, p)])
    assert found.kind == kind
    start = "Fix first" if kind == "clear" else "Likely the first to fix"
    assert found.text == f"{start}: Pay (P {100 * p:.0f} %), then Find ({100 * (1 - p):.0f} %)."


def test_below_it_is_undecided_between_the_fewest_that_hold_it() -> None:
    rivals = [rival("Pay", 120, 0.59), rival("Find", 20, 0.38), rival("Help", 50, 0.03)]
    found = decide_first(rivals)
    assert (found.kind, found.touchpoints) == ("undecided", ("pay", "find"))
    assert found.text == (
        "Undecided between Pay (P 59 %) and Find (P 38 %; low base, n 20): the answers can't tell "
        "which to fix first."
    )


def test_low_bases_are_told_and_the_second_has_ten_answers() -> None:
    rivals = [rival("Pay", 12, 0.7), rival("Find", 9, 0.2, nan), rival("Help", 10, 0.1)]
    assert decide_first(rivals).text == (
        "Likely the first to fix: Pay (P 70 %; low base, n 12), then Help (10 %; low base, n 10)."
    )


def test_thirty_answers_are_no_low_base_and_one_percent_is_named() -> None:
    rivals = [rival("Pay", 30, 0.99), rival("Find", 29.9, 0.01)]
    assert decide_first(rivals).text == (
        "Fix first: Pay (P 99 %), then Find (1 %; low base, n 29)."
    )


def test_never_on_fewer_than_ten_answers() -> None:
    rivals = [rival("Pay", 9.9, 0.95, nan), rival("Find", 90, 0.04, 0.8), rival("Help", 90, 0.01)]
    found = decide_first(rivals)
    assert (found.kind, found.touchpoints) == ("undecided", ("pay",))
    assert found.text == (
        "Undecided: too few answers at Pay (n 9); among the others fix Find first (P 80 %)."
    )


def test_too_few_and_the_others_are_open() -> None:
    rivals = [rival("Pay", 5, 0.6, nan), rival("Find", 90, 0.2, 0.5), rival("Help", 90, 0.2, 0.5)]
    assert decide_first(rivals).text == (
        "Undecided: too few answers at Pay (n 5); among the others it is open, Find coming first "
        "(P 50 %)."
    )


def test_too_few_everywhere_or_all_but_one() -> None:
    few = [rival("Pay", 5, 0.6, nan), rival("Find", 9, 0.4, nan)]
    assert decide_first(few).text == (
        "Undecided: too few answers at Pay (n 5), and at every other touchpoint."
    )
    one = [rival("Pay", 5, 0.6, nan), rival("Find", 90, 0.4, 1.0)]
    assert decide_first(one).text == (
        "Undecided: too few answers at Pay (n 5); only Find has enough."
    )


def test_weighted_answers_are_told_by_their_worth() -> None:
    one = Rival("pay", "Pay", 1.9, 0.9, nan, nan, weighted=True)
    assert (
        "too few answers at Pay (worth 1 answer)" in decide_first([one, rival("X", 90, 0.1)]).text
    )


def test_nothing_to_fix() -> None:
    rivals = [rival("Pay", 120, 0.06), rival("Find", 90, 0.04)]
    found = decide_first(rivals, p_none=0.9, target=80)
    assert (found.kind, found.touchpoints) == ("none", ())
    assert found.text == ("Nothing to fix first: no touchpoint falls short of health 80 (P 90 %).")


def test_one_or_nothing() -> None:
    found = decide_first([rival("Pay", 120, 0.5), rival("Find", 90, 0.0)], p_none=0.5)
    assert found.text == "Undecided: Pay (P 50 %) comes first, or nothing falls short."


class TestWeakest:
    pay, help_ = rival("Pay", 120, 0.95, weak=0.2), rival("Help", 20, 0.05, weak=0.8)

    def test_another_is_told(self) -> None:
        rivals = [self.pay, self.help_]
        assert tell_weakest(rivals, decide_first(rivals)) == (
            "The weakest is rather Help (P 80 %; low base, n 20): how many pass and how it "
            "matters count here, too.",
        )

    def test_the_same_is_not(self) -> None:
        rivals = [rival("Pay", 120, 0.95, weak=0.8), rival("Help", 20, 0.05, weak=0.2)]
        assert tell_weakest(rivals, decide_first(rivals)) == ()

    def test_never_on_fewer_than_ten_answers(self) -> None:
        rivals = [rival("Pay", 5, 0.95, nan), rival("Help", 9, 0.05, nan)]
        assert tell_weakest(rivals, decide_first(rivals)) == ()

    def test_nor_where_nothing_is_to_fix(self) -> None:
        rivals = [self.pay, self.help_]
        assert tell_weakest(rivals, decide_first(rivals, p_none=0.95)) == ()
