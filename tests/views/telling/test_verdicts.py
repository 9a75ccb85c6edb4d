from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.priorities.first import Rival, decide_first
from journeymap.analysis.priorities.priorities import Priorities
from journeymap.analysis.ranking.touchpoints import WeakestTouchpoints
from journeymap.analysis.ranking.verdict import Contender, Verdict, decide, refuse
from journeymap.views.telling.verdicts import say_verdict
from journeymap.wording.words import Words

ENGLISH, POLISH = Words("en"), Words("pl")


def of(verdict: Verdict, **settings: Any) -> WeakestTouchpoints:
    return WeakestTouchpoints("shop", {"level": 0.95, **settings}, (), (), verdict, ())


def told_first(*rivals: Rival, **more: float) -> Priorities:
    return Priorities("shop", {}, (), (), decide_first(rivals, **more), ())


PAY, CART = Contender("pay", "Pay", 80, 0.95, 0.95), Contender("cart", "Cart", 80, 0.05, 0.05)


@pytest.mark.parametrize(
    ("verdict", "polish"),
    [
        (decide([PAY, CART]), "Wyraźnie: Pay to najsłabszy punkt styku (P 95 %)."),
        (
            decide([PAY, CART], "stage"),
            "Wyraźnie: Pay to najsłabszy etap (P 95 %).",
        ),
        (
            decide([Contender("a", "A", 12, 0.7, 0.7, weighted=True), CART]),
            "Prawdopodobnie: A to najsłabszy punkt styku (P 70 %; niska podstawa, warte 12 "
            "odpowiedzi).",
        ),
        (
            decide([Contender("a", "A", 80, 0.5, 0.5), Contender("b", "B", 80, 0.5, 0.5)]),
            "Nierozstrzygnięte: A (P 50 %) i B (P 50 %) – odpowiedzi nie wskazują, co jest "
            "najsłabsze.",
        ),
        (
            decide([Contender("a", "A", 3, 0.9, float("nan")), PAY, CART]),
            "Nierozstrzygnięte: za mało odpowiedzi w „A” (n 3); wśród pozostałych to Pay (P 95 %).",
        ),
        (refuse([], ["not_measured"]), "Bez rozstrzygnięcia: nie zmierzono żadnego punktu styku."),
        (
            refuse(["Pay"], ["no_n"]),
            "Bez rozstrzygnięcia: do porównania jest tylko Pay, nie ma z czym zestawić.",
        ),
    ],
)
def test_the_weakest_is_said_in_polish(verdict: Verdict, polish: str) -> None:
    found = of(verdict, by="stage" if "etap" in polish else "touchpoint")
    assert say_verdict(found, POLISH) == polish
    assert say_verdict(found, ENGLISH) == verdict.text


def test_what_to_fix_first_is_said_in_polish() -> None:
    a, b = Rival("a", "Pay", 120, 0.73, 0.73, 0.2), Rival("b", "Help", 20, 0.26, 0.26, 0.1)
    found = told_first(a, b)
    assert say_verdict(found, ENGLISH) == found.verdict.text
    assert say_verdict(found, POLISH) == (
        "Prawdopodobnie do naprawy najpierw: Pay (P 73 %), potem Help (26 %; niska podstawa, n 20)."
    )
    nothing = told_first(a, b, p_none=0.95, target=62.5)
    assert say_verdict(nothing, ENGLISH) == nothing.verdict.text
    assert "kondycji 62,5 (P 95 %)" in say_verdict(nothing, POLISH)


def test_a_verdict_that_is_only_a_text_stays_so() -> None:
    found = of(Verdict("clear", ("pay",), "Pay it is."))
    assert say_verdict(found, POLISH) == "Pay it is."


def test_names_with_braces_are_shown_as_written() -> None:
    hostile = Contender("a", "{name} {0} {n!r}", 80, 0.95, 0.95)
    assert say_verdict(of(decide([hostile, CART])), POLISH) == (
        "Wyraźnie: {name} {0} {n!r} to najsłabszy punkt styku (P 95 %)."
    )


def test_more_than_five_are_counted() -> None:
    many = [Contender(f"t{i}", f"T{i}", 50, 0.1, 0.1) for i in range(10)]
    assert say_verdict(of(decide(many)), POLISH).startswith(
        "Nierozstrzygnięte: T0 (P 10 %), T1 (P 10 %), T2 (P 10 %), T3 (P 10 %), T4 (P 10 %) i 4 "
        "inne – "
    )
