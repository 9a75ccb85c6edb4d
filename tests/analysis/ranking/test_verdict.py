from __future__ import annotations

import json
from math import nan
from pathlib import Path

import pytest

from journeymap.analysis.ranking.verdict import Contender, Verdict, decide, refuse

FILE = Path(__file__).parents[2] / "vectors" / "vectors.json"
RULES = next(
    v for v in json.loads(FILE.read_text("utf-8"))["vectors"] if v["id"] == "verdict_rules"
)


def of(*found: tuple[str, float, float]) -> Verdict:
    """The verdict on touchpoints with these names, answers and chances."""
    able = sum(p for _, n, p in found if n >= 10) or 1
    return decide([
        Contender(name.lower(), name, n, p, p / able if n >= 10 else nan) for name, n, p in found
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("case", "rule"), list(zip(RULES["inputs"]["cases"], RULES["expected"]["verdict"], strict=True))
)
def test_vector_verdict_rules(case: dict[str, float], rule: str) -> None:
    p, n = case["p_top"], case["n_top"]
    found = of(("Pay", n, p), ("Cart", 90, 1 - p))
    assert found.kind == {"too_few_answers": "undecided", "clear_low_base": "clear"}.get(rule, rule)
    assert ("low base" in found.text) == (rule == "clear_low_base")
    assert ("too few answers" in found.text) == (rule == "too_few_answers")


def test_clear() -> None:
    found = of(("Pay", 80, 0.95), ("Cart", 80, 0.05))
    assert found == Verdict("clear", ("pay",), "Clear: Pay is the weakest touchpoint (P 95 %).")
    assert of(("Pay", 80, 0.999), ("Cart", 80, 0.001)).text.endswith("(P > 99 %).")


def test_low_base_is_told() -> None:
    assert of(("Pay", 29.9, 0.72), ("Cart", 80, 0.28)).text == (
        "Likely: Pay is the weakest touchpoint (P 72 %; low base, n 29)."
    )


def test_undecided_names_the_smallest_set_that_holds_nine_tenths() -> None:
    found = of(("A", 80, 0.5), ("B", 20, 0.3), ("C", 80, 0.15), ("D", 80, 0.05))
    assert found.touchpoints == ("a", "b", "c")
    assert found.text == (
        "Undecided between A (P 50 %), B (P 30 %; low base, n 20) and C (P 15 %): "
        "the answers can't tell which is weakest."
    )


def test_undecided_between_very_many_names_five() -> None:
    found = of(*((f"T{i}", 50, 0.01) for i in range(100)))
    assert len(found.touchpoints) == 90
    assert found.text == (
        "Undecided between T0 (P 1 %), T1 (P 1 %), T2 (P 1 %), T3 (P 1 %), T4 (P 1 %) and 85 more: "
        "the answers can't tell which is weakest."
    )


def test_too_few_answers_never_make_a_verdict() -> None:
    found = of(("Returns", 9.9, 0.95), ("Pay", 80, 0.04), ("Cart", 80, 0.01))
    assert (found.kind, found.touchpoints) == ("undecided", ("returns",))
    assert found.text == (
        "Undecided: too few answers at Returns (n 9); among the others it is probably Pay (P 80 %)."
    )


def test_among_the_others_it_may_be_clear_or_open() -> None:
    clear = of(("R", 5, 0.5), ("Pay", 25, 0.48), ("Cart", 80, 0.02)).text
    assert clear.endswith("; among the others it is Pay (P 96 %; low base, n 25).")
    still = of(("R", 5, 0.5), ("Pay", 80, 0.25), ("Cart", 80, 0.25)).text
    assert still.endswith("; among the others it is open, Pay coming first (P 50 %).")


def test_too_few_answers_nearly_everywhere() -> None:
    assert of(("R", 5, 0.6), ("Pay", 80, 0.4)).text == (
        "Undecided: too few answers at R (n 5); only Pay has enough."
    )
    assert of(("R", 5, 0.6), ("S", 1, 0.4)).text == (
        "Undecided: too few answers at R (n 5), and at every other touchpoint."
    )


def test_nothing_to_compare() -> None:
    assert refuse([], ["not_measured"]) == Verdict(
        "none", (), "No verdict: no touchpoint is measured."
    )
    assert refuse([], ["not_measured", "guessed"]).text == (
        "No verdict: no touchpoint can be compared."
    )
    assert refuse(["Pay"], []).text == (
        "No verdict: only Pay is measured, there is nothing to compare it with."
    )


def test_weighted_answers_are_told_by_what_they_are_worth() -> None:
    few = Contender("r", "Returns", 6.4, 0.9, nan, weighted=True)
    low = Contender("p", "Pay", 20.9, 0.1, 1.0, weighted=True)
    assert decide([few, low]).text == (
        "Undecided: too few answers at Returns (worth 6 answers); only Pay has enough."
    )
    one = Contender("r", "Returns", 1.2, 0.9, nan, weighted=True)
    assert "at Returns (worth 1 answer)" in decide([one, low]).text
    likely = Contender("p", "Pay", 20.9, 0.7, 0.7, weighted=True)
    assert decide([likely, few]).text == (
        "Likely: Pay is the weakest touchpoint (P 70 %; low base, worth 20 answers)."
    )
