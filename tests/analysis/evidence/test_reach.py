from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from journeymap.analysis.curve.curve import measure_curve
from journeymap.analysis.evidence.reach import Reach, check_reach, choose_reach
from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey

PLAIN = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}])
IDS = ("find", "cart", "pay")
PARTLY = "Transitions tell the reach of 2 of 3 touchpoints only: all count alike; give reach."
UNSOLVED = (
    "The transitions tell no reach (the counts lie too many orders of magnitude apart to compute "
    "with: a loop is left so rarely that it has no end in numbers): all count alike; give reach."
)
MUCH = 10**15
HOPELESS: dict[str, Any] = {
    "transitions": [
        {"from": "find", "to": "cart", "count": MUCH},
        {"from": "cart", "to": "find", "count": MUCH},
        {"from": "cart", "to": "pay", "count": 1},
    ],
    "starts": {"find": 1},
    "ends": {"pay": 1},
}


def flow(*ways: tuple[str, str, int]) -> dict[str, Any]:
    rows = [{"from": a, "to": b, "count": n} for a, b, n in ways]
    return {"transitions": rows, "starts": {"find": 100}}


def measured(**more: Any) -> Journey:
    """Three touchpoints in one stage and a fourth in another, each with 100 answers."""
    stages = [
        {"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"], "goal": "csat >= 3"},
        {"name": "Use", "touchpoints": ["Help"]},
    ]
    counts = {"find": 90, "cart": 80, "pay": 40}
    readings = [
        {"touchpoint": t, "metric": "csat", "counts": {1: 100 - good, 5: good}}
        for t, good in counts.items()
    ]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings, **more})


class TestGiven:
    def test_each(self) -> None:
        found = choose_reach(PLAIN, IDS, {"find": 1, "cart": np.float64(0.5), "pay": 0})
        assert dict(found.values) == {"find": 1.0, "cart": 0.5, "pay": 0.0}
        assert (found.origin, found.notes) == ("given", ())

    def test_who_is_not_named_is_passed_by_all(self) -> None:
        found = choose_reach(PLAIN, IDS, {"cart": 0.5})
        assert dict(found.values) == {"find": 1.0, "cart": 0.5, "pay": 1.0}
        assert found.notes == (
            "No reach is known for Find and Pay: counted as passed by every journey.",
        )

    def test_only_those_in_question_are_told(self) -> None:
        found = choose_reach(PLAIN, ["cart", "pay"], {"cart": 0.5})
        assert found.notes == ("No reach is known for Pay: counted as passed by every journey.",)
        assert choose_reach(PLAIN, ["cart"], {"cart": 0.5}).notes == ()

    def test_it_wins_over_the_transitions(self) -> None:
        journey = PLAIN.replace(**flow(("find", "cart", 60), ("cart", "pay", 15)))
        found = choose_reach(journey, IDS, {"cart": 0.1})
        assert dict(found.values) == pytest.approx({"find": 1, "cart": 0.1, "pay": 0.15})
        assert (found.origin, found.notes) == (
            "given", ("Reach is as given for Cart, and by the transitions for the others.",),
        )  # fmt: skip

    def test_it_completes_the_transitions(self) -> None:
        journey = PLAIN.replace(**flow(("find", "cart", 60)))
        found = choose_reach(journey, IDS, {"pay": 0.3})
        assert dict(found.values) == pytest.approx({"find": 1, "cart": 0.6, "pay": 0.3})

    def test_where_the_transitions_tell_some_of_the_others_only(self) -> None:
        journey = PLAIN.replace(**flow(("find", "cart", 60)))
        found = choose_reach(journey, IDS, {"cart": 0.1})
        assert dict(found.values) == {"find": 1, "cart": 0.1, "pay": 1}
        assert found.notes == (
            "Reach is as given for Cart. Transitions tell the reach of 1 of 2 others only: the "
            "others count as passed by every journey.",
        )

    def test_where_the_transitions_cannot_be_solved(self) -> None:
        found = choose_reach(PLAIN.replace(**HOPELESS), IDS, {"cart": 0.1})
        assert dict(found.values) == {"find": 1, "cart": 0.1, "pay": 1}
        assert found.notes[0].startswith("Reach is as given for Cart. The transitions tell no ")
        assert found.notes[0].endswith("): the others count as passed by every journey.")

    def test_given_for_others_than_those_in_question(self) -> None:
        journey = PLAIN.replace(**flow(("find", "cart", 60)))
        found = choose_reach(journey, ["find", "cart"], {"pay": 0.3})
        assert found.origin == "flow"
        assert found.values["cart"] == pytest.approx(0.6)
        assert choose_reach(PLAIN, ["find", "cart"], {"pay": 0.3}).origin == "equal"
        assert choose_reach(journey, IDS, {}) == choose_reach(journey, IDS, None)

    @pytest.mark.parametrize(
        "share", [1.01, -0.01, float("nan"), float("inf"), True, "0.5", None, {"find": True}]
    )
    def test_a_reach_lies_between_0_and_1(self, share: Any) -> None:
        with pytest.raises(ValueError, match=r"^the reach of pay must lie between 0 and 1, got "):
            choose_reach(PLAIN, IDS, {"pay": share})

    def test_names_are_checked(self) -> None:
        with pytest.raises(UnknownNameError, match="no touchpoint 'pya'; did you mean 'pay'"):
            choose_reach(PLAIN, IDS, {"pya": 0.5})
        with pytest.raises(ValueError, match=r"^reach must map touchpoints to numbers, got 0\.5$"):
            check_reach(PLAIN, 0.5)  # type: ignore[arg-type]
        assert check_reach(PLAIN, None) is None


class TestFlow:
    def test_known_of_every_touchpoint(self) -> None:
        journey = PLAIN.replace(**flow(("find", "cart", 60), ("cart", "pay", 15)))
        found = choose_reach(journey, IDS, None)
        assert dict(found.values) == pytest.approx({"find": 1, "cart": 0.6, "pay": 0.15})
        assert (found.origin, found.notes) == ("flow", ())

    def test_known_of_some_only(self) -> None:
        journey = PLAIN.replace(**flow(("find", "cart", 60)))
        found = choose_reach(journey, IDS, None)
        assert found == Reach(dict.fromkeys(IDS, 1.0), "equal", (PARTLY,))
        assert choose_reach(journey, ["find", "cart"], None).origin == "flow"

    @pytest.mark.parametrize("rows", [(), [{"from": "find", "to": "cart"}]])
    def test_nothing_known(self, rows: Any) -> None:
        found = choose_reach(PLAIN.replace(transitions=rows), IDS, None)
        assert found == Reach(dict.fromkeys(IDS, 1.0), "equal")

    def test_shares_of_nobody(self) -> None:
        rows = [{"from": "find", "to": "cart", "share": 0}]
        found = choose_reach(PLAIN.replace(transitions=rows), IDS, None)
        assert found == Reach(dict.fromkeys(IDS, 1.0), "equal", (PARTLY,))

    def test_a_chain_that_cannot_be_solved(self) -> None:
        found = choose_reach(PLAIN.replace(**HOPELESS), IDS, None)
        assert found == Reach(dict.fromkeys(IDS, 1.0), "equal", (UNSOLVED,))


class TestWeights:
    def test_all_or_none(self) -> None:
        reach = Reach({"find": 1.0, "cart": 0.5, "pay": 0.0}, "flow")
        assert reach.weigh(["find", "pay"]) == ([1.0, 0.0], "reach")
        assert reach.weigh(["pay"]) == ([1.0], "equal")
        assert reach.weigh(["find", "help"]) == ([1.0, 1.0], "equal")
        assert reach.weigh([]) == ([], "equal")

    def test_alike_is_no_reach(self) -> None:
        assert Reach({"find": 1.0}, "equal").weigh(["find"]) == ([1.0], "equal")


class TestEveryQuestion:
    """The same rule, whoever asks."""

    @pytest.mark.parametrize(
        ("journey", "note"),
        [
            (measured(**flow(("find", "cart", 60))), PARTLY),
            (measured(**HOPELESS), UNSOLVED),
        ],
    )  # fmt: skip
    def test_what_is_not_told_of_all_weighs_nothing(self, journey: Journey, note: str) -> None:
        plain = measured()
        goals = measure_goals(journey)
        assert goals.stages == measure_goals(plain).stages
        assert note in goals.notes
        stages = find_weakest(journey, by="stage")
        assert stages.not_measured == ("use",)
        ranked = find_priorities(journey)
        assert ranked.rows == find_priorities(plain).rows
        assert {row.reach for row in ranked.rows} == {1.0}
        assert note in ranked.notes
        curve = measure_curve(journey, path="reach")
        assert curve.points == measure_curve(plain).points
        assert (curve.rows[0].path, curve.notes[0]) == ("map", note)

    def test_by_stage(self) -> None:
        help_ = {"touchpoint": "help", "metric": "csat", "counts": {1: 50, 5: 50}}
        more = measured(**flow(("find", "cart", 60), ("cart", "pay", 15)))
        journey = more.replace(readings=(*more.readings, help_))
        found = find_weakest(journey, by="stage")
        assert next(r for r in found.rows if r.id == "buy").health == pytest.approx(70)
        assert "reach of 3 of 4 touchpoints only" in found.notes[-1]
        given = find_weakest(journey, by="stage", reach={"cart": 0, "pay": 0})
        assert next(r for r in given.rows if r.id == "buy").health == pytest.approx(90)
        assert found.rows[0].n == sum(r.n for r in found.rows if r.id == found.rows[0].id)

    @pytest.mark.parametrize("wrong", [{"find": True}, {"find": "0.4"}, {"find": 1.5}, {"fnd": 1}])
    def test_wrong_reach_is_told_alike(self, wrong: Any) -> None:
        journey, said = measured(), set()
        for ask in (
            lambda: measure_goals(journey, reach=wrong),
            lambda: find_weakest(journey, by="stage", reach=wrong),
            lambda: find_priorities(journey, reach=wrong),
            lambda: measure_curve(journey, reach=wrong),
        ):
            with pytest.raises((ValueError, UnknownNameError)) as caught:
                ask()
            said.add(str(caught.value))
        assert len(said) == 1


def test_goals_and_weakest_show_the_same_base() -> None:
    readings = [
        {"touchpoint": "find", "metric": "csat", "counts": {1: 110, 5: 110}},
        {"touchpoint": "cart", "metric": "csat", "counts": {1: 1, 5: 4}},
        {"touchpoint": "help", "metric": "csat", "counts": {1: 20, 5: 80}},
    ]
    journey = measured(readings=readings)
    (goal,) = measure_goals(journey).rows
    place = next(r for r in find_weakest(journey, by="stage").rows if r.id == "buy")
    assert (goal.n, goal.n_effective) == (place.n, place.n_effective) == (225, 19.555556)
    assert (goal.low_base, place.base) == (True, "low")
    given = {"find": 0.01, "cart": 1.0, "pay": 1}
    (few,) = measure_goals(journey, reach=given).rows
    assert (few.n, few.status) == (225, "not_measured")
    assert few.reason == "225 answers worth only 5"
    assert measure_goals(journey, reach=given).stages[0].health is None
