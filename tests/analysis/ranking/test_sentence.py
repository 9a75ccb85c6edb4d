"""Verdicts are said in other languages, too."""

from __future__ import annotations

import pytest

from journeymap.analysis.priorities.first import Rival, decide_first
from journeymap.analysis.ranking.verdict import Contender, Verdict, decide, refuse
from journeymap.wording.words import Words

ENGLISH, POLISH = Words("en"), Words("pl")


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
    assert POLISH.say(verdict.text) == polish
    assert ENGLISH.say(verdict.text) == verdict.text


def test_what_to_fix_first_is_said_in_polish() -> None:
    a, b = Rival("a", "Pay", 120, 0.73, 0.73, 0.2), Rival("b", "Help", 20, 0.26, 0.26, 0.1)
    found = decide_first([a, b])
    assert ENGLISH.say(found.text) == found.text
    assert POLISH.say(found.text) == (
        "Prawdopodobnie do naprawy najpierw: Pay (P 73 %), potem Help (26 %; niska podstawa, n 20)."
    )
    nothing = decide_first([a, b], p_none=0.95, target=62.5)
    assert ENGLISH.say(nothing.text) == nothing.text
    assert "kondycji 62,5 (P 95 %)" in POLISH.say(nothing.text)


def test_names_with_braces_are_shown_as_written() -> None:
    hostile = Contender("a", "{name} {0} {n!r}", 80, 0.95, 0.95)
    assert POLISH.say(decide([hostile, CART]).text) == (
        "Wyraźnie: {name} {0} {n!r} to najsłabszy punkt styku (P 95 %)."
    )


def test_more_than_five_are_counted() -> None:
    many = [Contender(f"t{i}", f"T{i}", 50, 0.1, 0.1) for i in range(10)]
    assert POLISH.say(decide(many).text).startswith(
        "Nierozstrzygnięte: T0 (P 10 %), T1 (P 10 %), T2 (P 10 %), T3 (P 10 %), T4 (P 10 %) i 4 "
        "inne – "
    )
