"""What to know of drivers before believing them, in whole sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from journeymap.analysis.drivers.asking import Driver
from journeymap.analysis.drivers.splitting import Split, share
from journeymap.analysis.drivers.usable import COVERED, Usable
from journeymap.answers.measuring import Survey
from journeymap.printed import join_words
from journeymap.statistics.drivers.collinearity import (
    MOST_INFLATED,
    WORST_CONDITION,
    condition_number,
    near_duplicates,
    variance_inflation,
)

CEILING = 0.8
_MEANING = (
    "Shares are parts of R²: near-duplicates divide what they share, and what nobody was asked "
    "about is in none."
)


def note_meaning(outcome: Driver, usable: Usable, split: Split) -> Iterator[str]:
    """What the figures are, and how sure."""
    yield _MEANING
    if split.method == "relative_weights":
        yield (
            "Split by relative weights (Johnson), an approximation of Shapley's shares"
            + (" for more than 15 drivers." if len(usable.drivers) > 15 else ".")
        )
    if outcome.metric.is_share:
        yield (
            f"{outcome.metric.label} is yes or no: R² is that of a linear probability, which does "
            "for the order of drivers, not for predictions."
        )
    turned = [d.metric.label for d in (outcome, *usable.drivers) if d.direction < 0]
    if turned:
        named = join_words(list(dict.fromkeys(turned)))
        yield f"Turned round, so that high is good everywhere: {named}."
    yield from _note_other_method(usable, split)


def note_limits(usable: Usable) -> Iterator[str]:
    """How far the drivers can be told apart, and by how many answers."""
    names = [driver.name for driver in usable.drivers]
    rxx = usable.correlations[:-1, :-1]
    for i, j in near_duplicates(rxx):
        yield (
            f"{names[i]} and {names[j]} are nearly the same question (r {rxx[i, j]:.2f}): "
            "leave one out or merge them."
        )
    inflated = [
        name
        for name, vif in zip(names, variance_inflation(rxx), strict=True)
        if vif is None or vif > MOST_INFLATED
    ]
    condition = condition_number(rxx)
    if inflated:
        yield f"The others say nearly all of {join_words(inflated)} (VIF above 10)."
    if condition is None or condition > WORST_CONDITION:
        shown = "without bound" if condition is None else f"{condition:.0f}"
        yield (
            f"The drivers hang together so much (condition number {shown}, above 30) that shares "
            "between them are shaky."
        )
    if usable.is_clipped:
        yield (
            "The correlations of pairs, each from other customers, do not fit each other; they are "
            "changed as little as needed (negative eigenvalues to 0)."
        )
    if usable.pairs[0] < usable.pairs[1]:
        yield (
            "Not everybody met everything: each correlation is from those who answered both "
            f"questions, {usable.pairs[0]:,} to {usable.pairs[1]:,} of them."
        )
    yield from _note_ceiling(usable.drivers)


def note_left_out(left_out: Mapping[str, str], asked: Sequence[Driver]) -> Iterator[str]:
    """Which questions are not compared, by reason.

    Args:
        left_out: Id of a question to the reason.
        asked: All questions, which have names.
    """
    often = Counter(driver.name for driver in asked)
    names = {d.id: d.name if often[d.name] == 1 else f"{d.name} ({d.metric.id})" for d in asked}
    by_reason: dict[str, list[str]] = {}
    for id_, reason in left_out.items():
        before, share, after = _take_apart(reason)
        why = f"{before}too few{after}" if share else reason
        by_reason.setdefault(why, []).append(f"{names[id_]} {share}".rstrip())
    for why, listed in by_reason.items():
        yield f"Left out ({why}): {join_words(listed)}."


def _take_apart(reason: str) -> tuple[str, str, str]:
    """What reasons that differ only in a share have in common, around that share."""
    before, after = COVERED
    covered = reason.startswith(before) and reason.endswith(after)
    return before, reason[len(before) : -len(after)] if covered else "", after


def note_respondents(
    outcome: Driver, total: int, survey: Survey, *, is_averaged: bool
) -> Iterator[str]:
    """How several answers of one customer are taken, and whose answers can't be paired."""
    source, is_tidy = survey.source, not survey.parts.asked
    if source.repeats == "cluster" or (source.repeats == "keep_all" and is_tidy):
        yield "Of several answers of one customer to one question the mean is taken."
    if is_averaged:
        yield (
            "The rows of the table have no order: of several answers of one customer to one "
            "question the mean is taken, as nothing tells the last."
        )
    windows = source.waves is not None and source.waves.window is not None
    n = outcome.reading.n if outcome.reading is not None else None
    if is_tidy and source.repeats == "keep_last" and not windows and (n or 0) > total:
        yield (
            f"Answers to {outcome.metric.label} that tell no respondent, so that nothing can be "
            f"put beside them: {(n or 0) - total:,}."
        )


def _note_other_method(usable: Usable, split: Split) -> Iterator[str]:
    """Where another way to split R² would put another driver first."""
    if len(usable.drivers) < 2:
        return
    here = usable.correlations[None]
    other = "relative_weights" if split.method == "shapley" else "shapley"
    parts = share(here, "relative_weights" if other == "relative_weights" else "shapley", 0)[0]
    first, second = int(np.argmax(split.parts)), int(np.argmax(parts))
    if first != second and parts[second] - parts[first] > 1e-9:
        called = "Relative weights" if other == "relative_weights" else "Shapley's shares"
        yield (
            f"{called} would put {usable.drivers[second].name} first, before "
            f"{usable.drivers[first].name}: who is number one hangs on the method."
        )


def _note_ceiling(drivers: Sequence[Driver]) -> Iterator[str]:
    """Questions that nearly everybody answers with the best code: little is left to vary."""
    full = []
    for driver in drivers:
        counts = driver.reading.counts if driver.reading is not None else None
        best = driver.metric.best if driver.metric.kind != "nps" else 10
        if counts and best is not None and driver.metric.kind != "share":
            top = counts.get(int(best), 0.0) / sum(counts.values())
            full += [driver.name] if top >= CEILING else []
    if full:
        yield (
            f"Ceiling: at least {100 * CEILING:.0f} % give {join_words(full)} the best code, so "
            "little is left that could move with anything."
        )
