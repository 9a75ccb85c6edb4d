from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from journeymap.analysis.changes.journeys import compare_journeys
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.statistics.comparing.multiplicity import adjust_benjamini_hochberg
from journeymap.statistics.comparing.two_groups import compare_shares
from tests.analysis.changes.shops import shop
from tests.strategies import journeys


def journey_of(*stages: dict[str, Any], **more: Any) -> Journey:
    return Journey.model_validate({"name": "Shop", "stages": list(stages), **more})


def buy(*touchpoints: Any, **more: Any) -> dict[str, Any]:
    return {"name": "Buy", "touchpoints": list(touchpoints), **more}


def test_added_and_removed() -> None:
    found = compare_journeys(
        journey_of({"name": "Look"}, buy("Cart", "Fax", "Pay")),
        journey_of(buy("Cart", "Pay", "Chat"), {"name": "Use"}),
    )
    assert (found.added, found.removed) == (("chat",), ("fax",))
    assert (found.stages_added, found.stages_removed) == (("use",), ("look",))
    assert found.lines == (
        "+ stage Use", "- stage Look", "+ touchpoint Chat (Buy)", "- touchpoint Fax (Buy)",
    )  # fmt: skip
    assert (found.renamed, found.moved, found.changed, found.rows) == ((), (), (), ())
    assert found.headline() == "before → after: no readings to compare."


def test_renamed_by_name_and_by_id() -> None:
    found = compare_journeys(
        journey_of(
            buy({"id": "pay", "name": "Pay"}, {"id": "cart", "name": "Cart"}, "Fax machine")
        ),
        journey_of(
            buy({"id": "pay", "name": "Payment"}, {"id": "basket", "name": "cart"}, "Fax machines")
        ),
    )
    assert [(r.id_before, r.id, r.before, r.after) for r in found.renamed] == [
        ("pay", "pay", "Pay", "Payment"), ("cart", "basket", "Cart", "cart"),
    ]  # fmt: skip
    assert [(r.id_before, r.id) for r in found.perhaps_renamed] == [("fax-machine", "fax-machines")]
    assert (found.added, found.removed) == (("fax-machines",), ("fax-machine",))
    assert found.lines == (
        "+ touchpoint Fax machines (Buy)",
        "- touchpoint Fax machine (Buy)",
        "~ touchpoint Pay is now called Payment",
        "~ touchpoint Cart is now called cart",
        "? touchpoint Fax machine is perhaps Fax machines now",
    )
    same_name = compare_journeys(
        journey_of(buy({"id": "a", "name": "Pay"}), id="s"),
        journey_of(buy({"id": "b", "name": "Pay"}), id="s"),
    )
    assert same_name.lines == ("~ touchpoint Pay has the id b, was a",)


def test_a_name_that_two_have_says_nothing() -> None:
    old = journey_of(buy({"id": "a", "name": "Pay"}, {"id": "b", "name": "Pay"}))
    found = compare_journeys(old, journey_of(buy({"id": "c", "name": "Pay"})))
    assert (found.added, found.removed) == (("c",), ("a", "b"))
    assert len(found.perhaps_renamed) == 1


def test_moved_to_another_stage_or_place() -> None:
    look = {"name": "Look", "touchpoints": ["Find", "Ask"]}
    found = compare_journeys(
        journey_of(look, buy("Cart", "Pay", "Thank")),
        journey_of({"name": "Look", "touchpoints": ["Ask", "Find", "Cart"]}, buy("Thank", "Pay")),
    )
    assert [(m.touchpoint, m.before, m.after) for m in found.moved] == [("cart", "buy", "look")]
    assert [(c.id, c.what, c.before, c.after) for c in found.changed] == [
        ("look", "order", "Find, Ask", "Ask, Find"), ("buy", "order", "Pay, Thank", "Thank, Pay"),
    ]  # fmt: skip
    assert "~ touchpoint Cart moved from Buy to Look" in found.lines
    turned = compare_journeys(journey_of(look, buy("Pay")), journey_of(buy("Pay"), look))
    assert [(c.scope, c.what, c.before, c.after) for c in turned.changed] == [
        ("journey", "order of stages", "Look, Buy", "Buy, Look")
    ]
    renamed = journey_of({"id": "purchase", "name": "Buy", "touchpoints": ["Pay"]})
    assert compare_journeys(journey_of(buy("Pay")), renamed).moved == ()


def test_reworded_goals() -> None:
    due = {"metric": "nps", "operator": ">=", "target": 20, "wave": "2027", "primary": False}
    found = compare_journeys(
        journey_of(
            buy({"name": "Pay", "goal": "csat >= 4"}, goal=["csat >= 4", "art <= 60"]),
            goal="churn <= 8%",
        ),
        journey_of(
            buy({"name": "Pay"}, goal=["csat >= 4.2", "art <= 60", due]), goal="churn <= 8%"
        ),
    )
    assert [(g.scope, g.id, g.before, g.after) for g in found.reworded_goals] == [
        ("stage", "buy", "csat >= 4", "csat >= 4.2"),
        ("stage", "buy", None, "nps >= 20 by 2027 (supporting)"),
        ("touchpoint", "pay", "csat >= 4", None),
    ]
    assert found.lines == (
        "~ Buy, goal: csat >= 4 → csat >= 4.2",
        "~ Buy, goal: none → nps >= 20 by 2027 (supporting)",
        "~ Pay, goal: csat >= 4 → none",
    )


def test_everything_else_that_is_said() -> None:
    found = compare_journeys(
        journey_of(
            buy({"name": "Pay", "owner": "Ann", "channel": "web"}, question="Fast?"), owner="Al"
        ),
        journey_of(
            buy({"name": "Pay", "owner": "Bob", "moment_of_truth": True, "pains": ["Slow"]}),
            owner="Al", persona="Ida",
            metrics=[{"id": "joy", "kind": "rating_mean", "worst": 1, "best": 5}],
        ),
    )  # fmt: skip
    assert [(c.id, c.what, c.before, c.after) for c in found.changed] == [
        ("shop", "persona", None, "Ida"),
        ("shop", "metric joy", None, "rating_mean, 1 to 5"),
        ("buy", "question", "Fast?", None),
        ("pay", "channel", "web", None),
        ("pay", "owner", "Ann", "Bob"),
        ("pay", "moment_of_truth", None, "yes"),
        ("pay", "pains", None, "Slow"),
    ]
    assert found.lines[4] == "~ Pay, owner: Ann → Bob"


def test_transitions_that_came_went_and_shifted() -> None:
    def counted(*ways: tuple[str, str, int | None]) -> Journey:
        transitions = [{"from": a, "to": b, "count": n} for a, b, n in ways]
        return journey_of(buy("a", "b", "c"), transitions=transitions)

    found = compare_journeys(
        counted(("a", "b", 80), ("a", "c", 20), ("b", "c", 10), ("c", "a", 3)),
        counted(("a", "b", 40), ("a", "c", 60), ("b", "c", 90), ("c", "b", None)),
    )
    assert [(c.id, c.what, c.before, c.after) for c in found.changed] == [
        ("c", "transition to b", None, "there"),
        ("c", "transition to a", "there", None),
        ("a", "transition to b", "80 %", "40 %"),
        ("a", "transition to c", "20 %", "60 %"),
    ]
    few = compare_journeys(
        counted(("a", "b", 20), ("a", "c", 9)), counted(("a", "b", 9), ("a", "c", 90))
    )
    assert few.changed == ()
    none = compare_journeys(journey_of(buy("a", "b", "c")), counted(("a", "b", 40)))
    assert none.changed == ()


def test_rows_and_transitions_are_one_family() -> None:
    def counted(count: int, to_b: int) -> Journey:
        ways = [{"from": "a", "to": b, "count": n} for b, n in (("b", to_b), ("c", 100 - to_b))]
        reading = {"touchpoint": "a", "metric": "fcr_net", "count": count, "of": 100}
        return journey_of(buy("a", "b", "c"), transitions=ways, readings=[reading])

    before, after = counted(50, 60), counted(65, 45)
    found = compare_journeys(before, after)
    own, way = (compare_shares(*counts).p for counts in ((65, 100, 50, 100), (45, 100, 60, 100)))
    (row,) = found.rows
    assert row.p == pytest.approx(own)
    assert row.p_adjusted == pytest.approx(adjust_benjamini_hochberg([own, way, way])[0])
    assert row.p_adjusted is not None
    assert row.p_adjusted > own
    assert [change.what for change in found.changed] == ["transition to b", "transition to c"]
    assert found.notes[0] == (
        "p is adjusted for 1 comparison shown and 2 transitions (Benjamini-Hochberg, up to 0.05); "
        "each interval is for its row alone."
    )
    strict = compare_journeys(before, after, q=0.01)
    assert (strict.changed, strict.rows[0].change) == ((), "no clear change")


def test_transitions_that_nobody_counted_anew_are_not_tested() -> None:
    def counted(count: int) -> Journey:
        ways = [{"from": "a", "to": b, "count": 50} for b in ("b", "c")]
        reading = {"touchpoint": "a", "metric": "fcr_net", "count": count, "of": 100}
        return journey_of(buy("a", "b", "c"), transitions=ways, readings=[reading])

    (row,) = compare_journeys(counted(50), counted(65)).rows
    assert row.p_adjusted == row.p


def test_names_are_compared_whatever_their_unicode_form() -> None:
    names = ("one", "Caf\u00e9  Bar"), ("two", "cafe\u0301 bar")
    old, new = (journey_of(buy({"id": id_, "name": name})) for id_, name in names)
    found = compare_journeys(old, new)
    assert (found.added, [(one.id, one.id_before) for one in found.renamed]) == (
        (),
        [("two", "one")],
    )


def test_each_metric_may_be_one_of_either_journey() -> None:
    def with_metric(id_: str) -> Journey:
        return journey_of(
            buy("a"),
            metrics=[{"id": id_, "kind": "share"}],
            readings=[{"touchpoint": "a", "metric": id_, "count": 5, "of": 40}],
        )

    before, after = with_metric("m_a"), with_metric("m_b")
    found = compare_journeys(before, after, metric=["m_a", "m_b"])
    assert found.settings["metric"] == ("m_a", "m_b")
    assert sorted(row.metric for row in found.rows) == ["m_a", "m_b"]
    with pytest.raises(UnknownNameError, match="m_c"):
        compare_journeys(before, after, metric=["m_a", "m_c"])


def test_numbers_follow_a_touchpoint_with_another_id() -> None:
    rated = {"metric": "csat", "wave": "1", "counts": {3: 50, 5: 20}}
    old = journey_of(
        buy("Cart", "Fax"),
        readings=[{"touchpoint": "cart", **rated}, {"touchpoint": "fax", **rated}],
    )
    new = journey_of(
        buy({"id": "basket", "name": "Cart"}, "Chat"),
        readings=[{"touchpoint": "basket", **rated, "wave": "2", "counts": {3: 20, 5: 50}}],
    )
    found = compare_journeys(old, new, labels=("A", "B"))
    assert [(r.touchpoint, r.change) for r in found.rows] == [("basket", "better")]
    assert found.headline() == "A (1) | B (2): B (2) better in 1 (Cart)."
    assert found.settings["wave_before"] == "1"
    assert found.settings["wave_after"] == "2"


def test_waves_of_each() -> None:
    readings = [
        {"metric": "csat", "wave": wave, "counts": {4: 20, 5: n}}
        for wave, n in (("1", 20), ("2", 30))
    ]
    journey = shop(*readings)
    assert compare_journeys(journey, journey).rows[0].reason == "the same reading on both sides"
    assert compare_journeys(journey, journey, waves=("1", None)).rows[
        0
    ].difference == pytest.approx(0.1)
    assert compare_journeys(journey, journey, wave="1").settings["wave_after"] == "1"
    with pytest.raises(
        ValueError, match=r"^give wave for both journeys or waves for each, not both$"
    ):
        compare_journeys(journey, journey, wave="1", waves=("1", "2"))
    with pytest.raises(UnknownNameError, match=r"^no wave '3'; expected one of '1', '2'$"):
        compare_journeys(journey, journey, waves=("1", "3"))


def test_metric_of_either_journey_can_be_asked_for() -> None:
    own = [{"id": "joy", "kind": "rating_mean", "worst": 1, "best": 5}]
    old = shop({"metric": "joy", "counts": {4: 20}}, metrics=own)
    found = compare_journeys(old, shop(), metric="joy")
    assert [(r.metric, r.reason) for r in found.rows] == [("joy", "no reading of after")]
    with pytest.raises(UnknownNameError, match=r"^no metric 'jox'; did you mean 'joy'\?$"):
        compare_journeys(old, shop(), metric="jox")


@given(journeys(), journeys())
@settings(deadline=None, max_examples=8)
def test_any_two_journeys_can_be_compared(one: Journey, two: Journey) -> None:
    found = compare_journeys(one, two)
    lines = str(found).splitlines()
    assert "nan" not in str(found.to_dicts())
    assert all(c.isprintable() for line in lines for c in line)
    for row in found.rows:
        assert row.p is None or 0 <= row.p <= (row.p_adjusted or 0) <= 1
        if row.low is not None and row.high is not None:
            assert row.low <= row.high
    assert found._repr_html_()


@given(journeys())
@settings(deadline=None, max_examples=8)
def test_a_journey_differs_in_nothing_from_itself(one: Journey) -> None:
    found = compare_journeys(one, one)
    assert found.lines == ()
    assert {row.change for row in found.rows} <= {"no clear change", "not comparable"}
