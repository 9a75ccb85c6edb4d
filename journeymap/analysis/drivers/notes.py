"""What to know of drivers before believing them, in whole sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from journeymap.analysis.drivers.asking import Driver
from journeymap.analysis.drivers.splitting import Split, share
from journeymap.analysis.drivers.usable import Usable
from journeymap.answers.measuring import Survey
from journeymap.statistics.drivers.collinearity import (
    MOST_INFLATED,
    WORST_CONDITION,
    condition_number,
    near_duplicates,
    variance_inflation,
)
from journeymap.wording.told import Told, tell, tell_list, tell_row

CEILING = 0.8
_MEANING = tell(
    "Shares are parts of R²: near-duplicates divide what they share, and what "
    "nobody was asked about is in none."
)


def note_meaning(outcome: Driver, usable: Usable, split: Split) -> Iterator[str]:
    """What the figures are, and how sure."""
    yield _MEANING
    if split.method == "relative_weights":
        yield (
            tell(
                "Split by relative weights (Johnson), an approximation of Shapley's shares for "
                "more than 15 drivers."
            )
            if len(usable.drivers) > 15
            else tell("Split by relative weights (Johnson), an approximation of Shapley's shares.")
        )
    if outcome.metric.is_share:
        yield tell(
            "{label} is yes or no: R² is that of a linear probability, which does for "
            "the order of drivers, not for predictions.",
            label=outcome.metric.label,
        )
    turned = [d.metric.label for d in (outcome, *usable.drivers) if d.direction < 0]
    if turned:
        named = tell_list(list(dict.fromkeys(turned)))
        yield tell("Turned round, so that high is good everywhere: {named}.", named=named)
    yield from _note_other_method(usable, split)


def note_limits(usable: Usable) -> Iterator[str]:
    """How far the drivers can be told apart, and by how many answers."""
    names = [driver.name for driver in usable.drivers]
    rxx = usable.correlations[:-1, :-1]
    for i, j in near_duplicates(rxx):
        yield tell(
            "{names} and {names2} are nearly the same question (r {rxx:.2f}): leave "
            "one out or merge them.",
            names=names[i],
            names2=names[j],
            rxx=rxx[i, j],
        )
    inflated = [
        name
        for name, vif in zip(names, variance_inflation(rxx), strict=True)
        if vif is None or vif > MOST_INFLATED
    ]
    condition = condition_number(rxx)
    if inflated:
        yield tell(
            "The others say nearly all of {inflated} (VIF above 10).", inflated=tell_list(inflated)
        )
    if condition is None or condition > WORST_CONDITION:
        shown = tell("without bound") if condition is None else f"{condition:.0f}"
        yield tell(
            "The drivers hang together so much (condition number {shown}, above 30) "
            "that shares between them are shaky.",
            shown=shown,
        )
    if usable.is_clipped:
        yield tell(
            "The correlations of pairs, each from other customers, do not fit each "
            "other; they are changed as little as needed (negative eigenvalues to 0)."
        )
    if usable.pairs[0] < usable.pairs[1]:
        yield tell(
            "Not everybody met everything: each correlation is from those who answered "
            "both questions, {pairs:,} to {pairs2:,} of them.",
            pairs=usable.pairs[0],
            pairs2=usable.pairs[1],
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
        share = _find_share(reason)
        why = tell("answered by too few of those who tell the outcome") if share else reason
        by_reason.setdefault(why, []).append(tell_row([names[id_], *filter(None, [share])], " "))
    for why, listed in by_reason.items():
        yield tell("Left out ({why}): {listed}.", why=why, listed=tell_list(listed))


def _find_share(reason: str) -> str:
    """The share in which alone some reasons differ; empty in the others."""
    return str(reason.values.get("share", "")) if isinstance(reason, Told) else ""


def note_respondents(
    outcome: Driver, total: int, survey: Survey, *, is_averaged: bool
) -> Iterator[str]:
    """How several answers of one customer are taken, and whose answers can't be paired."""
    source, is_tidy = survey.source, not survey.parts.asked
    if source.repeats == "cluster" or (source.repeats == "keep_all" and is_tidy):
        yield tell("Of several answers of one customer to one question the mean is taken.")
    if is_averaged:
        yield tell(
            "The rows of the table have no order: of several answers of one customer "
            "to one question the mean is taken, as nothing tells the last."
        )
    windows = source.waves is not None and source.waves.window is not None
    n = outcome.reading.n if outcome.reading is not None else None
    if is_tidy and source.repeats == "keep_last" and not windows and (n or 0) > total:
        yield tell(
            "Answers to {label} that tell no respondent, so that nothing can be put "
            "beside them: {n:,}.",
            label=outcome.metric.label,
            n=(n or 0) - total,
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
        called = (
            tell("Relative weights") if other == "relative_weights" else tell("Shapley's shares")
        )
        yield tell(
            "{called} would put {name} first, before {name2}: who is number one hangs "
            "on the method.",
            called=called,
            name=usable.drivers[second].name,
            name2=usable.drivers[first].name,
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
        yield tell(
            "Ceiling: at least {ceiling:.0f} % give {full} the best code, so little is "
            "left that could move with anything.",
            ceiling=100 * CEILING,
            full=tell_list(full),
        )
