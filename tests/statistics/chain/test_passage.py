"""Laws of how journeys pass through a chain."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.statistics.chain.making import Counts, chain_from_counts, count_paths
from journeymap.statistics.chain.passage import (
    attribution_shares,
    pass_through,
    removal_effects,
    steps_from,
    steps_given_success,
    steps_taken,
    time_taken,
)
from journeymap.statistics.chain.uncertainty import completion_variance

PLACES = "abcd"
SHOP = {"home": {"cart": 60, "exit": 40}, "cart": {"home": 10, "pay": 30, "exit": 20}}


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    """Counts of a chain in which every state has a way to an end."""
    rows = {}
    for state in PLACES:
        targets = draw(st.dictionaries(st.sampled_from(PLACES), st.integers(0, 40), max_size=4))
        rows[state] = {**targets, "pay": draw(st.integers(0, 20)), "exit": draw(st.integers(1, 20))}
    return rows


# a journey from a through the others, with an end or without
paths = st.lists(
    st.tuples(st.lists(st.sampled_from(PLACES), max_size=6), st.booleans()).map(
        lambda walk: ["a", *walk[0], *(["pay"] if walk[1] else [])]
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=40)
@given(counts())
def test_what_is_lost_and_completed_is_all(rows: Counts) -> None:
    found = pass_through(chain_from_counts(rows), start="a", success="pay")
    assert found.drop_off.sum() + found.completion == pytest.approx(1)
    assert found.reach[0] == pytest.approx(1)
    assert ((found.reach >= 0) & (found.reach <= 1)).all()
    assert (found.visits >= found.reach - 1e-12).all()


@settings(max_examples=40)
@given(paths)
def test_whole_journeys_give_the_observed_share_and_its_variance(walks: list[list[str]]) -> None:
    seen = count_paths(walks, absorbing=["pay"])
    chain = chain_from_counts(seen.counts, absorbing=["pay", "exit"])
    found = pass_through(chain, start="a", success="pay")
    share = sum(walk[-1] == "pay" for walk in walks) / len(walks)
    assert found.completion == pytest.approx(share)
    expected = share * (1 - share) / len(walks)
    assert completion_variance(found) == pytest.approx(expected, abs=1e-9)


def test_flow_identity_of_a_hundred_journeys() -> None:
    # vector markov_flow_identity: 48 of 100 succeed, whatever ways they take
    walks = [["a", "b", "a", "pay"]] * 30 + [["a", "pay"]] * 18 + [["a", "b"]] * 40 + [["a"]] * 12
    seen = count_paths(walks, absorbing=["pay"])
    found = pass_through(chain_from_counts(seen.counts), start=seen.starts, success="pay")
    assert found.completion == pytest.approx(0.48)
    assert completion_variance(found) == pytest.approx(0.48 * 0.52 / 100)


@settings(max_examples=25)
@given(counts(), st.sampled_from(PLACES[1:]))
def test_removal_effect_is_what_is_lost_without_the_state(rows: Counts, gone: str) -> None:
    found = pass_through(chain_from_counts(rows), start="a", success="pay")
    effects = removal_effects(found)
    assert ((effects >= 0) & (effects <= 1)).all()
    without = {state: Counter[str]() for state in rows}
    for state, row in rows.items():
        for target, number in row.items():
            without[state]["exit" if target == gone else target] += int(number)
    left = pass_through(
        chain_from_counts(without, absorbing=["pay", "exit"]), start="a", success="pay"
    )
    place = found.chain.place(gone)
    lost = 1 - left.completion / found.completion if found.completion else 0.0
    assert effects[place] == pytest.approx(lost, abs=1e-9)


@settings(max_examples=30)
@given(counts())
def test_steps_given_success_are_those_of_the_conditioned_chain(rows: Counts) -> None:
    chain = chain_from_counts(rows)
    found = pass_through(chain, start="a", success="pay")
    if not found.completion:
        assert steps_taken(found).given_success is None
        return
    able = np.flatnonzero(found.chances > 1e-9)
    b = found.chances[able]
    conditioned = chain.q.toarray()[np.ix_(able, able)] * b / b[:, np.newaxis]
    solved = np.linalg.inv(np.eye(len(able)) - conditioned)
    mean = solved.sum(axis=1)
    variance = (2 * solved - np.eye(len(able))) @ mean - mean**2
    steps = steps_taken(found)
    assert steps.given_success == pytest.approx(mean[0])
    assert steps.variance_given_success == pytest.approx(variance[0], abs=1e-6)
    assert np.array(steps_given_success(found), float)[able] == pytest.approx(mean)


def test_steps_of_a_mix_of_starts() -> None:
    chain = chain_from_counts(SHOP)
    mean, variance = steps_from(chain)
    found = steps_taken(pass_through(chain, start={"home": 1, "cart": 1}, success="pay"))
    assert found.mean == pytest.approx(mean.mean())
    second = (variance + mean**2).mean()
    assert found.variance == pytest.approx(second - mean.mean() ** 2)


def test_reach_of_a_mix_of_starts() -> None:
    chain = chain_from_counts({"a": {"b": 1, "exit": 1}, "b": {"exit": 1}})
    found = pass_through(chain, start={"a": 1, "b": 1}, success="exit", exits=[])
    assert found.reach.tolist() == [0.5, 0.75]
    assert found.completion == 1
    assert found.drop_off.tolist() == [0, 0]


def test_time_adds_up_over_visits() -> None:
    found = pass_through(chain_from_counts(SHOP), start="home", success="pay")
    # home is visited 1 / .9 times, cart .6 / .9 times; all who pay pass both
    taken = time_taken(found, [9, 3])
    assert taken.mean == pytest.approx(10 + 2)
    assert taken.given_success == pytest.approx((9 + 3) / 0.9)


@pytest.mark.parametrize("minutes", [[1], [1, -1], [1, float("nan")]])
def test_impossible_times_are_refused(minutes: list[float]) -> None:
    found = pass_through(chain_from_counts(SHOP), start="home", success="pay")
    with pytest.raises(ValueError, match="there must be a time of 0 or more for each state"):
        time_taken(found, minutes)


def test_nothing_follows_from_no_success() -> None:
    rows = {"a": {"b": 1, "exit": 1}, "b": {"exit": 1}}
    chain = chain_from_counts(rows, absorbing=["exit", "pay"])
    found = pass_through(chain, start="a", success="pay")
    assert found.completion == 0
    assert removal_effects(found).tolist() == [0, 0]
    assert steps_taken(found) == (1.5, 0.25, None, None)
    assert steps_given_success(found) == [None, None]
    assert time_taken(found, [1, 1]) == (1.5, None)
    assert attribution_shares(removal_effects(found)).tolist() == [0, 0]


def test_only_named_exits_count_as_lost() -> None:
    chain = chain_from_counts({"a": {"pay": 2, "exit": 3, "open": 5}})
    found = pass_through(chain, start="a", success=["pay"], exits="exit")
    assert found.drop_off.tolist() == [0.3]
    assert found.exit_rate.tolist() == [0.3]
    assert found.succeeding.tolist() == [0.2]
