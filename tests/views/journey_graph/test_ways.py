from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model.elements import Transition, TransitionTime
from journeymap.views.journey_graph.ways import (
    CARRIED,
    MOST_SHOWN,
    THICKEST,
    THINNEST,
    UNCOUNTED,
    carry_most,
    choose_transitions,
    find_kind,
    find_width,
    make_ways,
    say_move,
    show_share,
    show_time,
)
from journeymap.wording.words import Words

ENGLISH = Words()


def move(source: str, target: str, count: int | None = None, **more: object) -> Transition:
    return Transition(source=source, target=target, count=count, **more)


def test_up_to_sixty_are_all_shown() -> None:
    ways = [move("a", f"t{i}", i + 1) for i in range(MOST_SHOWN)]
    assert choose_transitions(ways).shown == tuple(ways)
    ways += [move("t1", "t0", 1), move("t0", "t0", 1)]
    assert choose_transitions(ways).hidden == 1  # nothing else leads away from t1


def test_top_takes_the_most_frequent_in_their_order_and_says_what_is_hidden() -> None:
    ways = [move("a", "b", 10), move("b", "c", 60), move("c", "d", 30)]
    found = choose_transitions(ways, top=2)
    assert found.shown == (ways[1], ways[2])
    assert (found.hidden, found.share) == (1, 0.1)
    assert choose_transitions(ways, top=9).hidden == 0


def test_without_counts_shares_rank_and_nothing_is_said_of_moves() -> None:
    ways = [move("a", "b", share=0.2), move("a", "c", share=0.8), move("c", "d")]
    found = choose_transitions(ways, top=1)
    assert found.shown == (ways[1],)
    assert (found.hidden, found.share) == (2, None)
    crowd = [move("a", f"t{i}") for i in range(MOST_SHOWN + 5)]
    assert choose_transitions(crowd).hidden == 0


@given(st.randoms(use_true_random=False), st.integers(MOST_SHOWN + 1, 200))
def test_a_crowd_is_thinned_and_every_touchpoint_keeps_a_way(chance: Random, size: int) -> None:
    pairs = chance.sample([(a, b) for a in range(16) for b in range(16)], size)
    ways = [move(f"t{a}", f"t{b}", chance.randint(1, 1_000)) for a, b in pairs]
    found = choose_transitions(ways)
    total, kept = sum(w.count or 0 for w in ways), sum(w.count or 0 for w in found.shown)
    assert kept >= CARRIED * total
    assert found.share == pytest.approx(1 - kept / total)
    others = [w for w in ways if w.source != w.target]
    assert {w.source for w in found.shown} >= {w.source for w in others}
    assert {w.target for w in found.shown} >= {w.target for w in others}


def test_kinds_and_what_stands_on_arrows() -> None:
    order = {"a": 0, "b": 1}
    time = TransitionTime(median=2.25, mean=9, unit="hours")
    told = [
        say_move(move(s, t, n, time=time), find_kind(s, t, order), ENGLISH)
        for s, t, n in (("a", "b", 1200), ("b", "a", 3), ("b", "b", 4))
    ]
    assert told == ["1,200 · 2.2 h", "back 3 · 2.2 h", "again 4 · 2.2 h"]
    assert say_move(move("b", "a"), "back", ENGLISH) == "back"
    assert say_move(move("a", "b"), "onward", ENGLISH) == ""


def test_only_a_median_is_shown() -> None:
    assert show_time(TransitionTime(mean=3, unit="days")) == ""
    assert show_time(TransitionTime(median=1234.5, unit="days")) == "1,234 d"
    assert show_time(TransitionTime(median=0.25, unit="minutes")) == "0.25 min"


def test_shares_never_claim_certainty() -> None:
    assert [show_share(s) for s in (0, 0.001, 0.5, 0.999, 1)] == [
        "0 %", "< 1 %", "50 %", "> 99 %", "100 %",
    ]  # fmt: skip


def test_widths_grow_with_the_root_of_the_count() -> None:
    assert find_width(5, 0) == UNCOUNTED
    assert find_width(100, 100) == THICKEST
    assert find_width(25, 100) == pytest.approx((THINNEST + THICKEST) / 2, abs=0.01)
    assert find_width(None, 100) == THINNEST


def test_a_way_has_a_title_that_says_all() -> None:
    names = {"a": "Cart", "b": "Pay"}
    first, second = make_ways([move("a", "b", 5), move("b", "a")], names, ENGLISH)
    assert (first.title, first.dashes) == ("Cart → Pay: 5", False)
    assert (second.title, second.dashes) == ("Pay → Cart: back", True)


@given(st.lists(st.integers(0, 1000), min_size=1).map(lambda found: sorted(found, reverse=True)))
def test_as_few_as_carry_95_percent(counts: list[int]) -> None:
    number = carry_most(counts)
    if not sum(counts):
        assert number == len(counts)
        return
    assert sum(counts[:number]) >= 0.95 * sum(counts)
    assert sum(counts[: number - 1]) < 0.95 * sum(counts)
