from __future__ import annotations

from journeymap.files.checking import check_journey
from journeymap.gates import check_gates, find_gate_failures

SHOP = b"""\
name: Shop
goal: {metric: csat, operator: ">=", target: 4, wave: 2030}
stages:
  - name: Buy
    goal: csat >= 4.3
    touchpoints:
      - {name: Cart, readings: [{metric: csat, wave: 2026, counts: {4: 3, 5: 3}}]}
      - {name: Pay, goal: csat >= 4, readings: [{metric: csat, wave: 2026, counts: {3: 8, 5: 10}}]}
      - {name: Box, readings: [{metric: csat, wave: 2026, value: 4}]}
"""
CHECKED = check_journey(SHOP, file="shop.yaml")


def test_every_gate_is_a_case() -> None:
    cases = check_gates(CHECKED, goals=True, fail_under=70)
    assert [(case.name, case.outcome) for case in cases] == [
        ("goal: whole journey: CSAT ≥ 4 by 2030", "not_due"),
        ("goal: Buy: CSAT ≥ 4.3", "doubt"),
        ("goal: Pay: CSAT ≥ 4", "doubt"),
        ("health of Cart (csat) ≥ 70", "doubt"),
        ("health of Pay (csat) ≥ 70", "passed"),
        ("health of Box (csat) ≥ 70", "passed"),
    ]
    assert [case.problem is None for case in cases] == [False, False, False, False, True, True]


def test_too_few_answers_are_told_even_where_the_value_is_good() -> None:
    (few,) = find_gate_failures(CHECKED, fail_under=70)
    assert (few.line, few.severity) == (7, "warning")
    assert few.message == "too few answers to tell whether Cart (csat) is below 70"
    assert few.hint == "health 87.5 by 6 answers, 10 are needed for a verdict"


def test_doubt_fails_where_asked_for_but_not_what_is_not_due() -> None:
    asked = {"goals": True, "fail_under": 70, "fail_on_doubt": True}
    cases = check_gates(CHECKED, **asked)  # type: ignore[arg-type]
    told = [case.problem.severity for case in cases if case.problem]
    assert told == ["warning", "error", "error", "error"]


def test_a_wave_asked_for_makes_a_goal_due() -> None:
    case = check_gates(CHECKED, goals=True, wave="2026")[0]
    assert case.outcome == "passed"


def test_a_goal_with_a_handful_of_answers_says_so() -> None:
    text = SHOP.replace(b"name: Cart,", b"name: Cart, goal: csat >= 4,")
    case = check_gates(check_journey(text, file="shop.yaml"), goals=True)[2]
    assert case.problem is not None
    assert str(case.problem) == (
        "shop.yaml:7:28: stages[0].touchpoints[0].goal: goal without verdict, too few answers: "
        "Cart: CSAT ≥ 4, measured 4.50 (3.93 to 5.00); only 6 answers"
    )


UNMEASURED = b"""\
name: Shop
stages:
  - name: Buy
    touchpoints:
      - {name: Find}
      - {name: Cart, readings: [{metric: csat, wave: 2026, guess: 4}]}
      - {name: Pay, readings: [{metric: art, wave: 2026, value: 30, sd: 9, n: 80}]}
      - {name: Box, readings: [{metric: csat, wave: 2025, counts: {4: 30, 5: 30}}]}
      - {name: Help, readings: [{metric: csat, wave: 2026, counts: {4: 30, 5: 30}}]}
"""


def test_a_touchpoint_without_measurement_is_in_doubt_with_the_reason() -> None:
    cases = check_gates(check_journey(UNMEASURED, file="shop.yaml"), fail_under=50)
    assert [(case.name, case.outcome) for case in cases] == [
        ("health of Find ≥ 50", "doubt"),
        ("health of Cart ≥ 50", "doubt"),
        ("health of Pay ≥ 50", "doubt"),
        ("health of Box ≥ 50", "doubt"),
        ("health of Help (csat) ≥ 50", "passed"),
    ]
    told = [case.problem for case in cases if case.problem]
    assert {problem.severity for problem in told} == {"warning"}
    assert told[1].message == "no measurement to tell whether Cart is below 50"
    assert [(problem.line, problem.hint) for problem in told] == [
        (5, "no readings there in wave 2026"),
        (6, "only guessed"),
        (7, "art without a target has no health"),
        (8, "no readings there in wave 2026"),
    ]


def test_the_wave_asked_for_is_the_one_that_is_named() -> None:
    cases = check_gates(check_journey(UNMEASURED, file="shop.yaml"), fail_under=50, wave="2025")
    assert cases[-1].problem is not None
    assert cases[-1].problem.hint == "no readings there in wave 2025"


def test_a_journey_without_any_reading_fails_where_doubt_does() -> None:
    text = b"{name: Shop, stages: [{name: Buy, touchpoints: [Cart]}]}"
    checked = check_journey(text, file="shop.yaml")
    (problem,) = find_gate_failures(checked, fail_under=50, fail_on_doubt=True)
    assert str(problem) == (
        "shop.yaml:1:49: stages[0].touchpoints[0]: "
        "no measurement to tell whether Cart is below 50; no readings there"
    )
    assert problem.severity == "error"


def test_an_unknown_segment_is_a_problem_of_the_file() -> None:
    (problem,) = find_gate_failures(CHECKED, goals=True, segment={"area": "C"})
    assert str(problem) == "shop.yaml:1:1: no segment 'area=C'; there are none"
    assert problem.severity == "error"


def test_what_is_no_journey_passes_no_gate() -> None:
    assert check_gates(check_journey(b"stages: []", file="a.yaml"), goals=True) == ()
