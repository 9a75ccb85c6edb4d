from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.analysis.changes.mixes import Mix
from journeymap.analysis.changes.waves import compare_waves
from journeymap.model.journey import Journey
from tests.analysis.changes.shops import shop


def measured(touchpoint: str, wave: str, share: int, of: int, **more: Any) -> dict[str, Any]:
    """``share`` percent of so many."""
    return {
        "touchpoint": touchpoint,
        "metric": "fcr_net",
        "wave": wave,
        "count": share * of // 100,
        "of": of,
        **more,
    }


def test_every_touchpoint_rises_and_the_whole_falls() -> None:
    journey = shop(
        measured("cart", "1", 80, 300), measured("cart", "2", 82, 50),
        measured("pay", "1", 60, 700), measured("pay", "2", 62, 950),
    )  # fmt: skip
    found = compare_waves(journey)
    mix = found.mix
    assert mix is not None
    assert (mix.before, mix.after) == pytest.approx((66, 63))
    assert (mix.within, mix.mix) == pytest.approx((2, -5))
    assert (mix.over, mix.metric, mix.parts, mix.reversed) == ("touchpoints", "fcr_net", 2, True)
    assert (
        "2 touchpoints together, fcr_net, weighted by answers: health 66.0 → 63.0, of that +2.0 by "
        "changes within them and -5.0 by another mix."
    ) in found.notes
    assert (
        "(Almost) every touchpoint moves against that total (Simpson's paradox): it tells which "
        "touchpoints more customers answered about, not how they fare."
    ) in found.notes


def by_area(shares: dict[str, tuple[int, int, int, int]], total: tuple[int, int]) -> Journey:
    """Area to percent and answers before, percent and answers after; percent of everybody."""
    whole = {"touchpoint": None, "metric": "fcr_net"}
    readings = [
        measured("x", wave, area[i], area[i + 1], segment={"area": name}) | whole
        for name, area in shares.items()
        for i, wave in ((0, "1"), (2, "2"))
    ]
    everybody = [
        measured("x", wave, share, 1000) | whole for wave, share in zip("12", total, strict=True)
    ]
    return shop(*readings, *everybody)


@pytest.mark.parametrize(("of_a", "told"), [(500, False), (520, False), (530, True)])
def test_only_a_mix_that_matters_is_told(of_a: int, told: bool) -> None:
    shares = {"A": (80, 500, 80, of_a), "C": (60, 500, 60, 1000 - of_a)}
    found = compare_waves(by_area(shares, (70, 70)))
    (mix,) = found.mixes
    assert mix.mix == pytest.approx((of_a - 500) / 50, abs=0.1)
    assert any("over 2 values of area" in note for note in found.notes) == told


def test_simpsons_paradox_names_the_segment() -> None:
    journey = by_area({"A": (80, 300, 82, 50), "C": (60, 700, 62, 950)}, (66, 63))
    found = compare_waves(journey)
    (mix,) = found.mixes
    assert (mix.over, mix.parts, mix.reversed) == ("area", 2, True)
    assert (mix.within, mix.mix) == pytest.approx((2, -5))
    assert found.mix == mix  # there are no touchpoints
    (turn,) = found.reversals
    assert (turn.scope, turn.segment, turn.against, turn.of) == ("journey", "area", 2, 2)
    assert (turn.before, turn.after) == pytest.approx((0.66, 0.63))
    assert (
        "whole journey: fcr_net falls, but it moves the other way in 2 of 2 values of area "
        "(Simpson's paradox): the mix of area changed. Compare within its values."
    ) in found.notes
    assert (
        "Whole journey, fcr_net, over 2 values of area: health 66.0 → 63.0, of that +2.0 by "
        "changes within them and -5.0 by another mix."
    ) in found.notes


def test_no_warning_where_one_segment_goes_along() -> None:
    found = compare_waves(by_area({"A": (80, 300, 82, 50), "C": (60, 700, 58, 950)}, (66, 59)))
    assert (found.reversals, found.mixes[0].reversed) == ((), False)


def test_few_answers_and_single_parts_make_no_mix() -> None:
    assert (
        compare_waves(by_area({"A": (80, 300, 82, 50), "C": (60, 5, 60, 950)}, (66, 63))).mix
        is None
    )
    alone = shop(measured("cart", "1", 80, 300), measured("cart", "2", 82, 50))
    assert compare_waves(alone).mix is None
    few = shop(
        measured("cart", "1", 80, 300), measured("cart", "2", 82, 50),
        measured("pay", "1", 60, 5), measured("pay", "2", 62, 950),
    )  # fmt: skip
    assert compare_waves(few).mix is None


def test_metric_asked_for_is_the_one_taken_apart() -> None:
    both = [
        {"touchpoint": t, "metric": metric, "wave": wave, "counts": {1: 20, 5: 20 + int(wave)}}
        for t in ("search", "cart", "pay")
        for metric in ("csat", "csat_top_box")
        for wave in "12"
        if (t, metric) != ("pay", "csat_top_box")
    ]
    journey = shop(*both)
    mixes = [
        compare_waves(journey, metric=asked).mix
        for asked in (None, "csat_top_box", ["csat_top_box", "csat"])
    ]
    assert [(mix.metric, mix.parts) for mix in mixes if mix] == [
        ("csat", 3), ("csat_top_box", 2), ("csat_top_box", 2),
    ]  # fmt: skip


rated = st.tuples(st.integers(0, 100), st.integers(10, 400))


@given(st.lists(st.tuples(rated, rated), min_size=3, max_size=3))
@settings(deadline=None, max_examples=15)
def test_within_and_mix_make_the_change(
    parts: list[tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    readings = [
        measured(t, wave, *pair[i])
        for t, pair in zip(("search", "cart", "pay"), parts, strict=True)
        for i, wave in enumerate("12")
    ]
    one = compare_waves(shop(*readings)).mix
    two = compare_waves(shop(*readings), "2", "1").mix
    assert isinstance(one, Mix)
    assert isinstance(two, Mix)
    assert one.within + one.mix == pytest.approx(one.after - one.before, abs=1e-9)
    assert (two.within, two.mix) == pytest.approx((-one.within, -one.mix), abs=1e-9)


def test_times_without_target_have_no_mix() -> None:
    readings = [
        {"touchpoint": t, "metric": "art", "wave": wave, "value": 50, "sd": 20, "n": 40}
        for t in ("cart", "pay")
        for wave in "12"
    ]
    assert compare_waves(shop(*readings)).mix is None


def test_health_beyond_its_scale_is_cut_and_told() -> None:
    metrics = [{"id": "fcr_net", "kind": "share", "target": 0.75}]
    journey = shop(
        *(
            measured(t, wave, share, 100)
            for t in ("cart", "pay")
            for wave, share in zip("12", (80, 81), strict=True)
        ),
        metrics=metrics,
    )
    found = compare_waves(journey)
    assert found.mix is not None
    assert found.mix.after == pytest.approx(108)
    assert any("health 100.0 → 100.0 (106.7 → 108.0 of target), of" in n for n in found.notes)
